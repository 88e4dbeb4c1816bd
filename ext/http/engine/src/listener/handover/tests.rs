//! Servers that leave their address to others. Each test has an address of its own: the takers are the whole process's.

use std::cell::RefCell;
use std::rc::Rc;

use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use super::*;
use crate::exchange::Exchange;
use crate::limits::Limits;
use crate::listener::ListenAddress;
use crate::listener::ListenOptions;
use crate::server::Server;
use crate::testing;
use crate::testing::soon;

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: a\r\n\r\n";

fn at(host: &str) -> ListenOptions {
    ListenOptions::new(ListenAddress::Tcp {
        host: Some(host.to_string()),
        port: 0,
    })
}

fn serve(host: &str, text: &'static str) -> Rc<Server> {
    let app = testing::app(Limits::default());
    testing::serve(&app, at(host), move |exchange| testing::answer(&exchange, text))
}

type Kept = Rc<RefCell<Vec<Rc<Exchange>>>>;

/// Serves by keeping what comes.
fn keep(host: &str, limits: Limits) -> (Rc<Server>, Kept) {
    let kept = Rc::new(RefCell::new(Vec::new()));
    let into = kept.clone();
    let server = testing::serve(&testing::app(limits), at(host), move |exchange| {
        into.borrow_mut().push(exchange);
    });
    (server, kept)
}

async fn connect(server: &Server) -> TcpStream {
    TcpStream::connect(testing::address(server)).await.unwrap()
}

/// Reads an answer, of which the text is the end.
async fn read_to(socket: &mut TcpStream, text: &str) -> String {
    let mut said = String::new();
    while !said.ends_with(text) {
        let mut piece = [0; 1024];
        let length = soon(socket.read(&mut piece)).await.unwrap();
        assert!(length > 0, "it ended after {said:?}");
        said.push_str(std::str::from_utf8(&piece[..length]).unwrap());
    }
    said
}

async fn ask(socket: &mut TcpStream, text: &str) -> String {
    socket.write_all(REQUEST).await.unwrap();
    read_to(socket, text).await
}

async fn until(is_so: impl Fn() -> bool) {
    soon(async {
        while !is_so() {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_connection_that_waits_goes_to_who_serves_at_the_address() {
    let (old, new) = (serve("127.0.0.21", "old"), serve("127.0.0.21", "new"));
    new.leave();
    let mut socket = connect(&old).await;
    assert!(ask(&mut socket, "old").await.contains("200 OK"));
    new.come_back();
    old.leave();
    soon(old.emptied()).await;
    until(|| new.connections() == 1).await;
    assert!(ask(&mut socket, "new").await.contains("200 OK"));
    // And back again.
    old.come_back();
    new.leave();
    soon(new.emptied()).await;
    assert!(!ask(&mut socket, "old").await.contains("connection: close"));
}

#[tokio::test]
async fn a_request_in_flight_is_answered_by_who_has_it_and_its_connection_goes_on() {
    let (old, kept) = keep("127.0.0.22", Limits::default());
    let mut socket = connect(&old).await;
    // The second one has come as well, and belongs to the first server.
    socket.write_all(&[REQUEST, REQUEST].concat()).await.unwrap();
    until(|| kept.borrow().len() == 1).await;
    old.leave();
    let new = serve("127.0.0.22", "new");
    testing::answer(&kept.borrow_mut().remove(0), "first");
    read_to(&mut socket, "first").await;
    until(|| kept.borrow().len() == 1).await;
    testing::answer(&kept.borrow_mut().remove(0), "second");
    read_to(&mut socket, "second").await;
    soon(old.emptied()).await;
    assert!(ask(&mut socket, "new").await.contains("200 OK"));
    drop(new);
}

#[tokio::test]
async fn a_server_that_is_away_accepts_nothing() {
    let server = serve("127.0.0.23", "here");
    server.leave();
    let mut socket = connect(&server).await;
    socket.write_all(REQUEST).await.unwrap();
    let early = tokio::time::timeout(std::time::Duration::from_millis(100), socket.read(&mut [0; 1])).await;
    assert!(early.is_err());
    server.come_back();
    assert!(read_to(&mut socket, "here").await.contains("200 OK"));
    // Down for good, it gives up what is left.
    server.leave();
    server.begin_drain();
    soon(server.drained()).await;
}

#[tokio::test]
async fn what_is_not_done_in_time_is_closed() {
    let limits = Limits {
        drain_timeout: std::time::Duration::from_millis(50),
        ..Limits::default()
    };
    let (server, kept) = keep("127.0.0.24", limits);
    let mut socket = connect(&server).await;
    socket.write_all(REQUEST).await.unwrap();
    until(|| kept.borrow().len() == 1).await;
    server.leave();
    soon(server.emptied()).await;
    assert_eq!(soon(socket.read(&mut [0; 1])).await.unwrap_or(0), 0);
}

#[tokio::test]
async fn without_a_taker_it_comes_back() {
    let (near, _far) = std::os::unix::net::UnixStream::pair().unwrap();
    let idle = Idle {
        address: "nowhere".to_string(),
        peer: String::new(),
        socket: near.into(),
    };
    assert_eq!(adopt(idle).unwrap_err().address, "nowhere");
}

#[tokio::test]
async fn a_connection_of_the_hosts_own_is_served() {
    let server = serve("127.0.0.25", "probed");
    // Also while it is away.
    server.leave();
    let (near, far) = std::os::unix::net::UnixStream::pair().unwrap();
    far.set_nonblocking(true).unwrap();
    let mut far = tokio::net::UnixStream::from_std(far).unwrap();
    let idle = || Idle {
        address: r#"{"address":{"tcp":{"host":"127.0.0.25","port":0}},"ordinal":0}"#.to_string(),
        peer: String::new(),
        socket: near.try_clone().unwrap().into(),
    };
    until(|| adopt(idle()).is_ok()).await;
    drop(near);
    far.write_all(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut said = String::new();
    soon(far.read_to_string(&mut said)).await.unwrap();
    assert!(said.ends_with("probed"), "{said}");
    drop(server);
}
