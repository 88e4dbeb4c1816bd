//! Clients that send little and want much work or memory for it.

use std::io::Write;
use std::rc::Rc;
use std::sync::LazyLock;
use std::time::Duration;

use anyhow::Context;
use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;

use super::Tally;
use crate::client;
use crate::client::ATTACKER;
use crate::client::Client;
use crate::http2;

/// Makes what is sent, which takes a second or two.
pub(crate) fn prepare() {
    LazyLock::force(&MANY_HEADERS);
    LazyLock::force(&BOMB);
    LazyLock::force(&FLOOD);
}

/// Requests in one go, and whether answers are read: they are not.
pub(super) async fn pipeline(port: u16, tally: Rc<Tally>) -> Result<()> {
    let mut stream = client::connect(ATTACKER, port, Some(4096)).await?;
    let requests = "GET /download/x/100000 HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100);
    for _ in 0..1000 {
        tally.sent();
        let sent = tokio::time::timeout(Duration::from_secs(10), stream.write_all(requests.as_bytes())).await;
        if !matches!(sent, Ok(Ok(()))) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    tally.refused();
    Ok(())
}

static MANY_HEADERS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let lines = (0..100_000).map(|number| format!("x-{number}: y\r\n"));
    format!("GET /echo/x HTTP/1.1\r\nHost: a\r\n{}\r\n", lines.collect::<String>()).into_bytes()
});

/// A head far beyond every limit.
pub(super) async fn headers(port: u16, tally: Rc<Tally>) -> Result<()> {
    let mut stream = client::connect(ATTACKER, port, None).await?;
    tally.sent();
    let (mut reader, mut writer) = stream.split();
    let mut answer = Vec::new();
    // The server stops reading long before the end.
    let (_, _) = tokio::join!(writer.write_all(&MANY_HEADERS), reader.read_to_end(&mut answer));
    expect(
        &tally,
        answer.starts_with(b"HTTP/1.1 431"),
        "100,000 header lines",
        &answer,
    );
    tokio::time::sleep(Duration::from_millis(50)).await;
    Ok(())
}

/// Streams that are opened and cancelled at once (CVE-2023-44487).
pub(super) async fn rapid_reset(port: u16, tally: Rc<Tally>) -> Result<()> {
    let client = http2::Client::over(client::connect(ATTACKER, port, None).await?).await?;
    for _ in 0..5000 {
        let Ok(mut sender) = client.sender.clone().ready().await else {
            break;
        };
        let Ok((response, mut stream)) = sender.send_request(http2::request("/slow/x/1000")?, false) else {
            break;
        };
        stream.send_reset(h2::Reason::CANCEL);
        drop(response);
        tally.sent();
        tokio::task::yield_now().await;
        if client.has_ended() {
            break;
        }
    }
    tally.refused();
    tokio::time::sleep(Duration::from_millis(50)).await;
    Ok(())
}

/// 256 MiB of zeros, in 256 KiB.
static BOMB: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0; 1 << 20];
    // Writing to memory does not fail.
    (0..256)
        .try_for_each(|_| encoder.write_all(&zeros))
        .and_then(|()| encoder.finish())
        .unwrap_or_default()
});

/// A body that expands a thousandfold.
pub(super) async fn gzip_bomb(port: u16, tally: Rc<Tally>) -> Result<()> {
    let mut client = Client::over(client::connect(ATTACKER, port, None).await?);
    tally.sent();
    let kind = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";
    let answer = client.post("/body/x", kind, &BOMB).await;
    // The answer may come before all is sent.
    let answer = match answer {
        Ok(answer) => Ok(answer),
        Err(_) => client.answer().await,
    };
    let status = answer.map_or(0, |answer| answer.status);
    expect(
        &tally,
        status == 413 || status == 0,
        "a gzip bomb",
        status.to_string().as_bytes(),
    );
    tokio::time::sleep(Duration::from_millis(50)).await;
    Ok(())
}

/// Numbers and names with much in common, as keys.
fn keys(count: u32) -> impl Iterator<Item = String> {
    (0..count).map(|number| match number % 3 {
        0 => (u64::from(number) << 20).to_string(),
        1 => format!("{:020b}", number),
        _ => format!("{}", 4_294_967_296_u64 + u64::from(number)),
    })
}

static FLOOD: LazyLock<(String, String)> = LazyLock::new(|| {
    let query: Vec<String> = keys(600).map(|key| format!("a[{key}]=1")).collect();
    let json: Vec<String> = keys(5_000).map(|key| format!("\"{key}\":1")).collect();
    (
        query.join("&").chars().take(15_000).collect(),
        format!("{{{}}}", json.join(",")),
    )
});

/// Many keys of one object, in a query and in a body.
pub(super) async fn hash_flood(port: u16, tally: Rc<Tally>) -> Result<()> {
    let mut client = Client::over(client::connect(ATTACKER, port, None).await?);
    let (query, json) = &*FLOOD;
    tally.sent();
    let answer = client.get(&format!("/query/x?{query}")).await.context("hash flood")?;
    expect(&tally, answer.status == 200, "many keys in a query", &answer.body);
    let answer = client
        .post("/body/x", "Content-Type: application/json\r\n", json.as_bytes())
        .await?;
    expect(&tally, answer.body == b"x 5000", "many keys in a body", &answer.body);
    tokio::time::sleep(Duration::from_millis(100)).await;
    Ok(())
}

fn expect(tally: &Tally, is_right: bool, what: &str, answer: &[u8]) {
    if is_right {
        tally.refused();
    } else {
        let answer = String::from_utf8_lossy(&answer[..answer.len().min(100)]).into_owned();
        tally.faults.borrow_mut().push(format!("{what}: {answer:?}"));
    }
}
