//! The bounds on time, with short ones, on the engine alone: no isolate, and a handler in Rust.

use std::rc::Rc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use super::client::Client;
use super::client::head;
use crate::app::App;
use crate::limits::Limits;
use crate::listener;
use crate::verb::Verb;

const SHORT: Duration = Duration::from_millis(100);
/// Far from both the short bounds and the default ones.
const LONG: Duration = Duration::from_secs(5);

const ANSWERS: u32 = 0;
const FORGETS: u32 = 1;
const KEEPS: u32 = 2;
const FORGETS_STREAM: u32 = 3;

/// Serves with short bounds until a message comes, then drains; ends when it is drained.
fn serve() -> (u16, tokio::sync::oneshot::Sender<()>, thread::JoinHandle<()>) {
    let (tell, port) = mpsc::channel();
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let thread = thread::spawn(move || {
        let tokio = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        tokio.block_on(async {
            let app = Rc::new(App::with_limits(Limits {
                head_timeout: SHORT,
                body_timeout: SHORT,
                drain_timeout: SHORT,
                ..Limits::default()
            }));
            let routes = [
                ("/answers", ANSWERS),
                ("/forgets", FORGETS),
                ("/keeps", KEEPS),
                ("/stream", FORGETS_STREAM),
            ];
            for (path, handler) in routes {
                app.add_route(Verb::All, path, handler).unwrap();
            }
            let server = listener::listen(app.clone(), Some("127.0.0.1"), 0).unwrap();
            tell.send(server.address().port()).unwrap();
            let handling = async {
                let mut kept = Vec::new();
                while app.next().await {
                    for ready in app.take_ready() {
                        match ready.handler {
                            ANSWERS => ready.exchange.answer(200, None, "fine".into()).unwrap(),
                            FORGETS_STREAM => ready.exchange.answer_stream(200, None).unwrap(),
                            KEEPS => kept.push(ready),
                            _ => drop(ready),
                        }
                    }
                }
            };
            let stopping = async {
                stopped.await.unwrap();
                server.begin_drain();
                server.drained().await;
            };
            tokio::join!(handling, stopping);
        });
    });
    (port.recv().unwrap(), stop, thread)
}

#[test]
fn a_client_that_does_not_hurry_is_let_go() {
    let (port, stop, thread) = serve();
    let started = Instant::now();
    let mut silent = Client::connect(port);
    let mut halting = Client::connect(port);
    halting.send("GET /answers HTTP/1.1\r\nHo");
    let mut slow = Client::connect(port);
    slow.send(head("POST", "/answers", "Content-Length: 2\r\n")).send("a");
    let mut idle = Client::connect(port);
    assert_eq!(idle.ask("GET", "/answers").text(), "fine");

    assert!(silent.is_closed());
    assert!(halting.is_closed());
    let late = slow.receive();
    assert_eq!((late.status, late.header("connection")), (408, "close"));
    assert!(slow.is_closed());
    assert!(idle.is_closed());
    assert!(started.elapsed() < LONG);
    stop.send(()).unwrap();
    thread.join().unwrap();
}

#[test]
fn a_handler_that_lets_go_without_an_answer_is_500() {
    let (port, stop, thread) = serve();
    let response = Client::connect(port).ask("GET", "/forgets");
    assert_eq!(
        response.line(),
        r#"500 application/problem+json {"type":"about:blank","title":"Internal Server Error","status":500}"#
    );
    stop.send(()).unwrap();
    thread.join().unwrap();
}

#[test]
fn a_stream_that_is_let_go_is_no_complete_body() {
    let (port, stop, thread) = serve();
    let mut client = Client::connect(port);
    assert!(client.send(head("GET", "/stream", "")).is_closed());
    stop.send(()).unwrap();
    thread.join().unwrap();
}

#[test]
fn a_drain_has_an_end() {
    let (port, stop, thread) = serve();
    let mut stuck = Client::connect(port);
    stuck.send(head("GET", "/keeps", ""));
    assert_eq!(Client::connect(port).ask("GET", "/answers").text(), "fine");
    let started = Instant::now();
    stop.send(()).unwrap();
    assert!(stuck.is_closed());
    assert!(started.elapsed() >= SHORT);
    thread.join().unwrap();
    assert!(started.elapsed() < LONG);
}
