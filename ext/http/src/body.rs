//! Bodies: a request's, read whole within its limits, and a response's, whole or streamed.

use std::pin::Pin;
use std::task::Context;
use std::task::Poll;

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

/// The handler gave up in the middle of a stream: the client must not take what it got for the whole.
#[derive(Debug, thiserror::Error)]
#[error("The response was aborted by its handler")]
pub(crate) struct Aborted;

pub(crate) type Chunk = Result<Bytes, Aborted>;

/// The body of a response.
#[derive(Debug)]
pub(crate) enum AnswerBody {
    Full(Option<Bytes>),
    Stream(mpsc::Receiver<Chunk>),
}

impl AnswerBody {
    pub(crate) fn full(bytes: Bytes) -> Self {
        Self::Full((!bytes.is_empty()).then_some(bytes))
    }

    /// A body that is written while it is sent, and its writing end.
    pub(crate) fn stream() -> (mpsc::Sender<Chunk>, Self) {
        let (sender, receiver) = mpsc::channel(STREAM_DEPTH);
        (sender, Self::Stream(receiver))
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = Aborted;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Aborted>>> {
        match self.get_mut() {
            Self::Full(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Stream(receiver) => receiver
                .poll_recv(cx)
                .map(|chunk| chunk.map(|chunk| chunk.map(Frame::data))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Full(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Full(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, Bytes::len) as u64),
            Self::Stream(_) => SizeHint::default(),
        }
    }
}

/// Reads a request's whole body, or says which bound it broke.
pub(crate) async fn read(body: Incoming, limits: &Limits) -> Result<Bytes, Problem> {
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

async fn collect(mut body: Incoming, limit: usize) -> Result<Bytes, Problem> {
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
    Ok(if more.is_empty() { first } else { more.freeze() })
}
