//! Compression of single messages (RFC 7692, section 7.2), each on its own, within bounds. Knows no frames.

use bytes::Bytes;
use zlib_rs::Deflate;
use zlib_rs::DeflateFlush;
use zlib_rs::Inflate;
use zlib_rs::InflateFlush;
use zlib_rs::Status;

/// The end of a flushed block, which is not sent.
const TAIL: [u8; 4] = [0, 0, 0xff, 0xff];

/// Windows that zlib can make: 2^9 to 2^15 bytes.
pub(super) const MIN_WINDOW_BITS: u8 = 9;
pub(super) const MAX_WINDOW_BITS: u8 = 15;

/// Fast: a server compresses while others wait.
const LEVEL: i32 = 1;

const WINDOWS: usize = (MAX_WINDOW_BITS - MIN_WINDOW_BITS) as usize + 1;

/// Why a message does not inflate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InflateError {
    /// It would be larger than the limit.
    TooLarge,
    /// It is not deflate.
    Corrupt,
}

/// Compressors and a decompressor for all connections of an app, made when they are first needed.
#[derive(Default)]
pub(super) struct Coder {
    inflate: Option<Inflate>,
    deflate: [Option<Deflate>; WINDOWS],
}

impl Coder {
    /// Inflates a message. No more than `limit` bytes and one are ever allocated for it.
    pub(super) fn inflate(&mut self, input: &[u8], limit: usize) -> Result<Bytes, InflateError> {
        let decoder = self.inflate.get_or_insert_with(|| Inflate::new(false, MAX_WINDOW_BITS));
        decoder.reset(false);
        let mut output = Output::new(input.len().saturating_mul(2), limit.saturating_add(1));
        if !inflate_part(decoder, input, &mut output)? {
            inflate_part(decoder, &TAIL, &mut output)?;
        }
        output.bytes.truncate(output.length);
        output.bytes.shrink_to_fit();
        Ok(output.bytes.into())
    }

    /// Compresses a message for a client with a window of `2^window_bits` bytes. `None` if that does not make it
    /// smaller.
    pub(super) fn deflate(&mut self, input: &[u8], window_bits: u8) -> Option<Bytes> {
        let index = usize::from(window_bits.checked_sub(MIN_WINDOW_BITS)?);
        let encoder = self
            .deflate
            .get_mut(index)?
            .get_or_insert_with(|| Deflate::new(LEVEL, false, window_bits));
        encoder.reset();
        // What does not fit beside its tail into as many bytes as it had is not worth it.
        let mut output = vec![0; input.len() + TAIL.len()];
        encoder.compress(input, &mut output, DeflateFlush::SyncFlush).ok()?;
        let length = usize::try_from(encoder.total_out()).ok()?;
        if encoder.total_in() != input.len() as u64 || length == output.len() {
            return None;
        }
        output.truncate(length);
        let length = output.strip_suffix(&TAIL)?.len();
        output.truncate(length);
        output.shrink_to_fit();
        Some(output.into())
    }
}

/// Room for a message of which nobody knows how large it is.
struct Output {
    bytes: Vec<u8>,
    /// How much of it is used.
    length: usize,
    /// How large it may become.
    room: usize,
}

impl Output {
    fn new(guess: usize, room: usize) -> Self {
        Self {
            bytes: vec![0; guess.max(256).min(room)],
            length: 0,
            room,
        }
    }

    fn is_full(&self) -> bool {
        self.length == self.bytes.len()
    }

    fn grow(&mut self) {
        let length = self.bytes.len().saturating_mul(2).min(self.room);
        self.bytes.reserve_exact(length - self.bytes.len());
        self.bytes.resize(length, 0);
    }
}

/// Inflates `input` behind what is in `output`; `true` if the stream has ended with it.
fn inflate_part(decoder: &mut Inflate, input: &[u8], output: &mut Output) -> Result<bool, InflateError> {
    let mut rest = input;
    loop {
        let (read, written) = (decoder.total_in(), decoder.total_out());
        let status = decoder
            .decompress(rest, &mut output.bytes[output.length..], InflateFlush::SyncFlush)
            .map_err(|_| InflateError::Corrupt)?;
        let used = (decoder.total_in() - read) as usize;
        let made = (decoder.total_out() - written) as usize;
        rest = rest.get(used..).unwrap_or_default();
        output.length += made;
        if output.length >= output.room {
            return Err(InflateError::TooLarge);
        }
        if status == Status::StreamEnd {
            // A final block is allowed anywhere (section 7.2.3.4); what follows it is a stream of its own.
            if rest.is_empty() {
                return Ok(true);
            }
            decoder.reset(false);
        } else if output.is_full() {
            output.grow();
        } else if rest.is_empty() {
            return Ok(false);
        } else if used == 0 && made == 0 {
            return Err(InflateError::Corrupt);
        }
    }
}
