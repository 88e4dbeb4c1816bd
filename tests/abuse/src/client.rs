//! A client of HTTP/1.1 that reads what it gets to the byte, and believes nothing.

use std::net::Ipv4Addr;
use std::net::SocketAddr;
use std::sync::atomic::AtomicU16;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use anyhow::ensure;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpSocket;
use tokio::net::TcpStream;

/// Longer than any answer takes on a machine that works.
const PATIENCE: Duration = Duration::from_secs(20);

/// Attackers come from here, so that what is counted for each address is not counted for those who mean well.
pub(crate) const ATTACKER: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    /// Whether the server will take another request.
    pub(crate) keeps_alive: bool,
}

/// A connection.
pub(crate) struct Client {
    stream: TcpStream,
    unread: Vec<u8>,
    has_begun: bool,
}

/// Where the body of an answer ends.
enum Framing {
    Length(usize),
    Chunked,
    End,
}

/// One of many addresses of this machine: from a single one, connections that are made and closed again and again use up
/// its ports.
pub(crate) fn well_meaning() -> Ipv4Addr {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let [high, low] = NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    Ipv4Addr::new(127, 1, high % 4, low)
}

/// A connection from that address of this machine. `receive` is how many bytes the system keeps unread.
pub(crate) async fn connect(from: Ipv4Addr, port: u16, receive: Option<u32>) -> Result<TcpStream> {
    let socket = TcpSocket::new_v4().context("Could not make a socket")?;
    if let Some(bytes) = receive {
        socket.set_recv_buffer_size(bytes).context("Could not set a buffer")?;
    }
    socket
        .bind(SocketAddr::from((from, 0)))
        .context("Could not bind a socket")?;
    let server = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let stream = tokio::time::timeout(PATIENCE, socket.connect(server)).await;
    let stream = stream
        .context("The server does not accept")?
        .context("Could not connect")?;
    stream.set_nodelay(true).context("Could not set an option")?;
    Ok(stream)
}

impl Client {
    pub(crate) async fn connect(port: u16) -> Result<Self> {
        Ok(Self::over(connect(well_meaning(), port, None).await?))
    }

    pub(crate) fn over(stream: TcpStream) -> Self {
        Self {
            stream,
            unread: Vec::new(),
            has_begun: false,
        }
    }

    /// Asks, and waits for the answer.
    pub(crate) async fn get(&mut self, path: &str) -> Result<Answer> {
        self.send(format!("GET {path} HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes())
            .await?;
        self.answer().await
    }

    pub(crate) async fn post(&mut self, path: &str, kind: &str, body: &[u8]) -> Result<Answer> {
        let length = body.len();
        let head = format!("POST {path} HTTP/1.1\r\nHost: a\r\n{kind}Content-Length: {length}\r\n\r\n");
        self.send(head.as_bytes()).await?;
        self.send(body).await?;
        self.answer().await
    }

    pub(crate) async fn send(&mut self, bytes: &[u8]) -> Result<()> {
        self.has_begun = !self.unread.is_empty();
        let sent = tokio::time::timeout(PATIENCE, self.stream.write_all(bytes)).await;
        sent.context("The server does not read")?.context("Could not send")
    }

    /// One answer with its body.
    pub(crate) async fn answer(&mut self) -> Result<Answer> {
        let read = tokio::time::timeout(PATIENCE, self.read_answer()).await;
        read.context("The server does not answer")?
    }

    /// Whether anything has come since the last request was sent.
    pub(crate) fn has_begun(&self) -> bool {
        self.has_begun
    }

    async fn read_answer(&mut self) -> Result<Answer> {
        let (status, framing, keeps_alive) = loop {
            if let Some(head) = self.take_head()? {
                break head;
            }
            self.more().await?;
        };
        let body = match framing {
            Framing::Length(length) => self.take(length).await?,
            Framing::Chunked => self.chunks().await?,
            Framing::End => self.rest().await?,
        };
        Ok(Answer {
            status,
            body,
            keeps_alive,
        })
    }

    /// Everything up to the end of the connection.
    pub(crate) async fn rest(&mut self) -> Result<Vec<u8>> {
        self.stream
            .read_to_end(&mut self.unread)
            .await
            .context("The answer breaks off")?;
        Ok(std::mem::take(&mut self.unread))
    }

    /// The head of an answer; what follows it stays unread.
    pub(crate) async fn head(&mut self) -> Result<u16> {
        loop {
            if let Some((status, ..)) = self.take_head()? {
                return Ok(status);
            }
            self.more().await?;
        }
    }

    fn take_head(&mut self) -> Result<Option<(u16, Framing, bool)>> {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut response = httparse::Response::new(&mut headers);
        let status = response.parse(&self.unread).context("This is no answer")?;
        let httparse::Status::Complete(length) = status else {
            return Ok(None);
        };
        let code = response.code.context("The answer has no status")?;
        let value = |name: &str| {
            let found = response
                .headers
                .iter()
                .find(|header| header.name.eq_ignore_ascii_case(name));
            found.map(|header| String::from_utf8_lossy(header.value).to_ascii_lowercase())
        };
        let framing = match (value("transfer-encoding"), value("content-length")) {
            (Some(coding), None) => {
                ensure!(coding == "chunked", "The answer is coded as `{coding}`");
                Framing::Chunked
            }
            (None, Some(length)) => Framing::Length(length.parse().context("The answer's length is no number")?),
            (None, None) if code < 200 || code == 204 || code == 304 => Framing::Length(0),
            (None, None) => Framing::End,
            (Some(_), Some(_)) => bail!("The answer has two lengths"),
        };
        let keeps_alive = value("connection").is_none_or(|value| value != "close");
        self.unread.drain(..length);
        Ok(Some((code, framing, keeps_alive)))
    }

    /// So many bytes.
    pub(crate) async fn take(&mut self, length: usize) -> Result<Vec<u8>> {
        while self.unread.len() < length {
            self.more().await?;
        }
        Ok(self.unread.drain(..length).collect())
    }

    async fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let size = usize::from_str_radix(&self.line().await?, 16).context("A chunk has no size")?;
            body.extend(self.take(size).await?);
            ensure!(self.line().await?.is_empty(), "A chunk does not end");
            if size == 0 {
                return Ok(body);
            }
        }
    }

    async fn line(&mut self) -> Result<String> {
        loop {
            if let Some(at) = self.unread.windows(2).position(|pair| pair == b"\r\n") {
                let line: Vec<u8> = self.unread.drain(..at + 2).collect();
                return Ok(String::from_utf8_lossy(&line[..at]).into_owned());
            }
            self.more().await?;
        }
    }

    async fn more(&mut self) -> Result<()> {
        let read = self
            .stream
            .read_buf(&mut self.unread)
            .await
            .context("The answer breaks off")?;
        ensure!(read > 0, "The connection ended before the answer did");
        self.has_begun = true;
        Ok(())
    }
}

/// The answer to a request with a token must be 200 and have that text.
pub(crate) fn check(answer: &Answer, expected: &str) -> Result<()> {
    let body = String::from_utf8_lossy(&answer.body[..answer.body.len().min(200)]);
    ensure!(
        answer.status == 200,
        "Status {} in place of `{expected}`: {body}",
        answer.status
    );
    ensure!(
        answer.body == expected.as_bytes(),
        "WRONG ANSWER: `{body}` in place of `{expected}`"
    );
    Ok(())
}
