//! The encoders of all codings behind one face. Knows no HTTP: bytes go in, bytes come out, in steps that are bounded
//! by their buffers.

use brotli::enc::StandardAlloc;
use brotli::enc::encode::BrotliEncoderOperation;
use brotli::enc::encode::BrotliEncoderParameter;
use brotli::enc::encode::BrotliEncoderStateStruct;
use bytes::Bytes;
use flate2::Compress;
use flate2::Compression;
use flate2::FlushCompress;
use zstd::stream::raw::CParameter;
use zstd::stream::raw::InBuffer;
use zstd::stream::raw::Operation as _;
use zstd::stream::raw::OutBuffer;

use crate::compress::negotiate::Coding;

/// How far brotli and zstd look back, as a power of two: 512 KiB. It bounds what a slow client costs in memory.
const WINDOW_LOG: u8 = 19;

/// The window of gzip: 32 KiB, the largest that it has.
const GZIP_WINDOW_LOG: u8 = 15;

/// Room for output in one step.
pub(super) const PIECE: usize = 16 * 1024;

/// What to do with the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    /// Take it.
    Process,
    /// Give out all that the decoder needs to have everything up to here. There must be no input left.
    Flush,
    /// The end. There must be no input left.
    Finish,
}

/// What a step did.
#[derive(Clone, Copy, Debug)]
pub(super) struct Progress {
    /// Bytes of input that it took.
    pub(super) read: usize,
    /// Bytes of output that it gave.
    pub(super) written: usize,
    /// Whether the operation is complete; otherwise it wants another step.
    pub(super) is_done: bool,
}

/// An encoder has failed: its settings or its memory are wrong, never the data.
#[derive(Debug)]
pub(super) struct Failed;

/// An encoder in the middle of a body.
pub(super) enum Encoder {
    Flate(Compress),
    Brotli(Box<BrotliEncoderStateStruct<StandardAlloc>>),
    Zstd(zstd::stream::raw::Encoder<'static>),
}

impl Encoder {
    /// `size` is that of the whole input, if it is known. `None` for a coding that there is no encoder for.
    pub(super) fn new(coding: Coding, level: u32, size: Option<u64>) -> Option<Self> {
        match coding {
            Coding::Identity => None,
            Coding::Gzip => Some(Self::Flate(Compress::new_gzip(
                Compression::new(level),
                GZIP_WINDOW_LOG,
            ))),
            Coding::Deflate => Some(Self::Flate(Compress::new(Compression::new(level), true))),
            Coding::Brotli => {
                let mut state = Box::new(BrotliEncoderStateStruct::new(StandardAlloc::default()));
                let hint = size.map_or(0, |size| u32::try_from(size).unwrap_or(u32::MAX));
                state.set_parameter(BrotliEncoderParameter::BROTLI_PARAM_QUALITY, level);
                state.set_parameter(BrotliEncoderParameter::BROTLI_PARAM_LGWIN, u32::from(WINDOW_LOG));
                state.set_parameter(BrotliEncoderParameter::BROTLI_PARAM_SIZE_HINT, hint);
                Some(Self::Brotli(state))
            }
            Coding::Zstd => {
                let mut encoder = zstd::stream::raw::Encoder::new(i32::try_from(level).ok()?).ok()?;
                let window = CParameter::WindowLog(u32::from(WINDOW_LOG));
                encoder.set_parameter(window).ok()?;
                encoder.set_pledged_src_size(size).ok()?;
                Some(Self::Zstd(encoder))
            }
        }
    }

    /// Goes on as far as `output` has room.
    pub(super) fn step(&mut self, input: &[u8], output: &mut [u8], operation: Operation) -> Result<Progress, Failed> {
        match self {
            Self::Flate(encoder) => step_flate(encoder, input, output, operation),
            Self::Brotli(state) => step_brotli(state, input, output, operation),
            Self::Zstd(encoder) => step_zstd(encoder, input, output, operation),
        }
    }

    /// A step whose output is added to `output`.
    pub(super) fn step_onto(
        &mut self,
        input: &[u8],
        output: &mut Vec<u8>,
        operation: Operation,
    ) -> Result<Progress, Failed> {
        let length = output.len();
        output.resize(length + PIECE, 0);
        let progress = self.step(input, &mut output[length..], operation);
        output.truncate(length + progress.as_ref().map_or(0, |progress| progress.written));
        progress
    }
}

/// Encodes what is there whole.
pub(super) fn encode_whole(coding: Coding, level: u32, input: &[u8]) -> Option<Bytes> {
    let mut encoder = Encoder::new(coding, level, Some(input.len() as u64))?;
    let mut output = Vec::with_capacity(input.len() / 4);
    let mut rest = input;
    while !rest.is_empty() {
        let progress = encoder.step_onto(rest, &mut output, Operation::Process).ok()?;
        rest = &rest[progress.read..];
    }
    while !encoder.step_onto(&[], &mut output, Operation::Finish).ok()?.is_done {}
    Some(output.into())
}

fn step_flate(
    encoder: &mut Compress,
    input: &[u8],
    output: &mut [u8],
    operation: Operation,
) -> Result<Progress, Failed> {
    let flush = match operation {
        Operation::Process => FlushCompress::None,
        Operation::Flush => FlushCompress::Sync,
        Operation::Finish => FlushCompress::Finish,
    };
    let (total_in, total_out) = (encoder.total_in(), encoder.total_out());
    let status = encoder.compress(input, output, flush).map_err(|_| Failed)?;
    let read = (encoder.total_in() - total_in) as usize;
    let written = (encoder.total_out() - total_out) as usize;
    let is_done = match operation {
        Operation::Process => read == input.len(),
        // Output that just fits may have more behind it; asking again gives nothing if it has not.
        Operation::Flush => written < output.len(),
        Operation::Finish => status == flate2::Status::StreamEnd,
    };
    Ok(Progress { read, written, is_done })
}

fn step_brotli(
    state: &mut BrotliEncoderStateStruct<StandardAlloc>,
    input: &[u8],
    output: &mut [u8],
    operation: Operation,
) -> Result<Progress, Failed> {
    let code = match operation {
        Operation::Process => BrotliEncoderOperation::BROTLI_OPERATION_PROCESS,
        Operation::Flush => BrotliEncoderOperation::BROTLI_OPERATION_FLUSH,
        Operation::Finish => BrotliEncoderOperation::BROTLI_OPERATION_FINISH,
    };
    let (mut read, mut written) = (0, 0);
    let is_fine = state.compress_stream(
        code,
        &mut { input.len() },
        input,
        &mut read,
        &mut { output.len() },
        output,
        &mut written,
        &mut None,
        &mut |_, _, _, _| (),
    );
    let is_done = match operation {
        Operation::Process => read == input.len(),
        Operation::Flush => !state.has_more_output(),
        Operation::Finish => state.is_finished(),
    };
    match is_fine {
        true => Ok(Progress { read, written, is_done }),
        false => Err(Failed),
    }
}

fn step_zstd(
    encoder: &mut zstd::stream::raw::Encoder<'static>,
    input: &[u8],
    output: &mut [u8],
    operation: Operation,
) -> Result<Progress, Failed> {
    let mut source = InBuffer::around(input);
    let mut target = OutBuffer::around(output);
    let left = match operation {
        Operation::Process => encoder.run(&mut source, &mut target).map(|_| 0),
        Operation::Flush => encoder.flush(&mut target),
        Operation::Finish => encoder.finish(&mut target, false),
    };
    let left = left.map_err(|_| Failed)?;
    let read = source.pos();
    Ok(Progress {
        read,
        written: target.pos(),
        is_done: left == 0 && read == input.len(),
    })
}
