//! Negotiation against what `accepts` and `negotiator` decide.

use proptest::prelude::*;

use crate::data::accept::Kind;
use crate::data::accept::accepted;
use crate::data::accept::best;

fn choose<'a>(kind: Kind, field: &str, offers: &[&'a str]) -> Option<&'a str> {
    best(kind, Some(field), offers).map(|place| offers[place])
}

#[test]
fn the_best_type_is_chosen() {
    let cases: &[(&str, &[&str], Option<&str>)] = &[
        ("text/html", &["html"], Some("html")),
        ("text/*, application/json", &["text/html"], Some("text/html")),
        ("text/*, application/json", &["png"], None),
        ("text/*;q=.5, application/json", &["html", "json"], Some("json")),
        ("text/html, application/json", &["json", "html"], Some("html")),
        ("*/*", &["json", "html"], Some("json")),
        (
            "text/*, text/plain;q=0",
            &["text/plain", "text/html"],
            Some("text/html"),
        ),
        (
            "text/plain;q=0.2, */*;q=0.1",
            &["text/html", "text/plain"],
            Some("text/plain"),
        ),
        ("application/json;v=1", &["application/json"], None),
        (
            "application/json;v=1",
            &["application/json;v=1"],
            Some("application/json;v=1"),
        ),
        ("text/html;level=*", &["text/html;level=7"], Some("text/html;level=7")),
        ("TEXT/HTML", &["text/html"], Some("text/html")),
        ("text/html;q=\"0.1\", text/plain", &["html", "txt"], Some("txt")),
        ("text/html;q=nonsense", &["html"], None),
        ("text/html;q=2, text/plain", &["txt", "html"], Some("html")),
        ("text", &["html"], None),
        ("*/*", &["nothing-known", "json"], Some("json")),
        ("", &["json", "html"], Some("json")),
    ];
    for (field, offers, expected) in cases {
        assert_eq!(choose(Kind::Type, field, offers), *expected, "{field} {offers:?}");
    }
    assert_eq!(best(Kind::Type, None, &["html", "json"]), Some(0));
    assert_eq!(best(Kind::Type, None, &[]), None);
}

#[test]
fn the_best_language_is_chosen() {
    let cases: &[(&str, &[&str], Option<&str>)] = &[
        ("en;q=0.8, es, pt", &["en", "es"], Some("es")),
        ("en-US, en;q=0.5", &["en", "en-US"], Some("en-US")),
        ("en", &["en-GB"], Some("en-GB")),
        ("en-GB", &["en"], Some("en")),
        ("en-GB", &["en-US"], None),
        ("en-GB, *;q=0.1", &["fr", "en"], Some("en")),
        ("*", &["fr", "en"], Some("fr")),
        ("", &["fr"], None),
    ];
    for (field, offers, expected) in cases {
        assert_eq!(choose(Kind::Language, field, offers), *expected, "{field} {offers:?}");
    }
    assert_eq!(best(Kind::Language, None, &["fr", "en"]), Some(0));
}

#[test]
fn the_best_encoding_is_chosen() {
    let cases: &[(&str, &[&str], Option<&str>)] = &[
        ("gzip, deflate", &["deflate", "gzip"], Some("gzip")),
        ("gzip;q=0.5, br", &["gzip", "br"], Some("br")),
        ("gzip", &["br"], None),
        ("gzip", &["br", "identity"], Some("identity")),
        ("identity;q=0", &["identity"], None),
        ("*;q=0", &["identity"], None),
        ("*", &["br"], Some("br")),
        ("", &["gzip", "identity"], Some("identity")),
    ];
    for (field, offers, expected) in cases {
        assert_eq!(choose(Kind::Encoding, field, offers), *expected, "{field} {offers:?}");
    }
    assert_eq!(best(Kind::Encoding, None, &["gzip", "identity"]), Some(1));
}

#[test]
fn the_best_charset_is_chosen() {
    let field = "utf-8, iso-8859-1;q=0.2, utf-7;q=0.5";
    assert_eq!(choose(Kind::Charset, field, &["iso-8859-1", "UTF-7"]), Some("UTF-7"));
    assert_eq!(choose(Kind::Charset, field, &["koi8-r"]), None);
    assert_eq!(best(Kind::Charset, None, &["koi8-r"]), Some(0));
}

#[test]
fn without_offers_the_preferences_are_listed() {
    let field = "text/html;q=0.3, application/json, text/plain;q=0, */*;q=0.3, broken";
    let expected = ["application/json", "text/html", "*/*"];
    assert_eq!(accepted(Kind::Type, Some(field)), expected);
    assert_eq!(accepted(Kind::Type, None), ["*/*"]);
    assert_eq!(accepted(Kind::Type, Some("")), Vec::<String>::new());
    assert_eq!(accepted(Kind::Language, Some("en;q=0.8, es, pt")), ["es", "pt", "en"]);
    assert_eq!(
        accepted(Kind::Encoding, Some("gzip;q=0.5, br")),
        ["br", "gzip", "identity"]
    );
    assert_eq!(accepted(Kind::Encoding, None), ["identity"]);
    assert_eq!(accepted(Kind::Charset, None), ["*"]);
}

#[test]
fn long_fields_are_bounded() {
    let field = "a/b, ".repeat(3000) + "text/html";
    assert_eq!(accepted(Kind::Type, Some(&field)).len(), 100);
    let field = format!("text/html{}", ";a=b;c=d".repeat(3000));
    assert_eq!(choose(Kind::Type, &field, &["html"]), None);
}

#[test]
fn each_kind_has_its_field() {
    let kinds = [Kind::Type, Kind::Charset, Kind::Encoding, Kind::Language];
    let fields = ["accept", "accept-charset", "accept-encoding", "accept-language"];
    assert_eq!(kinds.map(Kind::field), fields);
}

proptest! {
    #[test]
    fn nothing_panics(text in "(?s).{0,80}", field in "[a/*;,= \"\\\\q0.1eE+-]{0,80}", offer in "[a/*;=-]{0,8}") {
        for kind in [Kind::Type, Kind::Charset, Kind::Encoding, Kind::Language] {
            for field in [&text, &field] {
                best(kind, Some(field), &[&offer, &text]);
                accepted(kind, Some(field));
            }
        }
    }
}
