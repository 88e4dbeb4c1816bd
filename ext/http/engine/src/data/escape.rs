//! Percent-encoding of single components, as `decodeURIComponent` and `encodeURIComponent` have it.

use std::borrow::Cow;

use percent_encoding::AsciiSet;
use percent_encoding::NON_ALPHANUMERIC;

/// What `encodeURIComponent` leaves alone beside letters and digits.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// The text without its escapes; `None` if one of them is broken, or if they are no UTF-8.
pub(super) fn decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    if !is_well_formed(text.as_bytes()) {
        return None;
    }
    percent_encoding::percent_decode_str(text).decode_utf8().ok()
}

/// The text with everything escaped that has a meaning in URLs, cookies or forms.
pub(super) fn encode(text: &str) -> Cow<'_, str> {
    percent_encoding::utf8_percent_encode(text, ESCAPED).into()
}

fn is_well_formed(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'%', bytes).all(|at| {
        let digits = bytes.get(at + 1..at + 3);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}
