//! How deep a JSON text nests, before anybody parses it: code that walks a value recursively must not be led into a
//! stack overflow by a client. One pass over the bytes; whether they are JSON at all is the parser's business.

#[cfg(test)]
mod tests;

/// The depth that is taken where a program does not say otherwise.
pub const DEFAULT_DEPTH: usize = 512;

/// A JSON text nests deeper than it may (400).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, deno_error::JsError)]
#[class(range)]
#[property("code" = "RACE_HTTP_JSON_DEPTH")]
#[property("status" = 400)]
#[error("The JSON of the body nests deeper than {limit} levels")]
pub struct JsonTooDeep {
    /// The levels that are taken.
    pub limit: usize,
}

/// Checks that arrays and objects stand in one another at most `limit` deep.
///
/// # Errors
/// [`JsonTooDeep`] if not.
pub fn check(json: &[u8], limit: usize) -> Result<(), JsonTooDeep> {
    if json.len() <= limit {
        return Ok(());
    }
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = json.get(at) {
        at += 1;
        match byte {
            b'[' | b'{' if depth == limit => return Err(JsonTooDeep { limit }),
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' => at += string_length(&json[at..]),
            _ => {}
        }
    }
    Ok(())
}

/// Bytes up to and with the quote that closes a string.
fn string_length(rest: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'"', b'\\', rest.get(at..).unwrap_or_default()) {
        match rest[at + found] {
            b'"' => return at + found + 1,
            _ => at += found + 2,
        }
    }
    rest.len()
}
