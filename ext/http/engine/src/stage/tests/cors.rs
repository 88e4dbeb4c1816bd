//! `cors`.

use std::slice::from_ref;

use http::HeaderValue;
use http::Response;

use crate::body::AnswerBody;
use crate::problem::Problem;
use crate::stage::tests::Request;
use crate::stage::tests::assert_complaints;
use crate::stage::tests::header;
use crate::stage::tests::make;
use crate::stage::tests::ok;
use crate::stage::tests::pass;
use crate::stage::tests::pass_with;

const A: &str = "https://a.example";

fn get(origin: &str) -> Request {
    match origin {
        "" => Request::new("GET", "/"),
        origin => Request::new("GET", "/").field("origin", origin),
    }
}

fn preflight(origin: &str) -> Request {
    Request::new("OPTIONS", "/")
        .field("origin", origin)
        .field("access-control-request-method", "PUT")
}

fn allowed(answer: &Response<AnswerBody>) -> String {
    header(answer, "access-control-allow-origin")
}

#[tokio::test]
async fn origins_are_allowed_by_their_names() {
    let listed = r#"{"origin": ["https://a.example", "https://*.b.example", "app://local"]}"#;
    for (settings, origin, expected, vary) in [
        ("{}", A, "*", ""),
        ("{}", "", "*", ""),
        (r#"{"origin": "*"}"#, A, "*", ""),
        (r#"{"origin": ["*"]}"#, A, "*", ""),
        (r#"{"origin": false}"#, A, "", ""),
        (r#"{"origin": true}"#, A, A, "origin"),
        (r#"{"origin": true}"#, "null", "null", "origin"),
        (r#"{"origin": true}"#, "", "", "origin"),
        (r#"{"origin": true}"#, "\u{e9}", "", "origin"),
        (r#"{"origin": "https://a.example"}"#, A, A, "origin"),
        (
            r#"{"origin": "HTTPS://A.example:443"}"#,
            "https://b.example",
            A,
            "origin",
        ),
        (r#"{"origin": "https://a.example"}"#, "", A, "origin"),
        (r#"{"origin": ["https://a.example"]}"#, "", A, "origin"),
        (listed, A, A, "origin"),
        (listed, "app://local", "app://local", "origin"),
        (listed, "https://x.b.example", "https://x.b.example", "origin"),
        (listed, "https://x.y.b.example", "https://x.y.b.example", "origin"),
        (listed, "https://b.example", "", "origin"),
        (listed, "https://.b.example", "", "origin"),
        (listed, "http://x.b.example", "", "origin"),
        (listed, "https://x.b.example:8443", "", "origin"),
        (listed, "https://evil/.b.example", "", "origin"),
        (listed, "https://evil#.b.example", "", "origin"),
        (listed, "https://a.example.evil", "", "origin"),
        (listed, "null", "", "origin"),
        (listed, "", "", "origin"),
        (r#"{"origin": ["null", "https://a.example"]}"#, "null", "null", "origin"),
    ] {
        let answer = pass(&make("cors", settings), get(origin)).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(allowed(&answer), expected, "{settings} {origin}");
        assert_eq!(header(&answer, "vary"), vary, "{settings} {origin}");
    }
}

#[tokio::test]
async fn preflights_are_answered_without_a_handler() {
    let stage = make("cors", "{}");
    let (exchange, _answer) = preflight(A)
        .field("access-control-request-headers", "x-a, x-b")
        .exchange();
    let answer = pass_with(&[stage], &exchange, |_| panic!("a handler")).await;
    assert_eq!(answer.status(), 204);
    assert_eq!(allowed(&answer), "*");
    assert_eq!(
        header(&answer, "access-control-allow-methods"),
        "GET,HEAD,PUT,PATCH,POST,DELETE"
    );
    assert_eq!(header(&answer, "access-control-allow-headers"), "x-a, x-b");
    assert_eq!(header(&answer, "vary"), "access-control-request-headers");
    assert!(!answer.headers().contains_key("access-control-max-age"));
}

#[tokio::test]
async fn preflights_say_what_the_settings_say() {
    let settings = r#"{
        "origin": "https://a.example", "methods": ["get", "PUT"], "allowedHeaders": "X-A, X-B",
        "exposedHeaders": ["X-C"], "credentials": true, "maxAge": 600, "optionsSuccessStatus": 200
    }"#;
    let request = preflight(A).field("access-control-request-headers", "x-other");
    let answer = pass(&make("cors", settings), request).await;
    assert_eq!(answer.status(), 200);
    for (name, value) in [
        ("access-control-allow-origin", A),
        ("access-control-allow-methods", "GET,PUT"),
        ("access-control-allow-headers", "X-A,X-B"),
        ("access-control-allow-credentials", "true"),
        ("access-control-max-age", "600"),
        ("access-control-expose-headers", ""),
        ("vary", "origin"),
    ] {
        assert_eq!(header(&answer, name), value, "{name}");
    }
    let actual = pass(&make("cors", settings), get(A)).await;
    for (name, value) in [
        ("access-control-allow-methods", ""),
        ("access-control-allow-headers", ""),
        ("access-control-allow-credentials", "true"),
        ("access-control-max-age", ""),
        ("access-control-expose-headers", "X-C"),
    ] {
        assert_eq!(header(&actual, name), value, "{name}");
    }
    let day = pass(&make("cors", r#"{"maxAge": "1d"}"#), preflight(A)).await;
    assert_eq!(header(&day, "access-control-max-age"), "86400");
}

#[tokio::test]
async fn a_preflight_of_a_stranger_is_told_nothing() {
    let answer = pass(
        &make("cors", r#"{"origin": ["https://b.example", "app://x"]}"#),
        preflight(A),
    )
    .await;
    assert_eq!(answer.status(), 204);
    assert_eq!(header(&answer, "vary"), "origin, access-control-request-headers");
    assert!(answer.headers().keys().all(|name| name == "vary"));
}

#[tokio::test]
async fn only_preflights_are_answered() {
    let stage = make("cors", "{}");
    let asked = |method: &str| Request::new(method, "/").field("access-control-request-method", "PUT");
    for request in [
        Request::new("OPTIONS", "/"),
        Request::new("OPTIONS", "/").field("origin", A),
        asked("OPTIONS"),
        asked("GET").field("origin", A),
    ] {
        let answer = pass(&stage, request).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(allowed(&answer), "*");
    }
}

#[tokio::test]
async fn preflights_can_be_left_to_handlers() {
    let answer = pass(&make("cors", r#"{"preflightContinue": true}"#), preflight(A)).await;
    assert_eq!(answer.status(), 200);
    assert!(answer.headers().contains_key("access-control-allow-methods"));
    let answer = pass(&make("cors", r#"{"origin": false}"#), preflight(A)).await;
    assert_eq!(answer.status(), 200);
    assert!(answer.headers().is_empty());
}

#[tokio::test]
async fn private_networks_are_opened_only_where_that_is_asked_for() {
    for (settings, asked, expected) in [
        ("{}", "true", ""),
        (r#"{"privateNetwork": true}"#, "true", "true"),
        (r#"{"privateNetwork": true}"#, "1", ""),
    ] {
        let request = preflight(A).field("access-control-request-private-network", asked);
        let answer = pass(&make("cors", settings), request).await;
        assert_eq!(
            header(&answer, "access-control-allow-private-network"),
            expected,
            "{settings}"
        );
    }
}

#[tokio::test]
async fn errors_can_be_read_too() {
    let (exchange, _answer) = get(A).exchange();
    let stages = [
        make("cors", r#"{"origin": true}"#),
        make("bearerAuth", r#"{"tokens": ["x"]}"#),
    ];
    let answer = pass_with(&stages, &exchange, |_| ok()).await;
    assert_eq!((answer.status().as_u16(), &*allowed(&answer)), (401, A));
    let (exchange, _answer) = get(A).exchange();
    let answer = pass_with(&stages[..1], &exchange, |_| Problem::NotFound.into_response()).await;
    assert_eq!((answer.status().as_u16(), &*allowed(&answer)), (404, A));
}

#[tokio::test]
async fn the_handlers_headers_stay() {
    let answer_with = |name, value| {
        move |_: &crate::exchange::Exchange| {
            let mut answer = ok();
            answer.headers_mut().insert(name, HeaderValue::from_static(value));
            answer
        }
    };
    let stage = make("cors", r#"{"origin": true, "credentials": true}"#);
    let (exchange, _answer) = get(A).exchange();
    let handler = answer_with("access-control-allow-origin", "*");
    let answer = pass_with(from_ref(&stage), &exchange, handler).await;
    assert_eq!(allowed(&answer), "*");
    assert!(!answer.headers().contains_key("access-control-allow-credentials"));
    let (exchange, _answer) = get(A).exchange();
    let answer = pass_with(&[stage], &exchange, answer_with("vary", "accept-encoding")).await;
    assert_eq!(header(&answer, "vary"), "accept-encoding, origin");
}

#[tokio::test]
async fn the_innermost_decides() {
    let (exchange, _answer) = get(A).exchange();
    let stages = [make("cors", "{}"), make("cors", r#"{"origin": "https://a.example"}"#)];
    let answer = pass_with(&stages, &exchange, |_| ok()).await;
    assert_eq!(allowed(&answer), A);
}

#[test]
fn settings_are_checked() {
    let credentials = "`credentials`: browsers refuse an answer that allows credentials and every origin\nhint: ";
    assert_complaints(
        "cors",
        &[
            (r#"{"credentials": true}"#, credentials),
            (r#"{"credentials": true, "origin": ["*"]}"#, credentials),
            (
                r#"{"credentials": true, "origin": true, "allowedHeaders": "*"}"#,
                "`allowedHeaders`: with `credentials`, browsers take `*` for the name of a header",
            ),
            (
                r#"{"credentials": true, "origin": true, "exposedHeaders": ["*"]}"#,
                "`exposedHeaders`: with `credentials`",
            ),
            (
                r#"{"origin": ["*", "https://a.example"]}"#,
                "`origin`: `*` allows every origin",
            ),
            (r#"{"origin": []}"#, "`origin` has no origin\nhint: `false` allows none"),
            (r#"{"origin": ["https://a.example", 1]}"#, "`origin`: expected `true`"),
            (r#"{"origin": null}"#, "`origin`: expected `true`"),
            (r#"{"methods": "GET,P T"}"#, "`methods`: `P T` is not a name"),
            (
                r#"{"allowedHeaders": ["a:b"]}"#,
                "`allowedHeaders`: `a:b` is not a name",
            ),
            (
                r#"{"exposedHeaders": ["\n x y"]}"#,
                "`exposedHeaders`: `x y` is not a name",
            ),
            (
                r#"{"optionsSuccessStatus": 302}"#,
                "`optionsSuccessStatus`: `302` is not the status of a success",
            ),
            (r#"{"maxAge": -1}"#, "`maxAge`: `-1` is not a duration"),
        ],
    );
    for (origin, hint) in [
        ("", "an origin begins with its scheme"),
        ("a.example", "an origin begins with its scheme"),
        ("*.a.example", "an origin begins with its scheme"),
        ("://a.example", "an origin begins with its scheme"),
        ("https://a.example/", "leave out the slash"),
        ("https://a.example/x", "leave out the slash"),
        ("https://me@a.example", "leave out the slash"),
        ("https://", "a wildcard stands in front of a name"),
        ("https://*", "a wildcard stands in front of a name"),
        ("https://*.", "a wildcard stands in front of a name"),
        ("https://a.*.example", "a wildcard stands in front of a name"),
        ("https://*.*.example", "a wildcard stands in front of a name"),
        ("https://*a.example", "a wildcard stands in front of a name"),
        ("https://é.example", "Punycode"),
        ("https://a b", "Punycode"),
    ] {
        let settings = serde_json::json!({ "origin": origin }).to_string();
        let text = format!("`origin`: `{origin}` is not an origin\nhint: ");
        assert_complaints("cors", &[(&settings, &text), (&settings, hint)]);
    }
}
