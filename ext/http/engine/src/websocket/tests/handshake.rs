//! What is let in, and how it is answered.

use http::Method;
use http::StatusCode;
use http::Version;
use proptest::prelude::*;

use super::ASKS;
use super::App;
use super::head;
use crate::websocket::Event;
use crate::websocket::WsOptions;
use crate::websocket::extension;
use crate::websocket::offered_protocols;

fn answer(lines: &[(&str, &str)], options: WsOptions) -> http::response::Parts {
    let response = match App::new().accept(head(lines), options) {
        Ok((_, response)) => response,
        Err(problem) => problem.into_response(),
    };
    response.into_parts().0
}

/// The example's lines, with one of them changed or added.
fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut lines = without(name);
    lines.push((name, value));
    lines
}

fn without<'a>(name: &str) -> Vec<(&'a str, &'a str)> {
    ASKS.into_iter().filter(|(known, _)| *known != name).collect()
}

#[test]
fn the_example_of_the_rfc_is_answered_as_there() {
    let answer = answer(&ASKS, WsOptions::default());
    assert_eq!(answer.status, StatusCode::SWITCHING_PROTOCOLS);
    assert_eq!(answer.headers["sec-websocket-accept"], "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assert_eq!(answer.headers["upgrade"], "websocket");
    assert_eq!(answer.headers["connection"], "upgrade");
    assert_eq!(answer.headers.len(), 3);
}

#[test]
fn faulty_requests_are_refused() {
    let cases: Vec<(Vec<(&str, &str)>, u16)> = vec![
        (vec![], 426),
        (without("connection"), 426),
        (without("upgrade"), 426),
        (with("connection", "keep-alive"), 426),
        (with("upgrade", "h2c"), 426),
        (with("upgrade", "h2c, websocket"), 101),
        (without("sec-websocket-version"), 426),
        (with("sec-websocket-version", "8"), 426),
        (with("sec-websocket-version", "13, 8"), 426),
        (without("sec-websocket-key"), 400),
        (with("sec-websocket-key", ""), 400),
        (with("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ"), 400),
        (with("sec-websocket-key", "dGhlIHNhbXBsZSBub25j"), 400),
        (with("sec-websocket-key", "!!!!!!!!!!!!!!!!!!!!!!=="), 400),
        ([ASKS.as_slice(), &ASKS[3..]].concat(), 400),
        (with("content-length", "5"), 400),
        (with("content-length", "0"), 101),
        (with("transfer-encoding", "chunked"), 400),
        (with("sec-websocket-protocol", "a b"), 400),
    ];
    for (lines, status) in cases {
        let answer = answer(&lines, WsOptions::default());
        assert_eq!(answer.status.as_u16(), status, "{lines:?}");
        if status == 426 {
            assert_eq!(answer.headers["sec-websocket-version"], "13");
            assert_eq!(answer.headers["upgrade"], "websocket");
        }
    }
}

#[test]
fn only_get_over_http_1_1_opens() {
    let cases = [
        (Method::GET, Version::HTTP_10, 426),
        (Method::GET, Version::HTTP_2, 426),
        (Method::HEAD, Version::HTTP_11, 426),
        (Method::POST, Version::HTTP_11, 400),
    ];
    for (method, version, status) in cases {
        let mut head = head(&ASKS);
        (head.method, head.version) = (method, version);
        let refused = App::new().accept(head, WsOptions::default()).unwrap_err();
        assert_eq!(refused.status().as_u16(), status);
    }
}

#[test]
fn origins() {
    let options = WsOptions {
        origins: Some(vec!["https://example.com".to_string()]),
        ..WsOptions::default()
    };
    let cases = [
        ("https://example.com", 101),
        ("https://EXAMPLE.com", 101),
        ("http://example.com", 403),
        ("https://example.com.evil.test", 403),
        ("null", 403),
    ];
    for (origin, status) in cases {
        let answer = answer(&with("origin", origin), options.clone());
        assert_eq!(answer.status.as_u16(), status, "{origin}");
    }
    assert_eq!(answer(&ASKS, options).status.as_u16(), 101);
    let default = |origin| answer(&with("origin", origin), WsOptions::default()).status.as_u16();
    assert_eq!(default("https://evil.test"), 403);
    assert_eq!(default("null"), 403);
    assert_eq!(default("http://LOCALHOST:5173"), 101);
    let all = WsOptions {
        origins: Some(vec!["*".to_string()]),
        ..WsOptions::default()
    };
    let anywhere = answer(&with("origin", "https://evil.test"), all);
    assert_eq!(anywhere.status.as_u16(), 101);
}

#[test]
fn the_first_known_protocol_is_chosen() {
    let options = WsOptions {
        protocols: vec!["v2".to_string(), "v1".to_string()],
        ..WsOptions::default()
    };
    let mut lines = with("sec-websocket-protocol", "v1,other");
    lines.push(("sec-websocket-protocol", " v2 "));
    assert_eq!(offered_protocols(&head(&lines)), ["v1", "other", "v2"]);
    assert_eq!(answer(&lines, options.clone()).headers["sec-websocket-protocol"], "v2");
    let unknown = answer(&with("sec-websocket-protocol", "other"), options);
    assert_eq!(unknown.status.as_u16(), 101);
    assert!(!unknown.headers.contains_key("sec-websocket-protocol"));
}

#[test]
fn compression_is_negotiated() {
    const BARE: &str = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
    let bits = |bits| Some(format!("{BARE}; server_max_window_bits={bits}"));
    let bare = || Some(BARE.to_string());
    let cases = [
        ("permessage-deflate", bare()),
        ("permessage-deflate; client_max_window_bits", bare()),
        ("permessage-deflate; client_max_window_bits=10", bare()),
        (
            "permessage-deflate ; client_no_context_takeover; server_no_context_takeover",
            bare(),
        ),
        ("permessage-deflate; server_max_window_bits=10", bits(10)),
        ("permessage-deflate; server_max_window_bits=\"15\"", bits(15)),
        ("permessage-deflate; server_max_window_bits=8", None),
        (
            "permessage-deflate; server_max_window_bits=8, permessage-deflate",
            bare(),
        ),
        (
            "x-webkit-deflate-frame; a=\"1, permessage-deflate\", PerMessage-Deflate",
            bare(),
        ),
        ("x; a=\", permessage-deflate", None),
        ("permessage-deflate; server_max_window_bits", None),
        ("permessage-deflate; server_max_window_bits=16", None),
        ("permessage-deflate; server_max_window_bits=010", None),
        ("permessage-deflate; server_max_window_bits=+9", None),
        ("permessage-deflate; client_max_window_bits=7", None),
        ("permessage-deflate; client_no_context_takeover=1", None),
        (
            "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
            None,
        ),
        ("permessage-deflate; unknown", None),
        ("permessage-deflate;", None),
        ("", None),
    ];
    let options = WsOptions {
        per_message_deflate: true,
        ..WsOptions::default()
    };
    for (offer, agreed) in cases {
        let answer = answer(&with("sec-websocket-extensions", offer), options.clone());
        let header = answer.headers.get("sec-websocket-extensions");
        assert_eq!(
            header.map(|value| value.to_str().unwrap()),
            agreed.as_deref(),
            "{offer}"
        );
    }
    let off = answer(
        &with("sec-websocket-extensions", "permessage-deflate"),
        WsOptions::default(),
    );
    assert!(!off.headers.contains_key("sec-websocket-extensions"));
}

#[tokio::test]
async fn an_answer_that_is_dropped_ends_the_session() {
    let app = App::new();
    let (id, response) = app.accept(head(&ASKS), WsOptions::default()).unwrap();
    assert!(app.hub.session(id).is_some());
    drop(response);
    let events = app.events().await;
    assert!(matches!(events[..], [(known, Event::Close { code: 1006, was_clean: false, .. })] if known == id));
    assert_eq!(app.hub.count(), 0);
    assert_eq!(app.events().await, []);
}

proptest! {
    #[test]
    fn offers_never_panic(offer in "(permessage-deflate|[ -~]{0,12})([;,=\" ](server_max_window_bits|[ -~]{0,12})){0,6}") {
        if let Some(agreement) = extension::negotiate(&offer) {
            prop_assert!((9..=15).contains(&agreement.server_window_bits));
        }
    }
}
