//! HTTP/1: heads and chunked bodies.

use racejs_http_engine::fuzzing;
use racejs_http_engine::fuzzing::ReadHead;
use racejs_http_engine::limits::Limits;

use super::Target;
use super::pieces;
use crate::random::Random;

pub(super) const WORDS: &[&str] = &[
    "GET ",
    "HEAD ",
    "POST ",
    "OPTIONS * ",
    "CONNECT ",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    " HTTP/1.1\r\n",
    " HTTP/1.0\r\n",
    " HTTP/2.0\r\n",
    "Host: a\r\n",
    "Host: [::1]:80\r\n",
    "Host:\r\n",
    "\r\n",
    "\r\n\r\n",
    "\n",
    "\r",
    ": ",
    ":",
    "http://",
    "https://a:443",
    "Content-Length: 3\r\n",
    "Content-Length: ",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding: gzip, chunked\r\n",
    "Content-Type: a/b\r\n",
    "Connection: close\r\n",
    "Connection: keep-alive\r\n",
    "Connection: Upgrade\r\n",
    "Expect: 100-continue\r\n",
    "Expect: x\r\n",
    "Cookie: a=b\r\n",
    "Accept: */*\r\n",
    "Upgrade: websocket\r\n",
    "0\r\n\r\n",
    "3\r\nabc\r\n",
    ";a=b",
    "%2f",
    "?a=b",
    "#",
    "/stream/",
];

pub(super) const REQUESTS: &[&[u8]] = &[
    b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /a/b?c=d HTTP/1.1\r\nHost: example.com:8080\r\nAccept: */*\r\nCookie: a=b\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: [::1]\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc",
    b"POST / HTTP/1.1\r\nhost:a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\nGET / HTTP/1.0\r\n\r\n",
    b"GET http://a:80/x HTTP/1.1\r\nHost: A\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx",
    b"\r\n\r\nHEAD /%41 HTTP/1.0\r\nConnection: keep-alive\r\nX-\xe9: \xe9\r\n\r\n",
];

/// The head of a request.
pub(super) const HEAD: Target = Target {
    name: "http1_head",
    about: "a request's head: any split, limits, the same reading as httparse, and again what was read",
    run: head,
    seeds: REQUESTS,
    words: WORDS,
    max_length: 2048,
    memory: 64 * 1024,
};

/// A chunked body.
pub(super) const CHUNKED: Target = Target {
    name: "http1_chunked",
    about: "a chunked body: any split, and again what was decoded",
    run: chunked,
    seeds: &[
        b"3\r\nabc\r\n0\r\n\r\n",
        b"A;a=b;c=\"d\"\r\n0123456789\r\n1\r\nx\r\n00\r\nA: b\r\nC:\r\n\r\nGET /",
        b"0\r\n\r\n",
    ],
    words: &[
        "\r\n",
        "0\r\n",
        "0\r\n\r\n",
        "1\r\nx\r\n",
        ";",
        "a: b\r\n",
        "ffffffffffffffff",
        "0000000000000001",
        "\n",
        " ",
    ],
    max_length: 20_000,
    memory: 64 * 1024,
};

fn limits(random: &mut Random) -> Limits {
    Limits {
        head_bytes: if random.one_in(2) { 128 } else { 1024 },
        head_lines: if random.one_in(2) { 4 } else { 64 },
        ..Limits::default()
    }
}

fn head(input: &[u8], random: &mut Random) {
    let limits = limits(random);
    let whole = fuzzing::read_head(&[input], &limits);
    let split = fuzzing::read_head(&pieces::cut(input, random), &limits);
    assert_eq!(format!("{whole:?}"), format!("{split:?}"), "it depends on the split");
    let Ok(Some(read)) = whole else { return };
    let (start, end) = read.extent;
    assert!(start < end && end <= limits.head_bytes && end <= input.len());
    let lines: Vec<_> = read.head.fields.iter().collect();
    assert!(lines.len() <= limits.head_lines, "{} lines", lines.len());
    for (name, value) in &lines {
        assert!(
            !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_graphic() && byte != b':' && !byte.is_ascii_uppercase())
        );
        assert!(
            value.chars().all(|char| char == '\t' || !char.is_ascii_control()),
            "{value:?}"
        );
        assert_eq!(*value, value.trim_matches([' ', '\t']));
    }
    let target = &*read.head.target;
    // What names no path stays as it stands.
    let stands = input[start..end].split(|byte| *byte == b' ').nth(1);
    assert!(target.starts_with('/') || stands == Some(target.as_bytes()));
    assert!(target.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#'));
    assert!(
        !read.head.authority.contains(['/', '@', ',', ' ', '?']),
        "{:?}",
        read.head.authority
    );
    agree_with_httparse(&input[start..end], &read);
    let again = written(&read);
    let roomy = Limits {
        head_bytes: again.len() + 1,
        ..limits
    };
    let reread = fuzzing::read_head(&[&again], &roomy).unwrap().unwrap();
    assert_eq!(format!("{:?}", read.head.fields), format!("{:?}", reread.head.fields));
    assert_eq!((target, read.length), (&*reread.head.target, reread.length));
    assert_eq!(read.keeps_alive, reread.keeps_alive);
}

/// What is accepted here is the same for a reader that accepts more.
fn agree_with_httparse(head: &[u8], read: &ReadHead) {
    let mut headers = [httparse::EMPTY_HEADER; 128];
    let mut request = httparse::Request::new(&mut headers);
    let status = request.parse(head).unwrap();
    assert_eq!(status, httparse::Status::Complete(head.len()));
    assert_eq!(request.method, Some(read.head.method.as_str()));
    assert_eq!(request.headers.len(), read.head.fields.iter().count());
    for (theirs, (name, value)) in request.headers.iter().zip(read.head.fields.iter()) {
        assert!(theirs.name.eq_ignore_ascii_case(name));
        assert_eq!(theirs.value.trim_ascii(), latin1(value).trim_ascii());
    }
    let named = |name: &str| {
        request
            .headers
            .iter()
            .filter(|header| header.name.eq_ignore_ascii_case(name))
            .count()
    };
    assert!(named("host") <= 1 && named("content-type") <= 1);
    assert_eq!(read.length.is_none(), named("transfer-encoding") > 0);
    assert!(named("content-length") + named("transfer-encoding") <= 1);
}

fn written(read: &ReadHead) -> Vec<u8> {
    let head = &read.head;
    let mut bytes = format!("{} {} {:?}\r\n", head.method, head.target, head.version).into_bytes();
    for (name, value) in head.fields.iter() {
        bytes.extend(name.bytes().chain(*b": ").chain(latin1(value)).chain(*b"\r\n"));
    }
    bytes.extend(b"\r\n");
    bytes
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars()
        .map(|char| u8::try_from(char).expect("fields are Latin-1"))
        .collect()
}

fn chunked(input: &[u8], random: &mut Random) {
    let whole = fuzzing::decode_chunks(&[input]);
    let split = fuzzing::decode_chunks(&pieces::cut(input, random));
    assert_eq!(whole, split, "it depends on the split");
    let Ok((body, used)) = whole else { return };
    assert!(used.unwrap_or(input.len()) <= input.len());
    assert!(body.len() <= input.len());
    let mut coded = Vec::new();
    for piece in pieces::cut(&body, random) {
        coded.extend(
            format!("{:X}\r\n", piece.len())
                .bytes()
                .chain(piece.iter().copied())
                .chain(*b"\r\n"),
        );
    }
    coded.extend(b"0\r\n\r\n");
    let length = coded.len();
    coded.extend(b"0");
    assert_eq!(fuzzing::decode_chunks(&[&coded]), Ok((body, Some(length))));
}
