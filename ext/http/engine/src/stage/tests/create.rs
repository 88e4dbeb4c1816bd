//! The list of stages, and settings in general.

use crate::stage::STAGES;
use crate::stage::create;
use crate::stage::tests::assert_complaints;
use crate::stage::tests::complaint;

#[test]
fn the_list_is_sorted_and_knows_its_names() {
    assert!(STAGES.is_sorted_by_key(|(name, _)| *name));
    for (name, _) in STAGES {
        if let Ok(stage) = create(name, "{}") {
            assert_eq!(stage.name(), *name);
        }
    }
}

#[test]
fn unknown_names_are_told_the_known_ones() {
    let text = complaint("cor", "{}");
    assert!(
        text.contains("there is no such middleware\nhint: there are `basicAuth`, "),
        "{text}"
    );
}

#[test]
fn nothing_and_null_stand_for_no_settings() {
    for settings in ["", " ", "null", "{}", " {} "] {
        assert!(create("cors", settings).is_ok(), "{settings}");
    }
}

#[test]
fn what_is_no_object_is_refused() {
    for settings in ["1", "true", "[]", "\"dev\"", "{", "{}{}", "undefined"] {
        assert!(
            complaint("cors", settings).contains("they are an object or nothing"),
            "{settings}"
        );
    }
}

#[test]
fn complaints_name_the_field() {
    for (name, _) in STAGES {
        let text = complaint(name, r#"{"no": 1}"#);
        assert!(text.contains("unknown field `no`"), "{text}");
    }
    assert_complaints(
        "cors",
        &[
            (r#"{"orign": "*"}"#, "unknown field `orign`, expected one of `origin`"),
            (r#"{"orign": "*"}"#, "\nhint: did you mean `origin`?"),
            (
                r#"{"methods": ["GET"], "credentials": "yes"}"#,
                "`credentials`: invalid type: string, expected a boolean",
            ),
            (r#"{"methods": 1}"#, "`methods`: expected a text or a list of texts"),
            (r#"{"maxAge": "soon"}"#, "`maxAge`: `soon` is not a duration\nhint: "),
            (r#"{"maxAge": {}}"#, "`maxAge`: expected a number or a text"),
        ],
    );
    assert_complaints(
        "compress",
        &[(
            r#"{"levels": {"gzp": 1}}"#,
            "`levels`: unknown field `gzp`, expected one of `br`, `gzip`, `zstd`\nhint: did you mean `gzip`?",
        )],
    );
    assert_complaints("rateLimit", &[(r#"{"max": 1, "limit": 2}"#, "duplicate field `limit`")]);
}
