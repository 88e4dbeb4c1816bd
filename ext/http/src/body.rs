//! Bodies: a request's, read whole within its limits, and a response's, whole or streamed.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use bytes::BytesMut;
use http_body_util::BodyExt;
use hyper::body::Body;
use hyper::body::Frame;
use hyper::body::Incoming;
use hyper::body::SizeHint;
use tokio::sync::mpsc;

use crate::limits::Limits;
use crate::problem::Problem;

/// Chunks in flight between a handler and its connection; past it the handler waits.
pub(crate) const STREAM_DEPTH: usize = 2;

/// Bodies up to here are copied: what hyper read them into is larger, and a kept `req` would keep it whole.
const COPIED_BYTES: usize = 64 * 1024;

/// How much of a refused body is read, and for how long, so that its client gets to read the answer:
/// closing a connection on bytes that nobody read makes the system reset it.
const DISCARDED_BYTES: usize = 8 * 1024 * 1024;
const DISCARD_TIME: Duration = Duration::from_secs(2);

/// The handler gave up in the middle of a stream: the client must not take what it got for the whole.
#[derive(Debug, thiserror::Error)]
#[error("The response was aborted by its handler")]
pub(crate) struct Aborted;

pub(crate) type Chunk = Result<Bytes, Aborted>;

/// The body of a response.
#[derive(Debug)]
pub(crate) enum AnswerBody {
    Full(Option<Bytes>),
    Stream {
        chunks: mpsc::Receiver<Chunk>,
        is_complete: Rc<Cell<bool>>,
    },
}

/// The writing end of a streamed body. Unless it is finished, the body counts as cut short: a handler that
/// is forgotten in the middle must not look like one that is done.
pub(crate) struct BodyWriter {
    pub(crate) chunks: mpsc::Sender<Chunk>,
    is_complete: Rc<Cell<bool>>,
}

impl BodyWriter {
    pub(crate) fn finish(self) {
        self.is_complete.set(true);
    }
}

impl AnswerBody {
    pub(crate) fn full(bytes: Bytes) -> Self {
        Self::Full((!bytes.is_empty()).then_some(bytes))
    }

    /// A body that is written while it is sent, and its writing end.
    pub(crate) fn stream() -> (BodyWriter, Self) {
        let (sender, chunks) = mpsc::channel(STREAM_DEPTH);
        let is_complete = Rc::new(Cell::new(false));
        let writer = BodyWriter {
            chunks: sender,
            is_complete: is_complete.clone(),
        };
        (writer, Self::Stream { chunks, is_complete })
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = Aborted;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Aborted>>> {
        match self.get_mut() {
            Self::Full(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Stream { chunks, is_complete } => chunks.poll_recv(cx).map(|chunk| match chunk {
                Some(chunk) => Some(chunk.map(Frame::data)),
                None if is_complete.get() => None,
                None => Some(Err(Aborted)),
            }),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Full(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Full(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, Bytes::len) as u64),
            Self::Stream { .. } => SizeHint::default(),
        }
    }
}

/// Reads a request's whole body, or says which bound it broke.
pub(crate) async fn read(body: &mut Incoming, limits: &Limits) -> Result<Bytes, Problem> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    // A declared length is believed only to refuse: nothing is allocated on a client's word.
    if body.size_hint().lower() > limits.body_bytes as u64 {
        return Err(Problem::BodyTooLarge);
    }
    tokio::time::timeout(limits.body_timeout, collect(body, limits.body_bytes))
        .await
        .unwrap_or(Err(Problem::BodyTimeout))
}

async fn collect(body: &mut Incoming, limit: usize) -> Result<Bytes, Problem> {
    let mut first = Bytes::new();
    let mut more = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Err(Problem::BadBody);
        };
        let Ok(data) = frame.into_data() else {
            continue; // trailers
        };
        if first.len() + more.len() + data.len() > limit {
            return Err(Problem::BodyTooLarge);
        }
        if first.is_empty() && more.is_empty() {
            first = data;
            continue;
        }
        if !first.is_empty() {
            more.extend_from_slice(&std::mem::take(&mut first));
        }
        more.extend_from_slice(&data);
    }
    Ok(match more.is_empty() {
        true if first.len() <= COPIED_BYTES => Bytes::copy_from_slice(&first),
        true => first,
        false => more.freeze(),
    })
}

/// Reads on after a refusal, within bounds, and throws away what comes.
pub(crate) async fn discard(mut body: Incoming) {
    let read = async {
        let mut left = DISCARDED_BYTES;
        while let Some(Ok(frame)) = body.frame().await {
            left = left.saturating_sub(frame.data_ref().map_or(0, Bytes::len));
            if left == 0 {
                break;
            }
        }
    };
    // Whoever is slower than this has had the time to read the answer.
    let _ = tokio::time::timeout(DISCARD_TIME, read).await;
}
