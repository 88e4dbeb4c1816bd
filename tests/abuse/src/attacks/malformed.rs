//! Requests that are none, or that could be read in two ways.

use std::rc::Rc;
use std::time::Duration;

use anyhow::Result;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;

use super::Tally;
use crate::client;
use crate::client::ATTACKER;
use crate::sample::Random;

/// Each must be refused with one answer, and the connection closed: what follows is another's request (RFC 9112,
/// sections 2.2, 3, 5.1, 6.1, 6.3, 7.1).
const REFUSED: &[(&str, &[u16])] = &[
    ("GET / HTTP/1.1\r\n\r\n", &[400]),
    ("GET / HTTP/1.1\nHost: a\n\n", &[400]),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", &[400]),
    ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", &[400]),
    ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", &[400]),
    ("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", &[400]),
    ("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", &[400]),
    ("GET /#x HTTP/1.1\r\nHost: a\r\n\r\n", &[400]),
    ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", &[400, 505]),
    ("GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n", &[400]),
    ("GET / HTTP/1.1\r\nHost: a\r\n X: y\r\n\r\n", &[400]),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n", &[400]),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", &[400]),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", &[400]),
    ("GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", &[400]),
    ("GET / HTTP/1.1\r\nHost: a\r\n: y\r\n\r\n", &[400]),
    (
        "POST /body/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        &[400],
    ),
    (
        "POST /body/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\na",
        &[400],
    ),
    (
        "POST /body/x HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na",
        &[400],
    ),
    (
        "POST /body/x HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\na",
        &[400, 413],
    ),
    (
        "POST /body/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        &[400],
    ),
    (
        "POST /body/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        &[400],
    ),
    (
        "POST /body/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        &[400, 501],
    ),
    (
        "POST /body/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
        &[400, 501],
    ),
    (
        "POST /body/x HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        &[400],
    ),
    (
        "POST /body/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n",
        &[400],
    ),
    (
        "POST /body/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
        &[400],
    ),
    (
        "POST /body/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        &[400],
    ),
    ("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", &[400, 405, 501]),
    ("\0\0\0\0\0\0\0\0\r\n\r\n", &[400]),
    ("\u{16}\u{3}\u{1}\0\u{1}\u{1}\0\r\n\r\n", &[400]),
];

/// Behind each of them: must never be answered.
const SMUGGLED: &str = "GET /echo/smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

/// Everything that a client gets.
async fn say(port: u16, input: &[u8]) -> Result<Vec<u8>> {
    let mut stream = client::connect(ATTACKER, port, None).await?;
    let (mut reader, mut writer) = stream.split();
    let mut output = Vec::new();
    let send = async {
        // The server may have closed before it took all of it.
        let _ = writer.write_all(input).await;
        let _ = writer.shutdown().await;
    };
    let read = async {
        // A reset in place of an end is the end as well.
        let _ = reader.read_to_end(&mut output).await;
    };
    let talk = async { tokio::join!(send, read) };
    tokio::time::timeout(Duration::from_secs(20), talk).await?;
    Ok(output)
}

/// Each malformed request once: what is wrong with the answers.
pub(crate) async fn check_refusals(port: u16) -> Result<(usize, Vec<String>)> {
    let mut faults = Vec::new();
    for (request, statuses) in REFUSED {
        let output = say(port, [request, SMUGGLED].concat().as_bytes()).await?;
        let text = String::from_utf8_lossy(&output);
        let status: u16 = text.get(9..12).and_then(|code| code.parse().ok()).unwrap_or(0);
        if !statuses.contains(&status)
            || text.contains("smuggled")
            || text.matches("HTTP/1.1 4").count() + text.matches("HTTP/1.1 5").count() != 1
        {
            faults.push(format!("{request:?} is answered {text:?}"));
        }
    }
    Ok((REFUSED.len(), faults))
}

/// One of them, with a byte changed or cut off. It may have become a good one.
pub(super) async fn random(port: u16, tally: Rc<Tally>) -> Result<()> {
    let mut random = Random(tally.sent.get());
    tally.sent();
    let (request, _) = REFUSED[random.below(REFUSED.len() as u64) as usize];
    let mut bytes = request.as_bytes().to_vec();
    let at = random.below(bytes.len() as u64) as usize;
    match random.below(3) {
        0 => bytes.truncate(at),
        1 => bytes[at] = random.next() as u8,
        _ => bytes.insert(at, random.next() as u8),
    }
    let output = say(port, &bytes).await?;
    let is_answer = output.is_empty() || output.starts_with(b"HTTP/1.1 ") || output.starts_with(b"\0\0");
    if output.starts_with(b"HTTP/1.1 5") && !output.starts_with(b"HTTP/1.1 501") && !output.starts_with(b"HTTP/1.1 505")
        || !is_answer
    {
        let output = String::from_utf8_lossy(&output).into_owned();
        tally
            .faults
            .borrow_mut()
            .push(format!("{:?} is answered {output:?}", String::from_utf8_lossy(&bytes)));
    }
    tally.refused();
    tokio::time::sleep(Duration::from_millis(20)).await;
    Ok(())
}
