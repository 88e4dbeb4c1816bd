//! A client that sends exactly the bytes it is told to, and reads one response at a time.

use std::collections::HashMap;
use std::io::BufRead;
use std::io::BufReader;
use std::io::ErrorKind;
use std::io::Read;
use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

/// Longer than anything here takes; a test that waits for it has failed.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) struct Client {
    stream: BufReader<TcpStream>,
}

#[derive(Debug)]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) headers: HashMap<String, Vec<String>>,
    pub(super) body: Vec<u8>,
    /// Whether all of the body came that the head announced.
    pub(super) is_complete: bool,
}

impl Response {
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |values| values[0].as_str())
    }

    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Status, content type and body on one line.
    pub(super) fn line(&self) -> String {
        format!("{} {} {}", self.status, self.header("content-type"), self.text())
    }
}

impl Client {
    pub(super) fn connect(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        Self {
            stream: BufReader::new(stream),
        }
    }

    pub(super) fn send(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        self.stream.get_mut().write_all(bytes.as_ref()).unwrap();
        self
    }

    /// Sends what may be refused before it is read whole.
    pub(super) fn send_some(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        let _ = self.stream.get_mut().write_all(bytes.as_ref());
        self
    }

    /// Says that nothing more will be sent.
    pub(super) fn shut(&mut self) {
        self.stream.get_mut().shutdown(std::net::Shutdown::Write).unwrap();
    }

    pub(super) fn ask(&mut self, method: &str, path: &str) -> Response {
        self.send(head(method, path, "")).receive_for(method)
    }

    pub(super) fn receive(&mut self) -> Response {
        self.receive_for("GET")
    }

    pub(super) fn receive_for(&mut self, method: &str) -> Response {
        let mut response = self.receive_head();
        if method != "HEAD" && response.status != 204 && response.status != 304 {
            self.receive_body(&mut response);
        }
        response
    }

    pub(super) fn receive_head(&mut self) -> Response {
        let status_line = self.line().expect("no response");
        let status: u16 = status_line.split(' ').nth(1).unwrap().parse().unwrap();
        let mut headers: HashMap<String, Vec<String>> = HashMap::new();
        while let Some(line) = self.line().filter(|line| !line.is_empty()) {
            let (name, value) = line.split_once(": ").unwrap();
            headers.entry(name.to_string()).or_default().push(value.to_string());
        }
        Response {
            status,
            headers,
            body: Vec::new(),
            is_complete: true,
        }
    }

    /// The rest of the body, or as much of it as comes.
    pub(super) fn receive_body(&mut self, response: &mut Response) {
        if response.header("transfer-encoding") == "chunked" {
            while response.is_complete && self.receive_chunk(response) {}
        } else if let Ok(length) = response.header("content-length").parse() {
            response.body.resize(length, 0);
            response.is_complete = self.stream.read_exact(&mut response.body).is_ok();
        }
    }

    /// One chunk; whether there are more. A body that ends without its last chunk is not complete.
    pub(super) fn receive_chunk(&mut self, response: &mut Response) -> bool {
        match self.chunk() {
            Some(chunk) => {
                response.body.extend_from_slice(&chunk);
                !chunk.is_empty()
            }
            None => {
                response.is_complete = false;
                false
            }
        }
    }

    fn chunk(&mut self) -> Option<Vec<u8>> {
        let size = usize::from_str_radix(&self.line()?, 16).ok()?;
        let mut chunk = vec![0; size];
        self.stream.read_exact(&mut chunk).ok()?;
        self.line()?;
        Some(chunk)
    }

    /// Whether the server closes the connection, without another byte.
    pub(super) fn is_closed(&mut self) -> bool {
        match self.stream.read(&mut [0]) {
            Ok(read) => read == 0,
            // What it had not read by then makes the system close with a reset.
            Err(error) => error.kind() == ErrorKind::ConnectionReset,
        }
    }

    pub(super) fn read_exact(&mut self, bytes: usize) {
        let mut buffer = vec![0; bytes];
        self.stream.read_exact(&mut buffer).unwrap();
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.stream.read_line(&mut line).ok()?;
        (read > 0).then(|| line.trim_end().to_string())
    }
}

pub(super) fn head(method: &str, path: &str, headers: &str) -> String {
    format!("{method} {path} HTTP/1.1\r\nHost: test\r\n{headers}\r\n")
}

/// A whole request with a body of a content type.
pub(super) fn post(path: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let headers = format!("Content-Type: {content_type}\r\nContent-Length: {length}\r\n");
    let mut request = head("POST", path, &headers).into_bytes();
    request.extend_from_slice(body);
    request
}
