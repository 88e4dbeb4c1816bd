//! Cookies (RFC 6265): reading `Cookie` as the npm package `cookie` does, which never fails, and writing `Set-Cookie`,
//! which fails wherever a browser would silently ignore the cookie.

mod set;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

pub use set::CookieOptions;
pub use set::Priority;
pub use set::SameSite;
pub use set::set_cookie;

use crate::data::escape;

/// Cookies that are read of one request: as many as browsers keep for a site.
const MAX_COOKIES: usize = 180;

/// Names and values of a `Cookie` field, decoded. Of several cookies of one name the first counts: browsers send the
/// one with the longest path first.
pub fn parse(field: &str) -> Vec<(&str, Cow<'_, str>)> {
    let raw = parse_raw(field).into_iter();
    raw.map(|(name, value)| (name, decode(value))).collect()
}

/// The same as they were sent, without the quotes around them.
pub fn parse_raw(field: &str) -> Vec<(&str, &str)> {
    let mut cookies: Vec<(&str, &str)> = Vec::new();
    for pair in field.split(';') {
        let Some((name, value)) = pair.split_once('=') else {
            continue;
        };
        let name = trim(name);
        if cookies.iter().all(|(known, _)| *known != name) {
            cookies.push((name, unquote(trim(value))));
        }
        if cookies.len() == MAX_COOKIES {
            break;
        }
    }
    cookies
}

/// A value without its escapes; as it is if they are broken.
pub fn decode(value: &str) -> Cow<'_, str> {
    escape::decode(value).unwrap_or(Cow::Borrowed(value))
}

/// A value with everything escaped that a cookie cannot hold, as `encodeURIComponent` does.
pub fn encode(value: &str) -> Cow<'_, str> {
    escape::encode(value)
}

fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

fn unquote(value: &str) -> &str {
    let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    inner.unwrap_or(value)
}
