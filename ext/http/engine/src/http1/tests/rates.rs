//! How slow a client may be, with short times and high rates.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use bytes::Bytes;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::time::Instant;

use super::PATIENCE;
use super::SHORT;
use super::Site;
use super::within;
use crate::body::BodyError;
use crate::exchange::Ending;
use crate::limits::Limits;

const TICK: Duration = Duration::from_millis(10);

fn limits() -> Limits {
    Limits {
        body_timeout: SHORT,
        write_timeout: SHORT,
        ..Limits::default()
    }
}

/// Bytes of the body that came, and how it ended.
type Outcome = Rc<RefCell<Option<(usize, Option<BodyError>)>>>;

/// A handler that reads its body and answers `done`; or answers before that, if it does so `early`.
fn reader(limits: Limits, is_early: bool) -> (Site, Outcome) {
    let outcome = Outcome::default();
    let told = outcome.clone();
    let site = Site::streaming(limits, move |exchange| {
        let told = told.clone();
        deno_unsync::spawn(async move {
            let mut body = exchange.take_stream().unwrap();
            let answer = |text| exchange.answer(200, None, Bytes::from_static(text));
            if is_early {
                answer(b"early").unwrap();
            }
            let (mut bytes, mut error) = (0, None);
            while let Some(piece) = body.next().await {
                match piece {
                    Ok(piece) => bytes += piece.len(),
                    Err(failed) => error = Some(failed),
                }
            }
            *told.borrow_mut() = Some((bytes, error));
            // It may have been answered for it in the meantime.
            let _ = answer(b"done");
        });
    });
    (site, outcome)
}

/// Sends `head`, then `piece` again and again. What came back, and how long it took to the end of the connection.
async fn dribble(site: &Site, head: &str, piece: &[u8]) -> (String, Duration) {
    let began = Instant::now();
    let client = site.connect().await;
    let (mut reader, mut writer) = client.stream.into_split();
    writer.write_all(head.as_bytes()).await.unwrap();
    let piece = piece.to_vec();
    let writing = deno_unsync::spawn(async move {
        while writer.write_all(&piece).await.is_ok() {
            tokio::time::sleep(TICK).await;
        }
    });
    let mut text = Vec::new();
    // A reset is an end as well.
    let _ = within(reader.read_to_end(&mut text)).await;
    writing.abort();
    (String::from_utf8(text).unwrap(), began.elapsed())
}

fn post(length: usize) -> String {
    format!("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n")
}

#[tokio::test]
async fn a_body_keeps_to_its_rate() {
    let (site, outcome) = reader(limits(), false);
    let (text, time) = dribble(&site, &post(100_000), b"x").await;
    assert!(
        text.contains("connection: close\r\n") && text.ends_with("done"),
        "{text}"
    );
    assert!((SHORT..PATIENCE / 2).contains(&time), "{time:?}");
    assert!(
        matches!(*outcome.borrow(), Some((1.., Some(BodyError::TooSlow)))),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn chunks_that_never_begin_do_not_count() {
    let (site, outcome) = reader(limits(), false);
    let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;";
    let (text, _) = dribble(&site, head, b"x").await;
    assert!(text.ends_with("done"), "{text}");
    assert_eq!(*outcome.borrow(), Some((0, Some(BodyError::Timeout))));
}

#[tokio::test]
async fn a_body_that_is_fast_enough_may_take_long() {
    for (rate, piece) in [(240, 100), (0, 1)] {
        let limits = Limits {
            body_rate: rate,
            ..limits()
        };
        let (site, outcome) = reader(limits, false);
        let mut client = site.connect().await;
        let count = 4 * SHORT.as_millis() / TICK.as_millis();
        client.send(&post(count as usize * piece)).await;
        for _ in 0..count {
            client.send(&"x".repeat(piece)).await;
            tokio::time::sleep(TICK).await;
        }
        assert!(client.answer().await.ends_with("done"));
        assert_eq!(*outcome.borrow(), Some((count as usize * piece, None)));
    }
}

#[tokio::test]
async fn a_handler_that_does_not_read_costs_its_client_nothing() {
    let limits = Limits {
        body_rate: 1 << 40,
        ..limits()
    };
    let site = Site::streaming(limits, |exchange| {
        deno_unsync::spawn(async move {
            let mut body = exchange.take_stream().unwrap();
            let mut bytes = 0;
            for _ in 0..3 {
                tokio::time::sleep(SHORT * 2).await;
                bytes += body.next().await.unwrap().unwrap().len();
            }
            while let Some(piece) = body.next().await {
                bytes += piece.unwrap().len();
            }
            exchange.answer(200, None, Bytes::from(bytes.to_string())).unwrap();
        });
    });
    let mut client = site.connect().await;
    client.send(&(post(600_000) + &"x".repeat(600_000))).await;
    assert!(client.answer().await.ends_with("600000"));
}

#[tokio::test]
async fn after_an_answer_the_rest_of_a_body_has_one_time_in_all() {
    // Fast enough for as long as there is no answer.
    let piece = [b'x'; 100];
    for (is_early, status, answer) in [(true, " 200 ", "early"), (false, " 504 ", "in time\"}")] {
        let limits = Limits {
            answer_timeout: SHORT,
            ..limits()
        };
        let (site, outcome) = reader(limits, is_early);
        let (text, time) = dribble(&site, &post(1_000_000), &piece).await;
        assert!(text.contains(status) && text.ends_with(answer), "{text}");
        assert!((SHORT..PATIENCE / 2).contains(&time), "{time:?}");
        assert!(
            matches!(*outcome.borrow(), Some((100.., Some(BodyError::Timeout)))),
            "{outcome:?}"
        );
    }
}

#[tokio::test]
async fn an_answer_is_taken_at_its_rate() {
    let limits = Limits {
        write_rate: 200_000,
        ..limits()
    };
    let site = Site::new(limits, |exchange| {
        exchange.answer(200, None, Bytes::from(vec![b'x'; 100_000])).unwrap();
    });
    let mut client = site.pipe(1000);
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let (mut bytes, mut buffer) = (0, [0; 100]);
    loop {
        match within(client.stream.read(&mut buffer)).await.unwrap() {
            0 => break,
            read => bytes += read,
        }
        if bytes < 20_000 {
            tokio::time::sleep(TICK).await;
        }
    }
    assert!((500..20_000).contains(&bytes), "{bytes}");
    assert_eq!(site.ending().await, Ending::Answered);
}
