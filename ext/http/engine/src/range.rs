//! Which bytes of a representation a request asks for (RFC 9110, section 14). Knows no files and makes no answers.

#[cfg(test)]
mod tests;

use std::time::Duration;
use std::time::SystemTime;

use http::Method;

use crate::conditional;
use crate::exchange::RequestHead;

/// Ranges that one request may ask for. A player needs one, a viewer of documents a few; more are an attack.
pub const MAX_RANGES: usize = 16;

/// A validator that is a date counts as strong when it is at least this old (RFC 9110, section 8.8.2.2).
const SETTLED: Duration = Duration::from_secs(1);

/// A part of a representation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteRange {
    /// Its first byte, from 0.
    pub start: u64,
    /// Its last byte; never before the first one.
    pub end: u64,
}

impl ByteRange {
    /// How many bytes it has.
    pub fn length(self) -> u64 {
        self.end - self.start + 1
    }
}

/// What a `Range` header asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RangeOutcome<'h> {
    /// It is no `Range` header, or asks for more than [`MAX_RANGES`]; Express calls this -2.
    Malformed,
    /// The representation has none of it; Express calls this -1.
    Unsatisfiable,
    /// What of it the representation has, in the order of the header.
    Ranges {
        /// The unit, `bytes` as a rule.
        unit: &'h str,
        /// At least one.
        ranges: Vec<ByteRange>,
    },
}

/// Reads a `Range` header, for a representation of `size` bytes.
pub fn parse(header: &str, size: u64) -> RangeOutcome<'_> {
    let Some((unit, set)) = header.split_once('=') else {
        return RangeOutcome::Malformed;
    };
    let mut ranges = Vec::new();
    let mut specs = 0;
    for spec in set.split(',').map(trim).filter(|spec| !spec.is_empty()) {
        specs += 1;
        match parse_spec(spec, size) {
            Some(_) if specs > MAX_RANGES => return RangeOutcome::Malformed,
            Some(range) => ranges.extend(range),
            None => return RangeOutcome::Malformed,
        }
    }
    match ranges.is_empty() {
        _ if specs == 0 => RangeOutcome::Malformed,
        true => RangeOutcome::Unsatisfiable,
        false => RangeOutcome::Ranges {
            unit: trim(unit),
            ranges,
        },
    }
}

/// Joins ranges that overlap or follow each other directly. Each stands where the first of its parts stood.
pub fn combine(ranges: &[ByteRange]) -> Vec<ByteRange> {
    let mut ordered: Vec<(usize, ByteRange)> = ranges.iter().copied().enumerate().collect();
    ordered.sort_by_key(|(_, range)| range.start);
    let mut joined: Vec<(usize, ByteRange)> = Vec::with_capacity(ordered.len());
    for (place, range) in ordered {
        match joined.last_mut() {
            Some((first, last)) if range.start <= last.end.saturating_add(1) => {
                last.end = last.end.max(range.end);
                *first = (*first).min(place);
            }
            _ => joined.push((place, range)),
        }
    }
    joined.sort_by_key(|(place, _)| *place);
    joined.into_iter().map(|(_, range)| range).collect()
}

/// How much of a representation an answer carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Selection {
    /// All of it.
    Whole,
    /// These parts, none of which overlap.
    Parts(Vec<ByteRange>),
    /// Nothing: what is asked for lies behind its end.
    Unsatisfiable,
}

/// What a request gets of a representation with these validators. Whatever cannot be understood, or does not hold any
/// more, gets all of it, as section 14.2 has it.
pub(crate) fn select(
    head: &RequestHead,
    size: u64,
    etag: Option<&str>,
    modified: Option<SystemTime>,
    now: SystemTime,
) -> Selection {
    let header = head.fields.get("range").filter(|_| head.method == Method::GET);
    let Some(header) = header else {
        return Selection::Whole;
    };
    let is_bytes = |unit: &str| trim(unit).eq_ignore_ascii_case("bytes");
    if !header.split_once('=').is_some_and(|(unit, _)| is_bytes(unit)) {
        return Selection::Whole;
    }
    if let Some(condition) = head.fields.first("if-range")
        && !still_holds(condition, etag, modified, now)
    {
        return Selection::Whole;
    }
    match parse(&header, size) {
        RangeOutcome::Malformed => Selection::Whole,
        RangeOutcome::Unsatisfiable => Selection::Unsatisfiable,
        RangeOutcome::Ranges { ranges, .. } => Selection::Parts(combine(&ranges)),
    }
}

/// `If-Range` (section 13.1.5): a strong entity tag, or the very date of the last change if that is a strong one.
fn still_holds(condition: &str, etag: Option<&str>, modified: Option<SystemTime>, now: SystemTime) -> bool {
    if let Some(tag) = conditional::single_tag(condition) {
        return etag.is_some_and(|own| conditional::is_strong_match(tag, own));
    }
    let (Some(date), Some(modified)) = (conditional::parse_date(condition), modified) else {
        return false;
    };
    let modified = conditional::whole_seconds(modified);
    date == modified && now.duration_since(modified).is_ok_and(|age| age >= SETTLED)
}

/// `None` if it is no range, `Some(None)` if the representation has nothing of it.
fn parse_spec(spec: &str, size: u64) -> Option<Option<ByteRange>> {
    let (first, last) = spec.split_once('-')?;
    let (first, last) = (trim(first), trim(last));
    if first.is_empty() {
        let length = position(last)?;
        let is_empty = length == 0 || size == 0;
        return Some((!is_empty).then(|| ByteRange {
            start: size.saturating_sub(length),
            end: size - 1,
        }));
    }
    let start = position(first)?;
    let end = if last.is_empty() { u64::MAX } else { position(last)? };
    if end < start {
        return None;
    }
    Some((start < size).then(|| ByteRange {
        start,
        end: end.min(size - 1),
    }))
}

/// Digits alone. One beyond any file is as good as the largest number.
fn position(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}
