//! How long a connection lives: one request after the other, the client's end and the server's.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use super::Site;
use super::answered;
use super::echo;
use super::within;
use crate::exchange::Ending;
use crate::limits::Limits;

const GET: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const CLOSE: &str = "connection: close\r\n";

#[tokio::test]
async fn a_connection_carries_one_request_after_the_other() {
    let site = Site::new(Limits::default(), echo);
    let mut client = site.connect().await;
    for _ in 0..3 {
        client.send(GET).await;
        assert_eq!(client.answer().await, answered("GET / "));
    }
    client
        .send("GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        .await;
    assert!(client.rest().await.contains(CLOSE));
    assert_eq!(site.requests.get(), 4);
}

#[tokio::test]
async fn requests_that_come_together_are_answered_in_order() {
    let site = Site::new(Limits::default(), |exchange| {
        // Later ones would be ready sooner.
        let delay: u64 = exchange.head().path()[1..].parse().unwrap();
        deno_unsync::spawn(async move {
            tokio::time::sleep(Duration::from_millis(delay)).await;
            echo(exchange);
        });
    });
    let delays = ["30", "20", "10", "0"];
    let requests: String = delays
        .iter()
        .map(|delay| GET.replacen('/', &format!("/{delay}"), 1))
        .collect();
    let mut client = site.connect().await;
    client.send(&requests).await;
    for delay in delays {
        assert_eq!(client.answer().await, answered(&format!("GET /{delay} ")));
    }
}

#[tokio::test]
async fn http_1_0_closes_unless_asked_not_to() {
    let site = Site::new(Limits::default(), echo);
    let text = site.say("GET / HTTP/1.0\r\n\r\n").await;
    assert!(
        text.starts_with("HTTP/1.1 200 OK\r\n") && text.contains(CLOSE),
        "{text}"
    );
    let mut client = site.connect().await;
    for _ in 0..2 {
        client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").await;
        assert!(client.answer().await.contains("connection: keep-alive\r\n"));
    }
}

#[tokio::test]
async fn an_answer_may_close_the_connection() {
    let site = Site::new(Limits::default(), |exchange| {
        exchange
            .set_headers(&["Connection".to_string(), "close".to_string()])
            .unwrap();
        echo(exchange);
    });
    assert!(site.say(&GET.repeat(2)).await.contains(CLOSE));
    assert_eq!(site.requests.get(), 1);
}

#[tokio::test]
async fn a_connection_has_so_many_requests() {
    let limits = Limits {
        requests_per_connection: 2,
        ..Limits::default()
    };
    let site = Site::new(limits, echo);
    let text = site.say(&GET.repeat(4)).await;
    assert_eq!(text.matches("HTTP/1.1 200").count(), 2);
    assert_eq!(text.matches(CLOSE).count(), 1);
}

#[tokio::test]
async fn a_client_that_has_said_all_gets_its_answers() {
    let site = Site::new(Limits::default(), |exchange| {
        deno_unsync::spawn(async move {
            // The end of the client's side has come by then.
            assert_eq!(exchange.link().ended().await, Ending::ClientLeft);
            echo(exchange);
        });
    });
    let mut client = site.connect().await;
    client.send(GET).await;
    client.shut().await;
    let text = client.rest().await;
    assert!(text.contains(CLOSE) && text.ends_with("GET / "), "{text}");
}

#[tokio::test]
async fn requests_before_the_end_of_a_side_are_all_answered() {
    let site = Site::new(Limits::default(), echo);
    let mut client = site.connect().await;
    client.send(&GET.repeat(3)).await;
    client.shut().await;
    assert_eq!(client.rest().await.matches("GET / ").count(), 3);
}

#[tokio::test]
async fn a_reset_ends_the_request() {
    let kept = Rc::new(RefCell::new(Vec::new()));
    let keeps = kept.clone();
    let site = Site::new(Limits::default(), move |exchange| keeps.borrow_mut().push(exchange));
    let mut client = site.connect().await;
    client.send(GET).await;
    while kept.borrow().is_empty() {
        tokio::task::yield_now().await;
    }
    client.stream.set_zero_linger().unwrap();
    drop(client);
    assert_eq!(site.ending().await, Ending::ClientLeft);
    // The connection does not wait for the handler, which still has the request.
    site.server.begin_drain();
    within(site.server.drained()).await;
    assert!(!kept.borrow()[0].is_answered());
}

#[tokio::test]
async fn a_connection_that_ends_early_is_no_request() {
    let site = Site::new(Limits::default(), echo);
    for input in ["", "\r\n", "GE", "GET / HTTP/1.1\r\nHost: a\r\n"] {
        let mut client = site.connect().await;
        client.send(input).await;
        client.shut().await;
        assert_eq!(client.rest().await, "");
    }
    assert_eq!(site.requests.get(), 0);
}

#[tokio::test]
async fn draining_closes_what_is_idle_and_finishes_what_has_begun() {
    let site = Site::new(Limits::default(), |exchange| {
        deno_unsync::spawn(async move {
            tokio::time::sleep(super::SHORT).await;
            echo(exchange);
        });
    });
    let (mut silent, mut idle) = (site.connect().await, site.connect().await);
    let (mut begun, mut busy) = (site.connect().await, site.connect().await);
    idle.send(GET).await;
    idle.answer().await;
    begun.send("GET / HT").await;
    busy.send(GET).await;
    while site.requests.get() < 2 {
        tokio::task::yield_now().await;
    }
    site.server.begin_drain();
    assert_eq!(silent.rest().await, "");
    assert_eq!(idle.rest().await, "");
    begun.send("TP/1.1\r\nHost: a\r\n\r\n").await;
    assert!(begun.rest().await.contains(CLOSE));
    assert!(busy.rest().await.contains(CLOSE));
    drop((silent, idle, begun, busy));
    within(site.server.drained()).await;
}

#[tokio::test]
async fn a_stream_of_events_ends_with_the_server() {
    let site = Site::new(Limits::default(), |exchange| {
        exchange
            .answer_stream(200, Some("text/event-stream; charset=utf-8"))
            .unwrap();
        deno_unsync::spawn(async move {
            let stream = exchange.stream().unwrap();
            stream.send(Ok("data: 1\n\n".into())).await.unwrap();
            exchange.link().ended().await;
            drop(stream);
        });
    });
    let mut client = site.connect().await;
    client.send(GET).await;
    client.until("data: 1").await;
    site.server.begin_drain();
    assert!(client.rest().await.ends_with("0\r\n\r\n"));
    assert_eq!(site.ending().await, Ending::Answered);
    within(site.server.drained()).await;
}

#[tokio::test]
async fn a_server_that_goes_down_does_not_wait_for_who_has_probably_left() {
    let site = Site::new(Limits::default(), |exchange| {
        deno_unsync::spawn(async move {
            std::future::pending::<()>().await;
            drop(exchange);
        });
    });
    let mut client = site.connect().await;
    client.send(GET).await;
    client.shut().await;
    assert_eq!(site.ending().await, Ending::ClientLeft);
    site.server.begin_drain();
    assert_eq!(client.rest().await, "");
    within(site.server.drained()).await;
}

#[tokio::test]
async fn what_does_not_finish_in_time_is_dropped() {
    let limits = Limits {
        drain_timeout: super::SHORT,
        ..Limits::default()
    };
    let site = Site::new(limits, |exchange| {
        deno_unsync::spawn(async move {
            exchange.link().ended().await;
        });
    });
    let mut client = site.connect().await;
    client.send(GET).await;
    while site.requests.get() == 0 {
        tokio::task::yield_now().await;
    }
    site.server.begin_drain();
    assert_eq!(client.rest().await, "");
    assert_eq!(site.ending().await, Ending::ClientLeft);
    within(site.server.drained()).await;
}
