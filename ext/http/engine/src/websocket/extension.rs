//! Which of a client's offers of compression is taken (RFC 7692, section 7.1). Knows no compressors.

use super::deflate::MAX_WINDOW_BITS;
use super::deflate::MIN_WINDOW_BITS;

/// Offers that are looked at; a client has one or two.
const MAX_OFFERS: usize = 16;

/// Compression as it was agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Agreement {
    /// The window that the client has for the server's messages, as a power of two.
    pub(super) server_window_bits: u8,
    /// Whether the client asked for it, and has to be answered.
    is_window_asked: bool,
}

impl Agreement {
    /// The value of the answer's `Sec-WebSocket-Extensions`. Both sides begin every message with an empty window, which
    /// a server may demand of every client (sections 7.1.1.1 and 7.1.1.2).
    pub(super) fn header(self) -> String {
        let mut header = String::from("permessage-deflate; server_no_context_takeover; client_no_context_takeover");
        if self.is_window_asked {
            header.push_str("; server_max_window_bits=");
            header.push_str(&self.server_window_bits.to_string());
        }
        header
    }
}

/// The first offer that can be met. Those that are not understood are passed over, as section 5 has it.
pub(super) fn negotiate(offers: &str) -> Option<Agreement> {
    split(offers, ',').take(MAX_OFFERS).find_map(meet)
}

fn meet(offer: &str) -> Option<Agreement> {
    let mut parts = split(offer, ';').map(str::trim);
    if !parts.next()?.eq_ignore_ascii_case("permessage-deflate") {
        return None;
    }
    let mut agreement = Agreement {
        server_window_bits: MAX_WINDOW_BITS,
        is_window_asked: false,
    };
    let mut seen: [Option<&str>; 4] = [None; 4];
    for part in parts {
        let (name, value) = match part.split_once('=') {
            Some((name, value)) => (name.trim(), Some(unquote(value.trim()))),
            None => (part, None),
        };
        // A parameter may be there once, and there are four of them.
        if seen.contains(&Some(name)) {
            return None;
        }
        *seen.iter_mut().find(|slot| slot.is_none())? = Some(name);
        match (name, value) {
            ("server_no_context_takeover" | "client_no_context_takeover" | "client_max_window_bits", None) => {}
            ("client_max_window_bits", Some(bits)) => {
                // A full window reads what a smaller one has written.
                window_bits(bits)?;
            }
            ("server_max_window_bits", Some(bits)) => {
                agreement.server_window_bits = window_bits(bits).filter(|bits| *bits >= MIN_WINDOW_BITS)?;
                agreement.is_window_asked = true;
            }
            _ => return None,
        }
    }
    Some(agreement)
}

/// 8 to 15, without a leading zero.
fn window_bits(text: &str) -> Option<u8> {
    let bits: u8 = text.parse().ok()?;
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    (is_plain && (8..=MAX_WINDOW_BITS).contains(&bits)).then_some(bits)
}

fn unquote(value: &str) -> &str {
    value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'))
        .unwrap_or(value)
}

/// Splits where the separator does not stand in quotes.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(move |c| {
        let is_literal = std::mem::replace(&mut is_escaped, false);
        match c {
            '\\' if is_quoted && !is_literal => is_escaped = true,
            '"' if !is_literal => is_quoted = !is_quoted,
            _ => {}
        }
        c == separator && !is_quoted
    })
}
