//! What is known of the last request changes no reading.

use proptest::prelude::*;

use super::Recent;
use crate::http1::head;
use crate::http1::head::Request;
use crate::http1::head::Scan;
use crate::limits::Limits;

fn limits() -> Limits {
    Limits {
        head_bytes: 120,
        head_lines: 4,
        ..Limits::default()
    }
}

/// Reads a head in full, and remembers it. `None` if it is refused or incomplete.
fn read_in_full(input: &[u8], recent: &mut Recent) -> Option<(Request, usize)> {
    let extent = Scan::default().find(input, &limits()).ok()??;
    let request = head::parse(&input[extent.start..extent.end], extent.lines, recent).ok()?;
    Some((request, extent.end))
}

fn recall(first: &str, second: &str) -> Option<(Request, usize)> {
    let mut recent = Recent::default();
    read_in_full(first.as_bytes(), &mut recent).expect("the first head is not read");
    recent.read(second.as_bytes(), &limits())
}

const BLOCK: &str = "Host: a.example\r\nX-A:  b \r\n\r\n";

#[test]
fn the_same_block_is_not_read_again() {
    let first = format!("GET /a HTTP/1.1\r\n{BLOCK}");
    let second = format!("POST /b?c HTTP/1.1\r\n{BLOCK}rest");
    let (request, end) = recall(&first, &second).unwrap();
    assert_eq!(end, second.len() - "rest".len());
    assert_eq!((request.head.method.as_str(), &*request.head.target), ("POST", "/b?c"));
    assert_eq!(&*request.head.authority, "a.example");
    assert_eq!(request.head.fields.first("x-a"), Some("b"));
}

#[test]
fn any_other_head_is_left_to_be_read_in_full() {
    let first = format!("GET /a HTTP/1.1\r\n{BLOCK}");
    for other in [
        format!("GET /a HTTP/1.0\r\n{BLOCK}"),
        format!("GET http://a.example/ HTTP/1.1\r\n{BLOCK}"),
        format!("GET /a#b HTTP/1.1\r\n{BLOCK}"),
        format!("GET /a\tb HTTP/1.1\r\n{BLOCK}"),
        format!("GET /a HTTP/1.1\n{BLOCK}"),
        format!("GET  /a HTTP/1.1\r\n{BLOCK}"),
        format!("\r\nGET /a HTTP/1.1\r\n{BLOCK}"),
        format!("G(T /a HTTP/1.1\r\n{BLOCK}"),
        format!("GET /a HTTP/1.1\r\n{}", BLOCK.to_lowercase()),
        format!("GET /{} HTTP/1.1\r\n{BLOCK}", "a".repeat(100)),
        format!("GET /a HTTP/1.1\r\n{}", &BLOCK[..BLOCK.len() - 1]),
        "GET /a".to_string(),
        String::new(),
    ] {
        assert!(recall(&first, &other).is_none(), "{other:?}");
    }
    // Such a target gives the host itself, and the same block would mean another one.
    let absolute = "GET http://b.example/ HTTP/1.0\r\nX-A: b\r\n\r\n";
    assert!(recall(absolute, "GET / HTTP/1.0\r\nX-A: b\r\n\r\n").is_none());
}

prop_compose! {
    fn any_head()(
        method in "(GET|POST|CONNECT|G T)",
        target in "(/|/a\\?b|/#|\\*|http://a/b|x)",
        version in "(1\\.0|1\\.1|2\\.0)",
        lines in prop::collection::vec(
            "(Host: a|host: b|Content-Length: (0|7)|Transfer-Encoding: chunked|Connection: (close|keep-alive)|Expect: 100-continue|x:\\s?y| z)",
            0..4,
        ),
        end in "(\r\n)?",
    ) -> String {
        let lines: String = lines.into_iter().map(|line| line + "\r\n").collect();
        format!("{method} {target} HTTP/{version}\r\n{lines}{end}")
    }
}

proptest! {
    #[test]
    fn what_is_recalled_is_what_would_be_read(heads in prop::collection::vec(any_head(), 1..5)) {
        let mut recent = Recent::default();
        // Each twice: so that there is something to recall.
        for head in heads.iter().flat_map(|head| [head, head]) {
            let recalled = recent.read(head.as_bytes(), &limits());
            let read = read_in_full(head.as_bytes(), &mut recent);
            if let Some(recalled) = recalled {
                prop_assert_eq!(format!("{:?}", Some(recalled)), format!("{read:?}"));
            }
        }
    }
}
