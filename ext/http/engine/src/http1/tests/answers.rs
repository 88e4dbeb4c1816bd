//! Answers on the wire: lengths, chunks, trailers, interim responses, and clients that read slowly or not at all.

use std::cell::Cell;
use std::rc::Rc;

use bytes::Bytes;
use http::HeaderMap;
use http::Response;
use http_body_util::StreamBody;

use super::Site;
use super::echo;
use super::within;
use crate::body::Aborted;
use crate::body::AnswerBody;
use crate::exchange::Ending;
use crate::exchange::Exchange;
use crate::limits::Limits;

const GET: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const HEAD: &str = "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n";

/// Streams the parts, and what `end` does with the stream then.
fn stream(exchange: Rc<Exchange>, parts: &'static [&'static str], end: fn(Rc<Exchange>)) {
    deno_unsync::spawn(async move {
        exchange.answer_stream(200, None).unwrap();
        for part in parts {
            let Some(stream) = exchange.stream() else { return };
            stream.send(Ok(Bytes::from_static(part.as_bytes()))).await.unwrap();
        }
        end(exchange);
    });
}

fn finish(exchange: Rc<Exchange>) {
    exchange.end_stream(None);
}

#[tokio::test]
async fn streams_are_chunked() {
    let site = Site::new(Limits::default(), |exchange| {
        stream(exchange, &["ab", "", "cde"], finish)
    });
    let mut client = site.connect().await;
    for _ in 0..2 {
        client.send(GET).await;
        let text = super::dateless(&client.until("0\r\n\r\n").await);
        assert_eq!(
            text,
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n"
        );
        assert_eq!(site.ending().await, Ending::Answered);
    }
}

#[tokio::test]
async fn a_part_does_not_wait_for_the_next() {
    let site = Site::new(Limits::default(), |exchange| {
        exchange.answer_stream(200, None).unwrap();
        let stream = exchange.stream().unwrap();
        stream.try_send(Ok(Bytes::from_static(b"first"))).unwrap();
        deno_unsync::spawn(async move {
            stream.closed().await;
            drop(exchange);
        });
    });
    let mut client = site.connect().await;
    client.send(GET).await;
    client.until("5\r\nfirst\r\n").await;
    client.stream.set_zero_linger().unwrap();
    drop(client);
    assert_eq!(site.ending().await, Ending::ClientLeft);
}

#[tokio::test]
async fn trailers_follow_the_last_chunk() {
    let site = Site::new(Limits::default(), |exchange| {
        stream(exchange, &["ab"], |exchange| {
            let mut trailers = HeaderMap::new();
            trailers.insert("x-sum", "7".parse().unwrap());
            exchange.end_stream(Some(trailers));
        });
    });
    let mut client = site.connect().await;
    client.send(GET).await;
    assert!(
        client
            .until("2\r\nab\r\n0\r\nx-sum: 7\r\n\r\n")
            .await
            .starts_with("HTTP/1.1 200")
    );
    assert_eq!(site.ending().await, Ending::Answered);
    let old = site.say("GET / HTTP/1.0\r\n\r\n").await;
    assert_eq!(old, "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nab");
}

#[tokio::test]
async fn head_gets_the_head_alone() {
    let site = Site::new(Limits::default(), |exchange| match exchange.head().path() {
        "/stream" => stream(exchange, &[], finish),
        _ => echo(exchange),
    });
    let mut client = site.connect().await;
    client.send(&[HEAD, GET].concat()).await;
    let head = client.until("\r\n\r\n").await;
    assert!(head.contains("content-length: 7\r\n"), "{head}");
    assert!(client.answer().await.ends_with("GET / "));
    client.send(&HEAD.replace("/ ", "/stream ")).await;
    assert_eq!(
        super::dateless(&client.until("\r\n\r\n").await),
        "HTTP/1.1 200 OK\r\n\r\n"
    );
    assert_eq!(site.ending().await, Ending::Answered);
}

#[tokio::test]
async fn a_body_that_is_cut_short_does_not_look_whole() {
    let site = Site::new(Limits::default(), |exchange| {
        stream(exchange, &["ab"], |exchange| {
            deno_unsync::spawn(async move { exchange.abort_stream().await });
        });
    });
    let text = site.say(GET).await;
    assert!(text.ends_with("2\r\nab\r\n"), "{text}");
}

/// A native answer whose declared length is not the one of its parts.
fn declare(exchange: &Exchange, length: &str, parts: &'static [&'static str]) {
    let frames = parts
        .iter()
        .map(|part| Ok::<_, Aborted>(http_body::Frame::data(Bytes::from_static(part.as_bytes()))));
    let body = AnswerBody::boxed(StreamBody::new(futures_util::stream::iter(frames)));
    let response = Response::builder().header("content-length", length).body(body).unwrap();
    exchange.answer_with(response).unwrap();
}

#[tokio::test]
async fn a_declared_length_is_kept_or_the_connection_closed() {
    let cases: [(&str, &str, bool); 3] = [("5", "abcde", true), ("3", "abc", false), ("9", "abcde", false)];
    for (length, body, stays) in cases {
        let site = Site::new(Limits::default(), move |exchange| {
            declare(&exchange, length, &["ab", "cde"])
        });
        let mut client = site.connect().await;
        client.send(&GET.repeat(2)).await;
        client.shut().await;
        let text = client.rest().await;
        assert_eq!(
            text.matches("HTTP/1.1 200").count(),
            if stays { 2 } else { 1 },
            "{text}"
        );
        assert!(text.ends_with(&format!("\r\n\r\n{body}")), "{text}");
    }
}

#[tokio::test]
async fn hints_come_before_the_answer() {
    let site = Site::new(Limits::default(), |exchange| {
        let mut fields = HeaderMap::new();
        fields.insert("link", "</a.css>; rel=preload".parse().unwrap());
        let is_sent = exchange.link().send_early_hints(fields);
        assert_eq!(is_sent, exchange.head().version >= http::Version::HTTP_11);
        if exchange.head().path() == "/at-once" {
            return echo(exchange);
        }
        deno_unsync::spawn(async move {
            tokio::time::sleep(super::SHORT).await;
            echo(exchange);
        });
    });
    let mut client = site.connect().await;
    for path in ["/at-once", "/later"] {
        client.send(&GET.replacen('/', path, 1)).await;
        let hints = client.until("\r\n\r\n").await;
        assert_eq!(hints, "HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n");
        assert!(client.answer().await.starts_with("HTTP/1.1 200"));
    }
    let old = site.say("GET /at-once HTTP/1.0\r\n\r\n").await;
    assert!(old.starts_with("HTTP/1.1 200"), "{old}");
}

#[tokio::test]
async fn large_bodies_arrive_whole() {
    for length in [16 * 1024 - 1, 16 * 1024, 3 * 1024 * 1024] {
        let site = Site::new(Limits::default(), move |exchange| {
            exchange.answer(200, None, Bytes::from(vec![b'x'; length])).unwrap();
        });
        let mut client = site.connect().await;
        for _ in 0..2 {
            client.send(GET).await;
            let text = client.answer().await;
            assert!(text.split_once("\r\n\r\n").unwrap().1 == "x".repeat(length));
        }
    }
}

#[tokio::test]
async fn a_slow_reader_holds_its_handler_back() {
    let sent = Rc::new(Cell::new(0));
    let count = sent.clone();
    let site = Site::new(Limits::default(), move |exchange| {
        let count = count.clone();
        deno_unsync::spawn(async move {
            exchange.answer_stream(200, None).unwrap();
            let stream = exchange.stream().unwrap();
            let part = Bytes::from(vec![b'x'; 1000]);
            while stream.send(Ok(part.clone())).await.is_ok() {
                count.set(count.get() + 1000);
            }
        });
    });
    // Such a pipe holds 1000 bytes, where a socket would hold megabytes.
    let mut client = site.pipe(1000);
    client.send(GET).await;
    client.until("\r\n\r\n").await;
    for _ in 0..10_000 {
        tokio::task::yield_now().await;
    }
    assert!((1000..=80_000).contains(&sent.get()), "{}", sent.get());
    let before = sent.get();
    for _ in 0..100 {
        client.until("3e8\r\n").await;
    }
    within(async {
        while sent.get() == before {
            tokio::task::yield_now().await;
        }
    })
    .await;
    drop(client);
    assert_eq!(site.ending().await, Ending::ClientLeft);
}

/// What it is told, once it is.
async fn outcome(told: &Cell<Option<bool>>) -> Option<bool> {
    within(async {
        while told.get().is_none() {
            tokio::task::yield_now().await;
        }
        told.take()
    })
    .await
}

#[tokio::test]
async fn an_answer_is_delivered_when_the_system_has_all_of_it() {
    let delivered = Rc::new(Cell::new(None));
    let told = delivered.clone();
    let site = Site::new(Limits::default(), move |exchange| {
        let (told, link) = (told.clone(), exchange.link().clone());
        deno_unsync::spawn(async move { told.set(Some(link.delivered().await)) });
        exchange.answer(200, None, Bytes::from(vec![b'x'; 5000])).unwrap();
    });
    // Such a pipe holds less than an answer.
    let mut client = site.pipe(1000);
    client.send(GET).await;
    client.until("\r\n\r\n").await;
    for _ in 0..1000 {
        tokio::task::yield_now().await;
    }
    assert_eq!(delivered.get(), None);
    client.until(&"x".repeat(5000)).await;
    assert_eq!(outcome(&delivered).await, Some(true));
    client.send(GET).await;
    client.until("\r\n\r\n").await;
    drop(client);
    assert_eq!(outcome(&delivered).await, Some(false));
}

#[tokio::test]
async fn a_connection_ends_without_an_answer_if_the_program_wants_it_so() {
    let site = Site::new(Limits::default(), |exchange| {
        if exchange.head().path() == "/first" {
            return echo(exchange);
        }
        assert!(exchange.break_off());
        assert!(exchange.answer(200, None, Bytes::new()).is_err());
        assert!(!exchange.break_off());
    });
    let text = site.say(&(GET.replacen('/', "/first", 1) + GET)).await;
    assert_eq!(text, super::answered("GET /first "));
}
