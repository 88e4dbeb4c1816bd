//! `application/x-www-form-urlencoded`: queries and forms, flat as `URLSearchParams` reads them, or nested as the npm
//! package `qs` does. Nothing here fails: what is no escape stays as it is.

mod nested;
#[cfg(test)]
mod tests;
mod tree;

use std::borrow::Cow;

pub use nested::Nesting;
pub use nested::nested;

/// Pairs that are read where a program does not say otherwise.
pub const DEFAULT_PAIRS: usize = 1000;

/// Names and values in the order in which they came, at most `limit` of them (WHATWG URL, section 5.1): `+` is a
/// space, a broken escape stays as it is, and bytes that are no UTF-8 become U+FFFD.
pub fn pairs(text: &str, limit: usize) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    form_urlencoded::parse(text.as_bytes()).take(limit)
}

/// The same, names and values by turns.
pub fn flat(text: &str, limit: usize) -> Vec<String> {
    let pairs = pairs(text, limit);
    pairs
        .flat_map(|(name, value)| [name.into_owned(), value.into_owned()])
        .collect()
}

/// Whether there are more than `limit` pairs, empty ones included: a form that would be read in part can be refused
/// instead (413).
pub fn exceeds(text: &str, limit: usize) -> bool {
    match limit.checked_sub(1) {
        Some(separators) => memchr::memchr_iter(b'&', text.as_bytes()).nth(separators).is_some(),
        None => !text.is_empty(),
    }
}
