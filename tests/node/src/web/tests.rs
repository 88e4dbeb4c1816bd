//! What is read from a web platform test and from its results.

use super::WebTest;
use super::count;
use crate::journal::Subtests;

fn parse(text: &str) -> Option<WebTest> {
    WebTest::parse("wpt/a.any.js".to_owned(), text)
}

#[test]
fn the_first_lines_say_where_and_how_long() {
    assert!(parse("// META: timeout=long\n").unwrap().is_long);
    assert!(!parse("test(() => {});\n// META: timeout=long\n").unwrap().is_long);
    let seconds = |text| parse(text).unwrap().time().as_secs();
    assert_eq!(seconds(""), 10);
    assert_eq!(
        seconds("// META: timeout=long\n// META: variant=?1-10\n// META: variant=?11-last\n"),
        120
    );
    assert!(parse("// META: title=x\n// META: global=window,dedicatedworker\n").is_some());
    assert_eq!(parse("// META: global=serviceworker\n"), None);
}

#[test]
fn results_are_counted_even_if_the_end_is_missing() {
    let all =
        "{\"passed\":true,\"name\":\"a\"}\n{\"passed\":false,\"name\":\"b\",\"message\":\"m\"}\n{\"complete\":true}\n";
    assert_eq!(count(all), (Subtests { passed: 1, total: 2 }, true));
    let cut = "{\"passed\":true,\"name\":\"a\"}\n{\"pass";
    assert_eq!(count(cut), (Subtests { passed: 1, total: 1 }, false));
    assert_eq!(count(""), (Subtests::default(), false));
}
