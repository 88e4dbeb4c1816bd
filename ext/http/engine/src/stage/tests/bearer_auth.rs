//! `bearerAuth`.

use crate::stage::tests::Request;
use crate::stage::tests::assert_complaints;
use crate::stage::tests::complaint;
use crate::stage::tests::header;
use crate::stage::tests::make;
use crate::stage::tests::ok;
use crate::stage::tests::pass;
use crate::stage::tests::pass_with;

#[tokio::test]
async fn known_tokens_come_in() {
    let plain = r#"{"tokens": ["abc123", "x.y-z_~+/=="]}"#;
    let named = r#"{"tokens": {"ci": "abc123", "ada": "x.y-z_~+/=="}}"#;
    for (settings, line, user) in [
        (plain, "Bearer abc123", None),
        (plain, "bearer  x.y-z_~+/==", None),
        (named, "Bearer abc123", Some("ci")),
        (named, "BEARER x.y-z_~+/==", Some("ada")),
    ] {
        let (exchange, _answer) = Request::new("GET", "/").field("authorization", line).exchange();
        let answer = pass_with(&[make("bearerAuth", settings)], &exchange, |_| ok()).await;
        assert_eq!(answer.status(), 200, "{line}");
        assert_eq!(exchange.user(), user);
    }
}

#[tokio::test]
async fn others_are_told_why_not() {
    let stage = make("bearerAuth", r#"{"tokens": ["abc123"], "realm": "api"}"#);
    let missing = "Bearer realm=\"api\"";
    let wrong = "Bearer realm=\"api\", error=\"invalid_token\"";
    let malformed = "Bearer realm=\"api\", error=\"invalid_request\"";
    for (line, status, challenge) in [
        ("", 401, missing),
        ("Basic abc123", 401, missing),
        ("Bearer abc124", 401, wrong),
        ("Bearer abc12", 401, wrong),
        ("Bearer abc1234", 401, wrong),
        ("Bearer ABC123", 401, wrong),
        ("Bearer", 400, malformed),
        ("Bearer a b", 400, malformed),
        ("Bearer a=b", 400, malformed),
        ("Bearer \u{e9}", 400, malformed),
    ] {
        let answer = pass(&stage, Request::new("GET", "/").field("authorization", line)).await;
        assert_eq!(answer.status(), status, "{line}");
        assert_eq!(header(&answer, "www-authenticate"), challenge, "{line}");
    }
    let answer = pass(&stage, Request::new("GET", "/")).await;
    assert_eq!(header(&answer, "www-authenticate"), missing);
    let twice = Request::new("GET", "/")
        .field("authorization", "Bearer abc123")
        .field("authorization", "Bearer abc123");
    assert_eq!(pass(&stage, twice).await.status(), 400);
}

#[test]
fn settings_are_checked() {
    assert_complaints(
        "bearerAuth",
        &[
            ("{}", "`tokens` has no token"),
            (r#"{"tokens": []}"#, "`tokens` has no token"),
            (r#"{"tokens": {}}"#, "`tokens` has no token"),
            (r#"{"tokens": [""]}"#, "`tokens`: a token is made of"),
            (r#"{"tokens": "abc"}"#, "`tokens`: expected a list of tokens"),
            (r#"{"tokens": ["a"], "realm": "\n"}"#, "`realm`: a header's value"),
        ],
    );
    assert!(!complaint("bearerAuth", r#"{"tokens": ["se cret"]}"#).contains("cret"));
}
