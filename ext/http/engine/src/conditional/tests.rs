//! Preconditions against RFC 9110, section 13.

use std::time::Duration;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use bytes::Bytes;
use http::Method;
use http::Response;
use http::StatusCode;
use http::Version;
use http::header;
use http_body::Body as _;
use proptest::prelude::*;

use super::Verdict;
use super::Verdict::Failed;
use super::Verdict::NotModified;
use super::Verdict::Proceed;
use super::apply;
use super::evaluate;
use super::format_date;
use super::is_fresh;
use super::single_tag;
use super::weak_etag;
use crate::Fields;
use crate::body::AnswerBody;
use crate::exchange::RequestHead;

const BEFORE: &str = "Sun, 06 Nov 1994 08:49:36 GMT";
const SAME: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
const AFTER: &str = "Sun, 06 Nov 1994 08:49:38 GMT";

/// A little after `SAME`, as file systems tell it.
fn changed() -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(784_111_777_500)
}

type Lines<'a> = &'a [(&'a str, &'a str)];

fn head(method: Method, lines: &[(&str, &str)]) -> RequestHead {
    let mut fields = Fields::default();
    for (name, value) in lines {
        fields.push(name, value.as_bytes());
    }
    RequestHead {
        method,
        target: "/".into(),
        version: Version::HTTP_11,
        authority: "localhost".into(),
        fields,
    }
}

#[test]
fn preconditions_are_weighed_in_their_order() {
    let cases: &[(Lines, Verdict, Verdict)] = &[
        // The fields, then what GET and what PUT get, for `"a"` that changed at `SAME`.
        (&[], Proceed, Proceed),
        (&[("if-match", "*")], Proceed, Proceed),
        (&[("if-match", "\"a\"")], Proceed, Proceed),
        (&[("if-match", "\"x\", \"a\"")], Proceed, Proceed),
        (&[("if-match", "\"x\"")], Failed, Failed),
        (&[("if-match", "W/\"a\"")], Failed, Failed),
        (&[("if-match", "nonsense")], Failed, Failed),
        (&[("if-unmodified-since", SAME)], Proceed, Proceed),
        (&[("if-unmodified-since", BEFORE)], Failed, Failed),
        (&[("if-unmodified-since", "nonsense")], Proceed, Proceed),
        (
            &[("if-match", "\"a\""), ("if-unmodified-since", BEFORE)],
            Proceed,
            Proceed,
        ),
        (&[("if-none-match", "*")], NotModified, Failed),
        (&[("if-none-match", "\"a\"")], NotModified, Failed),
        (&[("if-none-match", "W/\"a\"")], NotModified, Failed),
        (&[("if-none-match", "\"x,y\" ,,W/\"a\"")], NotModified, Failed),
        (
            &[("if-none-match", "\"x\""), ("if-none-match", "\"a\"")],
            NotModified,
            Failed,
        ),
        (&[("if-none-match", "\"x\"")], Proceed, Proceed),
        (&[("if-none-match", "a")], Proceed, Proceed),
        (&[("if-none-match", "x, \"a\"")], Proceed, Proceed),
        (&[("if-modified-since", SAME)], NotModified, Proceed),
        (&[("if-modified-since", AFTER)], NotModified, Proceed),
        (&[("if-modified-since", BEFORE)], Proceed, Proceed),
        (&[("if-modified-since", "nonsense")], Proceed, Proceed),
        // The tag decides alone.
        (
            &[("if-none-match", "\"x\""), ("if-modified-since", SAME)],
            Proceed,
            Proceed,
        ),
        (&[("if-match", "\"x\""), ("if-none-match", "\"a\"")], Failed, Failed),
        (
            &[("if-match", "\"a\""), ("if-none-match", "\"a\"")],
            NotModified,
            Failed,
        ),
    ];
    for (lines, get, put) in cases {
        let weigh = |method| evaluate(&head(method, lines), Some("\"a\""), Some(changed()));
        assert_eq!(weigh(Method::GET), *get, "{lines:?}");
        assert_eq!(weigh(Method::HEAD), *get, "{lines:?}");
        assert_eq!(weigh(Method::PUT), *put, "{lines:?}");
    }
}

#[test]
fn without_validators_nothing_matches_but_the_asterisk() {
    let weigh = |name, value| evaluate(&head(Method::GET, &[(name, value)]), None, None);
    assert_eq!(weigh("if-match", "\"a\""), Failed);
    assert_eq!(weigh("if-match", "*"), Proceed);
    assert_eq!(weigh("if-none-match", "\"a\""), Proceed);
    assert_eq!(weigh("if-modified-since", AFTER), Proceed);
    assert_eq!(weigh("if-unmodified-since", BEFORE), Proceed);
}

#[test]
fn freshness_is_that_of_express() {
    let fresh = |lines: &[(&str, &str)], status| is_fresh(&head(Method::GET, lines), status, Some("\"a\""), Some(SAME));
    assert!(fresh(&[("if-none-match", "W/\"a\"")], 200));
    assert!(fresh(&[("if-none-match", "*")], 304));
    assert!(fresh(&[("if-modified-since", SAME)], 200));
    assert!(!fresh(&[("if-modified-since", BEFORE)], 200));
    assert!(!fresh(&[], 200));
    assert!(!fresh(&[("if-none-match", "\"a\"")], 404));
    assert!(!fresh(
        &[("if-none-match", "\"a\""), ("cache-control", "max-age=0, No-Cache")],
        200
    ));
    assert!(!fresh(&[("if-none-match", "\"x\""), ("if-modified-since", SAME)], 200));
    assert!(!is_fresh(
        &head(Method::POST, &[("if-none-match", "*")]),
        200,
        None,
        None
    ));
}

fn response(status: u16, lines: &[(&str, &str)]) -> Response<AnswerBody> {
    let mut builder = Response::builder().status(status);
    for (name, value) in lines {
        builder = builder.header(*name, *value);
    }
    builder.body(AnswerBody::full(Bytes::from_static(b"content"))).unwrap()
}

#[test]
fn an_answer_that_the_client_has_loses_its_content_and_keeps_its_name() {
    let mut answer = response(
        200,
        &[
            ("etag", "\"a\""),
            ("content-type", "text/plain"),
            ("content-length", "7"),
            ("content-encoding", "br"),
            ("cache-control", "private"),
            ("vary", "Accept"),
            ("set-cookie", "a=b"),
        ],
    );
    apply(&head(Method::GET, &[("if-none-match", "\"a\"")]), &mut answer);
    assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
    assert!(answer.body().is_end_stream());
    let mut names: Vec<_> = answer.headers().keys().map(|name| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["cache-control", "etag", "set-cookie", "vary"]);
}

#[test]
fn an_answer_that_the_client_does_not_mean_is_replaced() {
    let mut answer = response(200, &[("last-modified", SAME), ("content-type", "text/plain")]);
    apply(&head(Method::GET, &[("if-unmodified-since", BEFORE)]), &mut answer);
    assert_eq!(answer.status(), StatusCode::PRECONDITION_FAILED);
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json");
}

#[test]
fn other_answers_stay_as_they_are() {
    let stays = |method, status, validator: (&str, &str)| {
        let mut answer = response(status, &[validator]);
        apply(&head(method, &[("if-none-match", "*")]), &mut answer);
        answer.status() == status && !answer.body().is_end_stream()
    };
    let tag = ("etag", "\"a\"");
    assert!(stays(Method::GET, 404, tag));
    assert!(stays(Method::GET, 201, tag));
    assert!(stays(Method::POST, 200, tag));
    assert!(stays(Method::GET, 200, ("x-other", "1")));
    assert!(!stays(Method::HEAD, 200, tag));
}

#[test]
fn a_tag_is_made_of_length_and_content() {
    let tag = |bytes: &[u8]| weak_etag(bytes).to_str().unwrap().to_string();
    assert!(tag(b"hello").starts_with("W/\"5-"));
    assert_eq!(tag(b"hello"), tag(b"hello"));
    assert_ne!(tag(b"hello"), tag(b"hellp"));
    assert!(single_tag(&tag(b"")).is_some());
}

#[test]
fn times_that_no_date_can_name_have_none() {
    assert_eq!(format_date(changed()).unwrap(), SAME);
    assert!(format_date(UNIX_EPOCH - Duration::from_secs(1)).is_none());
    assert!(format_date(UNIX_EPOCH + Duration::from_secs(253_402_300_799)).is_some());
    assert!(format_date(UNIX_EPOCH + Duration::from_secs(253_402_300_800)).is_none());
}

proptest! {
    #[test]
    fn whatever_comes_is_read_without_a_panic(value in "\\PC{0,40}", tags in "[W/\", a*]{0,12}") {
        for name in ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"] {
            for value in [&value, &tags] {
                evaluate(&head(Method::GET, &[(name, value)]), Some(&tags), Some(changed()));
            }
        }
    }

    #[test]
    fn a_tag_is_found_wherever_it_stands(before in prop::collection::vec("(W/)?\"[a-z,]{0,4}\"", 0..4), own in "[0-9]{1,4}") {
        let tag = format!("\"{own}\"");
        let list = before.iter().chain([&tag]).cloned().collect::<Vec<_>>().join(" , ");
        prop_assert_eq!(evaluate(&head(Method::GET, &[("if-none-match", &list)]), Some(&tag), None), NotModified);
        let others = before.join(",");
        prop_assert_eq!(evaluate(&head(Method::GET, &[("if-none-match", &others)]), Some(&tag), None), Proceed);
    }
}
