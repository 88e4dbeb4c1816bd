//! The lists are read as they are written.

use super::WebCounts;
use super::WebList;
use super::format_web;
use super::lines;
use super::parse_web;

#[test]
fn comments_and_empty_lines_say_nothing() {
    assert_eq!(lines("# a\n\n b \nc\n").collect::<Vec<_>>(), ["b", "c"]);
}

#[test]
fn counts_are_read_as_they_are_written() {
    let counts = WebCounts {
        racejs: 1,
        deno: 2,
        node: 3,
        total: 4,
    };
    let list = WebList::from([("wpt/a.any.js".to_owned(), counts)]);
    assert_eq!(parse_web(&format_web(&list)).unwrap(), list);
    assert!(parse_web("wpt/a.any.js 1 2 3\n").is_err());
}
