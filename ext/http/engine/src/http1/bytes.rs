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

/// Without a branch for each byte, so that it is done many bytes at a time.
pub(super) fn is_value(bytes: &[u8]) -> bool {
    bytes.iter().fold(true, |valid, byte| valid & is_value_byte(*byte))
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
