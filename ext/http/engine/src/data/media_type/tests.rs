//! Media types against the grammar, and `req.is()` against what `type-is` decides.

use proptest::prelude::*;

use crate::data::media_type::MediaType;
use crate::data::media_type::charset;
use crate::data::media_type::content_type;
use crate::data::media_type::essence;
use crate::data::media_type::is;
use crate::data::media_type::of_extension;

#[test]
fn correct_types_are_read() {
    let cases = [
        ("text/html", "text/html"),
        (" Text/HTML ; Charset=UTF-8", "text/html; charset=UTF-8"),
        ("a/b;x=\"1 2\\\"\";y=z", "a/b; x=\"1 2\\\"\"; y=z"),
        ("a/b;", "a/b"),
        ("a/b;;x=1; ;", "a/b; x=1"),
        ("a/b;x=\"plain\"", "a/b; x=plain"),
        ("a/b;x=\"\"", "a/b; x=\"\""),
        ("application/vnd.api+json", "application/vnd.api+json"),
    ];
    for (text, expected) in cases {
        assert_eq!(MediaType::parse(text).unwrap().to_string(), expected, "{text}");
    }
}

#[test]
fn wrong_types_are_refused() {
    let cases = [
        "",
        "text",
        "/",
        "text/",
        "/html",
        "a/b/c",
        "te xt/html",
        "a/b x=1",
        "a/b;x",
        "a/b;x=",
        "a/b;=1",
        "a/b;x =1",
        "a/b;x= 1",
        "a/b;x=\"1",
        "a/b;x=\"1\"2",
        "a/b;x=1;X=2",
        "a/b;x=1 2",
        "a/b, c/d",
        "a/b;x=\"\u{1}\"",
        "ä/b",
    ];
    for text in cases {
        assert_eq!(MediaType::parse(text), None, "{text}");
    }
    assert_eq!(
        MediaType::parse(&format!("a/b{}", ";".repeat(100))).unwrap().parameters,
        []
    );
    let many: String = (0..33).map(|n| format!(";p{n}=1")).collect();
    assert_eq!(MediaType::parse(&format!("a/b{many}")), None);
}

#[test]
fn charsets_are_read_and_set() {
    let mut kind = MediaType::parse("text/html; charset=\"UTF-8\"; x=y").unwrap();
    assert_eq!(kind.charset().as_deref(), Some("utf-8"));
    kind.set_charset("iso-8859-1");
    assert_eq!(kind.to_string(), "text/html; charset=iso-8859-1; x=y");
    let mut kind = MediaType::parse("text/html").unwrap();
    assert_eq!(kind.charset(), None);
    kind.set_charset("utf-8");
    assert_eq!(kind.to_string(), "text/html; charset=utf-8");
    assert_eq!(charset("text/html ;; x ; charset = Utf-8").as_deref(), Some("utf-8"));
    assert_eq!(charset("text/html"), None);
}

#[test]
fn a_content_type_is_matched() {
    let cases: &[(&str, &[&str], Option<&str>)] = &[
        ("text/html; charset=utf-8", &["html"], Some("html")),
        ("text/html", &["json", "text/html"], Some("text/html")),
        ("text/html", &["text/*"], Some("text/html")),
        ("text/html", &["*/*"], Some("text/html")),
        ("text/html", &["*/html"], Some("text/html")),
        ("text/html", &["html", "text/*"], Some("html")),
        ("text/html", &[], Some("text/html")),
        ("Application/JSON", &["json"], Some("json")),
        ("application/vnd.api+json", &["json"], None),
        ("application/vnd.api+json", &["+json"], Some("application/vnd.api+json")),
        (
            "application/vnd.api+json",
            &["application/*+json"],
            Some("application/vnd.api+json"),
        ),
        ("application/json", &["+json"], None),
        ("application/x-www-form-urlencoded", &["urlencoded"], Some("urlencoded")),
        ("multipart/form-data; boundary=x", &["multipart"], Some("multipart")),
        (
            "multipart/form-data; boundary=x",
            &["multipart/*"],
            Some("multipart/form-data"),
        ),
        ("text/html", &["unknown"], None),
        ("text/html", &["*"], None),
        ("text", &["text", "*/*"], None),
        ("", &["*/*"], None),
        ("text/html/x", &["*/*"], None),
    ];
    for (field, names, expected) in cases {
        assert_eq!(is(field, names).as_deref(), *expected, "{field} {names:?}");
    }
}

#[test]
fn endings_have_types() {
    assert_eq!(of_extension("json"), Some("application/json"));
    assert_eq!(of_extension(".HTML"), Some("text/html"));
    assert_eq!(of_extension("feed.xml"), Some("application/xml"));
    assert_eq!(of_extension(""), None);
    assert_eq!(of_extension("nothing"), None);
    assert_eq!(of_extension("opus"), Some("audio/ogg"));
    assert_eq!(content_type("HTML"), "text/html; charset=utf-8");
    assert_eq!(content_type("json"), "application/json");
    assert_eq!(content_type("nothing"), "application/octet-stream");
}

proptest! {
    #[test]
    fn nothing_panics(text in "(?s).{0,60}", like in "[a/;=\" \\\\é+*]{0,40}") {
        for text in [text, like] {
            if let Some(kind) = MediaType::parse(&text) {
                prop_assert_eq!(MediaType::parse(&kind.to_string()), Some(kind));
            }
            essence(&text);
            charset(&text);
            is("text/html", &[&text]);
            is(&text, &["+json", "text/*"]);
        }
    }

    #[test]
    fn types_go_round(kind in "[a-z]{1,8}", subtype in "[a-z+.]{1,8}", value in "[ -~é]{0,12}") {
        let parameters = vec![("x".to_string(), value)];
        let kind = MediaType { kind, subtype, parameters };
        prop_assert_eq!(MediaType::parse(&kind.to_string()), Some(kind));
    }
}
