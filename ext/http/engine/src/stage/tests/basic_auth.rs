//! `basicAuth`.

use std::slice::from_ref;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::stage::tests::Request;
use crate::stage::tests::assert_complaints;
use crate::stage::tests::complaint;
use crate::stage::tests::header;
use crate::stage::tests::make;
use crate::stage::tests::ok;
use crate::stage::tests::pass;
use crate::stage::tests::pass_with;

const USERS: &str = r#"{"users": {"ada": "lovelace", "jörg": "mü:ller"}}"#;

fn basic(credentials: &str) -> String {
    format!("Basic {}", STANDARD.encode(credentials))
}

#[tokio::test]
async fn users_come_in_by_name() {
    let stage = make("basicAuth", USERS);
    let bare = basic("ada:lovelace").trim_end_matches('=').to_string();
    let lower = basic("ada:lovelace").replace("Basic ", "basic   ");
    for (line, user) in [
        (basic("ada:lovelace"), "ada"),
        (basic("jörg:mü:ller"), "jörg"),
        (bare, "ada"),
        (lower, "ada"),
    ] {
        let (exchange, _answer) = Request::new("GET", "/").field("authorization", &line).exchange();
        let answer = pass_with(from_ref(&stage), &exchange, |_| ok()).await;
        assert_eq!(answer.status(), 200, "{line}");
        assert_eq!(exchange.user(), Some(user));
    }
}

#[tokio::test]
async fn others_are_asked_who_they_are() {
    let stage = make("basicAuth", USERS);
    for line in [
        basic("ada:wrong"),
        basic("ada:"),
        basic("ada"),
        basic("nobody:"),
        basic(":lovelace"),
        basic("nobody:lovelace"),
        basic("ada:lovelace "),
        "Basic".to_string(),
        "Basic ".to_string(),
        "Basic !!!".to_string(),
        format!("Basic {}", STANDARD.encode([b'a', b':', 0xff])),
        format!("Bearer {}", STANDARD.encode("ada:lovelace")),
        String::new(),
    ] {
        let (exchange, _answer) = Request::new("GET", "/").field("authorization", &line).exchange();
        let answer = pass_with(from_ref(&stage), &exchange, |_| panic!("{line}")).await;
        assert_eq!(answer.status(), 401, "{line}");
        assert_eq!(
            header(&answer, "www-authenticate"),
            "Basic realm=\"Restricted\", charset=\"UTF-8\""
        );
        assert_eq!(exchange.user(), None);
    }
    assert_eq!(pass(&stage, Request::new("GET", "/")).await.status(), 401);
}

#[tokio::test]
async fn two_headers_are_none() {
    let line = basic("ada:lovelace");
    let request = Request::new("GET", "/")
        .field("authorization", &line)
        .field("authorization", &line);
    assert_eq!(pass(&make("basicAuth", USERS), request).await.status(), 401);
}

#[tokio::test]
async fn the_realm_is_quoted() {
    let stage = make(
        "basicAuth",
        r#"{"users": {"a": "b"}, "realm": "the \"inner\" \\ ring"}"#,
    );
    let answer = pass(&stage, Request::new("GET", "/")).await;
    let challenge = r#"Basic realm="the \"inner\" \\ ring", charset="UTF-8""#;
    assert_eq!(header(&answer, "www-authenticate"), challenge);
}

#[test]
fn settings_are_checked() {
    assert_complaints(
        "basicAuth",
        &[
            ("{}", "`users` has no user"),
            (r#"{"users": {}}"#, "`users` has no user"),
            (
                r#"{"users": {"a:b": "c"}}"#,
                "`users`: a name has no colon and no control character, as `a:b` does",
            ),
            (r#"{"users": {"a\n": "c"}}"#, "as `a\\n` does"),
            (r#"{"users": {"a": ""}}"#, "`users`: the password of `a` is empty"),
            (r#"{"users": ["a"]}"#, "`users`: invalid type"),
            (
                r#"{"users": "a:secret"}"#,
                "`users`: invalid type: string, expected a map",
            ),
            (
                r#"{"users": {"a": 5432}}"#,
                "`users`: invalid type: integer, expected a string",
            ),
            (
                r#"{"users": {"a": "b"}, "realm": "é"}"#,
                "`realm`: a header's value is printable ASCII",
            ),
        ],
    );
    for settings in [
        r#"{"users": {"a:b": "secret"}}"#,
        r#"{"users": "a:secret"}"#,
        r#"{"users": "\", expected secret"}"#,
        r#"{"users": {"a": ["secret"]}}"#,
        r#"{"users": {"a": {"secret": 1}}}"#,
        r#"{"users": {"a": "b"}, "realm": {"a": "secret"}}"#,
    ] {
        assert!(!complaint("basicAuth", settings).contains("secret"), "{settings}");
    }
}
