//! `requestId`.

use std::slice::from_ref;

use http::HeaderValue;

use crate::stage::tests::Request;
use crate::stage::tests::assert_complaints;
use crate::stage::tests::header;
use crate::stage::tests::make;
use crate::stage::tests::ok;
use crate::stage::tests::pass;
use crate::stage::tests::pass_with;

fn is_uuid7(id: &str) -> bool {
    id.len() == 36 && id.as_bytes()[14] == b'7' && uuid::Uuid::try_parse(id).is_ok()
}

#[tokio::test]
async fn each_request_gets_its_own() {
    let stage = make("requestId", "{}");
    let (exchange, _answer) = Request::new("GET", "/").exchange();
    let first = header(&pass_with(from_ref(&stage), &exchange, |_| ok()).await, "x-request-id");
    assert!(is_uuid7(&first), "{first}");
    assert_eq!(exchange.id(), Some(&*first));
    let second = header(&pass(&stage, Request::new("GET", "/")).await, "x-request-id");
    assert!(is_uuid7(&second));
    assert_ne!(first, second);
}

#[tokio::test]
async fn a_clients_id_is_believed_only_where_that_is_asked_for() {
    let long = "a".repeat(128);
    let too_long = "a".repeat(129);
    let trusting = r#"{"trustIncoming": true}"#;
    for (settings, id, is_taken) in [
        ("{}", "abc", false),
        (trusting, "abc", true),
        (trusting, "A.z_0~9+/=-", true),
        (trusting, &long, true),
        (trusting, &too_long, false),
        (trusting, "", false),
        (trusting, "a b", false),
        (trusting, "a\"b", false),
        (trusting, "\u{e9}", false),
    ] {
        let request = Request::new("GET", "/").field("x-request-id", id);
        let given = header(&pass(&make("requestId", settings), request).await, "x-request-id");
        assert_eq!(given == id, is_taken, "{settings} {id}");
        assert!(is_taken || is_uuid7(&given), "{given}");
    }
}

#[tokio::test]
async fn two_ids_are_none() {
    let request = Request::new("GET", "/")
        .field("x-request-id", "a")
        .field("x-request-id", "b");
    let answer = pass(&make("requestId", r#"{"trustIncoming": true}"#), request).await;
    assert!(is_uuid7(&header(&answer, "x-request-id")));
}

#[tokio::test]
async fn the_header_may_have_another_name() {
    let stage = make("requestId", r#"{"header": "X-Correlation-Id", "trustIncoming": true}"#);
    let answer = pass(&stage, Request::new("GET", "/").field("x-correlation-id", "abc")).await;
    assert_eq!(header(&answer, "x-correlation-id"), "abc");
    assert!(!answer.headers().contains_key("x-request-id"));
}

#[tokio::test]
async fn an_id_that_is_set_already_stays() {
    let (exchange, _answer) = Request::new("GET", "/").exchange();
    exchange.set_id("first");
    let stages = [make("requestId", "{}"), make("requestId", "{}")];
    let answer = pass_with(&stages, &exchange, |_| ok()).await;
    assert_eq!(header(&answer, "x-request-id"), "first");
}

#[tokio::test]
async fn the_handlers_header_stays() {
    let (exchange, _answer) = Request::new("GET", "/").exchange();
    let stages = [make("requestId", "{}")];
    let answer = pass_with(&stages, &exchange, |_| {
        let mut answer = ok();
        answer
            .headers_mut()
            .insert("x-request-id", HeaderValue::from_static("mine"));
        answer
    });
    assert_eq!(header(&answer.await, "x-request-id"), "mine");
}

#[test]
fn settings_are_checked() {
    assert_complaints(
        "requestId",
        &[
            (r#"{"header": ""}"#, "`header`: `` is not the name of a header"),
            (r#"{"trustIncoming": 1}"#, "`trustIncoming`: invalid type"),
        ],
    );
}
