//! Heads: what is read, what is refused, and that no cut of the input matters.

use http::Version;
use proptest::collection::vec;
use proptest::prelude::*;

use super::Framing;
use super::Request;
use super::Scan;
use super::parse;
use crate::http1::recent::Recent;
use crate::limits::Limits;
use crate::problem::Problem;

fn limits() -> Limits {
    Limits {
        head_bytes: 200,
        head_lines: 4,
        ..Limits::default()
    }
}

/// A request and how many bytes it took; `None` while it is incomplete.
fn read(input: &[u8], cuts: impl Iterator<Item = usize>) -> Result<Option<(Request, usize)>, Problem> {
    let (mut scan, limits) = (Scan::default(), limits());
    for end in cuts {
        if let Some(extent) = scan.find(&input[..end], &limits)? {
            let request = parse(&input[extent.start..extent.end], extent.lines, &mut Recent::default())?;
            assert_eq!(request.head.fields.iter().count(), extent.lines);
            return Ok(Some((request, extent.end)));
        }
    }
    Ok(None)
}

fn whole(input: &str) -> Result<Request, Problem> {
    let read = read(input.as_bytes(), std::iter::once(input.len()));
    read.map(|request| request.expect("the head is incomplete").0)
}

fn with(lines: &str) -> Result<Request, Problem> {
    whole(&format!("POST / HTTP/1.1\r\nhost: a\r\n{lines}\r\n"))
}

#[test]
fn a_head_is_read() {
    let request = whole("GET /a?b HTTP/1.1\r\nHost: a:1\r\nX-A:  b c \t\r\nEmpty:\r\nLatin: \u{e9}\r\n\r\n").unwrap();
    assert_eq!(request.head.method, "GET");
    assert_eq!(&*request.head.target, "/a?b");
    assert_eq!(&*request.head.authority, "a:1");
    assert_eq!(request.head.version, Version::HTTP_11);
    let fields: Vec<_> = request.head.fields.iter().collect();
    assert_eq!(fields[..3], [("host", "a:1"), ("x-a", "b c"), ("empty", "")]);
    assert_eq!(fields[3], ("latin", "\u{c3}\u{a9}"));
    assert!(request.keeps_alive && !request.expects_continue);
    assert_eq!(request.framing, Framing::None);
}

#[test]
fn one_or_two_empty_lines_may_come_before() {
    for blank in ["", "\r\n", "\r\n\r\n"] {
        let input = [blank, "GET / HTTP/1.0\r\n\r\nmore"].concat();
        let (_, end) = read(input.as_bytes(), 0..=input.len()).unwrap().unwrap();
        assert_eq!(end, input.len() - 4);
    }
    let three = whole("\r\n\r\n\r\nGET / HTTP/1.0\r\n\r\n");
    assert!(matches!(three, Err(Problem::Malformed(_))));
}

#[test]
fn the_connection_stays_or_not() {
    let keeps = |version: &str, lines: &str| {
        let request = whole(&format!("GET / HTTP/{version}\r\nhost: a\r\n{lines}\r\n")).unwrap();
        request.keeps_alive
    };
    assert!(keeps("1.1", ""));
    assert!(!keeps("1.1", "connection: close\r\n"));
    assert!(!keeps("1.1", "connection: keep-alive , CLOSE\r\n"));
    assert!(!keeps("1.1", "connection: x\r\nconnection: close\r\n"));
    assert!(!keeps("1.0", ""));
    assert!(keeps("1.0", "connection: Keep-Alive\r\n"));
    assert!(!keeps("1.0", "connection: keep-alive, close\r\n"));
}

#[test]
fn a_body_is_framed_in_one_way() {
    assert_eq!(with("content-length: 0\r\n").unwrap().framing, Framing::None);
    assert_eq!(with("content-length: 007\r\n").unwrap().framing, Framing::Length(7));
    let most = u64::MAX.to_string();
    assert_eq!(
        with(&format!("content-length: {most}\r\n")).unwrap().framing,
        Framing::Length(u64::MAX)
    );
    assert_eq!(
        with("transfer-encoding: Chunked\r\n").unwrap().framing,
        Framing::Chunked
    );
    for lines in [
        "content-length: 1\r\ncontent-length: 1\r\n",
        "content-length: 1, 1\r\n",
        "content-length:\r\n",
        "content-length: +1\r\n",
        "content-length: -1\r\n",
        "content-length: 1 \r\ncontent-length: 2\r\n",
        "content-length: 1a\r\n",
        "content-length: 0x1\r\n",
        "content-length: 1.0\r\n",
        "content-length: 1 2\r\n",
        "content-length: 18446744073709551616\r\n",
        "content-length: 1\r\ntransfer-encoding: chunked\r\n",
        "content-length: 0\r\ntransfer-encoding: chunked\r\n",
        "transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n",
        "transfer-encoding: gzip\r\ntransfer-encoding: chunked\r\n",
        "transfer-encoding: chunked, chunked\r\n",
        "transfer-encoding: chunked, gzip\r\n",
        "transfer-encoding: chunked;q=1\r\n",
        "transfer-encoding: chunked,\r\n",
        "transfer-encoding: \"chunked\"\r\n",
        "transfer-encoding:\r\n",
    ] {
        assert!(matches!(with(lines), Err(Problem::Malformed(_))), "{lines:?}");
    }
    for lines in ["gzip", "gzip, chunked", "identity", "xchunked", "gzip;q=1, chunked"] {
        let lines = format!("transfer-encoding: {lines}\r\n");
        assert_eq!(with(&lines).unwrap_err(), Problem::TransferCoding, "{lines:?}");
    }
    let old = whole("POST / HTTP/1.0\r\ntransfer-encoding: chunked\r\n\r\n");
    assert!(matches!(old, Err(Problem::Malformed(_))));
}

#[test]
fn one_expectation_is_met() {
    assert!(with("expect: 100-Continue\r\n").unwrap().expects_continue);
    assert_eq!(with("expect: 200-ok\r\n").unwrap_err(), Problem::Expectation);
    assert_eq!(
        with("expect: 100-continue\r\nexpect: x\r\n").unwrap_err(),
        Problem::Expectation
    );
    let old = whole("POST / HTTP/1.0\r\nexpect: 100-continue\r\ncontent-length: 1\r\n\r\n");
    assert!(!old.unwrap().expects_continue);
}

#[test]
fn there_is_one_host() {
    for lines in [
        "",
        "host: a\r\nhost: a\r\n",
        "host: a b\r\n",
        "host: u@a\r\n",
        "host: a\r\nHost: b\r\n",
    ] {
        let input = format!("GET / HTTP/1.1\r\n{lines}\r\n");
        assert_eq!(whole(&input).unwrap_err(), Problem::BadHost, "{lines:?}");
    }
    assert!(whole("GET / HTTP/1.1\r\nhost:\r\n\r\n").is_ok());
    assert!(whole("GET / HTTP/1.0\r\n\r\n").is_ok());
    assert_eq!(
        whole("GET / HTTP/1.0\r\nhost: a\r\nhost: a\r\n\r\n").unwrap_err(),
        Problem::BadHost
    );
}

#[test]
fn a_head_has_bounds() {
    let pad = |length: usize| "x".repeat(length);
    let at = |input: String| read(input.as_bytes(), 0..=input.len());
    let head = |length| format!("GET / HTTP/1.0\r\na: {}\r\n\r\n", pad(length));
    assert!(at(head(200 - 23)).unwrap().is_some());
    assert_eq!(at(head(201 - 23)).unwrap_err(), Problem::HeadTooLarge);
    assert!(
        at(format!("GET / HTTP/1.0\r\n{}\r\n", "a: b\r\n".repeat(4)))
            .unwrap()
            .is_some()
    );
    let lines = at(format!("GET / HTTP/1.0\r\n{}", "a: b\r\n".repeat(5)));
    assert_eq!(lines.unwrap_err(), Problem::TooManyLines);
    assert_eq!(at(format!("GET /{}", pad(200))).unwrap_err(), Problem::TargetTooLong);
    assert!(matches!(at(pad(200)), Err(Problem::Malformed(_))));
    let method = format!("{} / HTTP/1.0\r\n\r\n", pad(33));
    assert!(matches!(at(method), Err(Problem::Malformed(_))));
    assert!(at(format!("{} / HTTP/1.0\r\n\r\n", pad(32))).unwrap().is_some());
}

proptest! {
    #[test]
    fn a_head_is_the_same_wherever_it_is_cut(
        lines in vec("[hHa]?[a :\t,\r\n\u{0}0-9]{0,12}(\r\n|\n|\r)?", 0..5),
        cuts in vec(0..120usize, 0..4),
    ) {
        let input = ["GET / HTTP/1.0\r\n", &lines.concat(), "\r\n"].concat();
        let input = input.as_bytes();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(input.len())).collect();
        cuts.sort_unstable();
        let told = |read: Result<Option<(Request, usize)>, Problem>| format!("{read:?}");
        let at_once = told(read(input, std::iter::once(input.len())));
        prop_assert_eq!(told(read(input, cuts.into_iter().chain([input.len()]))), at_once.clone());
        prop_assert_eq!(told(read(input, 0..=input.len())), at_once);
    }

    #[test]
    fn no_bytes_are_too_much(input in vec(any::<u8>(), 0..300)) {
        let _ = read(&input, std::iter::once(input.len()));
    }

    #[test]
    fn what_is_read_has_no_bytes_that_must_not_be(
        name in "[!-~]{1,6}", value in vec(any::<u8>(), 0..9), target in "/[ -~]{0,9}",
    ) {
        let mut input = format!("GET {target} HTTP/1.0\r\n{name}: ").into_bytes();
        input.extend_from_slice(&value);
        input.extend_from_slice(b"\r\n\r\n");
        if let Ok(Some((request, end))) = read(&input, std::iter::once(input.len())) {
            prop_assert!(request.head.target.bytes().all(|byte| byte.is_ascii_graphic()));
            if end == input.len() {
                for (name, value) in request.head.fields.iter() {
                    prop_assert!(http::HeaderName::from_bytes(name.as_bytes()).is_ok());
                    let has_controls = value.contains(['\r', '\n', '\0', '\u{7f}']);
                    prop_assert!(!has_controls);
                }
            }
        }
    }
}
