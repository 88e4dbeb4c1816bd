//! `responseTime`.

use std::time::Duration;

use http::HeaderValue;
use tokio::time::Instant;

use crate::stage::tests::Request;
use crate::stage::tests::assert_complaints;
use crate::stage::tests::header;
use crate::stage::tests::make;
use crate::stage::tests::ok;
use crate::stage::tests::pass_with;

#[tokio::test]
async fn the_time_has_the_form_that_is_asked_for() {
    for (settings, name, before, digits, behind) in [
        ("{}", "x-response-time", "", 3, "ms"),
        (r#"{"digits": 0}"#, "x-response-time", "", 0, "ms"),
        (r#"{"suffix": false, "digits": 1}"#, "x-response-time", "", 1, ""),
        (r#"{"header": "X-Took"}"#, "x-took", "", 3, "ms"),
        (
            r#"{"header": "Server-Timing"}"#,
            "server-timing",
            "db;dur=3, total;dur=",
            3,
            "",
        ),
    ] {
        let stages = [make("responseTime", settings)];
        let (exchange, _answer) = Request::new("GET", "/").exchange();
        let answer = pass_with(&stages, &exchange, |_| {
            let mut answer = ok();
            if name == "server-timing" {
                answer.headers_mut().insert(name, HeaderValue::from_static("db;dur=3"));
            }
            answer
        });
        let value = header(&answer.await, name);
        let number = value.strip_prefix(before).and_then(|value| value.strip_suffix(behind));
        let number = number.unwrap_or_else(|| panic!("{settings}: {value}"));
        assert_eq!(
            number.split_once('.').map_or(0, |(_, part)| part.len()),
            digits,
            "{value}"
        );
        assert!((0.0..10_000.0).contains(&number.parse::<f64>().unwrap()), "{value}");
    }
}

#[tokio::test]
async fn the_time_counts_from_the_stage_to_the_answer() {
    let (exchange, _answer) = Request::new("GET", "/").exchange();
    let began = Instant::now();
    let stages = [make("responseTime", r#"{"suffix": false, "digits": 6}"#)];
    let answer = pass_with(&stages, &exchange, |_| {
        while began.elapsed() < Duration::from_millis(2) {
            std::hint::spin_loop();
        }
        ok()
    });
    let told: f64 = header(&answer.await, "x-response-time").parse().unwrap();
    assert!(told > 0.0 && told <= began.elapsed().as_secs_f64() * 1000.0, "{told}");
    assert!(exchange.began() >= began);
}

#[tokio::test]
async fn the_handlers_header_stays() {
    let stage = make("responseTime", "{}");
    let (exchange, _answer) = Request::new("GET", "/").exchange();
    let stages = [stage];
    let answer = pass_with(&stages, &exchange, |_| {
        let mut answer = ok();
        answer
            .headers_mut()
            .insert("x-response-time", HeaderValue::from_static("none"));
        answer
    });
    assert_eq!(header(&answer.await, "x-response-time"), "none");
}

#[test]
fn settings_are_checked() {
    assert_complaints(
        "responseTime",
        &[
            (r#"{"digits": 7}"#, "`digits`: `7` is more than 6"),
            (r#"{"digits": -1}"#, "`digits`: "),
            (r#"{"header": "a b"}"#, "`header`: `a b` is not the name of a header"),
        ],
    );
}
