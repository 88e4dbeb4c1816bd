//! Requests and the answers that they must have, byte by byte. It must not know how they are sent.

use super::load::{http2, websocket};

pub(crate) struct Exchange {
    method: &'static str,
    pub(crate) path: String,
    headers: &'static [(&'static str, &'static str)],
    pub(crate) body: Vec<u8>,
    pub(crate) expected: Expected,
}

/// An answer, apart from its date, its `Connection` and its `Keep-Alive`.
pub(crate) struct Expected {
    pub(crate) status: u16,
    /// Without parameters: runtimes differ in how they write a charset.
    pub(crate) media_type: &'static str,
    /// `None` where entries have pages of their own.
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) framing: Framing,
    /// Headers that must be there besides the type, the length or coding, and the date.
    pub(crate) headers: &'static [&'static str],
    /// Headers that may be there.
    pub(crate) allowed: &'static [&'static str],
}

/// How an answer says where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    Length,
    Chunks,
    /// As the entry likes: some send files as streams.
    Either,
}

/// The static file of 10 KiB.
pub(crate) const FILE_NAME: &str = "ten.txt";
const TEXT: &str = "text/plain";
const JSON: &str = "application/json";
/// What is said of a file, or of an answer that never changes, besides its type; entries differ in it.
const VALIDATORS: &[&str] = &[
    "etag",
    "last-modified",
    "accept-ranges",
    "cache-control",
    "content-range",
];

impl Exchange {
    /// The request in HTTP/1.1.
    pub(crate) fn http1(&self) -> Vec<u8> {
        let mut head = format!(
            "{} {} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: racejs_bench\r\nAccept: */*\r\nAccept-Encoding: identity\r\n",
            self.method, self.path
        );
        for (name, value) in self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        if !self.body.is_empty() {
            head += &format!("Content-Length: {}\r\n", self.body.len());
        }
        [head.as_bytes(), b"\r\n", &self.body].concat()
    }

    /// The request as a header block of HTTP/2.
    pub(crate) fn http2(&self) -> Vec<u8> {
        http2::get("localhost", &self.path)
    }

    /// The body as a message of a WebSocket.
    pub(crate) fn message(&self) -> Vec<u8> {
        websocket::text(&String::from_utf8_lossy(&self.body))
    }

    /// An answer as it must be, for the floor, whose clock stands still.
    pub(crate) fn answer(&self) -> Vec<u8> {
        let Expected {
            status, body, framing, ..
        } = &self.expected;
        let empty = Vec::new();
        let body = body.as_ref().unwrap_or(&empty);
        let mut head = format!(
            "HTTP/1.1 {status} OK\r\nContent-Type: {}\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n",
            self.expected.media_type
        );
        if *framing != Framing::Chunks {
            head += &format!("Content-Length: {}\r\n\r\n", body.len());
            return [head.as_bytes(), body].concat();
        }
        head += "Transfer-Encoding: chunked\r\n\r\n";
        let mut bytes = head.into_bytes();
        for chunk in body.chunks(CHUNK) {
            bytes.extend(format!("{:x}\r\n", chunk.len()).bytes());
            bytes.extend(chunk);
            bytes.extend(b"\r\n");
        }
        bytes.extend(b"0\r\n\r\n");
        bytes
    }
}

const CHUNK: usize = 1024;

fn get(path: impl Into<String>, media_type: &'static str, body: impl Into<Vec<u8>>) -> Exchange {
    Exchange {
        method: "GET",
        path: path.into(),
        headers: &[],
        body: Vec::new(),
        expected: Expected {
            status: 200,
            media_type,
            body: Some(body.into()),
            framing: Framing::Length,
            headers: &[],
            allowed: &[],
        },
    }
}

fn echo(
    path: &str,
    headers: &'static [(&'static str, &'static str)],
    media_type: &'static str,
    body: Vec<u8>,
) -> Exchange {
    Exchange {
        method: "POST",
        headers,
        body: body.clone(),
        ..get(path, media_type, body)
    }
}

pub(super) fn plaintext() -> Vec<Exchange> {
    vec![get("/", TEXT, "Hello, World!")]
}

pub(super) fn constant() -> Vec<Exchange> {
    let exchange = get("/constant", TEXT, "Hello, World!");
    let expected = Expected {
        allowed: VALIDATORS,
        ..exchange.expected
    };
    vec![Exchange { expected, ..exchange }]
}

pub(super) fn json() -> Vec<Exchange> {
    let text = concat!(
        r#"{"id":7,"name":"Ada Lovelace","email":"ada@example.com","admin":true,"score":98.5,"#,
        r#""tags":["mathematics","engine","notes"],"#,
        r#""address":{"street":"12 St James's Square","city":"London","zip":"SW1Y 4JH"}}"#
    );
    vec![get("/json", JSON, text)]
}

pub(super) fn params() -> Vec<Exchange> {
    let one = |id| {
        let text = format!(r#"{{"id":"{id}","page":"2","sort":"name"}}"#);
        get(format!("/users/{id}?page=2&sort=name"), JSON, text)
    };
    (101..=116).map(one).collect()
}

pub(super) fn echo_json() -> Vec<Exchange> {
    let text = concat!(
        r#"{"customer":"Ada Lovelace","items":[{"sku":"A-100","count":2,"price":9.5},{"sku":"B-200","count":1,"price":20}],"#,
        r#""express":false,"note":"Leave it at the door","address":{"street":"12 St James's Square","city":"London"}}"#
    );
    vec![echo("/echo", &[("Content-Type", JSON)], JSON, text.into())]
}

pub(super) fn echo_64k() -> Vec<Exchange> {
    const BYTES: &str = "application/octet-stream";
    let body = (0..64 * 1024).map(|index| (index % 251) as u8).collect();
    vec![echo("/bytes", &[("Content-Type", BYTES)], BYTES, body)]
}

pub(super) fn not_found() -> Vec<Exchange> {
    let exchange = get("/no/such/path", TEXT, "");
    let expected = Expected {
        status: 404,
        body: None,
        ..exchange.expected
    };
    vec![Exchange { expected, ..exchange }]
}

pub(super) fn app() -> Vec<Exchange> {
    let one = |number: usize| {
        // Numbers of two digits, so that all requests are equally long.
        let (resource, id) = (10 + number * 9 / 2, 100 + number);
        let is_list = number % 2 == 1;
        let head = format!(r#"{{"resource":"resource-{resource}","id":"{id}","user":"ada","#);
        let exchange = if is_list {
            get(
                format!("/api/resource-{resource}/{id}/items"),
                JSON,
                head + r#""items":[1,2,3]}"#,
            )
        } else {
            get(
                format!("/api/resource-{resource}/{id}?field"),
                JSON,
                head + r#""locale":"en-GB"}"#,
            )
        };
        Exchange {
            headers: &[("Authorization", "Bearer secret"), ("Accept-Language", "en-GB")],
            expected: Expected {
                headers: &["x-request-id", "x-content-type-options", "content-language"],
                ..exchange.expected
            },
            ..exchange
        }
    };
    (0..20).map(one).collect()
}

pub(super) fn stream() -> Vec<Exchange> {
    let piece = "x".repeat(CHUNK - 1) + "\n";
    let exchange = get("/stream", TEXT, piece.repeat(8));
    let expected = Expected {
        framing: Framing::Chunks,
        ..exchange.expected
    };
    vec![Exchange { expected, ..exchange }]
}

pub(super) fn file() -> Vec<Exchange> {
    let exchange = get(format!("/files/{FILE_NAME}"), TEXT, file_text());
    let expected = Expected {
        allowed: VALIDATORS,
        framing: Framing::Either,
        ..exchange.expected
    };
    vec![Exchange { expected, ..exchange }]
}

pub(super) fn file_text() -> String {
    let line = "The quick brown fox jumps over the lazy dog, time and again.\n";
    line.chars().cycle().take(10 * 1024).collect()
}

pub(super) fn sqlite() -> Vec<Exchange> {
    let one = |number: u32| {
        let id = 100 + number * 50;
        get(
            format!("/items/{id}"),
            JSON,
            format!(r#"{{"id":{id},"name":"item {id}","price":{id}.5}}"#),
        )
    };
    (0..18).map(one).collect()
}

pub(super) fn message() -> Vec<Exchange> {
    let text = "A message of sixty-four bytes, sent by one and received by many.";
    vec![echo("/ws", &[], TEXT, text.into())]
}
