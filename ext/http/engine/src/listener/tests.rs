//! Servers on every kind of address, and what becomes of connections that are too many or not what they should be.

use std::cell::Cell;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use bytes::Bytes;
use http::Response;
use http_body::Frame;
use http_body_util::StreamBody;
use tokio::io::AsyncRead;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWrite;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::net::UnixStream;

use super::*;
use crate::body::Aborted;
use crate::body::AnswerBody;
use crate::limits::Limits;
use crate::server::Address;
use crate::testing;
use crate::testing::local;
use crate::testing::soon;

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";

fn tcp(host: Option<&str>, port: u16) -> ListenOptions {
    ListenOptions::new(ListenAddress::Tcp {
        host: host.map(str::to_string),
        port,
    })
}

fn unix(path: &Path) -> ListenOptions {
    ListenOptions::new(ListenAddress::Unix {
        path: path.to_path_buf(),
    })
}

fn serve(limits: Limits, options: ListenOptions) -> Rc<Server> {
    testing::serve(&testing::app(limits), options, testing::tell_peer)
}

fn error(options: ListenOptions) -> HttpError {
    listen(testing::app(Limits::default()), options).map(drop).unwrap_err()
}

/// Sends bytes and reads to the end.
async fn ask(mut socket: impl AsyncRead + AsyncWrite + Unpin, bytes: &[u8]) -> String {
    let _ = socket.write_all(bytes).await;
    let mut answer = Vec::new();
    // What a server closes without reading it is reset.
    let _ = soon(socket.read_to_end(&mut answer)).await;
    String::from_utf8(answer).unwrap()
}

async fn connect(server: &Server) -> TcpStream {
    TcpStream::connect(testing::address(server)).await.unwrap()
}

#[tokio::test]
async fn addresses_have_many_forms() {
    for (host, client) in [
        (Some("127.0.0.1"), "127.0.0.1"),
        (Some("localhost"), "localhost"),
        (Some("::1"), "::1"),
        (Some("[::1]"), "::1"),
        (None, "127.0.0.1"),
        (None, "::1"),
    ] {
        let server = serve(Limits::default(), tcp(host, 0));
        let port = testing::address(&server).port();
        let socket = TcpStream::connect((client, port)).await.unwrap();
        let answer = ask(socket, REQUEST).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{host:?}: {answer}");
    }
}

#[tokio::test]
async fn a_taken_port_is_told() {
    let server = serve(Limits::default(), local());
    let port = testing::address(&server).port();
    let error = error(tcp(Some("127.0.0.1"), port));
    assert_eq!(error.code(), "EADDRINUSE");
    assert!(error.to_string().contains(&port.to_string()), "{error}");
    server.begin_drain();
    soon(server.drained()).await;
    serve(Limits::default(), tcp(Some("127.0.0.1"), port));
}

#[tokio::test]
async fn a_name_that_does_not_exist_is_told() {
    assert_eq!(error(tcp(Some("no.such.name.invalid"), 0)).code(), "RACE_HTTP_LISTEN");
    assert_eq!(error(tcp(Some("[::1"), 0)).code(), "RACE_HTTP_LISTEN");
}

#[tokio::test]
async fn a_unix_socket_lives_as_long_as_its_server() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("socket");
    let server = serve(Limits::default(), unix(&path));
    assert_eq!(*server.address(), Address::Unix(path.clone()));
    let answer = ask(UnixStream::connect(&path).await.unwrap(), REQUEST).await;
    assert!(answer.contains("127.0.0.1 0 HTTP/1.1 false"), "{answer}");
    assert_eq!(error(unix(&path)).code(), "EADDRINUSE");
    server.begin_drain();
    soon(server.drained()).await;
    assert!(!path.exists());
}

#[tokio::test]
async fn only_a_stale_socket_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("socket");
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    let server = serve(Limits::default(), unix(&path));
    // Somebody else's file is left alone at the end.
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, "a file").unwrap();
    server.begin_drain();
    soon(server.drained()).await;
    let error = error(unix(&path));
    assert_eq!(error.code(), "RACE_HTTP_LISTEN");
    assert!(error.to_string().contains("no socket"), "{error}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "a file");
}

#[tokio::test]
async fn a_path_that_cannot_be_a_socket_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let long = folder.path().join("x".repeat(200));
    for path in [&long, &folder.path().join("missing/socket"), Path::new("a\0b")] {
        let error = error(unix(path));
        assert_eq!(error.code(), "RACE_HTTP_LISTEN");
        assert!(error.to_string().contains("\nhint: "), "{error}");
    }
}

#[tokio::test]
async fn connections_beyond_the_limit_wait() {
    let limits = Limits {
        connections: 1,
        ..Limits::default()
    };
    let server = serve(limits, local());
    let first = connect(&server).await;
    let second = connect(&server).await;
    let mut second = Box::pin(ask(second, REQUEST));
    let early = tokio::time::timeout(Duration::from_millis(100), second.as_mut()).await;
    assert!(early.is_err());
    drop(first);
    assert!(second.await.contains("200 OK"));
}

#[tokio::test]
async fn connections_of_one_client_beyond_the_limit_are_closed() {
    let limits = Limits {
        connections_per_address: 1,
        ..Limits::default()
    };
    let server = serve(limits, local());
    let mut first = connect(&server).await;
    // It has been accepted when it is answered.
    first.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    let mut start = [0; 12];
    soon(first.read_exact(&mut start)).await.unwrap();
    assert_eq!(ask(connect(&server).await, REQUEST).await, "");
    drop(first);
    soon(async { while ask(connect(&server).await, REQUEST).await.is_empty() {} }).await;
}

#[tokio::test]
async fn a_proxy_names_the_client() {
    let folder = tempfile::tempdir().unwrap();
    let options = ListenOptions {
        proxy_protocol: true,
        h2c: true,
        ..local()
    };
    let header = b"PROXY TCP4 192.0.2.1 198.51.100.7 4711 80\r\n";
    let server = serve(Limits::default(), options.clone());
    let answer = ask(connect(&server).await, &[header, REQUEST].concat()).await;
    assert!(answer.contains("192.0.2.1 4711 HTTP/1.1"), "{answer}");
    let unknown = b"PROXY UNKNOWN\r\n";
    let answer = ask(connect(&server).await, &[unknown, REQUEST].concat()).await;
    assert!(answer.contains("127.0.0.1 "), "{answer}");
    assert_eq!(ask(connect(&server).await, REQUEST).await, "");

    let path = folder.path().join("socket");
    let server = serve(
        Limits::default(),
        ListenOptions {
            proxy_protocol: true,
            ..unix(&path)
        },
    );
    let socket = UnixStream::connect(&path).await.unwrap();
    let answer = ask(socket, &[header, REQUEST].concat()).await;
    assert!(answer.contains("192.0.2.1 4711 HTTP/1.1"), "{answer}");
    drop(server);
}

#[tokio::test]
async fn a_proxys_clients_are_counted_one_by_one() {
    let limits = Limits {
        connections_per_address: 1,
        ..Limits::default()
    };
    let options = ListenOptions {
        proxy_protocol: true,
        ..local()
    };
    let server = serve(limits, options);
    let ask = |client: &str, rest: &str| {
        let bytes = format!("PROXY TCP4 {client} 198.51.100.7 1 80\r\nGET / HTTP/1.1\r\nhost: a\r\n{rest}\r\n");
        let server = server.clone();
        async move {
            let mut socket = connect(&server).await;
            socket.write_all(bytes.as_bytes()).await.unwrap();
            let mut start = vec![0; 12];
            let read = soon(socket.read_exact(&mut start)).await;
            (socket, read.is_ok())
        }
    };
    let (first, is_answered) = ask("192.0.2.1", "").await;
    assert!(is_answered);
    assert!(!ask("192.0.2.1", "").await.1);
    assert!(ask("192.0.2.2", "").await.1);
    drop(first);
}

#[tokio::test]
async fn a_header_that_does_not_come_is_not_waited_for() {
    let limits = Limits {
        head_timeout: Duration::from_millis(50),
        ..Limits::default()
    };
    let options = ListenOptions {
        proxy_protocol: true,
        ..local()
    };
    let server = serve(limits, options);
    assert_eq!(ask(connect(&server).await, b"PROXY TCP4 192.0.2.1").await, "");
    let mut idle = connect(&server).await;
    assert_eq!(soon(idle.read(&mut [0; 1])).await.unwrap(), 0);
}

#[tokio::test]
async fn without_the_switch_http2_is_not_spoken() {
    let server = serve(Limits::default(), local());
    let answer = ask(connect(&server).await, crate::http2::PREFACE).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 "), "{answer}");
    let options = ListenOptions { h2c: true, ..local() };
    let server = serve(Limits::default(), options);
    // A beginning in two pieces, which is then no preface after all.
    let mut socket = connect(&server).await;
    socket.set_nodelay(true).unwrap();
    socket.write_all(b"P").await.unwrap();
    tokio::task::yield_now().await;
    let rest = b"OST / HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    assert!(ask(socket, rest).await.contains("HTTP/1.1 200"));
}

#[tokio::test]
async fn little_is_kept_for_a_client_that_does_not_read() {
    const PIECE: Bytes = Bytes::from_static(&[0; 16 * 1024]);
    let limits = Limits {
        write_timeout: Duration::from_millis(100),
        ..Limits::default()
    };
    let (made, link) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(None)));
    let (count, slot) = (made.clone(), link.clone());
    let server = testing::serve(&testing::app(limits), local(), move |exchange| {
        let count = count.clone();
        let pieces = std::iter::repeat_with(move || {
            count.set(count.get() + PIECE.len());
            Ok::<_, Aborted>(Frame::data(PIECE))
        });
        let body = AnswerBody::boxed(StreamBody::new(futures_util::stream::iter(pieces)));
        slot.set(Some(exchange.link().clone()));
        exchange.answer_with(Response::new(body)).unwrap();
    });
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut socket = socket.connect(testing::address(&server)).await.unwrap();
    socket.write_all(REQUEST).await.unwrap();
    let begun = async {
        loop {
            match link.take() {
                Some(link) => break link,
                None => tokio::task::yield_now().await,
            }
        }
    };
    soon(soon(begun).await.ended()).await;
    // What the system takes by itself would be about 2.5 MiB.
    assert!(made.get() < 1 << 20, "{} bytes", made.get());
}

/// Without a turn of the runtime: what is sent so has come, and the server cannot know of it yet.
fn send_unnoticed(mut socket: &std::net::TcpStream) {
    socket.write_all(REQUEST).unwrap();
}

#[tokio::test]
async fn who_waits_to_be_accepted_when_the_server_closes_is_answered() {
    for h2c in [false, true] {
        let server = serve(Limits::default(), ListenOptions { h2c, ..local() });
        let sockets: Vec<_> = (0..20)
            .map(|_| std::net::TcpStream::connect(testing::address(&server)).unwrap())
            .collect();
        sockets.iter().for_each(send_unnoticed);
        server.begin_drain();
        for socket in sockets {
            socket.set_nonblocking(true).unwrap();
            let answer = ask(TcpStream::from_std(socket).unwrap(), b"").await;
            assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        }
        soon(server.drained()).await;
        assert!(TcpStream::connect(testing::address(&server)).await.is_err());
    }
}

#[tokio::test]
async fn a_request_that_has_come_when_the_server_closes_is_answered() {
    let server = serve(Limits::default(), local());
    let mut socket = connect(&server).await;
    socket.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    assert!(soon(socket.read(&mut [0; 1024])).await.unwrap() > 0);
    let socket = socket.into_std().unwrap();
    send_unnoticed(&socket);
    server.begin_drain();
    let answer = ask(TcpStream::from_std(socket).unwrap(), b"").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    soon(server.drained()).await;
}
