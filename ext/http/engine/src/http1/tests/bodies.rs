//! The body of a request: as fast as it is read, no faster, and never read as something else.

use std::rc::Rc;

use bytes::Bytes;

use super::Site;
use super::answered;
use super::echo;
use super::within;
use crate::body::BodyError;
use crate::exchange::Ending;
use crate::exchange::Exchange;
use crate::limits::Limits;

const GET: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const CONTINUE: &str = "HTTP/1.1 100 Continue\r\n\r\n";

fn post(lines: &str) -> String {
    format!("POST / HTTP/1.1\r\nHost: a\r\n{lines}\r\n")
}

/// Reads the body piece by piece and answers with its length, or with what went wrong.
fn measure(exchange: Rc<Exchange>) {
    deno_unsync::spawn(async move {
        let mut body = exchange.take_stream().unwrap();
        let mut length = 0;
        let outcome = loop {
            match body.next().await {
                None => break format!("{length} bytes"),
                Some(Ok(piece)) => length += piece.len(),
                Some(Err(error)) => break format!("{error:?} after {length}"),
            }
        };
        exchange.answer(200, None, Bytes::from(outcome)).unwrap();
    });
}

#[tokio::test]
async fn bodies_of_every_framing_arrive() {
    let site = Site::streaming(Limits::default(), measure);
    let large = "x".repeat(1_000_000);
    let chunk = format!("{:x}\r\n{large}\r\n", large.len());
    let small = "1\r\nx\r\n".repeat(5000);
    let inputs = [
        (post("content-length: 0\r\n"), 0),
        (post("content-length: 3\r\n") + "abc", 3),
        (
            post(&format!("content-length: {}\r\n", large.len())) + &large,
            large.len(),
        ),
        (
            post("transfer-encoding: chunked\r\n") + &chunk + "0\r\n\r\n",
            large.len(),
        ),
        (
            post("transfer-encoding: chunked\r\n") + &small + &chunk + "0\r\nx: y\r\n\r\n",
            1_005_000,
        ),
    ];
    let mut client = site.connect().await;
    for (input, length) in inputs {
        client.send(&input).await;
        assert_eq!(client.answer().await, answered(&format!("{length} bytes")));
    }
}

#[tokio::test]
async fn a_known_length_is_known() {
    let site = Site::streaming(Limits::default(), |exchange| {
        let length = format!("{:?}", exchange.body_length());
        exchange.answer(200, None, Bytes::from(length)).unwrap();
    });
    let mut client = site.connect().await;
    client.send(&(post("content-length: 3\r\n") + "abc" + GET)).await;
    assert_eq!(client.answer().await, answered("Some(3)"));
    assert_eq!(client.answer().await, answered("Some(0)"));
    client
        .send(&(post("transfer-encoding: chunked\r\n") + "0\r\n\r\n"))
        .await;
    assert!(client.answer().await.ends_with("None"));
}

#[tokio::test]
async fn a_body_that_ends_early_is_no_body() {
    let site = Site::streaming(Limits::default(), measure);
    for input in [
        post("content-length: 9\r\n") + "abc",
        post("transfer-encoding: chunked\r\n") + "9\r\nabc",
    ] {
        let mut client = site.connect().await;
        client.send(&input).await;
        client.shut().await;
        assert!(client.rest().await.ends_with("\r\n\r\nDisconnected after 3"));
    }
    let text = site
        .say(&(post("transfer-encoding: chunked\r\n") + "1\r\nabc" + GET))
        .await;
    assert_eq!(text.matches("HTTP/1.1").count(), 1);
    assert!(
        text.contains("connection: close\r\n") && text.contains("\r\n\r\nMalformed"),
        "{text}"
    );
}

#[tokio::test]
async fn a_reader_hears_of_a_reset() {
    let outcome = Rc::new(std::cell::Cell::new(None));
    let told = outcome.clone();
    let site = Site::streaming(Limits::default(), move |exchange| {
        let told = told.clone();
        deno_unsync::spawn(async move {
            let mut body = exchange.take_stream().unwrap();
            while let Some(piece) = body.next().await {
                told.set(piece.err());
            }
        });
    });
    let mut client = site.connect().await;
    client.send(&(post("content-length: 9\r\n") + "abc")).await;
    while site.requests.get() == 0 {
        tokio::task::yield_now().await;
    }
    client.stream.set_zero_linger().unwrap();
    drop(client);
    assert_eq!(site.ending().await, Ending::ClientLeft);
    within(async {
        while outcome.get() != Some(BodyError::Disconnected) {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_client_is_told_to_go_on_when_its_body_is_wanted() {
    let site = Site::new(Limits::default(), echo);
    let mut client = site.connect().await;
    client
        .send(&post("expect: 100-continue\r\ncontent-length: 3\r\n"))
        .await;
    assert_eq!(client.until("\r\n\r\n").await, CONTINUE);
    client.send("abc").await;
    assert_eq!(client.answer().await, answered("POST / abc"));
    // Whoever does not wait is not told.
    client
        .send(&(post("expect: 100-continue\r\ncontent-length: 3\r\n") + "abc"))
        .await;
    assert_eq!(client.answer().await, answered("POST / abc"));
}

#[tokio::test]
async fn a_client_is_not_told_to_go_on_for_nothing() {
    let site = Site::streaming(Limits::default(), |exchange| {
        exchange.answer(200, None, Bytes::from_static(b"no")).unwrap();
    });
    let input = post("expect: 100-continue\r\ncontent-length: 3\r\n");
    let text = site.say(&input).await;
    assert!(
        !text.contains("100 Continue") && text.contains("connection: close\r\n"),
        "{text}"
    );
    let limits = Limits {
        body_bytes: 2,
        ..Limits::default()
    };
    let site = Site::new(limits, echo);
    let text = site.say(&input).await;
    assert!(text.starts_with("HTTP/1.1 413 "), "{text}");
}

#[tokio::test]
async fn a_short_body_that_nobody_reads_is_passed_over() {
    let site = Site::streaming(Limits::default(), |exchange| {
        exchange.answer(200, None, Bytes::from_static(b"early")).unwrap();
    });
    let mut client = site.connect().await;
    client.send(&post("content-length: 500000\r\n")).await;
    assert_eq!(client.answer().await, answered("early"));
    client.send(&("x".repeat(500_000) + GET)).await;
    assert_eq!(client.answer().await, answered("early"));
}

#[tokio::test]
async fn an_answer_is_not_lost_over_a_long_body() {
    let limits = Limits {
        body_bytes: 1000,
        ..Limits::default()
    };
    let site = Site::new(limits, echo);
    let text = site
        .say(&(post("content-length: 3000000\r\n") + &"x".repeat(3_000_000)))
        .await;
    assert!(
        text.starts_with("HTTP/1.1 413 ") && text.contains("connection: close\r\n"),
        "{text}"
    );
}

#[tokio::test]
async fn a_body_is_read_only_as_fast_as_its_handler_reads() {
    let go = Rc::new(tokio::sync::Notify::new());
    let wait = go.clone();
    let site = Site::streaming(Limits::default(), move |exchange| {
        let wait = wait.clone();
        deno_unsync::spawn(async move {
            wait.notified().await;
            measure(exchange);
        });
    });
    let (near, far) = tokio::io::duplex(1000);
    let open = crate::server::Open::new(&site.server);
    deno_unsync::spawn(crate::http1::serve(
        far,
        Rc::new(crate::peer::Peer::unix()),
        open,
        false,
    ));
    let (reader, mut writer) = tokio::io::split(near);
    let sent = Rc::new(std::cell::Cell::new(0));
    let count = sent.clone();
    deno_unsync::spawn(async move {
        use tokio::io::AsyncWriteExt;
        writer
            .write_all(post("content-length: 1000000\r\n").as_bytes())
            .await
            .unwrap();
        for _ in 0..1000 {
            writer.write_all(&[b'x'; 1000]).await.unwrap();
            count.set(count.get() + 1000);
        }
    });
    for _ in 0..10_000 {
        tokio::task::yield_now().await;
    }
    assert!((1000..=70_000).contains(&sent.get()), "{}", sent.get());
    go.notify_one();
    let mut client = super::Client::new(tokio::io::join(reader, tokio::io::sink()));
    assert_eq!(client.answer().await, answered("1000000 bytes"));
}

#[tokio::test]
async fn a_handler_may_read_on_after_its_answer() {
    let read = Rc::new(std::cell::Cell::new(0));
    let count = read.clone();
    let site = Site::streaming(Limits::default(), move |exchange| {
        let count = count.clone();
        deno_unsync::spawn(async move {
            let mut body = exchange.take_stream().unwrap();
            exchange.answer(200, None, Bytes::from_static(b"early")).unwrap();
            while let Some(piece) = body.next().await {
                count.set(count.get() + piece.unwrap().len());
            }
        });
    });
    let mut client = site.connect().await;
    client.send(&post("content-length: 500000\r\n")).await;
    assert_eq!(client.answer().await, answered("early"));
    client.send(&("x".repeat(500_000) + GET)).await;
    assert_eq!(client.answer().await, answered("early"));
    assert_eq!(read.get(), 500_000);
}

#[tokio::test]
async fn a_connection_closes_when_the_rest_of_a_body_is_let_go() {
    let site = Site::streaming(Limits::default(), |exchange| {
        deno_unsync::spawn(async move {
            let mut body = exchange.take_stream().unwrap();
            body.next().await.unwrap().unwrap();
            drop(body);
            tokio::time::sleep(super::SHORT).await;
            exchange.answer(200, None, Bytes::from_static(b"enough")).unwrap();
        });
    });
    let text = site.say(&(post("content-length: 9\r\n") + "abc")).await;
    assert!(
        text.contains("connection: close\r\n") && text.ends_with("enough"),
        "{text}"
    );
    // What has come by then is passed over instead.
    let mut client = site.connect().await;
    for _ in 0..2 {
        client.send(&(post("content-length: 9\r\n") + "abc")).await;
        tokio::time::sleep(super::SHORT / 3).await;
        client.send("defghi").await;
        assert_eq!(client.answer().await, answered("enough"));
    }
}

#[tokio::test]
async fn a_body_may_be_answered_while_it_comes() {
    let site = Site::streaming(Limits::default(), |exchange| {
        deno_unsync::spawn(async move {
            let mut body = exchange.take_stream().unwrap();
            exchange.answer_stream(200, None).unwrap();
            while let Some(piece) = body.next().await {
                exchange.stream().unwrap().send(Ok(piece.unwrap())).await.unwrap();
            }
            exchange.end_stream(None);
        });
    });
    let mut client = site.connect().await;
    for _ in 0..2 {
        client.send(&post("content-length: 4\r\n")).await;
        for part in ["ab", "cd"] {
            client.send(part).await;
            client.until(&format!("2\r\n{part}\r\n")).await;
        }
        client.until("0\r\n\r\n").await;
    }
}
