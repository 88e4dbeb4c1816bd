//! The chunked transfer coding of a request (RFC 9112, section 7.1), decoded as it arrives. Pure: it says which bytes
//! are framing and which are body, and keeps neither.

use super::bytes::is_token_byte;
use super::bytes::is_value_byte;

/// Hexadecimal digits of a chunk's size: as many as 64 bits have, leading zeros included.
const SIZE_DIGITS: u8 = 16;
/// Chunk extensions of one body, in bytes. Nobody sends any; without a bound a small body could cost any amount of work.
const EXTENSION_BYTES: u32 = 4 * 1024;
/// Trailers of one body, in bytes and in lines.
const TRAILER_BYTES: u32 = 8 * 1024;
const TRAILER_LINES: u32 = 64;

/// The body is not coded as it should be; what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BadChunk(pub(super) &'static str);

/// What the beginning of an input is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Step {
    /// So many bytes of framing, not wanted any more.
    pub(super) skipped: usize,
    /// Behind them, so many bytes of body. None: more input is needed, or the body is complete.
    pub(super) data: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before the first digit of a size.
    SizeStart,
    Size,
    Extension,
    SizeLineFeed,
    Data,
    DataReturn,
    DataLineFeed,
    /// At the beginning of a line behind the last chunk.
    TrailerStart,
    TrailerName,
    TrailerValue,
    TrailerLineFeed,
    LastLineFeed,
    Done,
}

/// How far a body has been decoded.
#[derive(Debug)]
pub(super) struct Decoder {
    state: State,
    /// Of the chunk whose size or data is being read.
    remaining: u64,
    digits: u8,
    extension_bytes: u32,
    trailer_bytes: u32,
    trailer_lines: u32,
}

impl Decoder {
    pub(super) fn new() -> Self {
        Self {
            state: State::SizeStart,
            remaining: 0,
            digits: 0,
            extension_bytes: 0,
            trailer_bytes: 0,
            trailer_lines: 0,
        }
    }

    /// Whether the body is complete, its trailers included. What follows is another message.
    pub(super) fn is_done(&self) -> bool {
        self.state == State::Done
    }

    /// Reads on. The caller takes the bytes that the step names from the input and comes again with what follows them.
    pub(super) fn step(&mut self, input: &[u8]) -> Result<Step, BadChunk> {
        let mut skipped = 0;
        while let Some(byte) = input.get(skipped) {
            match self.state {
                State::Done => break,
                State::Data => {
                    let there = input.len() - skipped;
                    let data = usize::try_from(self.remaining).map_or(there, |remaining| remaining.min(there));
                    self.remaining -= data as u64;
                    if self.remaining == 0 {
                        self.state = State::DataReturn;
                    }
                    return Ok(Step { skipped, data });
                }
                State::TrailerStart | State::TrailerName | State::TrailerValue | State::TrailerLineFeed => {
                    self.trailer(*byte)?;
                }
                _ => self.framing(*byte)?,
            }
            skipped += 1;
        }
        Ok(Step { skipped, data: 0 })
    }

    fn framing(&mut self, byte: u8) -> Result<(), BadChunk> {
        self.state = match (self.state, byte) {
            (State::SizeStart | State::Size, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F') => self.digit(byte)?,
            (State::Size, b'\r') => State::SizeLineFeed,
            (State::Size, b';') => State::Extension,
            (State::SizeStart | State::Size, _) => return Err(BadChunk("The size of a chunk is not hexadecimal")),
            (State::Extension, b'\r') => State::SizeLineFeed,
            (State::Extension, byte) if is_value_byte(byte) => {
                self.extension_bytes += 1;
                if self.extension_bytes > EXTENSION_BYTES {
                    return Err(BadChunk("The chunks have too many extensions"));
                }
                State::Extension
            }
            (State::SizeLineFeed, b'\n') if self.remaining == 0 => State::TrailerStart,
            (State::SizeLineFeed, b'\n') => State::Data,
            (State::DataReturn, b'\r') => State::DataLineFeed,
            (State::DataLineFeed, b'\n') => {
                self.digits = 0;
                State::SizeStart
            }
            (State::DataReturn | State::DataLineFeed, _) => return Err(BadChunk("A chunk is longer than its size")),
            (State::LastLineFeed, b'\n') => State::Done,
            _ => return Err(BadChunk("A line of the chunked body does not end in CR LF")),
        };
        Ok(())
    }

    fn digit(&mut self, byte: u8) -> Result<State, BadChunk> {
        if self.digits == SIZE_DIGITS {
            return Err(BadChunk("The size of a chunk has too many digits"));
        }
        self.digits += 1;
        let value = match byte {
            b'0'..=b'9' => byte - b'0',
            _ => (byte | 0x20) - b'a' + 10,
        };
        // Sixteen digits fill 64 bits and no more; between chunks nothing remains.
        self.remaining = self.remaining << 4 | u64::from(value);
        Ok(State::Size)
    }

    fn trailer(&mut self, byte: u8) -> Result<(), BadChunk> {
        self.trailer_bytes += 1;
        if self.trailer_bytes > TRAILER_BYTES {
            return Err(BadChunk("The trailers are too large"));
        }
        self.state = match (self.state, byte) {
            (State::TrailerStart, b'\r') => State::LastLineFeed,
            (State::TrailerStart, byte) if is_token_byte(byte) => {
                self.trailer_lines += 1;
                if self.trailer_lines > TRAILER_LINES {
                    return Err(BadChunk("There are too many trailers"));
                }
                State::TrailerName
            }
            (State::TrailerName, b':') => State::TrailerValue,
            (State::TrailerName, byte) if is_token_byte(byte) => State::TrailerName,
            (State::TrailerValue, b'\r') => State::TrailerLineFeed,
            (State::TrailerValue, byte) if is_value_byte(byte) => State::TrailerValue,
            (State::TrailerLineFeed, b'\n') => State::TrailerStart,
            _ => return Err(BadChunk("A trailer is not a header line")),
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests;
