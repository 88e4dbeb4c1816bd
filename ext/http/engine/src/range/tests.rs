//! `Range` headers against RFC 9110, section 14.

use std::time::Duration;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use http::Method;
use http::Version;
use proptest::prelude::*;

use super::ByteRange;
use super::RangeOutcome;
use super::Selection;
use super::combine;
use super::parse;
use super::select;
use crate::Fields;
use crate::exchange::RequestHead;

const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

fn date() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(784_111_777)
}

fn head(method: Method, lines: &[(&str, &str)]) -> RequestHead {
    let mut fields = Fields::default();
    for (name, value) in lines {
        fields.push(name, value.as_bytes());
    }
    RequestHead {
        method,
        target: "/".into(),
        version: Version::HTTP_11,
        authority: "localhost".into(),
        fields,
    }
}

fn show(header: &str, size: u64) -> String {
    match parse(header, size) {
        RangeOutcome::Malformed => "-2".to_string(),
        RangeOutcome::Unsatisfiable => "-1".to_string(),
        RangeOutcome::Ranges { unit, ranges } => {
            let ranges: Vec<_> = ranges
                .iter()
                .map(|range| format!("{}-{}", range.start, range.end))
                .collect();
            format!("{unit} {}", ranges.join(" "))
        }
    }
}

fn pairs(ranges: &[(u64, u64)]) -> Vec<ByteRange> {
    ranges
        .iter()
        .map(|(start, end)| ByteRange {
            start: *start,
            end: *end,
        })
        .collect()
}

#[test]
fn headers_are_read() {
    let cases = [
        ("bytes=0-499", 1000, "bytes 0-499"),
        ("bytes=40-80", 1000, "bytes 40-80"),
        ("bytes=-400", 1000, "bytes 600-999"),
        ("bytes=-4000", 1000, "bytes 0-999"),
        ("bytes=400-", 1000, "bytes 400-999"),
        ("bytes=0-0", 1000, "bytes 0-0"),
        ("bytes=-1", 1000, "bytes 999-999"),
        ("bytes=0-9999999999999999999999999", 1000, "bytes 0-999"),
        ("bytes=40-80,81-90,-1", 1000, "bytes 40-80 81-90 999-999"),
        ("bytes= 0-4 ,\t, 90-99,155-", 150, "bytes 0-4 90-99"),
        ("items=0-5", 1000, "items 0-5"),
        ("bytes=0-", u64::MAX, "bytes 0-18446744073709551614"),
        // The representation has none of it.
        ("bytes=1000-", 1000, "-1"),
        ("bytes=500-600", 200, "-1"),
        ("bytes=-0", 200, "-1"),
        ("bytes=0-", 0, "-1"),
        ("bytes=-5", 0, "-1"),
        ("bytes=99999999999999999999999-", 200, "-1"),
        // No range at all.
        ("malformed", 200, "-2"),
        ("", 200, "-2"),
        ("bytes=", 200, "-2"),
        ("bytes=,", 200, "-2"),
        ("bytes=abc", 200, "-2"),
        ("bytes=-", 200, "-2"),
        ("bytes=--5", 200, "-2"),
        ("bytes=5-4", 200, "-2"),
        ("bytes=+5-9", 200, "-2"),
        ("bytes=0-5,x", 200, "-2"),
        ("bytes=0x1-5", 200, "-2"),
    ];
    for (header, size, expected) in cases {
        assert_eq!(show(header, size), expected, "{header} of {size}");
    }
}

#[test]
fn sixteen_ranges_are_enough() {
    let some = |count: usize| format!("bytes={}", vec!["0-1"; count].join(","));
    assert!(show(&some(16), 10).starts_with("bytes 0-1 0-1"));
    assert_eq!(show(&some(17), 10), "-2");
    assert_eq!(show(&format!("bytes={}", vec!["50-"; 17].join(",")), 10), "-2");
}

#[test]
fn ranges_that_touch_are_joined_where_the_first_one_stood() {
    assert_eq!(
        combine(&pairs(&[(0, 4), (90, 99), (5, 75), (100, 199), (101, 102)])),
        pairs(&[(0, 75), (90, 199)])
    );
    assert_eq!(combine(&pairs(&[(90, 99), (0, 4), (3, 8)])), pairs(&[(90, 99), (0, 8)]));
    assert_eq!(combine(&pairs(&[(0, 5), (7, 9)])), pairs(&[(0, 5), (7, 9)]));
    assert_eq!(combine(&[]), []);
}

#[test]
fn only_get_has_ranges_and_only_of_bytes() {
    let ask = |method, range: &str| select(&head(method, &[("range", range)]), 100, None, None, date());
    assert_eq!(ask(Method::GET, "bytes=0-9"), Selection::Parts(pairs(&[(0, 9)])));
    assert_eq!(ask(Method::GET, "BYTES=0-9,5-20"), Selection::Parts(pairs(&[(0, 20)])));
    assert_eq!(ask(Method::GET, "bytes=100-"), Selection::Unsatisfiable);
    assert_eq!(ask(Method::HEAD, "bytes=0-9"), Selection::Whole);
    assert_eq!(ask(Method::POST, "bytes=100-"), Selection::Whole);
    assert_eq!(ask(Method::GET, "lines=100-"), Selection::Whole);
    assert_eq!(ask(Method::GET, "nonsense"), Selection::Whole);
    assert_eq!(
        select(&head(Method::GET, &[]), 100, None, None, date()),
        Selection::Whole
    );
}

#[test]
fn a_range_holds_only_for_the_representation_it_was_meant_for() {
    let later = date() + Duration::from_secs(60);
    let part = Selection::Parts(pairs(&[(0, 9)]));
    let cases = [
        ("\"a\"", Some("\"a\""), later, true),
        ("\"a\"", Some("\"b\""), later, false),
        ("\"a\"", None, later, false),
        ("W/\"a\"", Some("W/\"a\""), later, false),
        ("\"a\"", Some("W/\"a\""), later, false),
        (DATE, None, later, true),
        ("Sun, 06 Nov 1994 08:49:36 GMT", None, later, false),
        ("Sun, 06 Nov 1994 08:49:38 GMT", None, later, false),
        // It may have changed again within the same second.
        (DATE, None, date(), false),
        ("yesterday", Some("\"a\""), later, false),
        ("\"a", Some("\"a"), later, false),
    ];
    for (condition, etag, now, holds) in cases {
        let head = head(Method::GET, &[("range", "bytes=0-9"), ("if-range", condition)]);
        let expected = if holds { part.clone() } else { Selection::Whole };
        assert_eq!(
            select(&head, 100, etag, Some(date()), now),
            expected,
            "{condition} {etag:?}"
        );
    }
}

proptest! {
    #[test]
    fn whatever_comes_is_read_without_a_panic(header in "\\PC{0,40}", size: u64) {
        let _ = parse(&header, size);
    }

    #[test]
    fn ranges_lie_within_and_joining_them_loses_and_repeats_nothing(
        specs in prop::collection::vec((0u64..120, 0u64..40), 1..16),
        size in 1u64..100,
    ) {
        let specs: Vec<_> = specs.iter().map(|(start, more)| format!("{start}-{}", start + more)).collect();
        if let RangeOutcome::Ranges { ranges, .. } = parse(&format!("bytes={}", specs.join(",")), size) {
            prop_assert!(ranges.iter().all(|range| range.start <= range.end && range.end < size));
            let joined = combine(&ranges);
            for byte in 0..size {
                let has = |ranges: &[ByteRange]| {
                    ranges.iter().filter(|range| (range.start..=range.end).contains(&byte)).count()
                };
                prop_assert_eq!(has(&joined), has(&ranges).min(1));
            }
        }
    }
}
