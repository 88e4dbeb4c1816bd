//! The clients of a soak: each plays one connection, checks every byte that it gets, and says how many exchanges it had.

use std::pin::Pin;
use std::time::Duration;

use anyhow::Context;
use anyhow::Result;
use anyhow::ensure;

use crate::client;
use crate::client::Client;
use crate::client::check;
use crate::http2;
use crate::sample::Random;
use crate::socket::Socket;

type Playing = Pin<Box<dyn Future<Output = Result<u64>>>>;

/// What so many clients do again and again.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) clients: u32,
    pub(crate) play: fn(u16, Random) -> Playing,
}

/// Every kind.
pub(crate) const ALL: &[Kind] = &[
    Kind {
        name: "requests on churned connections",
        clients: 8,
        play: |port, random| Box::pin(requests(port, random)),
    },
    Kind {
        name: "pipelined requests",
        clients: 2,
        play: |port, random| Box::pin(pipelined(port, random)),
    },
    Kind {
        name: "uploads",
        clients: 3,
        play: |port, random| Box::pin(upload(port, random)),
    },
    Kind {
        name: "downloads",
        clients: 3,
        play: |port, random| Box::pin(download(port, random)),
    },
    Kind {
        name: "downloads that are left",
        clients: 2,
        play: |port, random| Box::pin(leave(port, random)),
    },
    Kind {
        name: "event streams",
        clients: 3,
        play: |port, random| Box::pin(events(port, random)),
    },
    Kind {
        name: "WebSockets",
        clients: 4,
        play: |port, random| Box::pin(socket(port, random)),
    },
    Kind {
        name: "HTTP/2 connections",
        clients: 2,
        play: |port, random| Box::pin(streams(port, random)),
    },
];

async fn requests(port: u16, mut random: Random) -> Result<u64> {
    let mut client = Client::connect(port).await?;
    let count = 1 + random.below(20);
    for number in 0..count {
        let token = random.token();
        match number % 3 {
            0 => check(&client.get(&format!("/echo/{token}")).await?, &token)?,
            1 => check(
                &client.get(&format!("/slow/{token}/{}", random.below(5))).await?,
                &token,
            )?,
            _ => {
                let json = format!("{{\"a\":\"{token}\",\"b\":2}}");
                let kind = "Content-Type: application/json\r\n";
                let answer = client.post(&format!("/body/{token}"), kind, json.as_bytes()).await?;
                check(&answer, &format!("{token} 2"))?;
            }
        }
    }
    Ok(count)
}

async fn pipelined(port: u16, mut random: Random) -> Result<u64> {
    let mut client = Client::connect(port).await?;
    let tokens: Vec<String> = (0..16).map(|_| random.token()).collect();
    let paths = tokens.iter().map(|token| match random.below(2) {
        0 => format!("/echo/{token}"),
        _ => format!("/slow/{token}/{}", random.below(3)),
    });
    let requests: String = paths
        .map(|path| format!("GET {path} HTTP/1.1\r\nHost: a\r\n\r\n"))
        .collect();
    client.send(requests.as_bytes()).await?;
    for token in &tokens {
        check(&client.answer().await?, token)?;
    }
    Ok(16)
}

async fn upload(port: u16, mut random: Random) -> Result<u64> {
    let mut client = Client::connect(port).await?;
    for _ in 0..2 {
        let token = random.token();
        let body: Vec<u8> = (0..random.below(200_000)).map(|_| random.next() as u8).collect();
        let sum = body.iter().fold(0, |sum, byte| (sum + u32::from(*byte)) % 1_000_003);
        let kind = "Content-Type: application/octet-stream\r\n";
        let answer = client.post(&format!("/upload/{token}"), kind, &body).await?;
        check(&answer, &format!("{token} {} {sum}", body.len()))?;
    }
    Ok(2)
}

async fn download(port: u16, mut random: Random) -> Result<u64> {
    let mut client = Client::connect(port).await?;
    let token = random.token();
    let bytes = random.below(1_000_000) as usize;
    let answer = client.get(&format!("/download/{token}/{bytes}")).await?;
    ensure!(
        answer.status == 200 && answer.body.len() == bytes,
        "{} bytes of {bytes}",
        answer.body.len()
    );
    let is_right = answer
        .body
        .iter()
        .zip(token.bytes().cycle())
        .all(|(byte, expected)| *byte == expected);
    ensure!(is_right, "WRONG ANSWER: a download has other bytes than its token's");
    Ok(1)
}

/// A client that goes away in the middle of an answer.
async fn leave(port: u16, mut random: Random) -> Result<u64> {
    let mut client = Client::connect(port).await?;
    let token = random.token();
    client
        .send(format!("GET /download/{token}/50000000 HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes())
        .await?;
    ensure!(client.head().await? == 200, "The download does not begin");
    client.take(1 + random.below(50_000) as usize).await?;
    tokio::time::sleep(Duration::from_millis(random.below(20))).await;
    Ok(1)
}

async fn events(port: u16, mut random: Random) -> Result<u64> {
    let mut client = Client::connect(port).await?;
    let token = random.token();
    let count = 1 + random.below(20);
    let answer = client.get(&format!("/events/{token}/{count}")).await?;
    let expected: String = (0..count).map(|number| format!("data: {token} {number}\n\n")).collect();
    check(&answer, &format!(":\n\n{expected}"))?;
    Ok(1)
}

async fn socket(port: u16, mut random: Random) -> Result<u64> {
    let token = random.token();
    let mut socket = Socket::connect(port, &format!("/socket/{token}")).await?;
    let count = 1 + random.below(20);
    for _ in 0..count {
        let text = random.token().repeat(1 + random.below(100) as usize);
        socket.send(&text).await?;
        let received = socket.receive().await?;
        ensure!(
            received == format!("{token} {text}"),
            "WRONG ANSWER: a WebSocket heard `{received}`"
        );
    }
    if random.below(2) == 0 {
        socket.close().await?;
    }
    Ok(count)
}

/// Several requests at a time on one connection.
async fn streams(port: u16, mut random: Random) -> Result<u64> {
    let stream = client::connect(client::well_meaning(), port, None).await?;
    let client = http2::Client::over(stream).await?;
    let asked: Vec<_> = (0..20)
        .map(|_| {
            let (token, time) = (random.token(), random.below(5));
            let sender = client.sender.clone();
            tokio::task::spawn_local(async move {
                let body = http2::get(&sender, &format!("/slow/{token}/{time}")).await?;
                ensure!(body == token.as_bytes(), "WRONG ANSWER: a stream has another's token");
                Ok(())
            })
        })
        .collect();
    for answer in asked {
        tokio::time::timeout(Duration::from_secs(20), answer)
            .await
            .context("A stream is not answered")???;
    }
    Ok(20)
}
