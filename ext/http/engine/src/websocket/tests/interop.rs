//! Against a client that somebody else has written, over a real socket.

use bytes::Bytes;
use futures_util::SinkExt as _;
use tokio::io::AsyncReadExt as _;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;
use tokio::net::TcpStream;
use yawc::Frame;
use yawc::OpCode;
use yawc::Options;
use yawc::WebSocket;

use super::App;
use super::head;
use super::in_time;
use super::text;
use crate::websocket::Event;
use crate::websocket::SessionId;
use crate::websocket::WsOptions;

/// Reads a request, and answers with what opens a WebSocket.
async fn serve(app: &App, listener: &TcpListener) -> SessionId {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        request.push(stream.read_u8().await.unwrap());
    }
    let request = String::from_utf8(request).unwrap();
    let lines = request.lines().filter_map(|line| line.split_once(": "));
    let options = WsOptions {
        per_message_deflate: true,
        max_payload: 4 * 1024 * 1024,
        ..WsOptions::default()
    };
    let (id, response) = app.accept(head(&lines.collect::<Vec<_>>()), options).unwrap();
    let mut answer = String::from("HTTP/1.1 101 Switching Protocols\r\n");
    for (name, value) in response.headers() {
        answer.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
    }
    answer.push_str("\r\n");
    stream.write_all(answer.as_bytes()).await.unwrap();
    app.open(response, stream);
    id
}

async fn connect(app: &App, options: Options) -> (SessionId, WebSocket<TcpStream>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let url = format!("ws://{address}/chat").parse().unwrap();
    let stream = TcpStream::connect(address).await.unwrap();
    let (id, client) =
        in_time(async { tokio::join!(serve(app, &listener), WebSocket::handshake(url, stream, options)) }).await;
    assert_eq!(app.events().await, [(id, Event::Open)]);
    (id, client.unwrap())
}

/// The next thing that the client has said.
async fn next(app: &App) -> Event {
    loop {
        let mut said = app.events().await.into_iter().map(|(_, event)| event);
        if let Some(event) = said.find(|event| *event != Event::Drain) {
            return event;
        }
    }
}

async fn talk(options: Options, is_compressed: bool) {
    let app = App::new();
    let (id, mut client) = connect(&app, options).await;
    let session = app.hub.session(id).unwrap();
    assert_eq!(session.has_deflate(), is_compressed);
    for count in [0, 1, 10, 10_000, 200_000] {
        let message = "race js ".repeat(count);
        client.send(Frame::text(message.clone())).await.unwrap();
        assert_eq!(next(&app).await, text(&message));
        session.send(Bytes::from(message.clone()), true, true);
        let frame = in_time(client.next_frame()).await.unwrap();
        assert_eq!(frame.opcode(), OpCode::Text);
        assert!(frame.payload() == message.as_bytes());
    }
    client
        .send(Frame::close(yawc::close::CloseCode::Normal, b"bye"))
        .await
        .unwrap();
    let close = next(&app).await;
    assert!(
        matches!(
            close,
            Event::Close {
                code: 1000,
                was_clean: true,
                ..
            }
        ),
        "{close:?}"
    );
}

#[tokio::test]
async fn plain() {
    talk(
        Options::default().without_compression().with_limits(4 << 20, 8 << 20),
        false,
    )
    .await;
}

#[tokio::test]
async fn compressed() {
    talk(
        Options::default()
            .with_low_latency_compression()
            .with_limits(4 << 20, 8 << 20),
        true,
    )
    .await;
}

#[tokio::test]
async fn compressed_though_the_client_would_keep_its_context() {
    talk(
        Options::default()
            .with_balanced_compression()
            .with_limits(4 << 20, 8 << 20),
        true,
    )
    .await;
}
