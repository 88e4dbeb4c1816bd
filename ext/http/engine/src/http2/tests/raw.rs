//! A client that writes frames by hand, as no library would.

use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;

use super::*;
use crate::http2::PREFACE;

pub(super) const DATA: u8 = 0;
pub(super) const HEADERS: u8 = 1;
pub(super) const RST_STREAM: u8 = 3;
pub(super) const SETTINGS: u8 = 4;
pub(super) const PING: u8 = 6;
pub(super) const GOAWAY: u8 = 7;
pub(super) const CONTINUATION: u8 = 9;

pub(super) const END_STREAM: u8 = 1;
pub(super) const END_HEADERS: u8 = 4;

/// A frame that the server sent.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) kind: u8,
    pub(super) stream: u32,
    pub(super) payload: Vec<u8>,
}

impl Frame {
    /// The error code of RST_STREAM and GOAWAY.
    pub(super) fn code(&self) -> u32 {
        let at = if self.kind == GOAWAY { 4 } else { 0 };
        u32::from_be_bytes(self.payload[at..at + 4].try_into().unwrap())
    }
}

/// A connection without a library.
pub(super) struct Raw(pub(super) TcpStream);

impl Raw {
    /// Preface, and settings that change nothing.
    pub(super) async fn connect(server: &Server) -> Self {
        let mut raw = Self(TcpStream::connect(testing::address(server)).await.unwrap());
        raw.0.set_nodelay(true).unwrap();
        raw.0.write_all(PREFACE).await.unwrap();
        raw.send(&frame(SETTINGS, 0, 0, &[])).await;
        raw
    }

    /// Writes bytes; a server that has closed the connection is the business of whoever reads.
    pub(super) async fn send(&mut self, bytes: &[u8]) {
        let _ = soon(self.0.write_all(bytes)).await;
    }

    /// The next frame; `None` when the connection is closed.
    pub(super) async fn next(&mut self) -> Option<Frame> {
        let mut head = [0; 9];
        soon(self.0.read_exact(&mut head)).await.ok()?;
        let mut payload = vec![0; u32::from_be_bytes([0, head[0], head[1], head[2]]) as usize];
        soon(self.0.read_exact(&mut payload)).await.ok()?;
        Some(Frame {
            kind: head[3],
            stream: u32::from_be_bytes(head[5..9].try_into().unwrap()),
            payload,
        })
    }

    /// The next frame of one of these kinds.
    pub(super) async fn next_of(&mut self, kinds: &[u8]) -> Option<Frame> {
        loop {
            let frame = self.next().await?;
            if kinds.contains(&frame.kind) {
                return Some(frame);
            }
        }
    }
}

pub(super) fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let mut bytes = vec![length[1], length[2], length[3], kind, flags];
    bytes.extend_from_slice(&stream.to_be_bytes());
    bytes.extend_from_slice(payload);
    bytes
}

/// Fields as HPACK literals that are not indexed (RFC 7541, section 6.2.2).
pub(super) fn fields(lines: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, value) in lines {
        bytes.push(0);
        for text in [name, value] {
            integer(text.len(), &mut bytes);
            bytes.extend_from_slice(text.as_bytes());
        }
    }
    bytes
}

/// With a prefix of seven bits (RFC 7541, section 5.1).
fn integer(mut value: usize, bytes: &mut Vec<u8>) {
    if value < 127 {
        return bytes.push(value as u8);
    }
    bytes.push(127);
    value -= 127;
    while value >= 128 {
        bytes.push((value % 128) as u8 | 128);
        value /= 128;
    }
    bytes.push(value as u8);
}

/// A request's fields, with `more` behind them.
pub(super) fn request_with(more: &[(&str, &str)]) -> Vec<u8> {
    let start = [
        (":method", "GET"),
        (":scheme", "http"),
        (":path", "/"),
        (":authority", "test.example"),
    ];
    fields(&[&start, more].concat())
}

pub(super) fn plain() -> Vec<u8> {
    request_with(&[])
}
