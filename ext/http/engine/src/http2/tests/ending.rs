//! How streams and connections end: by the program, by the client, by time and by a shutdown.

use std::cell::RefCell;
use std::time::Duration;

use h2::Reason;

use super::*;
use crate::exchange::Ending;
use crate::server::Phase;

const SHORT: Duration = Duration::from_millis(50);

fn reset_of(error: &h2::Error) -> Option<Reason> {
    error.is_reset().then(|| error.reason())?
}

#[tokio::test]
async fn an_answer_cut_short_is_reset() {
    let server = serve(Limits::default(), |exchange| {
        deno_unsync::spawn(async move {
            match exchange.head().path() {
                "/abort" => {
                    exchange.answer_stream(200, None).unwrap();
                    exchange.stream().unwrap().send(Ok("a".into())).await.unwrap();
                    exchange.abort_stream().await;
                }
                "/short" | "/long" => {
                    let length = if exchange.head().path() == "/short" { "3" } else { "1" };
                    exchange.set_headers(&strings(&["content-length", length])).unwrap();
                    exchange.answer_stream(200, None).unwrap();
                    exchange.stream().unwrap().send(Ok("ab".into())).await.unwrap();
                    exchange.end_stream(None);
                }
                _ => exchange.answer_stream(200, None).unwrap(),
            }
        });
    });
    let mut client = connect(&server).await;
    for path in ["/abort", "/short", "/long", "/forgotten"] {
        let response = get(&mut client, path).await;
        let error = match response {
            Ok(response) => read(&mut response.into_body()).await.unwrap_err(),
            Err(error) => error,
        };
        assert_eq!(reset_of(&error), Some(Reason::INTERNAL_ERROR), "{path}");
    }
}

type Kept = Rc<RefCell<Vec<Rc<Exchange>>>>;

/// A handler that keeps its requests, and what it keeps.
fn keeper() -> (Kept, impl Fn(Rc<Exchange>)) {
    let kept = Kept::default();
    let keep = kept.clone();
    (kept, move |exchange| keep.borrow_mut().push(exchange))
}

async fn first(kept: &Kept) -> Rc<Exchange> {
    soon(async {
        loop {
            if let Some(exchange) = kept.borrow_mut().pop() {
                return exchange;
            }
            tokio::task::yield_now().await;
        }
    })
    .await
}

#[tokio::test]
async fn a_program_hears_that_the_client_has_left() {
    let (kept, keep) = keeper();
    let server = serve(Limits::default(), keep);
    let mut client = connect(&server).await;
    let (response, mut stream) = client.send_request(request(Method::GET, "/"), true).unwrap();
    let exchange = first(&kept).await;
    stream.send_reset(Reason::CANCEL);
    drop((response, stream));
    assert_eq!(soon(exchange.link().ended()).await, Ending::ClientLeft);

    let (response, _) = client.send_request(request(Method::GET, "/"), true).unwrap();
    let exchange = first(&kept).await;
    exchange.answer_stream(200, None).unwrap();
    let body = soon(response).await.unwrap().into_body();
    drop(body);
    let left = async {
        while let Some(stream) = exchange.stream() {
            let _ = stream.send(Ok(vec![0; 1000].into())).await;
        }
    };
    soon(left).await;
    assert_eq!(soon(exchange.link().ended()).await, Ending::ClientLeft);

    let (response, _) = client.send_request(request(Method::GET, "/"), true).unwrap();
    let exchange = first(&kept).await;
    drop((response, client));
    assert_eq!(soon(exchange.link().ended()).await, Ending::ClientLeft);
}

#[tokio::test]
async fn a_program_hears_that_its_answer_is_with_the_system() {
    let (kept, keep) = keeper();
    let server = serve(Limits::default(), keep);
    let mut client = connect(&server).await;
    let (response, _) = client.send_request(request(Method::GET, "/"), true).unwrap();
    let exchange = first(&kept).await;
    answer(&exchange, "x");
    assert!(soon(exchange.link().delivered()).await);
    assert_eq!(text(soon(response).await.unwrap()).await, "x");
}

#[tokio::test]
async fn a_stream_ends_without_an_answer_if_the_program_wants_it_so() {
    let server = serve(Limits::default(), |exchange| assert!(exchange.break_off()));
    let mut client = connect(&server).await;
    let error = get(&mut client, "/").await.unwrap_err();
    assert_eq!(reset_of(&error), Some(Reason::INTERNAL_ERROR));
}

#[tokio::test]
async fn a_client_that_opens_no_window_loses_its_stream() {
    let limits = Limits {
        write_timeout: SHORT,
        ..Limits::default()
    };
    let server = serve(limits, |exchange| answer(&exchange, vec![0; 1 << 20]));
    let mut client = connect(&server).await;
    let response = get(&mut client, "/").await.unwrap();
    let mut body = response.into_body();
    let error = loop {
        // What has come is never given back to the window.
        match soon(body.data()).await.unwrap() {
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert_eq!(reset_of(&error), Some(Reason::CANCEL));
}

#[tokio::test]
async fn an_idle_connection_is_told_to_go() {
    let limits = Limits {
        idle_timeout: SHORT,
        ..Limits::default()
    };
    let server = serve(limits, |exchange| answer(&exchange, "x"));
    let socket = TcpStream::connect(testing::address(&server)).await.unwrap();
    let (client, connection) = soon(h2::client::handshake(socket)).await.unwrap();
    soon(connection).await.unwrap();
    drop(client);
}

#[tokio::test]
async fn a_connection_ends_after_its_share_of_requests() {
    let limits = Limits {
        requests_per_connection: 2,
        ..Limits::default()
    };
    let server = serve(limits, |exchange| answer(&exchange, "x"));
    let socket = TcpStream::connect(testing::address(&server)).await.unwrap();
    let (mut client, connection) = soon(h2::client::handshake(socket)).await.unwrap();
    let connection = deno_unsync::spawn(connection);
    for _ in 0..2 {
        let response = get(&mut client, "/").await.unwrap();
        assert_eq!(text(response).await, "x");
    }
    soon(connection).await.unwrap().unwrap();
}

#[tokio::test]
async fn requests_in_flight_outlive_a_shutdown() {
    let (kept, keep) = keeper();
    let server = serve(Limits::default(), keep);
    let mut client = connect(&server).await;
    let (response, _) = client.send_request(request(Method::GET, "/"), true).unwrap();
    let exchange = first(&kept).await;
    let idle = connect(&server).await;
    server.begin_drain();
    let gone = async {
        while idle.clone().ready().await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    soon(gone).await;
    answer(&exchange, "late");
    assert_eq!(text(soon(response).await.unwrap()).await, "late");
    soon(server.drained()).await;
    assert_eq!(*server.phase().borrow(), Phase::Draining);
}

#[tokio::test]
async fn what_does_not_finish_is_closed() {
    let limits = Limits {
        drain_timeout: SHORT,
        ..Limits::default()
    };
    let (kept, keep) = keeper();
    let server = serve(limits, keep);
    let mut client = connect(&server).await;
    let (response, _) = client.send_request(request(Method::GET, "/"), true).unwrap();
    let exchange = first(&kept).await;
    server.begin_drain();
    assert!(soon(response).await.is_err());
    soon(server.drained()).await;
    assert_eq!(exchange.link().ending(), Ending::ClientLeft);
}
