//! Depths of JSON texts.

use proptest::prelude::*;

use crate::data::json_depth::DEFAULT_DEPTH;
use crate::data::json_depth::JsonTooDeep;
use crate::data::json_depth::check;

#[test]
fn depths_are_counted() {
    let cases = [
        ("", 0),
        ("1", 0),
        ("[]", 1),
        ("{\"a\":[1,{}]}", 3),
        ("[[],[],[]]", 2),
        ("[\"[[[[\"]", 1),
        (r#"["\"[[[","\\",[]]"#, 2),
        ("]]]][", 1),
        ("\"[[[[", 0),
        ("\"\\", 0),
    ];
    for (json, depth) in cases {
        // Room enough that the length alone decides nothing.
        let json = format!("{json}{}", " ".repeat(20));
        assert_eq!(check(json.as_bytes(), depth), Ok(()), "{json}");
        if let Some(limit) = depth.checked_sub(1) {
            assert_eq!(check(json.as_bytes(), limit), Err(JsonTooDeep { limit }), "{json}");
        }
    }
}

#[test]
fn the_error_says_what_is_allowed() {
    let deep = "[".repeat(DEFAULT_DEPTH + 1);
    assert_eq!(check(&deep.as_bytes()[1..], DEFAULT_DEPTH), Ok(()));
    let error = check(deep.as_bytes(), DEFAULT_DEPTH).unwrap_err();
    assert_eq!(error.to_string(), "The JSON of the body nests deeper than 512 levels");
}

/// The depth of a value, as its parser sees it.
fn depth(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        serde_json::Value::Object(items) => 1 + items.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = "[\\[\\]{}\"\\\\a]{0,8}".prop_map(serde_json::Value::from);
    leaf.prop_recursive(6, 40, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            prop::collection::btree_map("[\\[\"\\\\]{0,3}", inner, 0..4)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200), limit in 0_usize..5) {
        let _ = check(&bytes, limit);
    }

    #[test]
    fn the_depth_is_that_of_the_parser(value in value()) {
        let depth = depth(&value);
        let json = format!("{value}{}", " ".repeat(10));
        prop_assert!(check(json.as_bytes(), depth).is_ok());
        if let Some(limit) = depth.checked_sub(1) {
            prop_assert!(check(json.as_bytes(), limit).is_err());
        }
    }
}
