//! Lengths of time as people write and read them.

use std::time::Duration;

const UNITS: [(&str, u64); 5] = [
    // Before `m` and `s`, which it ends with.
    ("ms", 1),
    ("s", 1000),
    ("m", 60 * 1000),
    ("h", 60 * 60 * 1000),
    ("d", 24 * 60 * 60 * 1000),
];

/// Reads `500ms`, `10s`, `10m`, `2h`, `1d` or `0`.
///
/// # Errors
/// What is expected, for a text that is none of these.
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let expected = || "a number and a unit, such as `500ms`, `10s` or `10m`".to_owned();
    if text == "0" {
        return Ok(Duration::ZERO);
    }
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit).ok_or_else(expected)?;
    let number: u64 = number.parse().map_err(|_| expected())?;
    let milliseconds = number.checked_mul(*factor).filter(|length| *length <= MAX_MS);
    milliseconds
        .map(Duration::from_millis)
        .ok_or_else(|| "at most a year".to_owned())
}

const MAX_MS: u64 = 365 * 24 * 60 * 60 * 1000;

/// In the largest unit that fits: `143 ms`, `12 s`, `10 min`, `3 h`, `2 d`.
pub(crate) fn in_words(length: Duration) -> String {
    let (ms, s) = (length.as_millis(), length.as_secs());
    match s {
        0..=1 if !ms.is_multiple_of(1000) || ms == 0 => format!("{ms} ms"),
        0..120 => format!("{s} s"),
        120..7200 => format!("{} min", s / 60),
        7200..172_800 => format!("{} h", s / 3600),
        _ => format!("{} d", s / 86400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_a_number_and_a_unit() {
        let read = |text| parse_duration(text).map(|length| length.as_millis());
        assert_eq!(read("500ms"), Ok(500));
        assert_eq!(read("10s"), Ok(10_000));
        assert_eq!(read("10m"), Ok(600_000));
        assert_eq!(read("2h"), Ok(7_200_000));
        assert_eq!(read("1d"), Ok(86_400_000));
        assert_eq!(read("0"), Ok(0));
        assert_eq!(read("0s"), Ok(0));
        for wrong in [
            "",
            "10",
            "s",
            "-1s",
            "1.5s",
            "10 s",
            "10S",
            "1w",
            "99999999999999999999s",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        assert_eq!(read("400d"), Err("at most a year".to_owned()));
        assert_eq!(read("9999999999999999999d"), Err("at most a year".to_owned()));
    }

    #[test]
    fn it_is_told_in_the_largest_unit_that_fits() {
        let told = |ms| in_words(Duration::from_millis(ms));
        assert_eq!(told(0), "0 ms");
        assert_eq!(told(143), "143 ms");
        assert_eq!(told(1000), "1 s");
        assert_eq!(told(1999), "1999 ms");
        assert_eq!(told(30_000), "30 s");
        assert_eq!(told(600_000), "10 min");
        assert_eq!(told(3 * 3_600_000), "3 h");
        assert_eq!(told(3 * 86_400_000), "3 d");
    }
}
