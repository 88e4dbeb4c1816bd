//! Requests and answers over real connections, with the client side of `h2`.

mod abuse;
mod ending;
mod rates;
mod raw;

use std::future::poll_fn;
use std::rc::Rc;
use std::time::Duration;

use bytes::Bytes;
use h2::RecvStream;
use h2::client::SendRequest;
use http::HeaderMap;
use http::Method;
use http::Request;
use http::Response;
use http::StatusCode;
use tokio::net::TcpStream;

use crate::exchange::Exchange;
use crate::limits::Limits;
use crate::listener::ListenOptions;
use crate::server::Server;
use crate::testing;
use crate::testing::answer;
use crate::testing::soon;

type Client = SendRequest<Bytes>;

/// A server that takes HTTP/2 without TLS.
fn serve(limits: Limits, handler: impl Fn(Rc<Exchange>) + 'static) -> Rc<Server> {
    let options = ListenOptions {
        h2c: true,
        ..testing::local()
    };
    testing::serve(&testing::app(limits), options, handler)
}

async fn connect(server: &Server) -> Client {
    let socket = TcpStream::connect(testing::address(server)).await.unwrap();
    let (client, connection) = soon(h2::client::handshake(socket)).await.unwrap();
    deno_unsync::spawn(async move { drop(connection.await) });
    soon(client.ready()).await.unwrap()
}

fn request(method: Method, path: &str) -> Request<()> {
    let uri = format!("http://test.example{path}");
    Request::builder().method(method).uri(uri).body(()).unwrap()
}

async fn send(client: &mut Client, request: Request<()>) -> Result<Response<RecvStream>, h2::Error> {
    let (response, _) = client.send_request(request, true)?;
    soon(response).await
}

async fn get(client: &mut Client, path: &str) -> Result<Response<RecvStream>, h2::Error> {
    send(client, request(Method::GET, path)).await
}

/// The body and its trailers, read as they come.
async fn read(body: &mut RecvStream) -> Result<(Vec<u8>, Option<HeaderMap>), h2::Error> {
    let mut bytes = Vec::new();
    while let Some(data) = soon(body.data()).await {
        let data = data?;
        body.flow_control().release_capacity(data.len())?;
        bytes.extend_from_slice(&data);
    }
    Ok((bytes, body.trailers().await?))
}

async fn text(response: Response<RecvStream>) -> String {
    String::from_utf8(read(&mut response.into_body()).await.unwrap().0).unwrap()
}

fn strings(fields: &[&str]) -> Vec<String> {
    fields.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_request_gets_its_answer() {
    let server = serve(Limits::default(), |exchange| {
        let head = exchange.head();
        let text = format!("{} {} {}", head.method, head.target, head.authority);
        let fields = ["connection", "close", "keep-alive", "1", "x-own", "1"];
        exchange.set_headers(&strings(&fields)).unwrap();
        answer(&exchange, text);
    });
    let mut client = connect(&server).await;
    let response = get(&mut client, "/a?b=c").await.unwrap();
    let headers = response.headers();
    assert_eq!(response.status(), 200);
    assert_eq!(headers["content-type"], "text/plain");
    assert_eq!(headers["content-length"], "23");
    assert_eq!(headers["x-own"], "1");
    assert!(headers.contains_key("date"));
    assert!(!headers.contains_key("connection") && !headers.contains_key("keep-alive"));
    assert_eq!(text(response).await, "GET /a?b=c test.example");
}

#[tokio::test]
async fn the_two_versions_share_a_port() {
    use tokio::io::AsyncReadExt;
    use tokio::io::AsyncWriteExt;
    let server = serve(Limits::default(), testing::tell_peer);
    let mut socket = TcpStream::connect(testing::address(&server)).await.unwrap();
    socket
        .write_all(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut text = String::new();
    soon(socket.read_to_string(&mut text)).await.unwrap();
    assert!(text.contains("HTTP/1.1 false"), "{text}");
    let mut client = connect(&server).await;
    let response = get(&mut client, "/").await.unwrap();
    assert!(self::text(response).await.contains("HTTP/2.0 false"));
}

#[tokio::test]
async fn nobody_waits_for_ever_for_a_body_that_is_read_as_a_stream() {
    let limits = Limits {
        body_timeout: Duration::from_millis(50),
        ..Limits::default()
    };
    let server = serve(limits, |exchange| {
        deno_unsync::spawn(async move {
            let mut body = exchange.take_stream().unwrap();
            let first = body.next().await.unwrap().unwrap();
            let second = body.next().await.unwrap().unwrap_err();
            answer(&exchange, format!("{first:?} {second:?}"));
        });
    });
    let mut client = connect(&server).await;
    let (response, mut stream) = client.send_request(request(Method::POST, "/stream/x"), false).unwrap();
    stream.send_data("a".into(), false).unwrap();
    let response = soon(response).await.unwrap();
    assert_eq!(text(response).await, "b\"a\" Timeout");
}

#[tokio::test]
async fn head_has_a_length_and_no_body() {
    let server = serve(Limits::default(), |exchange| answer(&exchange, "12345"));
    let mut client = connect(&server).await;
    let response = send(&mut client, request(Method::HEAD, "/")).await.unwrap();
    assert_eq!(response.headers()["content-length"], "5");
    assert!(response.body().is_end_stream());
}

#[tokio::test]
async fn an_empty_answer_ends_with_its_head() {
    let server = serve(Limits::default(), |exchange| {
        let status = exchange.head().path()[1..].parse().unwrap();
        exchange.answer(status, None, Bytes::new()).unwrap();
    });
    let mut client = connect(&server).await;
    for (path, length) in [("/200", Some("0")), ("/204", None), ("/304", None)] {
        let response = get(&mut client, path).await.unwrap();
        let known = response.headers().get("content-length");
        assert_eq!(known.map(|length| length.to_str().unwrap()), length, "{path}");
        assert!(response.body().is_end_stream());
    }
}

#[tokio::test]
async fn a_body_comes_whole_or_as_a_stream() {
    let server = serve(
        Limits {
            body_bytes: 8 << 20,
            ..Limits::default()
        },
        |exchange| {
            if let Ok(bytes) = exchange.body_bytes() {
                return answer(&exchange, bytes);
            }
            deno_unsync::spawn(async move {
                let mut body = exchange.take_stream().unwrap();
                exchange.answer_stream(200, None).unwrap();
                while let Some(data) = body.next().await {
                    exchange.stream().unwrap().send(Ok(data.unwrap())).await.unwrap();
                }
                exchange.end_stream(None);
            });
        },
    );
    let mut client = connect(&server).await;
    // Larger than every window on the way.
    let sent: Vec<u8> = (0..3_000_000_u32).map(|index| (index % 251) as u8).collect();
    for path in ["/whole", "/stream/echo"] {
        let (response, mut upload) = client.send_request(request(Method::POST, path), false).unwrap();
        let bytes = Bytes::from(sent.clone());
        let uploading = async move {
            let mut left = bytes;
            while !left.is_empty() {
                upload.reserve_capacity(left.len());
                let room = poll_fn(|cx| upload.poll_capacity(cx)).await.unwrap().unwrap();
                let part = left.split_to(room.min(left.len()));
                upload.send_data(part, left.is_empty()).unwrap();
            }
        };
        deno_unsync::spawn(uploading);
        let mut body = soon(response).await.unwrap().into_body();
        let (received, _) = read(&mut body).await.unwrap();
        assert!(received == sent, "{path}");
    }
}

#[tokio::test]
async fn a_streamed_answer_has_trailers() {
    let server = serve(Limits::default(), |exchange| {
        deno_unsync::spawn(async move {
            exchange.answer_stream(200, None).unwrap();
            for piece in ["a", "", "b"] {
                exchange.stream().unwrap().send(Ok(piece.into())).await.unwrap();
            }
            let trailers = HeaderMap::from_iter([(http::header::ETAG, "1".parse().unwrap())]);
            exchange.end_stream(Some(trailers));
        });
    });
    let mut client = connect(&server).await;
    let response = get(&mut client, "/").await.unwrap();
    assert!(!response.headers().contains_key("content-length"));
    let (bytes, trailers) = read(&mut response.into_body()).await.unwrap();
    assert_eq!(bytes, b"ab");
    assert_eq!(trailers.unwrap()["etag"], "1");
}

#[tokio::test]
async fn a_client_may_ask_first() {
    let server = serve(Limits::default(), |exchange| {
        answer(&exchange, exchange.body_bytes().unwrap());
    });
    let mut client = connect(&server).await;
    let mut asking = request(Method::POST, "/");
    asking.headers_mut().insert("expect", "100-continue".parse().unwrap());
    let (mut response, mut upload) = client.send_request(asking, false).unwrap();
    let interim = soon(poll_fn(|cx| response.poll_informational(cx))).await;
    assert_eq!(interim.unwrap().unwrap().status(), StatusCode::CONTINUE);
    upload.send_data("x".into(), true).unwrap();
    assert_eq!(text(soon(response).await.unwrap()).await, "x");
    let mut wrong = request(Method::POST, "/");
    wrong.headers_mut().insert("expect", "coffee".parse().unwrap());
    assert_eq!(send(&mut client, wrong).await.unwrap().status(), 417);
}

#[tokio::test]
async fn hints_come_before_the_answer() {
    let server = serve(Limits::default(), |exchange| {
        let hints = HeaderMap::from_iter([(http::header::LINK, "</a.css>".parse().unwrap())]);
        assert!(exchange.link().send_early_hints(hints));
        answer(&exchange, "x");
    });
    let mut client = connect(&server).await;
    let (mut response, _) = client.send_request(request(Method::GET, "/"), true).unwrap();
    let hints = soon(poll_fn(|cx| response.poll_informational(cx))).await;
    let hints = hints.unwrap().unwrap();
    assert_eq!(
        (hints.status().as_u16(), &hints.headers()["link"]),
        (103, &"</a.css>".parse().unwrap())
    );
    assert_eq!(soon(response).await.unwrap().status(), 200);
}

#[tokio::test]
async fn one_connection_carries_many_streams() {
    let server = serve(Limits::default(), |exchange| {
        let path = exchange.head().path().to_string();
        answer(&exchange, path);
    });
    let mut client = connect(&server).await;
    // From then on the client knows how many streams it may have.
    get(&mut client, "/").await.unwrap();
    let all = (0..1000).map(|index| {
        let client = client.clone();
        async move {
            let mut client = client.ready().await.unwrap();
            let path = format!("/{index}");
            let response = get(&mut client, &path).await.unwrap();
            assert_eq!(text(response).await, path);
        }
    });
    soon(futures_util::future::join_all(all)).await;
}

#[tokio::test]
async fn a_status_without_a_body_has_none() {
    let server = serve(Limits::default(), |exchange| {
        let mut response = Response::new(crate::body::AnswerBody::full("left out".into()));
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        exchange.answer_with(response).unwrap();
    });
    let mut client = connect(&server).await;
    let response = get(&mut client, "/").await.unwrap();
    assert_eq!(
        (response.status(), response.body().is_end_stream()),
        (StatusCode::NOT_MODIFIED, true)
    );
}

#[tokio::test]
async fn an_upgrade_is_refused() {
    let server = serve(Limits::default(), |exchange| {
        let body = crate::body::AnswerBody::Upgrade(Box::new(|_| Box::pin(async {})));
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
        exchange.answer_with(response).unwrap();
    });
    let mut client = connect(&server).await;
    assert_eq!(get(&mut client, "/").await.unwrap().status(), 501);
}
