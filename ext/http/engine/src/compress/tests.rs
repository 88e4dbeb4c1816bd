//! Answers compressed and bodies decoded, as their peers would see them.

mod answers;
mod requests;

use std::pin::Pin;
use std::task::Context;
use std::task::Poll;

use bytes::Bytes;
use http_body::Body;
use http_body::Frame;
use http_body_util::BodyExt as _;
use tokio::sync::mpsc;

use super::Coding;
use super::Coding::Brotli;
use super::Coding::Deflate;
use super::Coding::Gzip;
use super::Coding::Identity;
use super::Coding::Zstd;
use super::decode;
use super::encoder::encode_whole;
use super::negotiate_encoding;
use super::types;
use crate::body::AnswerBody;
use crate::body::BodyError;
use crate::body::RequestBody;

const CODINGS: [Coding; 4] = [Gzip, Deflate, Brotli, Zstd];

/// Text that shrinks, but not to nothing.
fn text(length: usize) -> Bytes {
    let words = (0u32..).flat_map(|n| format!("{} lines of text, ", n.wrapping_mul(2_654_435_761) % 997).into_bytes());
    words.take(length).collect::<Vec<_>>().into()
}

fn encode(coding: Coding, bytes: &[u8]) -> Bytes {
    encode_whole(coding, 3, bytes).unwrap()
}

/// A body that arrives in these pieces.
struct Pieces(Vec<Bytes>);

impl Body for Pieces {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let pieces = &mut self.get_mut().0;
        Poll::Ready((!pieces.is_empty()).then(|| Ok(Frame::data(pieces.remove(0)))))
    }
}

async fn read(mut body: RequestBody) -> Result<Vec<u8>, BodyError> {
    let mut all = Vec::new();
    while let Some(data) = body.next().await {
        all.extend_from_slice(&data?);
    }
    Ok(all)
}

async fn decoded(codings: &str, bytes: impl Into<Bytes>, limit: usize) -> Result<Vec<u8>, BodyError> {
    read(decode(RequestBody::whole(bytes.into()), codings, limit).unwrap()).await
}

#[test]
fn the_client_chooses_then_the_server() {
    let cases: &[(Option<&str>, Coding)] = &[
        (None, Identity),
        (Some(""), Identity),
        (Some("gzip"), Gzip),
        (Some("x-gzip"), Gzip),
        (Some("GZIP, Br"), Brotli),
        (Some("gzip, deflate, br, zstd"), Zstd),
        (Some("gzip;q=1.0, br;q=0.9, zstd;q=0.8"), Gzip),
        (Some("gzip;q=0.5,br;q=0.501"), Brotli),
        (Some("*"), Zstd),
        (Some("*;q=0.1"), Zstd),
        (Some("zstd;q=0, *"), Brotli),
        (Some("zstd;q=0, br;q=0, gzip;q=0"), Identity),
        (Some("gzip;q=0"), Identity),
        (Some("*;q=0"), Identity),
        (Some("identity"), Identity),
        (Some("identity;q=1, gzip;q=0.5"), Identity),
        (Some("identity;q=0.5, gzip;q=0.5"), Gzip),
        (Some("identity;q=0, gzip"), Gzip),
        // Nothing is left, and something has to be sent.
        (Some("identity;q=0, deflate"), Identity),
        (Some("gzip ; q = 0.3"), Gzip),
        // Weights that are none make no offer.
        (Some("gzip;q=2, br;q=abc, zstd;q=0.1234"), Identity),
        (Some("gzip;q=1.001"), Identity),
        (Some("gzip;level=9"), Identity),
        (Some("gzip;q=-1"), Identity),
        (Some("gzip;q=0.+1"), Identity),
        (Some(",,;;,=,gzip"), Gzip),
        (Some("gzip2, notbr"), Identity),
    ];
    for (header, expected) in cases {
        assert_eq!(
            negotiate_encoding(*header, &[Zstd, Brotli, Gzip]),
            *expected,
            "{header:?}"
        );
    }
    assert_eq!(negotiate_encoding(Some("*"), &[]), Identity);
}

#[test]
fn types_are_known_by_pattern() {
    let patterns: Vec<String> = super::DEFAULT_TYPES.iter().map(ToString::to_string).collect();
    for kind in [
        "text/html; charset=utf-8",
        "Text/Plain",
        "application/json",
        "application/problem+json",
        "image/svg+xml",
        "application/wasm",
        "text/javascript",
    ] {
        assert!(types::matches(&patterns, kind), "{kind}");
    }
    for kind in [
        "image/png",
        "video/mp4",
        "application/zip",
        "",
        "text",
        "text/event-stream",
        "json",
        "ü+é",
    ] {
        assert!(!types::matches(&patterns, kind), "{kind}");
    }
    let patterns = ["text/event-stream".to_string()];
    assert!(types::matches(&patterns, "text/event-stream;charset=utf-8"));
    assert!(!types::matches(&patterns, "text/plain"));
}

/// A body that a handler writes, and what arrives of it.
fn streamed() -> (crate::body::BodyWriter, AnswerBody) {
    AnswerBody::stream()
}

/// All that is ready now.
async fn ready(body: &mut AnswerBody) -> Vec<u8> {
    let mut all = Vec::new();
    std::future::poll_fn(|cx| {
        while let Poll::Ready(Some(frame)) = Pin::new(&mut *body).poll_frame(cx) {
            all.extend_from_slice(&frame.unwrap().into_data().unwrap());
        }
        Poll::Ready(())
    })
    .await;
    all
}

async fn collect(body: AnswerBody) -> Result<Bytes, crate::body::Aborted> {
    body.collect().await.map(|all| all.to_bytes())
}

async fn send(sender: &mpsc::Sender<crate::body::Chunk>, bytes: &'static [u8]) {
    sender.send(Ok(Bytes::from_static(bytes))).await.unwrap();
}
