//! Reading `Cookie` against what the npm package `cookie` makes of it, writing `Set-Cookie` against what browsers take.

use proptest::prelude::*;

use crate::data::cookie::CookieOptions;
use crate::data::cookie::Priority;
use crate::data::cookie::SameSite;
use crate::data::cookie::decode;
use crate::data::cookie::encode;
use crate::data::cookie::parse;
use crate::data::cookie::parse_raw;
use crate::data::cookie::set_cookie;

#[test]
fn cookies_are_read() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("", &[]),
        (";;", &[]),
        ("a=1; b=2", &[("a", "1"), ("b", "2")]),
        ("a=1;b=2", &[("a", "1"), ("b", "2")]),
        (" a = 1 ;\tb=\t2", &[("a", "1"), ("b", "2")]),
        ("a=1; a=2", &[("a", "1")]),
        ("a=b=c", &[("a", "b=c")]),
        ("a; b=2", &[("b", "2")]),
        ("a=", &[("a", "")]),
        ("=1", &[("", "1")]),
        ("a=\"1\"; b=\"\"; c=\"", &[("a", "1"), ("b", ""), ("c", "\"")]),
        ("a=%41%C3%A9; b=%zz; c=%FF", &[("a", "Aé"), ("b", "%zz"), ("c", "%FF")]),
        ("__proto__=1", &[("__proto__", "1")]),
    ];
    for (field, expected) in cases {
        let read = parse(field);
        let read: Vec<_> = read.iter().map(|(name, value)| (*name, value.as_ref())).collect();
        assert_eq!(read, *expected, "{field}");
    }
    assert_eq!(parse_raw("a=\"%41\""), [("a", "%41")]);
}

#[test]
fn cookies_are_bounded() {
    let field: String = (0..2000).map(|n| format!("c{n}=1; ")).collect();
    assert_eq!(parse_raw(&field).len(), 180);
}

fn written(options: CookieOptions) -> String {
    set_cookie("a", "1", &options).unwrap()
}

#[test]
fn options_are_written() {
    assert_eq!(written(CookieOptions::default()), "a=1");
    let all = CookieOptions {
        max_age: Some(60),
        expires: Some(1_700_000_000_500),
        domain: Some("example.com".to_string()),
        path: Some("/x y".to_string()),
        secure: true,
        http_only: true,
        same_site: Some(SameSite::None),
        partitioned: true,
        priority: Some(Priority::High),
    };
    assert_eq!(
        written(all),
        "a=1; Max-Age=60; Domain=example.com; Path=/x y; Expires=Tue, 14 Nov 2023 22:13:20 GMT; HttpOnly; Secure; \
         Partitioned; Priority=High; SameSite=None"
    );
    let gone = CookieOptions {
        max_age: Some(-1),
        expires: Some(-5000),
        domain: Some(String::new()),
        same_site: Some(SameSite::Lax),
        priority: Some(Priority::Low),
        ..CookieOptions::default()
    };
    assert_eq!(
        written(gone),
        "a=1; Max-Age=-1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Priority=Low; SameSite=Lax"
    );
    let strict = CookieOptions {
        same_site: Some(SameSite::Strict),
        priority: Some(Priority::Medium),
        ..CookieOptions::default()
    };
    assert_eq!(written(strict), "a=1; Priority=Medium; SameSite=Strict");
}

#[test]
fn options_are_read_from_json() {
    let read = |json| serde_json::from_str::<CookieOptions>(json);
    let options = read(r#"{"maxAge":1,"httpOnly":true,"sameSite":"strict","priority":"low"}"#).unwrap();
    let expected = CookieOptions {
        max_age: Some(1),
        http_only: true,
        same_site: Some(SameSite::Strict),
        priority: Some(Priority::Low),
        ..CookieOptions::default()
    };
    assert_eq!(options, expected);
    assert_eq!(read("{}").unwrap(), CookieOptions::default());
    assert!(read(r#"{"httponly":true}"#).is_err());
    assert!(read(r#"{"sameSite":"maybe"}"#).is_err());
}

fn fault(name: &str, value: &str, options: CookieOptions) -> String {
    let error = set_cookie(name, value, &options).unwrap_err();
    assert_eq!(error.code(), "RACE_HTTP_COOKIE");
    let text = error.to_string();
    assert!(text.contains("\nhint: "), "{text}");
    text
}

#[test]
fn what_is_no_cookie_is_refused() {
    let plain = CookieOptions::default;
    for name in ["", "a b", "a;b", "a=b", "ä", "a\r\nb", "a\0"] {
        assert!(fault(name, "1", plain()).contains("a name is made"), "{name}");
    }
    for value in ["a b", "a;b", "ä", "a\r\nSet-Cookie: b=1", "\u{7f}"] {
        assert!(fault("a", value, plain()).contains("a value is made"), "{value}");
    }
    assert!(fault("a", &"x".repeat(4096), plain()).contains("longer than 4096 bytes"));
    assert!(set_cookie("a", &"x".repeat(4095), &plain()).is_ok());
    for domain in [
        "https://a.b",
        "a_b",
        "-a",
        "a..b",
        "a.",
        "a b",
        "a:80",
        "ä.de",
        &"a".repeat(64),
    ] {
        let domain = Some(domain.to_string());
        let options = CookieOptions { domain, ..plain() };
        assert!(fault("a", "1", options).contains("`domain`"));
    }
    for path in ["/;", "/\r\n", "/ä", &"/".repeat(1025)] {
        let path = Some(path.to_string());
        assert!(fault("a", "1", CookieOptions { path, ..plain() }).contains("`path`"));
    }
    let expires = Some(i64::MAX);
    assert!(fault("a", "1", CookieOptions { expires, ..plain() }).contains("9999"));
    let expires = Some(i64::MIN);
    assert!(set_cookie("a", "1", &CookieOptions { expires, ..plain() }).is_ok());
}

#[test]
fn what_browsers_ignore_is_refused() {
    let plain = CookieOptions::default;
    let none = Some(SameSite::None);
    let same_site = none;
    assert!(fault("a", "1", CookieOptions { same_site, ..plain() }).contains("sameSite"));
    let partitioned = true;
    assert!(fault("a", "1", CookieOptions { partitioned, ..plain() }).contains("partitioned"));
    assert!(fault("__Secure-a", "1", plain()).contains("prefix"));
    assert!(fault("__host-a", "1", plain()).contains("prefix"));
    let secure = || CookieOptions {
        secure: true,
        path: Some("/".to_string()),
        ..plain()
    };
    assert!(set_cookie("__Secure-a", "1", &CookieOptions { path: None, ..secure() }).is_ok());
    assert!(set_cookie("__Host-a", "1", &secure()).is_ok());
    assert!(fault("__Host-a", "1", CookieOptions { path: None, ..secure() }).contains("__Host-"));
    let path = Some("/x".to_string());
    assert!(fault("__Host-a", "1", CookieOptions { path, ..secure() }).contains("__Host-"));
    let domain = Some("a.b".to_string());
    assert!(fault("__Host-a", "1", CookieOptions { domain, ..secure() }).contains("__Host-"));
}

proptest! {
    #[test]
    fn nothing_panics(field in "(?s).{0,100}", like in "[a=;\" %é]{0,60}", value in "(?s).{0,20}") {
        parse(&field);
        parse(&like);
        let options = CookieOptions { path: Some(value.clone()), domain: Some(field.clone()), ..CookieOptions::default() };
        let _ = set_cookie(&like, &value, &options);
    }

    #[test]
    fn values_go_round(value in "(?s).{0,40}") {
        let encoded = encode(&value);
        let field = set_cookie("name", &encoded, &CookieOptions::default()).unwrap();
        let cookies = parse(&field);
        prop_assert_eq!(cookies[0].1.as_ref(), value.as_str());
        prop_assert_eq!(decode(&encoded), value.as_str());
    }
}
