//! Heads of answers as they go out.

use http::HeaderMap;
use http::Response;
use http::Version;
use http_body::SizeHint;

use super::Asked;
use super::Framing;

const NEW: Asked = Asked {
    is_head: false,
    version: Version::HTTP_11,
    keeps_alive: true,
};
const OLD: Asked = Asked {
    version: Version::HTTP_10,
    keeps_alive: false,
    ..NEW
};
const HEAD: Asked = Asked { is_head: true, ..NEW };

fn write(status: u16, headers: &[(&str, &str)], length: Option<u64>, asked: Asked) -> (Framing, bool, String) {
    let mut builder = Response::builder().status(status).header("date", "now");
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    let (parts, ()) = builder.body(()).unwrap().into_parts();
    let hint = length.map_or_else(SizeHint::default, SizeHint::with_exact);
    let plan = super::plan(parts.status, Some(&parts.headers), &hint, asked, false);
    let mut out = Vec::new();
    super::head(&mut out, parts.status, Some(&parts.headers), None, &plan);
    let text = String::from_utf8(out).unwrap().replace("date: now\r\n", "");
    (plan.framing, plan.closes, text)
}

fn check(written: (Framing, bool, String), framing: Framing, lines: &str) {
    let closes = lines.contains("close");
    let text = ["HTTP/1.1 200 OK\r\n", lines, "\r\n"].concat();
    assert_eq!(written, (framing, closes, text));
}

#[test]
fn heads_say_how_the_body_ends() {
    let declared = [("content-length", "9")];
    let coded = [("transfer-encoding", "gzip")];
    let three = "content-length: 3\r\n";
    check(write(200, &[], Some(3), NEW), Framing::Length(3), three);
    check(
        write(200, &[], Some(0), NEW),
        Framing::Length(0),
        "content-length: 0\r\n",
    );
    check(write(200, &declared, Some(3), NEW), Framing::Length(3), three);
    check(write(200, &coded, Some(3), NEW), Framing::Length(3), three);
    check(
        write(200, &declared, None, NEW),
        Framing::Length(9),
        "content-length: 9\r\n",
    );
    check(
        write(200, &[], None, NEW),
        Framing::Chunked,
        "transfer-encoding: chunked\r\n",
    );
    check(write(200, &[], None, OLD), Framing::UntilClose, "connection: close\r\n");
    check(write(200, &[], Some(3), HEAD), Framing::None, three);
    check(
        write(200, &declared, Some(0), HEAD),
        Framing::None,
        "content-length: 9\r\n",
    );
    check(write(200, &[], None, HEAD), Framing::None, "");
}

#[test]
fn heads_say_whether_the_connection_stays() {
    let stays = Asked {
        keeps_alive: true,
        ..OLD
    };
    let headers = [("connection", "x, Close"), ("x-a", "b")];
    let length = Framing::Length(3);
    check(
        write(200, &[], Some(3), OLD),
        length,
        "content-length: 3\r\nconnection: close\r\n",
    );
    check(
        write(200, &[], Some(3), stays),
        length,
        "content-length: 3\r\nconnection: keep-alive\r\n",
    );
    check(
        write(200, &headers, Some(3), NEW),
        length,
        "x-a: b\r\ncontent-length: 3\r\nconnection: close\r\n",
    );
}

#[test]
fn some_answers_have_no_body() {
    let declared = [("content-length", "9")];
    let (framing, _, text) = write(204, &declared, Some(3), NEW);
    assert_eq!((framing, &*text), (Framing::None, "HTTP/1.1 204 No Content\r\n\r\n"));
    let (framing, _, text) = write(304, &declared, Some(0), NEW);
    assert_eq!(framing, Framing::None);
    assert_eq!(text, "HTTP/1.1 304 Not Modified\r\ncontent-length: 9\r\n\r\n");
    let (framing, _, text) = write(304, &[], Some(0), NEW);
    assert_eq!((framing, &*text), (Framing::None, "HTTP/1.1 304 Not Modified\r\n\r\n"));
    let (framing, _, text) = write(101, &[("upgrade", "x")], Some(0), NEW);
    assert_eq!(framing, Framing::None);
    assert_eq!(
        text,
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"
    );
}

#[test]
fn unknown_statuses_have_no_reason() {
    let (_, _, text) = write(299, &[], Some(0), NEW);
    assert!(text.starts_with("HTTP/1.1 299 \r\n"), "{text}");
}

#[test]
fn chunks_are_framed() {
    for length in [1, 9, 15, 16, 255, 256, 65_536, usize::MAX] {
        let mut out = Vec::new();
        super::chunk_head(&mut out, length);
        assert_eq!(out, format!("{length:x}\r\n").into_bytes());
    }
    let mut trailers = HeaderMap::new();
    trailers.insert("x-sum", "1".parse().unwrap());
    trailers.insert("content-length", "1".parse().unwrap());
    let mut out = Vec::new();
    super::last_chunk(&mut out, Some(&trailers));
    assert_eq!(out, b"0\r\nx-sum: 1\r\n\r\n");
}
