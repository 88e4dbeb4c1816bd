//! Bodies of requests, decoded while they are read. A few bytes can stand for gigabytes, so what comes out is counted,
//! and made only as fast as it is read. Knows no fields but the value of `Content-Encoding`.

use std::pin::Pin;
use std::task::Context;
use std::task::Poll;
use std::task::ready;

use bytes::Bytes;
use http_body::Body;
use http_body::Frame;

use crate::body::BodyError;
use crate::body::RequestBody;
use crate::compress::decoder::Decoder;
use crate::compress::negotiate::Coding;

/// Codings on top of each other.
const MAX_CODINGS: usize = 2;

/// Room for output in one step.
const PIECE: usize = 16 * 1024;

/// Bytes of input for one step.
const SLICE: usize = 16 * 1024;

/// Steps of one poll that may give nothing; then others have their turn.
const IDLE_STEPS: usize = 16;

/// Parts that a body may have, and how many bytes must come out for each further one. Each costs what a decoder costs to
/// make, also if it is of twenty bytes and comes to nothing.
const FREE_PARTS: usize = 256;
const BYTES_OF_PART: usize = 4096;

/// The body has a content coding that nobody here knows, or more than two of them (415).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The content coding of the body is not supported")]
pub struct UnsupportedCoding;

/// Decodes a body as its `Content-Encoding` says. The decoded body fails with [`BodyError::TooLarge`] beyond `limit`
/// bytes, decoded or encoded, and with [`BodyError::Malformed`] if the data is broken, cut short, followed by
/// something else or in very many parts. Its length is not known before its end.
///
/// # Errors
/// For a coding that is not known, and for more than two.
pub fn decode(body: RequestBody, codings: &str, limit: usize) -> Result<RequestBody, UnsupportedCoding> {
    let mut decoders = Vec::new();
    for name in codings.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match Coding::parse(name).ok_or(UnsupportedCoding)? {
            Coding::Identity => {}
            _ if decoders.len() == MAX_CODINGS => return Err(UnsupportedCoding),
            coding => decoders.push(Decoder::new(coding).ok_or(UnsupportedCoding)?),
        }
    }
    if http_body::Body::is_end_stream(&body) {
        return Ok(body);
    }
    // What does not shrink grows a little when it is encoded.
    let encoded = limit.saturating_add(limit / 64).saturating_add(1024);
    let mut body = body;
    // The last coding was applied last.
    while let Some(decoder) = decoders.pop() {
        let is_innermost = decoders.is_empty();
        body = RequestBody::new(Decoded {
            source: body,
            decoder,
            input: Bytes::new(),
            scratch: Vec::new(),
            decoded_left: if is_innermost { limit } else { encoded },
            decoded: 0,
            parts: 1,
            encoded_left: encoded,
            state: State::Inside,
            may_hold_more: false,
        });
    }
    Ok(body)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// In the middle of the data.
    Inside,
    /// The data may end here.
    Complete,
    /// It has ended, or failed.
    Over,
}

struct Decoded {
    source: RequestBody,
    decoder: Decoder,
    input: Bytes,
    scratch: Vec<u8>,
    /// Bytes that may still come out.
    decoded_left: usize,
    /// Bytes that have come out, and the parts that they were in.
    decoded: usize,
    parts: usize,
    /// Bytes that may still come in.
    encoded_left: usize,
    state: State,
    /// Whether the last step filled its output, so that there may be more behind it.
    may_hold_more: bool,
}

impl Decoded {
    fn advance(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BodyError>>> {
        let mut idle = 0;
        while self.state != State::Over {
            if idle == IDLE_STEPS {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            idle += 1;
            if self.input.is_empty() && !self.may_hold_more {
                match ready!(self.read(cx)) {
                    Some(read) => read?,
                    None => break,
                }
                continue;
            }
            if let Some(data) = self.step()? {
                return Poll::Ready(Some(Ok(data)));
            }
        }
        Poll::Ready(None)
    }

    /// The next piece of the source; `None` at an end that is one.
    fn read(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<(), BodyError>>> {
        let Some(frame) = ready!(Pin::new(&mut self.source).poll_frame(cx)) else {
            let is_complete = self.state == State::Complete;
            self.state = State::Over;
            return Poll::Ready((!is_complete).then_some(Err(BodyError::Malformed)));
        };
        // Trailers are passed over.
        if let Ok(data) = frame?.into_data() {
            let left = self.encoded_left.checked_sub(data.len());
            self.encoded_left = left.ok_or(BodyError::TooLarge)?;
            self.input = data;
        }
        Poll::Ready(Some(Ok(())))
    }

    fn step(&mut self) -> Result<Option<Bytes>, BodyError> {
        if self.state == State::Complete {
            self.parts += 1;
            if self.parts > FREE_PARTS + self.decoded / BYTES_OF_PART {
                return Err(BodyError::Malformed);
            }
            self.decoder.restart().map_err(|_| BodyError::Malformed)?;
        }
        self.state = State::Inside;
        self.scratch.resize(PIECE, 0);
        let slice = &self.input[..self.input.len().min(SLICE)];
        let progress = self.decoder.step(slice, &mut self.scratch);
        let progress = progress.map_err(|_| BodyError::Malformed)?;
        let is_stuck = progress.read == 0 && progress.written == 0 && !progress.is_done;
        if is_stuck && !slice.is_empty() {
            return Err(BodyError::Malformed);
        }
        let _ = self.input.split_to(progress.read);
        self.may_hold_more = progress.written == PIECE && !progress.is_done;
        if progress.is_done {
            self.state = State::Complete;
        }
        self.decoded = self.decoded.saturating_add(progress.written);
        let left = self.decoded_left.checked_sub(progress.written);
        self.decoded_left = left.ok_or(BodyError::TooLarge)?;
        let output = &self.scratch[..progress.written];
        Ok((!output.is_empty()).then(|| Bytes::copy_from_slice(output)))
    }
}

impl Body for Decoded {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let this = self.get_mut();
        let polled = this.advance(cx);
        if matches!(polled, Poll::Ready(Some(Err(_)))) {
            this.state = State::Over;
        }
        polled.map_ok(Frame::data)
    }

    fn is_end_stream(&self) -> bool {
        self.state == State::Over
    }
}
