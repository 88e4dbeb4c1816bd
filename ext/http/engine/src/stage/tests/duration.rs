//! Durations.

use std::time::Duration;

use proptest::prelude::*;
use serde_json::from_str;

use crate::stage::duration::Milliseconds;
use crate::stage::duration::Seconds;
use crate::stage::duration::parse;

#[test]
fn durations_are_read() {
    for (text, millis) in [
        ("0", 0),
        ("250", 250),
        ("250ms", 250),
        ("1s", 1000),
        ("1.5 secs", 1500),
        ("15m", 15 * 60_000),
        ("2 hrs", 2 * 3_600_000),
        ("1D", 86_400_000),
        ("1 week", 7 * 86_400_000),
        ("1y", 31_557_600_000),
        (".5s", 500),
    ] {
        assert_eq!(parse(text), Ok(Duration::from_millis(millis)), "{text}");
    }
}

#[test]
fn what_is_no_duration_is_refused() {
    for text in ["", "s", "-1s", "1 parsec", "1h30m", "1.2.3s", "1e3", "101y", "inf"] {
        let reason = parse(text).unwrap_err();
        assert!(
            reason.starts_with(&format!("`{text}` is not a duration\nhint: ")),
            "{reason}"
        );
    }
}

#[test]
fn numbers_have_the_unit_of_their_field() {
    let second = Duration::from_secs(1);
    assert_eq!(from_str::<Milliseconds>("1000").unwrap(), Milliseconds(second));
    assert_eq!(from_str::<Milliseconds>("\"1000\"").unwrap(), Milliseconds(second));
    assert_eq!(from_str::<Seconds>("1").unwrap(), Seconds(second));
    assert_eq!(from_str::<Seconds>("\"1s\"").unwrap(), Seconds(second));
    for bad in ["-1", "1e300", "null", "true", "[]"] {
        assert!(from_str::<Seconds>(bad).is_err(), "{bad}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,80}") {
        let _ = parse(&text);
    }

    #[test]
    fn seconds_are_a_thousand_milliseconds(seconds in 0..1_000_000_u64) {
        prop_assert_eq!(parse(&format!("{seconds}s")), Ok(Duration::from_secs(seconds)));
        prop_assert_eq!(parse(&format!("{seconds}000")), Ok(Duration::from_secs(seconds)));
    }
}
