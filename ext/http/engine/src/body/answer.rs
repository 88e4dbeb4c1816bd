//! The body of an answer. It is an `http_body::Body`, so that every protocol writes it, and every filter
//! (compression, ranges) wraps it, in the same way.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;

use bytes::Bytes;
use http::HeaderMap;
use http_body::Body;
use http_body::Frame;
use http_body::SizeHint;
use tokio::sync::mpsc;

use crate::upgrade::Upgrade;

/// Chunks in flight between a handler and its connection; past it the handler waits.
const STREAM_DEPTH: usize = 2;

/// The handler gave up in the middle of a stream: the client must not take what it got for the whole.
#[derive(Debug, thiserror::Error, deno_error::JsError)]
#[class(generic)]
#[error("The response was aborted by its handler")]
pub struct Aborted;

/// A part of a streamed body.
pub type Chunk = Result<Bytes, Aborted>;

/// The body of an answer.
pub enum AnswerBody {
    /// All of it, or nothing.
    Full(Option<Bytes>),
    /// It comes piece by piece. A known length is in its size hint.
    Boxed(Pin<Box<dyn Body<Data = Bytes, Error = Aborted>>>),
    /// None: behind a 101 the connection belongs to somebody else. A protocol that cannot hand it over drops this.
    Upgrade(Upgrade),
}

impl AnswerBody {
    /// A body that is there whole; it may be empty.
    pub fn full(bytes: Bytes) -> Self {
        Self::Full((!bytes.is_empty()).then_some(bytes))
    }

    /// No body.
    pub fn empty() -> Self {
        Self::Full(None)
    }

    /// A body that is made while it is sent.
    pub fn boxed(body: impl Body<Data = Bytes, Error = Aborted> + 'static) -> Self {
        Self::Boxed(Box::pin(body))
    }

    /// A body that a handler writes while it is sent, and its writing end.
    pub fn stream() -> (BodyWriter, Self) {
        let (sender, chunks) = mpsc::channel(STREAM_DEPTH);
        let end = Rc::new(Cell::new(End::CutShort));
        let trailers = Rc::new(Cell::new(None));
        let writer = BodyWriter {
            chunks: sender,
            end: end.clone(),
            trailers: trailers.clone(),
        };
        let body = Written { chunks, end, trailers };
        (writer, Self::boxed(body))
    }
}

impl std::fmt::Debug for AnswerBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Full(bytes) => f.debug_tuple("Full").field(&bytes.as_ref().map(Bytes::len)).finish(),
            Self::Upgrade(_) => f.write_str("Upgrade"),
            Self::Boxed(body) => f.debug_tuple("Boxed").field(&body.size_hint()).finish(),
        }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = Aborted;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Aborted>>> {
        match self.get_mut() {
            Self::Full(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Boxed(body) => body.as_mut().poll_frame(cx),
            Self::Upgrade(_) => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Full(bytes) => bytes.is_none(),
            Self::Boxed(body) => body.is_end_stream(),
            Self::Upgrade(_) => true,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Full(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, Bytes::len) as u64),
            Self::Boxed(body) => body.size_hint(),
            Self::Upgrade(_) => SizeHint::with_exact(0),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Complete,
    CutShort,
}

/// The writing end of a streamed body. Unless it is finished, the body counts as cut short: a handler that
/// is forgotten in the middle must not look like one that is done.
pub struct BodyWriter {
    /// Takes chunks; waits while the connection is behind.
    pub chunks: mpsc::Sender<Chunk>,
    end: Rc<Cell<End>>,
    trailers: Rc<Cell<Option<HeaderMap>>>,
}

impl BodyWriter {
    /// The body is complete.
    pub fn finish(self) {
        self.end.set(End::Complete);
    }

    /// The body is complete, and fields follow it (RFC 9110, section 6.5).
    pub fn finish_with(self, trailers: HeaderMap) {
        self.trailers.set(Some(trailers));
        self.finish();
    }
}

/// The reading end of a body that a handler writes.
struct Written {
    chunks: mpsc::Receiver<Chunk>,
    end: Rc<Cell<End>>,
    trailers: Rc<Cell<Option<HeaderMap>>>,
}

impl Body for Written {
    type Data = Bytes;
    type Error = Aborted;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Aborted>>> {
        let this = self.get_mut();
        this.chunks.poll_recv(cx).map(|chunk| match chunk {
            Some(chunk) => Some(chunk.map(Frame::data)),
            None if this.end.get() == End::CutShort => Some(Err(Aborted)),
            None => this.trailers.take().map(|trailers| Ok(Frame::trailers(trailers))),
        })
    }
}
