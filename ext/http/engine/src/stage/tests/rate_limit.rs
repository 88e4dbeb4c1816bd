//! `rateLimit`.

use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::time::Duration;

use tokio::time::Instant;

use crate::stage::rate_limit::Counts;
use crate::stage::tests::Request;
use crate::stage::tests::assert_complaints;
use crate::stage::tests::header;
use crate::stage::tests::make;
use crate::stage::tests::pass;

fn get(address: &str) -> Request {
    Request::new("GET", "/").from(address)
}

#[tokio::test]
async fn so_many_in_a_window() {
    let stage = make("rateLimit", r#"{"windowMs": "1h", "limit": 2}"#);
    for (status, remaining, retry) in [(200, 1, false), (200, 0, false), (429, 0, true), (429, 0, true)] {
        let answer = pass(&stage, get("192.0.2.1")).await;
        assert_eq!(answer.status(), status);
        assert_eq!(header(&answer, "ratelimit-policy"), "\"default\";q=2;w=3600");
        let state = header(&answer, "ratelimit");
        let reset = state.strip_prefix(&format!("\"default\";r={remaining};t=")).unwrap();
        assert!((3590..=3600).contains(&reset.parse().unwrap()), "{state}");
        assert_eq!(header(&answer, "retry-after"), if retry { reset } else { "" });
    }
}

#[test]
fn a_window_begins_with_the_first_request() {
    let second = Duration::from_secs(1);
    let mut counts = Counts::new(second * 10, 100);
    let began = Instant::now();
    for (at, count, left) in [
        (0, 1, 10_000),
        (3500, 2, 6500),
        (9999, 3, 1),
        (10_000, 1, 10_000),
        (19_999, 2, 1),
    ] {
        let counted = counts.count(client(1), began + Duration::from_millis(at));
        assert_eq!(counted, (count, Duration::from_millis(left)), "{at}");
    }
}

#[tokio::test]
async fn clients_are_counted_apart() {
    let one = r#"{"limit": 1}"#;
    for (settings, first, second, is_same) in [
        (one, "192.0.2.1", "192.0.2.1", true),
        (one, "192.0.2.1", "192.0.2.2", false),
        (one, "192.0.2.1", "::ffff:192.0.2.1", true),
        (one, "2001:db8::1", "2001:db8:0:ff::1", true),
        (one, "2001:db8::1", "2001:db8:0:100::1", false),
        (
            r#"{"limit": 1, "ipv6Subnet": 128}"#,
            "2001:db8::1",
            "2001:db8::2",
            false,
        ),
    ] {
        let stage = make("rateLimit", settings);
        assert_eq!(pass(&stage, get(first)).await.status(), 200);
        let status = if is_same { 429 } else { 200 };
        assert_eq!(pass(&stage, get(second)).await.status(), status, "{first} {second}");
    }
}

#[tokio::test]
async fn the_form_of_a_refusal_can_be_set() {
    let stage = make("rateLimit", r#"{"max": 1, "statusCode": 503, "headers": false}"#);
    assert!(!pass(&stage, get("192.0.2.1")).await.headers().contains_key("ratelimit"));
    let answer = pass(&stage, get("192.0.2.1")).await;
    assert_eq!(answer.status(), 503);
    assert_eq!(header(&answer, "retry-after"), "60");
    assert!(!answer.headers().contains_key("ratelimit-policy"));
}

#[test]
fn settings_are_checked() {
    assert_complaints(
        "rateLimit",
        &[
            (r#"{"limit": 0}"#, "`limit`: `0` lets nobody in"),
            (r#"{"limit": -1}"#, "`limit`: invalid value"),
            (r#"{"limit": null}"#, "`limit`: invalid type: null"),
            (r#"{"windowMs": 0}"#, "`windowMs`: a window of no time counts nothing"),
            (r#"{"windowMs": "x"}"#, "`windowMs`: `x` is not a duration"),
            (
                r#"{"statusCode": 200}"#,
                "`statusCode`: `200` is not the status of an error",
            ),
            (r#"{"ipv6Subnet": 16}"#, "`ipv6Subnet`: `16` is not between 32 and 128"),
        ],
    );
}

fn client(number: u32) -> IpAddr {
    Ipv4Addr::from(number).into()
}

#[test]
fn memory_is_bounded_and_the_latest_are_remembered() {
    let mut counts = Counts::new(Duration::from_secs(60), 100);
    let now = Instant::now();
    for number in 0..10_000 {
        assert_eq!(counts.count(client(number), now).0, 1);
        assert_eq!(counts.count(client(0), now).0, number + 2);
        assert!(counts.len() <= 100, "{}", counts.len());
    }
    assert_eq!(counts.count(client(9_990), now).0, 2);
    assert_eq!(counts.count(client(9_000), now).0, 1);
}

#[test]
fn windows_that_are_over_are_forgotten() {
    let window = Duration::from_secs(60);
    let mut counts = Counts::new(window, 100);
    let now = Instant::now();
    for number in 0..20 {
        counts.count(client(number), now);
    }
    counts.count(client(99), now + window);
    assert_eq!(counts.len(), 21);
    counts.count(client(99), now + window * 2);
    assert_eq!(counts.len(), 1);
    assert_eq!(counts.count(client(99), now + window * 9).0, 1);
    assert_eq!(counts.len(), 1);
}
