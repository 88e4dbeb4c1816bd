//! `securityHeaders`.

use http::HeaderValue;

use crate::stage::tests::Request;
use crate::stage::tests::assert_complaints;
use crate::stage::tests::header;
use crate::stage::tests::make;
use crate::stage::tests::ok;
use crate::stage::tests::pass;
use crate::stage::tests::pass_with;

const CSP: &str = "default-src 'self';base-uri 'self';font-src 'self' https: data:;form-action 'self';\
    frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self';script-src-attr 'none';\
    style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests";

const DEFAULTS: [(&str, &str); 12] = [
    ("content-security-policy", CSP),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("origin-agent-cluster", "?1"),
    ("referrer-policy", "no-referrer"),
    ("strict-transport-security", "max-age=31536000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("x-dns-prefetch-control", "off"),
    ("x-download-options", "noopen"),
    ("x-frame-options", "SAMEORIGIN"),
    ("x-permitted-cross-domain-policies", "none"),
    ("x-xss-protection", "0"),
];

#[tokio::test]
async fn the_defaults_are_those_of_helmet() {
    let answer = pass(&make("securityHeaders", "{}"), Request::new("GET", "/").over_tls()).await;
    for (name, value) in DEFAULTS {
        assert_eq!(header(&answer, name), value);
    }
    assert_eq!(answer.headers().len(), DEFAULTS.len());
}

#[tokio::test]
async fn each_can_be_switched() {
    for (name, value) in DEFAULTS {
        let mut field = String::new();
        for (index, part) in name.split('-').enumerate() {
            let (first, rest) = part.split_at(1);
            let first = if index == 0 {
                first.to_string()
            } else {
                first.to_uppercase()
            };
            field = field + &first + rest;
        }
        let off = make("securityHeaders", &format!("{{\"{field}\": false}}"));
        let answer = pass(&off, Request::new("GET", "/").over_tls()).await;
        assert!(!answer.headers().contains_key(name), "{field}");
        assert_eq!(answer.headers().len(), DEFAULTS.len() - 1);
        for settings in [
            format!("{{\"{field}\": true}}"),
            format!("{{\"{field}\": \"{value}\"}}"),
        ] {
            let answer = pass(&make("securityHeaders", &settings), Request::new("GET", "/").over_tls()).await;
            assert_eq!(header(&answer, name), value, "{settings}");
        }
    }
}

#[tokio::test]
async fn values_can_be_replaced() {
    for (settings, name, value) in [
        (
            r#"{"crossOriginEmbedderPolicy": true}"#,
            "cross-origin-embedder-policy",
            "require-corp",
        ),
        (
            r#"{"crossOriginOpenerPolicy": {"policy": "unsafe-none"}}"#,
            "cross-origin-opener-policy",
            "unsafe-none",
        ),
        (
            r#"{"crossOriginResourcePolicy": "cross-origin"}"#,
            "cross-origin-resource-policy",
            "cross-origin",
        ),
        (
            r#"{"referrerPolicy": "origin, unsafe-url"}"#,
            "referrer-policy",
            "origin,unsafe-url",
        ),
        (
            r#"{"referrerPolicy": {"policy": ["origin"]}}"#,
            "referrer-policy",
            "origin",
        ),
        (r#"{"frameguard": {"action": "deny"}}"#, "x-frame-options", "DENY"),
        (r#"{"xDnsPrefetchControl": "on"}"#, "x-dns-prefetch-control", "on"),
        (
            r#"{"xXssProtection": "1; mode=block"}"#,
            "x-xss-protection",
            "1; mode=block",
        ),
        (
            r#"{"xPermittedCrossDomainPolicies": {"permittedPolicies": "all"}}"#,
            "x-permitted-cross-domain-policies",
            "all",
        ),
        (
            r#"{"hsts": {"maxAge": "2d", "includeSubDomains": false, "preload": true}}"#,
            "strict-transport-security",
            "max-age=172800; preload",
        ),
    ] {
        let answer = pass(&make("securityHeaders", settings), Request::new("GET", "/").over_tls()).await;
        assert_eq!(header(&answer, name), value, "{settings}");
    }
}

#[tokio::test]
async fn policies_can_be_written_out() {
    for (settings, name, value) in [
        (
            r#"{"contentSecurityPolicy": "default-src *"}"#,
            "content-security-policy",
            "default-src *",
        ),
        (
            r#"{"contentSecurityPolicy": {"useDefaults": false, "directives": {"imgSrc": ["'self'", "x.example"]}}}"#,
            "content-security-policy",
            "img-src 'self' x.example",
        ),
        (
            r#"{"contentSecurityPolicy": {"useDefaults": false, "reportOnly": true, "directives": {
                "sandbox": true, "script-src": "'self' 'nonce-abc'", "upgradeInsecureRequests": []}}}"#,
            "content-security-policy-report-only",
            "sandbox;script-src 'self' 'nonce-abc';upgrade-insecure-requests",
        ),
    ] {
        let answer = pass(&make("securityHeaders", settings), Request::new("GET", "/").over_tls()).await;
        assert_eq!(header(&answer, name), value, "{settings}");
    }
}

#[tokio::test]
async fn directives_are_replaced_in_their_places() {
    let settings = r#"{"contentSecurityPolicy": {"directives": {
        "defaultSrc": "'none'", "upgradeInsecureRequests": null, "script-src-attr": false, "connectSrc": ["'self'"]}}}"#;
    let answer = pass(&make("securityHeaders", settings), Request::new("GET", "/")).await;
    let expected = CSP
        .replace("default-src 'self'", "default-src 'none'")
        .replace("script-src-attr 'none';", "")
        .replace("upgrade-insecure-requests", "connect-src 'self'");
    assert_eq!(header(&answer, "content-security-policy"), expected);
}

#[tokio::test]
async fn hsts_is_for_tls() {
    for (settings, is_tls, is_sent) in [
        ("{}", true, true),
        ("{}", false, false),
        (r#"{"strictTransportSecurity": "max-age=1"}"#, false, false),
        (r#"{"strictTransportSecurity": {"force": true}}"#, false, true),
    ] {
        let request = Request::new("GET", "/");
        let request = if is_tls { request.over_tls() } else { request };
        let answer = pass(&make("securityHeaders", settings), request).await;
        assert_eq!(
            answer.headers().contains_key("strict-transport-security"),
            is_sent,
            "{settings} {is_tls}"
        );
    }
}

#[tokio::test]
async fn the_handlers_headers_stay() {
    let (exchange, _answer) = Request::new("GET", "/").over_tls().exchange();
    let stages = [make("securityHeaders", "{}")];
    let answer = pass_with(&stages, &exchange, |_| {
        let mut answer = ok();
        for (name, _) in DEFAULTS {
            answer.headers_mut().insert(name, HeaderValue::from_static("mine"));
        }
        answer
    });
    let answer = answer.await;
    for (name, _) in DEFAULTS {
        assert_eq!(header(&answer, name), "mine");
    }
}

#[test]
fn settings_are_checked() {
    assert_complaints(
        "securityHeaders",
        &[
            (
                r#"{"crossOriginOpenerPolicy": "same-orign"}"#,
                "`crossOriginOpenerPolicy`: `same-orign` is not one of its values: `same-origin`, ",
            ),
            (
                r#"{"xFrameOptions": "ALLOW-FROM x"}"#,
                "`xFrameOptions`: `ALLOW-FROM x` is not one of",
            ),
            (
                r#"{"xFrameOptions": {"policy": ["DENY", "SAMEORIGIN"]}}"#,
                "`xFrameOptions`: `DENY, SAMEORIGIN` is not",
            ),
            (
                r#"{"referrerPolicy": {"policy": []}}"#,
                "`referrerPolicy`: `` is not one of",
            ),
            (r#"{"noSniff": 1}"#, "`noSniff`: expected `true`, `false`"),
            (r#"{"hsts": {"maxage": 1}}"#, "`hsts`: expected `true`, `false`"),
            (r#"{"hsts": "a\nb"}"#, "`strictTransportSecurity`: a header's value"),
            (
                r#"{"contentSecurityPolicy": "a\u0000"}"#,
                "`contentSecurityPolicy`: a header's value",
            ),
            (
                r#"{"contentSecurityPolicy": {"directive": {}}}"#,
                "`contentSecurityPolicy`: expected `true`",
            ),
            (
                r#"{"contentSecurityPolicy": {"useDefaults": false}}"#,
                "`contentSecurityPolicy` has no directive",
            ),
            (
                r#"{"contentSecurityPolicy": {"directives": {"scriptSrc": "self"}}}"#,
                "`self` in `script-src` stands for a host\nhint: keywords have single quotes: `'self'`",
            ),
            (
                r#"{"contentSecurityPolicy": {"directives": {"scriptSrc": ["nonce-abc"]}}}"#,
                "`nonce-abc` in `script-src` stands for a host",
            ),
            (
                r#"{"contentSecurityPolicy": {"directives": {"scriptSrc": "'self'; img-src *"}}}"#,
                "a source of `script-src` has neither `;` nor `,`, as `'self';` does",
            ),
            (
                r#"{"contentSecurityPolicy": {"directives": {"script src": "'self'"}}}"#,
                "`script src` is not the name of a directive",
            ),
        ],
    );
}
