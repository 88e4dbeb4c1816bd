//! The check before an entry is timed: every answer byte by byte, on a connection that is kept. It must not be fast.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail, ensure};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};

use super::exchange::{Exchange, Expected, Framing};
use super::load::http1::read_chunks;

const PATIENCE: Duration = Duration::from_secs(10);
/// How far a `Date` may be from this clock: it is written once a second at least.
const DATE_AGE_MAX: Duration = Duration::from_secs(3);
/// Of the connection, not of the answer: `node:http` sends them unasked.
const HOP_BY_HOP: [&str; 2] = ["connection", "keep-alive"];

trait Stream: Read + Write {}
impl<T: Read + Write> Stream for T {}

/// Asks everything, twice over, and gives back the length of each answer's body.
pub(crate) fn check(address: SocketAddr, tls: Option<Arc<ClientConfig>>, exchanges: &[Exchange]) -> Result<Vec<usize>> {
    let mut stream = connect(address, tls)?;
    let mut lengths = Vec::new();
    for exchange in exchanges.iter().chain(exchanges) {
        let answer = ask(&mut *stream, exchange).with_context(|| format!("`{}` was not answered", exchange.path))?;
        judge(&answer, &exchange.expected).with_context(|| {
            format!(
                "`{}` was answered with {} {:?} `{}`",
                exchange.path,
                answer.status,
                answer.headers,
                String::from_utf8_lossy(&answer.body[..answer.body.len().min(200)])
            )
        })?;
        lengths.push(answer.body.len());
    }
    lengths.truncate(exchanges.len());
    Ok(lengths)
}

/// Sends a message on one WebSocket; it must come back on another one, or on the same if there is no other.
pub(crate) fn check_messages(address: SocketAddr, exchange: &Exchange, others: usize) -> Result<usize> {
    let mut sockets = Vec::new();
    for _ in 0..=others {
        sockets.push(open_socket(address)?);
    }
    sockets[0].write_all(&exchange.message())?;
    let receivers = if others == 0 {
        &mut sockets[..]
    } else {
        &mut sockets[1..]
    };
    let expected = [&[0x81, exchange.body.len() as u8], exchange.body.as_slice()].concat();
    for socket in receivers {
        let mut frame = vec![0; expected.len()];
        socket.read_exact(&mut frame).context("No message came")?;
        ensure!(
            frame == expected,
            "The message came as {frame:?} and not as {expected:?}"
        );
    }
    Ok(exchange.body.len())
}

fn open_socket(address: SocketAddr) -> Result<TcpStream> {
    let mut socket = TcpStream::connect_timeout(&address, PATIENCE)?;
    socket.set_read_timeout(Some(PATIENCE))?;
    socket.write_all(super::load::websocket::HANDSHAKE)?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        socket.read_exact(&mut byte).context("The handshake was not answered")?;
        head.extend(byte);
    }
    ensure!(
        head.starts_with(b"HTTP/1.1 101"),
        "The handshake was answered with `{}`",
        String::from_utf8_lossy(&head)
    );
    Ok(socket)
}

fn connect(address: SocketAddr, tls: Option<Arc<ClientConfig>>) -> Result<Box<dyn Stream>> {
    let socket = TcpStream::connect_timeout(&address, PATIENCE).context("Could not connect")?;
    socket.set_read_timeout(Some(PATIENCE))?;
    Ok(match tls {
        None => Box::new(socket),
        Some(config) => {
            let connection = ClientConnection::new(config, ServerName::try_from("localhost")?)?;
            Box::new(StreamOwned::new(connection, socket))
        }
    })
}

struct Answer {
    status: u16,
    /// Names in lower case.
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(other, _)| other == name)?;
        Some(value)
    }
}

fn ask(stream: &mut dyn Stream, exchange: &Exchange) -> Result<Answer> {
    stream.write_all(&exchange.http1())?;
    let mut bytes = Vec::new();
    let mut room = vec![0; 64 * 1024];
    loop {
        let count = stream.read(&mut room)?;
        ensure!(count > 0, "The connection was closed after {} bytes", bytes.len());
        bytes.extend_from_slice(&room[..count]);
        if let Some(answer) = read(&bytes)? {
            return Ok(answer);
        }
    }
}

/// `None` until the answer is whole; what comes after it is an error, since nobody has asked.
fn read(bytes: &[u8]) -> Result<Option<Answer>> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut head = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(size) = head.parse(bytes)? else {
        return Ok(None);
    };
    let header = |header: &httparse::Header| {
        let value = String::from_utf8_lossy(header.value).into_owned();
        (header.name.to_ascii_lowercase(), value)
    };
    let mut answer = Answer {
        status: head.code.unwrap_or(0),
        headers: head.headers.iter().map(header).collect(),
        body: Vec::new(),
    };
    let rest = &bytes[size..];
    if answer.header("transfer-encoding") == Some("chunked") {
        let Some(chunks) = read_chunks(rest)? else {
            return Ok(None);
        };
        answer.body = chunks.body;
        return Ok(Some(answer));
    }
    let Some(length) = answer.header("content-length") else {
        bail!("The answer has neither a length nor chunks: {:?}", answer.headers);
    };
    let length: usize = length.parse()?;
    ensure!(
        rest.len() <= length,
        "The body is longer than its `Content-Length` says"
    );
    answer.body = rest.to_vec();
    Ok((rest.len() == length).then_some(answer))
}

fn judge(answer: &Answer, expected: &Expected) -> Result<()> {
    ensure!(
        answer.status == expected.status,
        "The status is not {}",
        expected.status
    );
    let date = answer.header("date").context("There is no `Date`")?;
    let date = httpdate::parse_http_date(date).with_context(|| format!("`{date}` is no date"))?;
    let now = SystemTime::now();
    let age = now.duration_since(date).or_else(|_| date.duration_since(now))?;
    ensure!(age < DATE_AGE_MAX, "The `Date` is {} s off", age.as_secs());
    let Some(body) = &expected.body else {
        return Ok(());
    };
    ensure!(
        answer.body == *body,
        "The body is not `{}`",
        String::from_utf8_lossy(&body[..body.len().min(200)])
    );
    let media_type = answer.header("content-type").and_then(|value| value.split(';').next());
    ensure!(
        media_type == Some(expected.media_type),
        "The type is not `{}`",
        expected.media_type
    );
    let framing = match expected.framing {
        Framing::Length => "content-length",
        Framing::Chunks => "transfer-encoding",
        Framing::Either if answer.header("content-length").is_some() => "content-length",
        Framing::Either => "transfer-encoding",
    };
    let required: BTreeSet<&str> = ["content-type", "date", framing]
        .into_iter()
        .chain(expected.headers.iter().copied())
        .collect();
    let names: BTreeSet<&str> = answer.headers.iter().map(|(name, _)| name.as_str()).collect();
    if let Some(missing) = required.difference(&names).next() {
        bail!("There is no `{missing}`");
    }
    let known = |name: &&&str| HOP_BY_HOP.contains(*name) || expected.allowed.contains(*name);
    if let Some(other) = names.difference(&required).find(|name| !known(name)) {
        bail!("There is a header that not every entry sends: `{other}`");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::super::exchange;
    use super::{judge, read};

    fn verdict(head: &str, body: &str) -> Result<(), String> {
        let date = httpdate::fmt_http_date(SystemTime::now());
        let bytes = format!("{}\r\n\r\n{body}", head.replace("NOW", &date));
        let answer = read(bytes.as_bytes())
            .map_err(|error| error.to_string())?
            .ok_or("not whole")?;
        judge(&answer, &exchange::plaintext()[0].expected).map_err(|error| error.to_string())
    }

    #[test]
    fn what_conforms() {
        let head = "HTTP/1.1 200 OK\r\nDate: NOW\r\nContent-Type: text/plain;charset=utf-8\r\nContent-Length: 13\r\nKeep-Alive: timeout=5";
        assert_eq!(verdict(head, "Hello, World!"), Ok(()));
    }

    #[test]
    fn what_does_not() {
        let good = "HTTP/1.1 200 OK\r\nDate: NOW\r\nContent-Type: text/plain\r\nContent-Length: 13";
        let faults = [
            (good.replace("200", "201"), "Hello, World!", "The status is not 200"),
            (good.replace("Date: NOW\r\n", ""), "Hello, World!", "There is no `Date`"),
            (
                good.replace("NOW", "Thu, 01 Jan 2026 00:00:00 GMT"),
                "Hello, World!",
                "s off",
            ),
            (
                good.replace("plain", "html"),
                "Hello, World!",
                "The type is not `text/plain`",
            ),
            (
                good.to_owned() + "\r\nVary: Accept",
                "Hello, World!",
                "not every entry sends: `vary`",
            ),
            (good.to_owned(), "Hello, world!", "The body is not `Hello, World!`"),
            (good.to_owned(), "Hello, World!!", "longer than its `Content-Length`"),
            (good.to_owned(), "Hello", "not whole"),
        ];
        for (head, body, fault) in faults {
            let error = verdict(&head, body).unwrap_err();
            assert!(error.contains(fault), "{error} instead of {fault}");
        }
    }
}
