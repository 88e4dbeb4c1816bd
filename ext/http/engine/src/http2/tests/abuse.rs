//! Clients that break the protocol, or keep it in a way that would cost the server more than them.

use std::time::Duration;

use h2::Reason;

use super::raw::*;
use super::*;

fn quick_server() -> Rc<Server> {
    serve(Limits::default(), |exchange| answer(&exchange, "x"))
}

/// Sends fields as the first request and gives back what they lead to: a status, or the reason of a reset or GOAWAY.
async fn answer_to(server: &Server, fields: &[u8]) -> Result<u16, u32> {
    let mut raw = Raw::connect(server).await;
    raw.send(&frame(HEADERS, END_HEADERS | END_STREAM, 1, fields)).await;
    let answer = raw.next_of(&[HEADERS, RST_STREAM, GOAWAY]).await.unwrap();
    match answer.kind {
        HEADERS => Ok(status(&answer.payload)),
        _ => Err(answer.code()),
    }
}

/// Of the fields of an answer: it comes first, indexed by its value or by its name alone.
fn status(fields: &[u8]) -> u16 {
    let fields = match fields {
        // A new size of the table may stand in front.
        [size, rest @ ..] if size >> 5 == 1 => rest,
        _ => fields,
    };
    match fields[0] {
        0x88 => 200,
        0x89 => 204,
        0x8c => 400,
        0x8d => 404,
        _ => {
            let mut decoded = Vec::new();
            let text = &fields[2..2 + usize::from(fields[1] & 0x7f)];
            match fields[1] & 0x80 {
                0 => decoded.extend_from_slice(text),
                // Huffman codes of digits: five bits for 0 to 2, six for the others.
                _ => huffman_digits(text, &mut decoded),
            }
            String::from_utf8(decoded).unwrap().parse().unwrap()
        }
    }
}

fn huffman_digits(bytes: &[u8], decoded: &mut Vec<u8>) {
    let bits: Vec<u8> = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    let mut bits = &bits[..];
    while bits.len() >= 5 && decoded.len() < 3 {
        let five = bits[..5].iter().fold(0, |code, bit| code << 1 | bit);
        if five <= 2 {
            decoded.push(b'0' + five);
            bits = &bits[5..];
        } else {
            let six = bits[..6].iter().fold(0, |code, bit| code << 1 | bit);
            decoded.push(b'3' + six - 0x19);
            bits = &bits[6..];
        }
    }
}

const PROTOCOL_ERROR: Result<u16, u32> = Err(1);

#[tokio::test]
async fn malformed_requests_are_refused() {
    let server = quick_server();
    assert_eq!(answer_to(&server, &plain()).await, Ok(200));
    assert_eq!(answer_to(&server, &request_with(&[("te", "trailers")])).await, Ok(200));
    for line in [
        ("connection", "close"),
        ("keep-alive", "1"),
        ("proxy-connection", "close"),
        ("transfer-encoding", "chunked"),
        ("upgrade", "h2c"),
        ("te", "gzip"),
        (":method", "GET"),
        (":unknown", "x"),
        (":status", "200"),
        ("content-length", "1"),
        ("content-length", "x"),
        ("X-Upper", "1"),
        ("a b", "1"),
        ("a", "b\r\nc: d"),
        ("a", "b\0c"),
    ] {
        assert!(answer_to(&server, &request_with(&[line])).await.is_err(), "{line:?}");
    }
    assert_eq!(
        answer_to(&server, &request_with(&[("host", "other.example")])).await,
        Ok(400)
    );
    assert_eq!(
        answer_to(&server, &request_with(&[("host", "test.example")])).await,
        Ok(200)
    );
}

#[tokio::test]
async fn pseudo_header_fields_are_complete() {
    let server = quick_server();
    let (method, scheme, path) = ((":method", "GET"), (":scheme", "http"), (":path", "/"));
    assert_eq!(answer_to(&server, &fields(&[method, scheme, path])).await, Ok(200));
    assert_eq!(answer_to(&server, &fields(&[scheme, path])).await, PROTOCOL_ERROR);
    assert_eq!(answer_to(&server, &fields(&[method, path])).await, PROTOCOL_ERROR);
    assert_eq!(
        answer_to(&server, &fields(&[method, scheme, (":path", "")])).await,
        PROTOCOL_ERROR
    );
    assert_eq!(
        answer_to(&server, &fields(&[method, ("a", "b"), scheme, path])).await,
        PROTOCOL_ERROR
    );
    let user = (":authority", "user@test.example");
    assert_eq!(
        answer_to(&server, &fields(&[method, scheme, path, user])).await,
        Ok(400)
    );
    let relative = (":path", "relative");
    let answer = answer_to(&server, &fields(&[method, scheme, relative])).await;
    assert!(matches!(answer, Ok(400) | PROTOCOL_ERROR), "{answer:?}");
    let connect = fields(&[(":method", "CONNECT"), (":authority", "a:1")]);
    assert_eq!(answer_to(&server, &connect).await, Ok(501));
    let star = fields(&[(":method", "OPTIONS"), scheme, (":path", "*")]);
    assert_eq!(answer_to(&server, &star).await, Ok(204));
}

#[tokio::test]
async fn a_body_is_as_long_as_declared() {
    let server = quick_server();
    for (sent, flags) in [("abc", END_STREAM), ("abcdef", 0)] {
        let mut raw = Raw::connect(&server).await;
        let head = request_with(&[("content-length", "5")]);
        raw.send(&frame(HEADERS, END_HEADERS, 1, &head)).await;
        raw.send(&frame(DATA, flags, 1, sent.as_bytes())).await;
        let end = raw.next_of(&[HEADERS, RST_STREAM, GOAWAY]).await.unwrap();
        assert_eq!((end.kind, end.code()), (RST_STREAM, 1), "{sent}");
    }
}

#[tokio::test]
async fn large_heads_are_refused() {
    let server = quick_server();
    let line = "x".repeat(1000);
    let some = |count| request_with(&vec![("a", line.as_str()); count]);
    let answer = answer_to(&server, &some(10)).await;
    assert_eq!(answer, Ok(200));
    // More than the limit of 16 KiB; as one frame it would not go.
    let mut raw = Raw::connect(&server).await;
    raw.send(&frame(HEADERS, END_STREAM, 1, &some(14))).await;
    let rest = fields(&vec![("a", line.as_str()); 14]);
    raw.send(&frame(CONTINUATION, END_HEADERS, 1, &rest)).await;
    let answer = raw.next_of(&[HEADERS]).await.unwrap();
    assert_eq!(status(&answer.payload), 431);
    // Few bytes, many lines.
    let answer = answer_to(&server, &request_with(&[("a", "b"); 300])).await;
    assert_eq!(answer, Ok(431));
}

/// Whether the server ends the connection, and why. What it said before may be lost when it closes on unread bytes.
async fn thrown_out(raw: &mut Raw, code: Reason) -> bool {
    match raw.next_of(&[GOAWAY]).await {
        Some(frame) => frame.code() == u32::from(code),
        None => true,
    }
}

#[tokio::test]
async fn a_head_that_does_not_end_is_cut_off() {
    let server = quick_server();
    let mut raw = Raw::connect(&server).await;
    raw.send(&frame(HEADERS, END_STREAM, 1, &plain())).await;
    let mut floods = Vec::new();
    for _ in 0..1000 {
        floods.extend(frame(CONTINUATION, 0, 1, &fields(&[("a", "b")])));
    }
    raw.send(&floods).await;
    assert!(thrown_out(&mut raw, Reason::ENHANCE_YOUR_CALM).await);
    assert_eq!(answer_to(&server, &plain()).await, Ok(200));
}

#[tokio::test]
async fn a_head_that_unpacks_to_megabytes_is_cut_off() {
    let server = quick_server();
    let mut raw = Raw::connect(&server).await;
    // A line of 4000 bytes goes into the table; each byte that follows names it once more.
    let mut bomb = plain();
    bomb.push(0x40);
    bomb.extend_from_slice(&fields(&[("a", &"x".repeat(4000))])[1..]);
    bomb.extend(vec![0xbe; 8000]);
    raw.send(&frame(HEADERS, END_HEADERS | END_STREAM, 1, &bomb)).await;
    let end = raw.next_of(&[HEADERS, RST_STREAM, GOAWAY]).await;
    assert!(end.is_none_or(|end| end.kind != HEADERS || status(&end.payload) == 431));
    assert_eq!(answer_to(&server, &plain()).await, Ok(200));
}

#[tokio::test]
async fn requests_that_are_cancelled_at_once_end_the_connection() {
    let server = serve(Limits::default(), std::mem::forget);
    let mut raw = Raw::connect(&server).await;
    let head = plain();
    let mut storm = Vec::new();
    for index in 0..1000 {
        let stream = index * 2 + 1;
        storm.extend(frame(HEADERS, END_HEADERS | END_STREAM, stream, &head));
        storm.extend(frame(RST_STREAM, 0, stream, &8_u32.to_be_bytes()));
    }
    raw.send(&storm).await;
    assert!(thrown_out(&mut raw, Reason::ENHANCE_YOUR_CALM).await);
}

#[tokio::test]
async fn requests_that_are_cancelled_after_a_while_end_it_too() {
    let limits = Limits {
        streams: 10,
        ..Limits::default()
    };
    let server = serve(limits, std::mem::forget);
    let mut raw = Raw::connect(&server).await;
    let mut answered = 0;
    for index in 0..1000 {
        let stream = index * 2 + 1;
        raw.send(&frame(HEADERS, END_HEADERS | END_STREAM, stream, &plain()))
            .await;
        // The server has seen the request when it has answered this.
        raw.send(&frame(PING, 0, 0, &[0; 8])).await;
        match raw.next_of(&[PING, GOAWAY]).await {
            Some(frame) if frame.kind == PING => answered += 1,
            Some(frame) => {
                assert_eq!(frame.code(), u32::from(Reason::ENHANCE_YOUR_CALM));
                break;
            }
            None => break,
        }
        raw.send(&frame(RST_STREAM, 0, stream, &8_u32.to_be_bytes())).await;
    }
    assert!((100..110).contains(&answered), "{answered}");
}

#[tokio::test]
async fn more_streams_than_allowed_are_refused() {
    let limits = Limits {
        streams: 3,
        ..Limits::default()
    };
    let server = serve(limits, std::mem::forget);
    let mut raw = Raw::connect(&server).await;
    // The limit counts from the moment at which the client has agreed to it.
    raw.next_of(&[SETTINGS]).await.unwrap();
    raw.send(&frame(SETTINGS, 1, 0, &[])).await;
    for stream in [1, 3, 5, 7] {
        raw.send(&frame(HEADERS, END_HEADERS | END_STREAM, stream, &plain()))
            .await;
    }
    let refused = raw.next_of(&[RST_STREAM, HEADERS]).await.unwrap();
    assert_eq!((refused.kind, refused.stream, refused.code()), (RST_STREAM, 7, 7));
}

#[tokio::test]
async fn a_client_that_reads_nothing_is_closed() {
    let limits = Limits {
        write_timeout: Duration::from_millis(100),
        ..Limits::default()
    };
    let server = serve(limits, |exchange| answer(&exchange, vec![0; 60_000]));
    let mut raw = Raw::connect(&server).await;
    // Windows as wide as they go: nothing but the socket holds the answers back.
    raw.send(&frame(SETTINGS, 0, 0, &[0, 4, 0x7f, 0xff, 0xff, 0xff])).await;
    raw.send(&frame(8, 0, 0, &0x7000_0000_u32.to_be_bytes())).await;
    let mut requests = Vec::new();
    for index in 0..1000 {
        requests.extend(frame(HEADERS, END_HEADERS | END_STREAM, index * 2 + 1, &plain()));
    }
    raw.send(&requests).await;
    server.begin_drain();
    soon(server.drained()).await;
    // It was not the end of the time to drain that closed it.
    assert_eq!(*server.phase().borrow(), crate::server::Phase::Draining);
}

#[tokio::test]
async fn pings_and_settings_without_end_are_answered_one_by_one() {
    let server = quick_server();
    let mut raw = Raw::connect(&server).await;
    let mut flood = Vec::new();
    for _ in 0..2000 {
        flood.extend(frame(PING, 0, 0, &[0; 8]));
        flood.extend(frame(SETTINGS, 0, 0, &[]));
    }
    raw.send(&flood).await;
    raw.send(&frame(HEADERS, END_HEADERS | END_STREAM, 1, &plain())).await;
    // Either it keeps up, or it ends the connection.
    let end = raw.next_of(&[HEADERS, GOAWAY]).await;
    assert!(end.is_none_or(|end| end.kind == GOAWAY || status(&end.payload) == 200));
}

#[tokio::test]
async fn a_preface_that_does_not_come_is_not_waited_for() {
    use tokio::io::AsyncReadExt;
    let app = testing::app(Limits {
        head_timeout: Duration::from_millis(50),
        ..Limits::default()
    });
    let server = crate::server::Server::new(app, crate::server::Address::Unix("test".into()), None);
    let (mut client, stream) = tokio::io::duplex(1024);
    let open = crate::server::Open::new(&server);
    soon(crate::http2::serve(stream, Rc::new(crate::peer::Peer::unix()), open)).await;
    let mut rest = Vec::new();
    soon(client.read_to_end(&mut rest)).await.unwrap();
    soon(server.drained()).await;
}
