//! How slow a client may be, with short times.

use std::cell::RefCell;

use super::raw::*;
use super::*;
use crate::body::BodyError;

const SHORT: Duration = Duration::from_millis(60);
const TICK: Duration = Duration::from_millis(10);

fn limits() -> Limits {
    Limits {
        body_timeout: SHORT,
        write_timeout: SHORT,
        ..Limits::default()
    }
}

/// How the body of the last request has ended.
type Outcome = Rc<RefCell<Option<BodyError>>>;

/// Reads bodies; with a path that ends in `early` it has answered before.
fn reader(limits: Limits) -> (Rc<Server>, Outcome) {
    let outcome = Outcome::default();
    let told = outcome.clone();
    let server = serve(limits, move |exchange| {
        let told = told.clone();
        deno_unsync::spawn(async move {
            let mut body = exchange.take_stream().unwrap();
            let is_early = exchange.head().path().ends_with("early");
            if is_early {
                answer(&exchange, "early");
            }
            let error = loop {
                match body.next().await {
                    Some(Ok(_)) => {}
                    Some(Err(error)) => break Some(error),
                    None => break None,
                }
            };
            *told.borrow_mut() = error;
            if !is_early {
                answer(&exchange, "done");
            }
        });
    });
    (server, outcome)
}

#[tokio::test]
async fn a_body_keeps_to_its_rate() {
    let (server, outcome) = reader(limits());
    let mut client = connect(&server).await;
    let (response, mut upload) = client.send_request(request(Method::POST, "/stream/"), false).unwrap();
    deno_unsync::spawn(async move {
        while upload.send_data("x".into(), false).is_ok() {
            tokio::time::sleep(TICK).await;
        }
    });
    assert_eq!(text(soon(response).await.unwrap()).await, "done");
    assert_eq!(*outcome.borrow(), Some(BodyError::TooSlow));
}

#[tokio::test]
async fn after_an_answer_the_rest_of_a_body_has_one_time_in_all() {
    let (server, outcome) = reader(limits());
    let mut client = connect(&server).await;
    let (response, mut upload) = client
        .send_request(request(Method::POST, "/stream/early"), false)
        .unwrap();
    let uploading = deno_unsync::spawn(async move {
        while upload.send_data(vec![0; 100].into(), false).is_ok() {
            tokio::time::sleep(TICK).await;
        }
    });
    assert_eq!(text(soon(response).await.unwrap()).await, "early");
    soon(uploading).await.unwrap();
    assert_eq!(*outcome.borrow(), Some(BodyError::Timeout));
}

#[tokio::test]
async fn other_bodies_that_fill_the_window_cost_a_client_nothing() {
    let go = Rc::new(tokio::sync::Notify::new());
    let wait = go.clone();
    let server = serve(limits(), move |exchange| {
        let wait = wait.clone();
        deno_unsync::spawn(async move {
            let mut body = exchange.take_stream().unwrap();
            if exchange.head().path().ends_with("hold") {
                wait.notified().await;
            }
            let mut bytes = 0;
            while let Some(piece) = body.next().await {
                match piece {
                    Ok(piece) => bytes += piece.len(),
                    Err(error) => return answer(&exchange, format!("{error}")),
                }
            }
            answer(&exchange, bytes.to_string());
        });
    });
    let mut client = connect(&server).await;
    let mut send = |path: &str, bytes: usize| {
        let (response, mut upload) = client.send_request(request(Method::POST, path), false).unwrap();
        upload.send_data(vec![0; bytes].into(), true).unwrap();
        response
    };
    // Four windows of streams are that of the connection.
    let held: Vec<_> = (0..4).map(|_| send("/stream/hold", 300_000)).collect();
    let starved = send("/stream/read", 1000);
    tokio::time::sleep(SHORT * 4).await;
    go.notify_waiters();
    assert_eq!(text(soon(starved).await.unwrap()).await, "1000");
    for response in held {
        assert_eq!(text(soon(response).await.unwrap()).await, "300000");
    }
}

#[tokio::test]
async fn windows_are_opened_in_time() {
    let server = serve(limits(), |exchange| answer(&exchange, vec![0; 10_000]));
    let mut raw = Raw::connect(&server).await;
    raw.send(&frame(SETTINGS, 0, 0, &[0, 4, 0, 0, 0, 1])).await;
    raw.send(&frame(HEADERS, END_HEADERS | END_STREAM, 1, &plain())).await;
    let mut bytes = 0;
    let reset = loop {
        match raw.next_of(&[DATA, RST_STREAM]).await.unwrap() {
            frame if frame.kind == RST_STREAM => break frame,
            data => bytes += data.payload.len(),
        }
        tokio::time::sleep(TICK).await;
        raw.send(&frame(8, 0, 1, &1_u32.to_be_bytes())).await;
    };
    assert_eq!((reset.stream, reset.code()), (1, u32::from(h2::Reason::CANCEL)));
    assert!((2..100).contains(&bytes), "{bytes}");
}
