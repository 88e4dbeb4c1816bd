//! One connection: messages, what a client may do wrong, and how it ends.

use bytes::Bytes;
use tokio::io::AsyncReadExt;

use super::App;
use super::BINARY;
use super::CLOSE;
use super::Client;
use super::PING;
use super::PONG;
use super::TEXT;
use super::head;
use super::in_time;
use super::masked;
use super::text;
use crate::websocket::Event;
use crate::websocket::SendStatus;
use crate::websocket::State;
use crate::websocket::WsOptions;
use crate::websocket::deflate::Coder;

fn deflating() -> WsOptions {
    WsOptions {
        per_message_deflate: true,
        ..WsOptions::default()
    }
}

#[tokio::test]
async fn messages_go_both_ways() {
    let app = App::new();
    let (id, mut client) = app.connect(WsOptions::default()).await;
    let session = app.hub.session(id).unwrap();
    assert_eq!(session.state(), State::Open);
    client.frame(TEXT, "grüße".as_bytes()).await;
    assert_eq!(app.events().await, [(id, text("grüße"))]);
    client.frame(BINARY, &vec![7; 100_000]).await;
    let data = Bytes::from(vec![7; 100_000]);
    let is_text = false;
    assert_eq!(app.events().await, [(id, Event::Message { data, is_text })]);

    assert_eq!(session.send(Bytes::from_static(b"hello"), true, true), SendStatus::Sent);
    assert_eq!(session.buffered_amount(), 7);
    assert_eq!(session.send(vec![9; 50_000].into(), false, false), SendStatus::Sent);
    assert_eq!(client.read().await.unwrap(), (TEXT, Bytes::from_static(b"hello")));
    assert_eq!(client.read().await.unwrap(), (BINARY, vec![9; 50_000].into()));
    assert_eq!(session.buffered_amount(), 0);
}

#[tokio::test]
async fn what_is_sent_before_it_opens_comes_first() {
    let app = App::new();
    let (id, response) = app.accept(head(&super::ASKS), WsOptions::default()).unwrap();
    let session = app.hub.session(id).unwrap();
    assert_eq!(session.state(), State::Connecting);
    assert_eq!(
        session.send(Bytes::from_static(b"early"), true, false),
        SendStatus::Sent
    );
    let (near, far) = tokio::io::duplex(1024);
    app.open(response, near);
    assert_eq!(Client(far).read().await.unwrap(), (TEXT, Bytes::from_static(b"early")));
}

#[tokio::test]
async fn compressed_messages_go_both_ways() {
    let app = App::new();
    let (id, mut client) = app.connect(deflating()).await;
    // "Hello" of RFC 7692, whole, and in two frames with a ping between.
    let hello = [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00];
    client.frame(0xc1, &hello).await;
    assert_eq!(app.events().await, [(id, text("Hello"))]);
    client.frame(0x41, &hello[..3]).await;
    client.frame(PING, b"?").await;
    client.frame(0x80, &hello[3..]).await;
    assert_eq!(app.events().await, [(id, text("Hello"))]);
    assert_eq!(client.read().await.unwrap(), (PONG, Bytes::from_static(b"?")));

    let session = app.hub.session(id).unwrap();
    let data = Bytes::from("race ".repeat(1000));
    session.send(data.clone(), true, true);
    session.send(data.clone(), true, false);
    session.send(Bytes::from_static(b"short"), true, true);
    let (first, payload) = client.read().await.unwrap();
    assert_eq!(first, 0xc1);
    assert!(payload.len() < 100);
    assert_eq!(Coder::default().inflate(&payload, data.len()).unwrap(), data);
    assert_eq!(client.read().await.unwrap(), (TEXT, data));
    assert_eq!(client.read().await.unwrap().0, TEXT);
}

#[tokio::test]
async fn a_deflate_bomb_is_refused() {
    let app = App::new();
    let (id, mut client) = app.connect(deflating()).await;
    let bomb = Coder::default().deflate(&vec![0; 32 * 1024 * 1024], 15).unwrap();
    client.frame(0xc2, &bomb).await;
    assert_eq!(client.read_close().await, 1009);
    assert_eq!(app.closed().await, (1009, false));
    assert!(app.hub.session(id).is_none());
}

/// What a client may send that it must not, and the code that it is closed with.
type Faults = Vec<(&'static str, Vec<u8>, u16)>;

fn faulty_frames() -> Faults {
    let long = vec![b'a'; 126];
    let unmasked = vec![0x81, 1, b'a'];
    vec![
        ("unmasked", unmasked, 1002),
        ("rsv1 without compression", masked(0xc1, b"a"), 1002),
        ("rsv2", masked(0xa1, b"a"), 1002),
        ("rsv3", masked(0x91, b"a"), 1002),
        ("reserved data opcode", masked(0x83, b""), 1002),
        ("reserved control opcode", masked(0x8b, b""), 1002),
        ("fragmented ping", masked(0x09, b""), 1002),
        ("long ping", masked(PING, &long), 1002),
        ("continuation of nothing", masked(0x80, b""), 1002),
        (
            "message within a message",
            [masked(0x01, b"a"), masked(0x81, b"b")].concat(),
            1002,
        ),
        (
            "continuation after the end",
            [masked(0x81, b"a"), masked(0x80, b"b")].concat(),
            1002,
        ),
        (
            "length in two bytes that fits one",
            vec![0x82, 0xfe, 0, 125, 0, 0, 0, 0],
            1002,
        ),
        (
            "length in eight bytes that fits two",
            vec![0x82, 0xff, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0],
            1002,
        ),
        (
            "length with its highest bit",
            vec![0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            1002,
        ),
    ]
}

/// The largest message is 1000 bytes.
fn faulty_payloads() -> Faults {
    vec![
        ("text that is not utf-8", masked(0x81, &[0xff]), 1007),
        ("surrogates", masked(0x81, &[0xed, 0xa0, 0x80]), 1007),
        ("text that ends within a character", masked(0x81, &[0xe2, 0x82]), 1007),
        (
            "fragmented text that does so",
            [masked(0x01, &[0xe2]), masked(0x80, &[0x82])].concat(),
            1007,
        ),
        ("too large", masked(0x82, &vec![0; 1001]), 1009),
        (
            "too large together",
            [masked(0x02, &[0; 600]), masked(0x80, &[0; 600])].concat(),
            1009,
        ),
        ("close with half a code", masked(CLOSE, &[3]), 1002),
        ("close with no such code", masked(CLOSE, &999u16.to_be_bytes()), 1002),
        ("close with 1004", masked(CLOSE, &1004u16.to_be_bytes()), 1002),
        ("close with 1005", masked(CLOSE, &1005u16.to_be_bytes()), 1002),
        ("close with 1006", masked(CLOSE, &1006u16.to_be_bytes()), 1002),
        ("close with 1015", masked(CLOSE, &1015u16.to_be_bytes()), 1002),
        ("close with 2999", masked(CLOSE, &2999u16.to_be_bytes()), 1002),
        ("close with 5000", masked(CLOSE, &5000u16.to_be_bytes()), 1002),
        (
            "close with a reason that is not utf-8",
            masked(CLOSE, &[3, 232, 0xff]),
            1007,
        ),
    ]
}

#[tokio::test]
async fn faults_close_with_their_code() {
    let cases = faulty_frames().into_iter().chain(faulty_payloads());
    for (name, bytes, code) in cases {
        let app = App::new();
        let options = WsOptions {
            max_payload: 1000,
            ..WsOptions::default()
        };
        let (_, mut client) = app.connect(options).await;
        client.write(&bytes).await;
        assert_eq!(client.read_close().await, code, "{name}");
        assert!(client.read().await.is_none(), "{name}");
        let events = app.events().await;
        let (_, last) = events.last().unwrap();
        let is_told = matches!(last, Event::Close { code: told, was_clean: false, .. } if *told == code);
        assert!(is_told, "{name}: {last:?}");
        assert_eq!(app.hub.count(), 0);
    }
}

#[tokio::test]
async fn compressed_faults_close_with_their_code() {
    let cases: Faults = vec![
        (
            "rsv1 on a continuation",
            [masked(0x41, b""), masked(0xc0, b"")].concat(),
            1002,
        ),
        ("rsv1 on a ping", masked(0xc9, b""), 1002),
        ("what does not inflate", masked(0xc1, &[0xff, 0xff]), 1007),
        // A stored block of one byte, 0xff.
        (
            "text that is not utf-8",
            masked(0xc1, &[0, 1, 0, 0xfe, 0xff, 0xff, 0]),
            1007,
        ),
    ];
    for (name, bytes, code) in cases {
        let app = App::new();
        let (_, mut client) = app.connect(deflating()).await;
        client.write(&bytes).await;
        assert_eq!(client.read_close().await, code, "{name}");
        assert_eq!(app.closed().await, (code, false), "{name}");
    }
}

#[tokio::test]
async fn a_client_closes() {
    for (payload, code, echo) in [(&[][..], 1005, &[][..]), (b"\x0f\xa0bye", 4000, b"\x0f\xa0bye")] {
        let app = App::new();
        let (id, mut client) = app.connect(WsOptions::default()).await;
        client.frame(TEXT, b"last words").await;
        client.frame(CLOSE, payload).await;
        // Nobody hears what comes behind it.
        client.frame(TEXT, b"and another thing").await;
        assert_eq!(client.read().await.unwrap(), (CLOSE, Bytes::copy_from_slice(echo)));
        assert!(client.read().await.is_none());
        let reason = if code == 4000 { "bye" } else { "" }.to_string();
        let was_clean = true;
        let close = Event::Close {
            code,
            reason,
            was_clean,
        };
        assert_eq!(app.events().await, [(id, text("last words")), (id, close)]);
    }
}

#[tokio::test]
async fn the_program_closes() {
    let app = App::new();
    let (id, mut client) = app.connect(WsOptions::default()).await;
    let session = app.hub.session(id).unwrap();
    session.send(Bytes::from_static(b"last words"), true, false);
    session.close(Some(3001), "done").unwrap();
    session.close(Some(3002), "again").unwrap();
    assert_eq!(session.state(), State::Closing);
    assert_eq!(session.send(Bytes::new(), true, false), SendStatus::Dropped);
    assert_eq!(client.read().await.unwrap().0, TEXT);
    assert_eq!(
        client.read().await.unwrap(),
        (CLOSE, Bytes::from_static(b"\x0b\xb9done"))
    );
    client.frame(TEXT, b"not heard").await;
    client.frame(CLOSE, b"\x0b\xb9").await;
    assert!(client.read().await.is_none());
    assert_eq!(app.closed().await, (3001, true));
    assert_eq!(session.state(), State::Closed);
}

#[tokio::test]
async fn what_cannot_be_sent_is_an_error() {
    let app = App::new();
    let (id, mut client) = app.connect(WsOptions::default()).await;
    let session = app.hub.session(id).unwrap();
    for code in [0, 999, 1004, 1005, 1006, 1015, 2999, 5000] {
        assert_eq!(
            session.close(Some(code), "").unwrap_err().code(),
            "RACE_HTTP_CLOSE_CODE"
        );
    }
    let long = "€".repeat(42);
    assert_eq!(
        session.close(None, &long).unwrap_err().code(),
        "RACE_HTTP_CONTROL_FRAME"
    );
    assert_eq!(
        session.ping(vec![0; 126].into()).unwrap_err().code(),
        "RACE_HTTP_CONTROL_FRAME"
    );
    assert_eq!(session.state(), State::Open);
    assert_eq!(session.ping(vec![1; 125].into()).unwrap(), SendStatus::Sent);
    assert_eq!(client.read().await.unwrap(), (PING, vec![1; 125].into()));
}

#[tokio::test]
async fn broken_connections_are_not_clean() {
    let app = App::new();
    let (_, client) = app.connect(WsOptions::default()).await;
    drop(client);
    assert_eq!(app.closed().await, (1006, false));

    let (id, mut client) = app.connect(WsOptions::default()).await;
    app.hub.session(id).unwrap().terminate();
    assert_eq!(app.closed().await, (1006, false));
    assert_eq!(in_time(client.0.read(&mut [0])).await.unwrap(), 0);
    assert_eq!(app.events().await, []);
}
