//! Clients that take their time. The server's own times end them; it must hold on to little until then.

use std::rc::Rc;
use std::time::Duration;

use anyhow::Result;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use super::Tally;
use crate::client;
use crate::client::ATTACKER;

/// Between two bytes.
const PACE: Duration = Duration::from_millis(250);

async fn connect(port: u16, tally: &Tally) -> Result<TcpStream> {
    tally.sent();
    client::connect(ATTACKER, port, None).await
}

/// Says nothing.
pub(super) async fn silent(port: u16, tally: Rc<Tally>) -> Result<()> {
    let mut stream = connect(port, &tally).await?;
    wait_for_end(&mut stream, &tally).await;
    Ok(())
}

/// A head that does not end.
pub(super) async fn head(port: u16, tally: Rc<Tally>) -> Result<()> {
    let mut stream = connect(port, &tally).await?;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n").await?;
    drip(stream, b"x: y\r\n", &tally).await;
    Ok(())
}

/// A body that does not come.
pub(super) async fn body(port: u16, tally: Rc<Tally>) -> Result<()> {
    let mut stream = connect(port, &tally).await?;
    stream
        .write_all(b"POST /body/x HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")
        .await?;
    drip(stream, b"x", &tally).await;
    Ok(())
}

/// A large answer that is not read.
pub(super) async fn read(port: u16, tally: Rc<Tally>) -> Result<()> {
    tally.sent();
    let mut stream = client::connect(ATTACKER, port, Some(4096)).await?;
    stream
        .write_all(b"GET /download/x/100000000 HTTP/1.1\r\nHost: a\r\n\r\n")
        .await?;
    // The server gives up on it, which shows when something is sent to it.
    for _ in 0..40 {
        tokio::time::sleep(PACE).await;
        if stream.write_all(b"\r\n").await.is_err() {
            tally.refused();
            break;
        }
    }
    Ok(())
}

/// The same bytes again and again, until the server has enough.
async fn drip(stream: TcpStream, bytes: &[u8], tally: &Tally) {
    let (mut reader, mut writer) = stream.into_split();
    let mut answer = [0; 1024];
    let end = async { while !matches!(reader.read(&mut answer).await, Ok(0) | Err(_)) {} };
    let send = async {
        loop {
            tokio::time::sleep(PACE).await;
            if writer.write_all(bytes).await.is_err() {
                break;
            }
        }
    };
    tokio::select! {
        () = end => {}
        () = send => {}
    }
    tally.refused();
}

async fn wait_for_end(stream: &mut TcpStream, tally: &Tally) {
    let mut answer = [0; 1024];
    while !matches!(stream.read(&mut answer).await, Ok(0) | Err(_)) {}
    tally.refused();
}
