//! A small HTTP/1.1 client for the `http` sections: it writes what the section says and reads what comes back, with nothing added
//! that would hide a server's fault. It must not judge a response.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// As received, the body with its framing undone.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Response {
    pub(crate) status: u16,
    /// In order, names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Response {
    /// Values of one name, joined as HTTP allows.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let values: Vec<&str> = self
            .headers
            .iter()
            .filter(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    fn closes(&self) -> bool {
        self.header("connection")
            .is_some_and(|value| value.eq_ignore_ascii_case("close"))
    }
}

/// One server, and the connection to it that is kept alive between requests as long as the server keeps it.
pub(crate) struct Client {
    address: SocketAddr,
    deadline: Instant,
    connection: Option<BufReader<TcpStream>>,
}

impl Client {
    pub(crate) fn new(port: u16, deadline: Instant) -> Self {
        Client {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
            deadline,
            connection: None,
        }
    }

    /// Plays an `http` section: a request line, header lines, an empty line, the body.
    pub(crate) fn exchange(&mut self, section: &str) -> Result<Response, String> {
        let (head, body) = split(section);
        let mut lines = head.lines();
        let request_line = lines.next().unwrap_or("");
        let headers: Vec<&str> = lines.collect();
        let has = |name: &str| {
            headers
                .iter()
                .any(|line| line.split(':').next().is_some_and(|n| n.eq_ignore_ascii_case(name)))
        };
        let mut message = format!("{} HTTP/1.1\r\n", request_line.trim());
        if !has("host") {
            message.push_str(&format!("host: localhost:{}\r\n", self.address.port()));
        }
        if !body.is_empty() && !has("content-length") && !has("transfer-encoding") {
            message.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        for line in &headers {
            message.push_str(&format!("{line}\r\n"));
        }
        message.push_str("\r\n");
        message.push_str(body);
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.connect()?,
        };
        let response = self.send(&mut connection, message.as_bytes(), request_line.starts_with("HEAD "))?;
        if !response.closes() {
            self.connection = Some(connection);
        }
        Ok(response)
    }

    /// Sends a section as it stands, line ends as CRLF, on a connection of its own.
    pub(crate) fn exchange_raw(&mut self, section: &str) -> Result<Response, String> {
        let mut connection = self.connect()?;
        let message = section.replace('\n', "\r\n");
        self.send(&mut connection, message.as_bytes(), section.starts_with("HEAD "))
    }

    fn connect(&self) -> Result<BufReader<TcpStream>, String> {
        let stream = TcpStream::connect_timeout(&self.address, self.remaining())
            .map_err(|error| format!("could not connect to port {}: {error}", self.address.port()))?;
        Ok(BufReader::new(stream))
    }

    fn send(&self, connection: &mut BufReader<TcpStream>, message: &[u8], head_only: bool) -> Result<Response, String> {
        let failed = |error: Error| format!("the exchange failed: {error}");
        connection
            .get_ref()
            .set_read_timeout(Some(self.remaining()))
            .map_err(failed)?;
        connection.get_mut().write_all(message).map_err(failed)?;
        loop {
            let response = read_response(connection, head_only)?;
            // An interim response (100, 103) announces the one that counts.
            if response.status >= 200 || response.status == 101 {
                return Ok(response);
            }
        }
    }

    fn remaining(&self) -> Duration {
        // Zero would be refused by the socket calls.
        self.deadline
            .saturating_duration_since(Instant::now())
            .max(Duration::from_millis(1))
    }
}

/// Head and body of a section, parted by its first empty line. The newline that ends the section is not part of the body.
pub(crate) fn split(section: &str) -> (&str, &str) {
    let (head, body) = match section.strip_prefix('\n') {
        Some(body) => ("", body),
        None => section.split_once("\n\n").unwrap_or((section, "")),
    };
    (head, body.strip_suffix('\n').unwrap_or(body))
}

fn read_response(connection: &mut impl BufRead, head_only: bool) -> Result<Response, String> {
    let status_line = read_line(connection)?;
    let status = status_line.split(' ').nth(1).and_then(|code| code.parse().ok());
    let Some(status) = status.filter(|_| status_line.starts_with("HTTP/1.")) else {
        return Err(format!("`{status_line}` is no HTTP/1 status line"));
    };
    let mut response = Response {
        status,
        ..Response::default()
    };
    loop {
        let line = read_line(connection)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line
            .split_once(':')
            .ok_or_else(|| format!("`{line}` is no header line"))?;
        response
            .headers
            .push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    if !(head_only || status < 200 || status == 204 || status == 304) {
        response.body = read_body(connection, &response)?;
    }
    Ok(response)
}

fn read_body(connection: &mut impl BufRead, response: &Response) -> Result<Vec<u8>, String> {
    let mut body = Vec::new();
    if response
        .header("transfer-encoding")
        .is_some_and(|value| value.eq_ignore_ascii_case("chunked"))
    {
        loop {
            let line = read_line(connection)?;
            let size = line.split(';').next().unwrap_or("").trim();
            let size = u64::from_str_radix(size, 16).map_err(|_| format!("`{line}` is no chunk size"))?;
            if size == 0 {
                // Trailers end with an empty line.
                while !read_line(connection)?.is_empty() {}
                return Ok(body);
            }
            read_exactly(connection, size, &mut body)?;
            if !read_line(connection)?.is_empty() {
                return Err("a chunk is longer than its size says".to_owned());
            }
        }
    }
    match response.header("content-length") {
        Some(length) => {
            let length = length.parse().map_err(|_| format!("`{length}` is no content length"))?;
            read_exactly(connection, length, &mut body)?;
        }
        None => {
            connection
                .read_to_end(&mut body)
                .map_err(|error| format!("the body broke off: {}", reason(&error)))?;
        }
    }
    Ok(body)
}

fn read_exactly(connection: &mut impl BufRead, length: u64, body: &mut Vec<u8>) -> Result<(), String> {
    let got = connection
        .take(length)
        .read_to_end(body)
        .map_err(|error| format!("the body broke off: {}", reason(&error)))?;
    if got as u64 == length {
        return Ok(());
    }
    Err(format!("the body broke off after {got} of {length} bytes"))
}

fn read_line(connection: &mut impl BufRead) -> Result<String, String> {
    let mut line = Vec::new();
    connection
        .read_until(b'\n', &mut line)
        .map_err(|error| format!("no response: {}", reason(&error)))?;
    match line.strip_suffix(b"\r\n") {
        Some(line) => Ok(String::from_utf8_lossy(line).into_owned()),
        None => Err(format!(
            "the connection was closed after `{}`",
            String::from_utf8_lossy(&line).trim_end()
        )),
    }
}

/// A socket's timeout has a name that says nothing (`Resource temporarily unavailable`).
fn reason(error: &Error) -> String {
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => "timed out".to_owned(),
        _ => error.to_string(),
    }
}
