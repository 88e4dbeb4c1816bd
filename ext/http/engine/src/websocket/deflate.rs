//! Compression of single messages (RFC 7692, section 7.2), each on its own, within bounds. Knows no frames.

use bytes::Bytes;
use flate2::Compress;
use flate2::Compression;
use flate2::Decompress;
use flate2::FlushCompress;
use flate2::FlushDecompress;
use flate2::Status;

/// The end of a flushed block, which is not sent.
const TAIL: [u8; 4] = [0, 0, 0xff, 0xff];

/// Windows that zlib can make: 2^9 to 2^15 bytes.
pub(super) const MIN_WINDOW_BITS: u8 = 9;
pub(super) const MAX_WINDOW_BITS: u8 = 15;
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
    inflate: Option<Decompress>,
    deflate: [Option<Compress>; WINDOWS],
}

impl Coder {
    /// Inflates a message. No more than `limit` bytes and one are ever allocated for it.
    pub(super) fn inflate(&mut self, input: &[u8], limit: usize) -> Result<Bytes, InflateError> {
        let decoder = self.inflate.get_or_insert_with(|| Decompress::new(false));
        decoder.reset(false);
        let room = limit.saturating_add(1);
        let mut output = Vec::with_capacity(input.len().saturating_mul(2).max(256).min(room));
        if !inflate_part(decoder, input, &mut output, room)? {
            inflate_part(decoder, &TAIL, &mut output, room)?;
        }
        output.shrink_to_fit();
        Ok(output.into())
    }

    /// Compresses a message for a client with a window of `2^window_bits` bytes. `None` if that does not make it
    /// smaller.
    pub(super) fn deflate(&mut self, input: &[u8], window_bits: u8) -> Option<Bytes> {
        let index = usize::from(window_bits.checked_sub(MIN_WINDOW_BITS)?);
        let encoder = self
            .deflate
            .get_mut(index)?
            .get_or_insert_with(|| Compress::new_with_window_bits(Compression::fast(), false, window_bits));
        encoder.reset();
        let mut output = Vec::with_capacity(input.len() / 2 + 64);
        let mut rest = input;
        loop {
            let before = encoder.total_in();
            encoder.compress_vec(rest, &mut output, FlushCompress::Sync).ok()?;
            rest = rest.get((encoder.total_in() - before) as usize..).unwrap_or_default();
            if output.len() < output.capacity() {
                break;
            }
            if output.len() > input.len() {
                return None;
            }
            output.reserve(output.len());
        }
        let length = output.strip_suffix(&TAIL)?.len();
        output.truncate(length);
        (rest.is_empty() && output.len() < input.len()).then(|| output.into())
    }
}

/// Inflates `input` behind what is in `output`; `true` if the stream has ended with it.
fn inflate_part(
    decoder: &mut Decompress,
    input: &[u8],
    output: &mut Vec<u8>,
    room: usize,
) -> Result<bool, InflateError> {
    let mut rest = input;
    loop {
        let (read, written) = (decoder.total_in(), output.len());
        let status = decoder
            .decompress_vec(rest, output, FlushDecompress::Sync)
            .map_err(|_| InflateError::Corrupt)?;
        let used = (decoder.total_in() - read) as usize;
        rest = rest.get(used..).unwrap_or_default();
        if output.len() >= room {
            return Err(InflateError::TooLarge);
        }
        if status == Status::StreamEnd {
            // A final block is allowed anywhere (section 7.2.3.4); what follows it is a stream of its own.
            if rest.is_empty() {
                return Ok(true);
            }
            decoder.reset(false);
        } else if output.len() == output.capacity() {
            output.reserve_exact(output.len().max(256).min(room - output.len()));
        } else if rest.is_empty() {
            return Ok(false);
        } else if used == 0 && output.len() == written {
            return Err(InflateError::Corrupt);
        }
    }
}
