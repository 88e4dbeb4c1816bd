//! Queries and forms against what `URLSearchParams` and `qs` make of them.

use proptest::prelude::*;

use crate::data::query::DEFAULT_PAIRS;
use crate::data::query::Nesting;
use crate::data::query::exceeds;
use crate::data::query::flat;
use crate::data::query::nested;
use crate::data::query::pairs;

fn tree(text: &str) -> String {
    nested(text, &Nesting::default())
}

#[test]
fn pairs_are_read_as_url_search_params_does() {
    let cases: &[(&str, &[&str])] = &[
        ("", &[]),
        ("&&", &[]),
        ("a=1&b=2", &["a", "1", "b", "2"]),
        ("a=1&a=2", &["a", "1", "a", "2"]),
        ("a", &["a", ""]),
        ("=1", &["", "1"]),
        ("a=b=c", &["a", "b=c"]),
        ("a+b=c+d", &["a b", "c d"]),
        ("%C3%A9=%41%2B", &["é", "A+"]),
        ("a=100%&b=%zz%4", &["a", "100%", "b", "%zz%4"]),
        ("a=%FF", &["a", "\u{fffd}"]),
        ("é=ü", &["é", "ü"]),
        ("a[]=1&__proto__=2", &["a[]", "1", "__proto__", "2"]),
    ];
    for (text, expected) in cases {
        assert_eq!(flat(text, DEFAULT_PAIRS), *expected, "{text}");
    }
}

#[test]
fn pairs_are_bounded() {
    let text = vec!["a=1"; 1500].join("&");
    assert_eq!(pairs(&text, DEFAULT_PAIRS).count(), 1000);
    assert!(exceeds(&text, 1499));
    assert!(!exceeds(&text, 1500));
    assert!(!exceeds("a", 1));
    assert!(exceeds("a", 0));
    assert!(!exceeds("", 0));
}

#[test]
fn nested_names_are_read_as_qs_does() {
    let cases = [
        ("", "{}"),
        ("&=1&[]", r#"{"0":""}"#),
        ("a=1&b=2", r#"{"a":"1","b":"2"}"#),
        ("a=1&a=2&a=3", r#"{"a":["1","2","3"]}"#),
        ("a[b]=1", r#"{"a":{"b":"1"}}"#),
        ("a[b][c]=1&a[b][d]=2", r#"{"a":{"b":{"c":"1","d":"2"}}}"#),
        ("a[]=1", r#"{"a":["1"]}"#),
        ("a[]=1&a[]=2", r#"{"a":["1","2"]}"#),
        ("a[1]=b&a[0]=a", r#"{"a":["a","b"]}"#),
        ("a[5]=x&a[2]=y", r#"{"a":["y","x"]}"#),
        ("a[0]=x&a[b]=y", r#"{"a":{"0":"x","b":"y"}}"#),
        ("a[][b]=1&a[][c]=2", r#"{"a":[{"b":"1","c":"2"}]}"#),
        ("a[b]=1&a=2", r#"{"a":[{"b":"1"},"2"]}"#),
        ("a[b]=1&a=2&a=3", r#"{"a":{"b":"1","0":"2","1":"3"}}"#),
        ("a=1&a[b]=2", r#"{"a":["1",{"b":"2"}]}"#),
        ("a[b]=1&a=", r#"{"a":{"b":"1"}}"#),
        ("a[19]=x", r#"{"a":["x"]}"#),
        ("a[20]=x", r#"{"a":{"20":"x"}}"#),
        ("a[999999999]=x&a[]=y", r#"{"a":{"0":"y","999999999":"x"}}"#),
        ("a[01]=x", r#"{"a":{"01":"x"}}"#),
        (
            "a[b][c][d][e][f][g]=1",
            r#"{"a":{"b":{"c":{"d":{"e":{"f":{"[g]":"1"}}}}}}}"#,
        ),
        ("a[b=1", r#"{"a":{"[b":"1"}}"#),
        ("[a]=1", r#"{"a":"1"}"#),
        ("a%5Bb%5d=1+2", r#"{"a":{"b":"1 2"}}"#),
        ("a=%zz+%41&%C3%A9=%FF", r#"{"a":"%zz %41","é":"%FF"}"#),
        ("a[b]]=1", r#"{"a":{"b":"1"}}"#),
    ];
    for (text, expected) in cases {
        assert_eq!(same(&tree(text)), same(expected), "{text}");
    }
}

fn same(json: &str) -> serde_json::Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn names_that_objects_inherit_are_left_out() {
    for name in ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"] {
        for text in [
            format!("{name}=1"),
            format!("{name}[x]=1"),
            format!("a[{name}]=1"),
            format!("a[b][{name}][c]=1"),
            format!("[{name}]=1"),
        ] {
            assert_eq!(tree(&text), "{}", "{text}");
        }
    }
    let flat = Nesting {
        depth: 0,
        ..Nesting::default()
    };
    assert_eq!(nested("[__proto__]=1&__proto__=2", &flat), "{}");
}

#[test]
fn trees_are_bounded() {
    let long = vec!["a[]=1"; 1500].join("&");
    let tree = same(&tree(&long));
    assert_eq!(tree["a"].as_object().unwrap().len(), 1000);
    let deep = format!("a{}=1", "[b]".repeat(5000));
    let nesting = Nesting {
        depth: usize::MAX,
        ..Nesting::default()
    };
    assert!(nested(&deep, &nesting).matches('{').count() <= 66);
}

/// Names and values made of what has a meaning.
fn form() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "b", "[", "]", "[]", "[0]", "[19]", "[20]", "[b]", "=", "&", "%", "%5B", "%41", "%ff", "+", "é", "1",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_panics(text in ".{0,200}", form in form(), depth in 0_usize..8, array_length in 0_usize..4) {
        let nesting = Nesting { depth, array_length, ..Nesting::default() };
        for text in [text, form] {
            let tree: serde_json::Value = serde_json::from_str(&nested(&text, &nesting)).unwrap();
            prop_assert!(tree.is_object());
            prop_assert!(pairs(&text, 10).count() <= 10);
        }
    }

    #[test]
    fn pairs_go_round(pairs in prop::collection::vec((".{0,10}", ".{0,10}"), 0..10)) {
        let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
        let read: Vec<_> = super::pairs(&text, 100).map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        prop_assert_eq!(read, pairs);
    }
}
