//! Sizes as programs write them: a number of bytes, or a text such as `1mb`, as the npm package `bytes` reads it.

use serde::Deserialize;

use crate::stage::settings::Quantity;
use crate::stage::settings::plain;
use crate::stage::settings::split_quantity;

/// The largest whole number that JavaScript can tell from its neighbours.
const MAX: f64 = 9_007_199_254_740_991.0;

const UNITS: &[(&str, u32)] = &[("b", 0), ("kb", 1), ("mb", 2), ("gb", 3), ("tb", 4), ("pb", 5)];

/// A number of bytes.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "Quantity")]
pub(crate) struct ByteSize(pub(crate) u64);

impl TryFrom<Quantity> for ByteSize {
    type Error = String;

    fn try_from(size: Quantity) -> Result<Self, String> {
        match size {
            Quantity::Number(bytes) => whole(bytes).ok_or_else(|| invalid(&bytes.to_string())),
            Quantity::Text(text) => parse(&text),
        }
        .map(Self)
    }
}

/// Reads a size; units are powers of 1024, in any case.
pub(crate) fn parse(text: &str) -> Result<u64, String> {
    read(text).ok_or_else(|| invalid(text))
}

fn read(text: &str) -> Option<u64> {
    let (number, unit) = split_quantity(text)?;
    let power = match unit {
        "" => 0,
        unit => UNITS.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit))?.1,
    };
    whole(number * 1024_f64.powi(power as i32))
}

/// A part of a byte is none.
fn whole(bytes: f64) -> Option<u64> {
    (0.0..=MAX).contains(&bytes).then_some(bytes as u64)
}

fn invalid(text: &str) -> String {
    format!(
        "`{}` is not a size\nhint: write a number of bytes, or a text such as `512kb` or `1mb`",
        plain(text)
    )
}
