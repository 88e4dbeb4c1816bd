//! Which bytes may stand where in a message (RFC 9110, section 5.6.2; RFC 9112). Knows no messages.

use std::ops::Range;

const TOKEN: [bool; 256] = {
    let mut table = [false; 256];
    let marks = b"!#$%&'*+-.^_`|~";
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let mut mark = 0;
    while mark < marks.len() {
        table[marks[mark] as usize] = true;
        mark += 1;
    }
    table
};

/// A byte of a method or of a field's name.
pub(super) fn is_token_byte(byte: u8) -> bool {
    TOKEN[byte as usize]
}

/// One byte of a token at least, and no other.
pub(super) fn is_token(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(|byte| is_token_byte(*byte))
}

/// A byte of a field's value: anything but controls, of which a tab is allowed.
pub(super) fn is_value_byte(byte: u8) -> bool {
    (byte >= b' ' && byte != 0x7f) || byte == b'\t'
}

/// Eight bytes at a time; where one of them may be a control, each is looked at.
pub(super) fn is_value(bytes: &[u8]) -> bool {
    let (words, rest) = bytes.as_chunks();
    let is_plain = |word: &[u8; 8]| !has_control(*word) || word.iter().all(|byte| is_value_byte(*byte));
    words.iter().all(is_plain) && rest.iter().all(|byte| is_value_byte(*byte))
}

/// Whether a byte is below the space, or 0x7f. Each byte of the words keeps its highest bit where it is (Sean Anderson, Bit
/// Twiddling Hacks, "Determine if a word has a byte less than n").
fn has_control(bytes: [u8; 8]) -> bool {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let word = u64::from_ne_bytes(bytes);
    let below_space = word.wrapping_sub(ONES * 0x20) & !word;
    let delete = word ^ (ONES * 0x7f);
    let is_delete = delete.wrapping_sub(ONES) & !delete;
    (below_space | is_delete) & HIGH != 0
}

/// Without the spaces and tabs around it.
pub(super) fn trim(bytes: &[u8]) -> &[u8] {
    &bytes[trimmed(bytes, 0)]
}

/// Where the bytes from `from` on are, without the spaces and tabs around them.
pub(super) fn trimmed(bytes: &[u8], from: usize) -> Range<usize> {
    let is_text = |byte: &u8| *byte != b' ' && *byte != b'\t';
    let bytes = &bytes[from..];
    let start = bytes.iter().position(is_text).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(is_text).map_or(start, |last| last + 1);
    from + start..from + end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_by_words_as_by_bytes() {
        for byte in 0..=u8::MAX {
            for place in 0..17 {
                let mut bytes = *b"a\tb c\xffd~ e\x80f!gh";
                bytes[place.min(bytes.len() - 1)] = byte;
                let by_bytes = bytes.iter().all(|byte| is_value_byte(*byte));
                assert_eq!(is_value(&bytes), by_bytes, "{byte:#x} at {place}");
            }
        }
    }
}
