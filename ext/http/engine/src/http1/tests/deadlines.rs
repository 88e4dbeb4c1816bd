//! How long a client may take for what, with short limits.

use std::rc::Rc;

use bytes::Bytes;

use super::SHORT;
use super::Site;
use super::echo;
use crate::body::BodyError;
use crate::exchange::Ending;
use crate::limits::Limits;

const GET: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

#[tokio::test]
async fn an_idle_connection_is_closed_without_a_word() {
    let limits = Limits {
        idle_timeout: SHORT,
        ..Limits::default()
    };
    let site = Site::new(limits, echo);
    let mut client = site.connect().await;
    assert_eq!(client.rest().await, "");
    let mut client = site.connect().await;
    client.send(&[GET, "\r\n"].concat()).await;
    client.answer().await;
    assert_eq!(client.rest().await, "");
}

#[tokio::test]
async fn a_head_comes_in_time() {
    let limits = Limits {
        head_timeout: SHORT,
        ..Limits::default()
    };
    let site = Site::new(limits, echo);
    for before in ["", GET] {
        let mut client = site.connect().await;
        client.send(&[before, "GET / HTTP/1.1\r\n"].concat()).await;
        if !before.is_empty() {
            client.answer().await;
        }
        let text = client.rest().await;
        assert!(
            text.starts_with("HTTP/1.1 408 ") && text.contains("connection: close\r\n"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_request_in_time_is_not_disturbed() {
    let limits = Limits {
        idle_timeout: SHORT,
        head_timeout: SHORT,
        ..Limits::default()
    };
    let site = Site::new(limits, |exchange| {
        deno_unsync::spawn(async move {
            tokio::time::sleep(SHORT * 3).await;
            echo(exchange);
        });
    });
    let mut client = site.connect().await;
    for _ in 0..2 {
        client.send(GET).await;
        assert!(client.answer().await.ends_with("GET / "));
    }
}

#[tokio::test]
async fn a_body_comes_in_time() {
    let limits = Limits {
        body_timeout: SHORT,
        ..Limits::default()
    };
    let post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc";
    let text = Site::new(limits.clone(), echo).say(post).await;
    assert!(text.starts_with("HTTP/1.1 408 "), "{text}");
    let site = Site::streaming(limits, |exchange| {
        deno_unsync::spawn(async move {
            let mut body = exchange.take_stream().unwrap();
            let mut last = None;
            while let Some(piece) = body.next().await {
                last = Some(piece);
            }
            assert_eq!(last, Some(Err(BodyError::Timeout)));
            exchange.answer(200, None, Bytes::from_static(b"slow")).unwrap();
        });
    });
    let text = site.say(post).await;
    assert!(
        text.ends_with("slow") && text.contains("connection: close\r\n"),
        "{text}"
    );
}

#[tokio::test]
async fn an_answer_is_taken_in_time() {
    let limits = Limits {
        write_timeout: SHORT,
        ..Limits::default()
    };
    let site = Site::new(limits.clone(), |exchange| {
        exchange.answer(200, None, Bytes::from(vec![b'x'; 100_000])).unwrap();
    });
    let mut client = site.pipe(1000);
    client.send(GET).await;
    tokio::time::sleep(SHORT * 3).await;
    let text = client.rest().await;
    assert!(text.len() < 3000, "{}", text.len());
    let site = Site::new(limits, |exchange| {
        deno_unsync::spawn(async move {
            exchange.answer_stream(200, None).unwrap();
            let stream = exchange.stream().unwrap();
            while stream.send(Ok(Bytes::from_static(b"more"))).await.is_ok() {}
        });
    });
    let mut client = site.pipe(1000);
    client.send(GET).await;
    assert_eq!(site.ending().await, Ending::ClientLeft);
}

#[tokio::test]
async fn a_client_that_has_shut_its_side_and_gets_nothing_has_left() {
    let limits = Limits {
        write_timeout: SHORT,
        ..Limits::default()
    };
    let site = Site::new(limits, |exchange| {
        exchange.answer_stream(200, None).unwrap();
        deno_unsync::spawn(async move {
            let stream = exchange.stream().unwrap();
            stream.send(Ok(Bytes::from_static(b"first"))).await.unwrap();
            std::future::pending::<()>().await;
            drop((exchange, stream));
        });
    });
    let mut client = site.connect().await;
    client.send(GET).await;
    client.until("first").await;
    client.shut().await;
    client.rest().await;
}

#[tokio::test]
async fn a_slow_client_that_takes_something_is_waited_for() {
    let limits = Limits {
        write_timeout: SHORT,
        ..Limits::default()
    };
    let site = Site::new(limits, |exchange| {
        exchange.answer(200, None, Bytes::from(vec![b'x'; 8000])).unwrap();
    });
    let mut client = site.pipe(1000);
    client.send(GET).await;
    for _ in 0..6 {
        tokio::time::sleep(SHORT / 3).await;
        client.until(&"x".repeat(1000)).await;
    }
    client.until(&"x".repeat(2000)).await;
}

#[tokio::test]
async fn a_client_may_take_its_time_with_a_handler_that_does() {
    // No deadline of the connection runs while a handler thinks.
    let limits = Limits {
        idle_timeout: SHORT,
        head_timeout: SHORT,
        body_timeout: SHORT,
        write_timeout: SHORT,
        ..Limits::default()
    };
    let done = Rc::new(std::cell::Cell::new(false));
    let told = done.clone();
    let site = Site::new(limits, move |exchange| {
        let told = told.clone();
        deno_unsync::spawn(async move {
            exchange.answer_stream(200, None).unwrap();
            tokio::time::sleep(SHORT * 3).await;
            exchange.end_stream(None);
            told.set(true);
        });
    });
    let mut client = site.connect().await;
    client.send(GET).await;
    client.until("0\r\n\r\n").await;
    assert!(done.get());
}
