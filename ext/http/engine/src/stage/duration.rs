//! Durations as programs write them: a number, or a text such as `15m`, as the npm package `ms` reads it.

use std::time::Duration;

use serde::Deserialize;

use crate::stage::settings::Quantity;
use crate::stage::settings::plain;
use crate::stage::settings::split_quantity;

const SECOND: f64 = 1000.0;
const MINUTE: f64 = 60.0 * SECOND;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;
const WEEK: f64 = 7.0 * DAY;
const YEAR: f64 = 365.25 * DAY;

/// A hundred years: adding it to a point in time cannot overflow.
const MAX: f64 = 100.0 * YEAR;

const UNITS: &[(&[&str], f64)] = &[
    (&["", "ms", "msec", "msecs", "millisecond", "milliseconds"], 1.0),
    (&["s", "sec", "secs", "second", "seconds"], SECOND),
    (&["m", "min", "mins", "minute", "minutes"], MINUTE),
    (&["h", "hr", "hrs", "hour", "hours"], HOUR),
    (&["d", "day", "days"], DAY),
    (&["w", "week", "weeks"], WEEK),
    (&["y", "yr", "yrs", "year", "years"], YEAR),
];

/// A duration whose plain numbers are milliseconds.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "Quantity")]
pub(super) struct Milliseconds(pub(super) Duration);

/// A duration whose plain numbers are seconds, as in headers.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "Quantity")]
pub(super) struct Seconds(pub(super) Duration);

impl TryFrom<Quantity> for Milliseconds {
    type Error = String;

    fn try_from(time: Quantity) -> Result<Self, String> {
        from_quantity(time, 1.0).map(Self)
    }
}

impl TryFrom<Quantity> for Seconds {
    type Error = String;

    fn try_from(time: Quantity) -> Result<Self, String> {
        from_quantity(time, SECOND).map(Self)
    }
}

fn from_quantity(time: Quantity, unit: f64) -> Result<Duration, String> {
    match time {
        Quantity::Number(number) => bounded(number * unit).ok_or_else(|| invalid(&number.to_string())),
        Quantity::Text(text) => parse(&text),
    }
}

/// Reads a text; without a unit it is a number of milliseconds.
pub(super) fn parse(text: &str) -> Result<Duration, String> {
    read(text).ok_or_else(|| invalid(text))
}

fn read(text: &str) -> Option<Duration> {
    let (number, unit) = split_quantity(text)?;
    let is_it = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(unit));
    let (_, millis) = UNITS.iter().find(|(names, _)| is_it(names))?;
    bounded(number * millis)
}

fn bounded(millis: f64) -> Option<Duration> {
    (0.0..=MAX)
        .contains(&millis)
        .then(|| Duration::from_secs_f64(millis / SECOND))
}

fn invalid(text: &str) -> String {
    format!(
        "`{}` is not a duration\nhint: write a number, or a text such as `500ms`, `30s`, `15m` or `1d`",
        plain(text)
    )
}
