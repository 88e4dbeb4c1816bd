//! Expected text against actual text. It must not know where either came from.

use regex::Regex;

/// Any text, line ends included.
const WILDCARD: &str = "[WILDCARD]";
/// Characters of a line that a report shows: output may be one line of a megabyte.
const LINE_SHOWN_MAX: usize = 1000;
/// Any text within one line.
const WILDLINE: &str = "[WILDLINE]";

/// Whether `actual` is what `expected` describes. Newlines at the very end do not count.
pub(crate) fn matches(expected: &str, actual: &str) -> Result<bool, String> {
    let pattern = to_pattern(expected.trim_end_matches('\n'));
    let regex = Regex::new(&pattern).map_err(|error| format!("the expected text is too large to match: {error}"))?;
    Ok(regex.is_match(actual.trim_end_matches('\n')))
}

fn to_pattern(expected: &str) -> String {
    let mut pattern = String::from(r"\A");
    let mut rest = expected;
    while let Some(start) = rest.find("[WILD") {
        let (before, from) = rest.split_at(start);
        pattern.push_str(&regex::escape(before));
        let (piece, length) = if from.starts_with(WILDCARD) {
            ("(?s:.*?)", WILDCARD.len())
        } else if from.starts_with(WILDLINE) {
            (r"[^\n]*?", WILDLINE.len())
        } else {
            (r"\[WILD", "[WILD".len())
        };
        pattern.push_str(piece);
        rest = &from[length..];
    }
    pattern.push_str(&regex::escape(rest));
    pattern.push_str(r"\z");
    pattern
}

/// Both texts, and the first line at which they part where that is certain.
pub(crate) fn difference(what: &str, expected: &str, actual: &str) -> String {
    let mut text = format!("{what} is not as expected\n");
    if let Some(line) = first_difference(expected, actual) {
        text.push_str(&format!("  first difference at line {line}\n"));
    }
    text.push_str(&block("expected", expected));
    text.push_str(&block("actual", actual));
    text
}

/// A titled, indented text.
pub(crate) fn block(title: &str, body: &str) -> String {
    let mut text = format!("  {title}:\n");
    if body.is_empty() {
        text.push_str("    (nothing)\n");
    }
    for line in body.trim_end_matches('\n').lines() {
        text.push_str(&match line.char_indices().nth(LINE_SHOWN_MAX) {
            None => format!("    {line}\n"),
            Some((end, _)) => format!("    {}… ({} bytes)\n", &line[..end], line.len()),
        });
    }
    text
}

/// Lines are compared pairwise up to the first `[WILDCARD]`, past which their numbers no longer agree.
fn first_difference(expected: &str, actual: &str) -> Option<usize> {
    let mut actual = actual.trim_end_matches('\n').lines();
    let mut count = 0;
    for (index, line) in expected.trim_end_matches('\n').lines().enumerate() {
        if line.contains(WILDCARD) {
            return None;
        }
        count = index + 1;
        if actual.next().is_none_or(|other| matches(line, other) != Ok(true)) {
            return Some(count);
        }
    }
    actual.next().map(|_| count + 1)
}
