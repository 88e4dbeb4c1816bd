//! Answers that are compressed while they are sent. A stream stays a stream: as soon as its source has nothing more
//! ready, all that it gave is on its way.

use std::pin::Pin;
use std::task::Context;
use std::task::Poll;
use std::task::ready;

use bytes::Bytes;
use http::HeaderMap;
use http_body::Body;
use http_body::Frame;
use tokio::task::JoinHandle;

use crate::body::Aborted;
use crate::body::AnswerBody;
use crate::compress::encoder;
use crate::compress::encoder::Encoder;
use crate::compress::encoder::Operation;
use crate::compress::encoder::PIECE;
use crate::compress::negotiate::Coding;

/// Bytes that one poll compresses; then others have their turn.
const WORK_BYTES: usize = 64 * 1024;

/// What a step costs at least, in such bytes: a source may have many tiny chunks.
const STEP_BYTES: usize = 256;

type Source = Pin<Box<dyn Body<Data = Bytes, Error = Aborted>>>;

/// Compresses a stream; gives it back if there is no encoder.
pub(super) fn wrap(coding: Coding, level: u32, source: Source) -> Result<AnswerBody, AnswerBody> {
    let size = source.size_hint().exact();
    match Encoder::new(coding, level, size) {
        Some(encoder) => Ok(AnswerBody::boxed(Compressed {
            source,
            encoder,
            phase: Phase::Reading,
            input: Bytes::new(),
            output: Vec::new(),
            is_dirty: false,
            trailers: None,
        })),
        None => Err(AnswerBody::Boxed(source)),
    }
}

/// Compresses a whole body on another thread.
pub(super) fn elsewhere(coding: Coding, level: u32, bytes: Bytes) -> AnswerBody {
    let work = tokio::task::spawn_blocking(move || encoder::encode_whole(coding, level, &bytes));
    AnswerBody::boxed(Elsewhere(Some(work)))
}

struct Elsewhere(Option<JoinHandle<Option<Bytes>>>);

impl Body for Elsewhere {
    type Data = Bytes;
    type Error = Aborted;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Aborted>>> {
        let work = &mut self.get_mut().0;
        let Some(handle) = work else { return Poll::Ready(None) };
        let encoded = ready!(Pin::new(handle).poll(cx));
        *work = None;
        Poll::Ready(Some(match encoded {
            Ok(Some(bytes)) => Ok(Frame::data(bytes)),
            Ok(None) | Err(_) => Err(Aborted),
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        // Nobody waits for it any more. Once it has begun, it goes on to its end.
        if let Some(work) = &self.0 {
            work.abort();
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Taking from the source what it has.
    Reading,
    /// The source has nothing more for now.
    Flushing,
    /// The source has ended.
    Finishing,
    /// Only trailers are left, if there are any.
    Finished,
}

struct Compressed {
    source: Source,
    encoder: Encoder,
    phase: Phase,
    /// What the source gave and the encoder has not taken yet.
    input: Bytes,
    /// What the encoder gave and nobody has taken yet; little more than a piece.
    output: Vec<u8>,
    /// Whether the encoder may hold back something.
    is_dirty: bool,
    trailers: Option<HeaderMap>,
}

impl Compressed {
    fn step(&mut self, length: usize, operation: Operation) -> Result<bool, Aborted> {
        let progress = self
            .encoder
            .step_onto(&self.input[..length], &mut self.output, operation);
        let progress = progress.map_err(|_| Aborted)?;
        let _ = self.input.split_to(progress.read);
        Ok(progress.is_done)
    }

    fn take_output(&mut self) -> Frame<Bytes> {
        Frame::data(std::mem::take(&mut self.output).into())
    }

    /// Takes what the source has ready; pending when that is nothing.
    fn read(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Aborted>> {
        match ready!(self.source.as_mut().poll_frame(cx)) {
            None => self.phase = Phase::Finishing,
            Some(Err(aborted)) => return Poll::Ready(Err(aborted)),
            Some(Ok(frame)) => match frame.into_data() {
                Ok(data) => self.input = data,
                Err(frame) => {
                    self.trailers = frame.into_trailers().ok();
                    self.phase = Phase::Finishing;
                }
            },
        }
        Poll::Ready(Ok(()))
    }

    fn advance(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Aborted>>> {
        let mut work = 0;
        loop {
            let is_turn_over = work >= WORK_BYTES;
            if self.output.len() >= PIECE || (is_turn_over && !self.output.is_empty()) {
                return Poll::Ready(Some(Ok(self.take_output())));
            }
            if is_turn_over {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            work += STEP_BYTES;
            if !self.input.is_empty() {
                let length = self.input.len().min(PIECE);
                work += length;
                self.is_dirty = true;
                self.step(length, Operation::Process)?;
                continue;
            }
            match self.phase {
                Phase::Reading => match self.read(cx) {
                    Poll::Ready(read) => read?,
                    Poll::Pending if self.is_dirty => self.phase = Phase::Flushing,
                    Poll::Pending if self.output.is_empty() => return Poll::Pending,
                    Poll::Pending => return Poll::Ready(Some(Ok(self.take_output()))),
                },
                Phase::Flushing => {
                    if self.step(0, Operation::Flush)? {
                        self.is_dirty = false;
                        self.phase = Phase::Reading;
                    }
                }
                Phase::Finishing => {
                    if self.step(0, Operation::Finish)? {
                        self.phase = Phase::Finished;
                    }
                }
                Phase::Finished if !self.output.is_empty() => return Poll::Ready(Some(Ok(self.take_output()))),
                Phase::Finished => return Poll::Ready(self.trailers.take().map(|fields| Ok(Frame::trailers(fields)))),
            }
        }
    }
}

impl Body for Compressed {
    type Data = Bytes;
    type Error = Aborted;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Aborted>>> {
        let this = self.get_mut();
        let polled = this.advance(cx);
        if matches!(polled, Poll::Ready(Some(Err(_)))) {
            this.phase = Phase::Finished;
            this.input = Bytes::new();
            this.output = Vec::new();
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.phase == Phase::Finished && self.output.is_empty() && self.trailers.is_none()
    }
}
