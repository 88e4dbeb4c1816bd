//! The decoders of all codings behind one face, each with bounded memory. Knows no HTTP.

use brotli::BrotliDecompressStream;
use brotli::BrotliResult;
use brotli::BrotliState;
use brotli::enc::StandardAlloc;
use flate2::Decompress;
use flate2::FlushDecompress;
use zstd::stream::raw::DParameter;
use zstd::stream::raw::InBuffer;
use zstd::stream::raw::Operation as _;
use zstd::stream::raw::OutBuffer;

use crate::compress::encoder::Progress;
use crate::compress::negotiate::Coding;

/// The largest window of zstd on the web: 8 MiB (RFC 9659). Brotli's own limit, 16 MiB, is in its format.
const ZSTD_WINDOW_LOG: u32 = 23;

/// The window of gzip: 32 KiB, the largest that it has.
const GZIP_WINDOW_LOG: u8 = 15;

/// The data is not what its coding says.
#[derive(Debug)]
pub(super) struct Malformed;

/// A decoder in the middle of a body.
pub(super) enum Decoder {
    Gzip(Decompress),
    /// With or without a zlib header, as the first byte tells: both are sent under this name.
    Deflate(Option<Decompress>),
    Brotli(Box<BrotliState<StandardAlloc, StandardAlloc, StandardAlloc>>),
    Zstd {
        decoder: zstd::stream::raw::Decoder<'static>,
        at_start: bool,
    },
}

impl Decoder {
    /// `None` for a coding that there is no decoder for.
    pub(super) fn new(coding: Coding) -> Option<Self> {
        match coding {
            Coding::Identity => None,
            Coding::Gzip => Some(Self::Gzip(Decompress::new_gzip(GZIP_WINDOW_LOG))),
            Coding::Deflate => Some(Self::Deflate(None)),
            Coding::Brotli => {
                let alloc = StandardAlloc::default;
                // Strict: no window beyond the 16 MiB of RFC 7932.
                Some(Self::Brotli(Box::new(BrotliState::new_strict(
                    alloc(),
                    alloc(),
                    alloc(),
                ))))
            }
            Coding::Zstd => {
                let mut decoder = zstd::stream::raw::Decoder::new().ok()?;
                decoder.set_parameter(DParameter::WindowLogMax(ZSTD_WINDOW_LOG)).ok()?;
                let at_start = true;
                Some(Self::Zstd { decoder, at_start })
            }
        }
    }

    /// Goes on as far as `output` has room. Done means that the data has ended, and what follows is no part of it.
    pub(super) fn step(&mut self, input: &[u8], output: &mut [u8]) -> Result<Progress, Malformed> {
        match self {
            Self::Gzip(decoder) => step_flate(decoder, input, output),
            Self::Deflate(decoder) => {
                let first = input.first().copied();
                let decoder = decoder.get_or_insert_with(|| Decompress::new(has_zlib_header(first)));
                step_flate(decoder, input, output)
            }
            Self::Brotli(state) => step_brotli(state, input, output),
            Self::Zstd { decoder, at_start } => {
                if let Some(first) = input.first()
                    && std::mem::take(at_start)
                    && !begins_zstd(*first)
                {
                    return Err(Malformed);
                }
                step_zstd(decoder, input, output)
            }
        }
    }

    /// Makes ready for another part of the same body: gzip has members and zstd has frames, of which there may be
    /// several. The others have no such thing.
    pub(super) fn restart(&mut self) -> Result<(), Malformed> {
        match self {
            Self::Gzip(decoder) => *decoder = Decompress::new_gzip(GZIP_WINDOW_LOG),
            Self::Zstd { decoder, at_start } => {
                decoder.reinit().map_err(|_| Malformed)?;
                *at_start = true;
            }
            Self::Deflate(_) | Self::Brotli(_) => return Err(Malformed),
        }
        Ok(())
    }
}

/// The method of RFC 1950 in the low bits. In raw deflate they would be a stored block with rubbish in its padding.
fn has_zlib_header(first: Option<u8>) -> bool {
    first.is_some_and(|byte| byte & 0x0f == 8)
}

/// The first byte of a frame, or of one to be skipped. The formats before 1.0, which the library may still know and
/// whose windows it does not bound, begin otherwise.
fn begins_zstd(first: u8) -> bool {
    first == 0x28 || (0x50..=0x5f).contains(&first)
}

fn step_flate(decoder: &mut Decompress, input: &[u8], output: &mut [u8]) -> Result<Progress, Malformed> {
    let (total_in, total_out) = (decoder.total_in(), decoder.total_out());
    let status = decoder
        .decompress(input, output, FlushDecompress::None)
        .map_err(|_| Malformed)?;
    Ok(Progress {
        read: (decoder.total_in() - total_in) as usize,
        written: (decoder.total_out() - total_out) as usize,
        is_done: status == flate2::Status::StreamEnd,
    })
}

fn step_brotli(
    state: &mut BrotliState<StandardAlloc, StandardAlloc, StandardAlloc>,
    input: &[u8],
    output: &mut [u8],
) -> Result<Progress, Malformed> {
    let (mut read, mut written) = (0, 0);
    let result = BrotliDecompressStream(
        &mut { input.len() },
        &mut read,
        input,
        &mut { output.len() },
        &mut written,
        output,
        &mut 0,
        state,
    );
    match result {
        BrotliResult::ResultFailure => Err(Malformed),
        result => Ok(Progress {
            read,
            written,
            is_done: matches!(result, BrotliResult::ResultSuccess),
        }),
    }
}

fn step_zstd(
    decoder: &mut zstd::stream::raw::Decoder<'static>,
    input: &[u8],
    output: &mut [u8],
) -> Result<Progress, Malformed> {
    let mut source = InBuffer::around(input);
    let mut target = OutBuffer::around(output);
    let left = decoder.run(&mut source, &mut target).map_err(|_| Malformed)?;
    Ok(Progress {
        read: source.pos(),
        written: target.pos(),
        is_done: left == 0,
    })
}
