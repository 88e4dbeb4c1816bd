//! The body of a request as HTTP/2 brings it. The client may send on only as it is read. Knows nothing of answers.

use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;
use std::task::ready;
use std::time::Duration;

use bytes::Bytes;
use h2::Reason;
use h2::RecvStream;
use http_body::Body;
use http_body::Frame;
use http_body::SizeHint;
use tokio::sync::Notify;
use tokio::time::Instant;
use tokio::time::Sleep;

use crate::body::BodyError;

/// The receiving half of a stream.
pub(super) struct Incoming {
    stream: RecvStream,
    /// Bytes still to come, if the client declared a length. `h2` holds it to that.
    left: Option<u64>,
    /// The client waits to be told that its body is wanted.
    go_on: Option<Rc<Notify>>,
    /// How long a reader waits for each piece.
    patience: Duration,
    timer: Option<Pin<Box<Sleep>>>,
    /// Whether the timer is for the piece that is waited for now.
    is_waiting: bool,
}

impl Incoming {
    pub(super) fn new(stream: RecvStream, length: Option<u64>, go_on: Option<Rc<Notify>>, patience: Duration) -> Self {
        Self {
            stream,
            left: length,
            go_on,
            patience,
            timer: None,
            is_waiting: false,
        }
    }

    /// Ready when the client has been silent for too long.
    fn poll_patience(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let patience = self.patience;
        let timer = self.timer.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        if !std::mem::replace(&mut self.is_waiting, true)
            && let Some(end) = Instant::now().checked_add(patience)
        {
            timer.as_mut().reset(end);
        }
        timer.as_mut().poll(cx)
    }

    fn poll_stream(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        loop {
            match ready!(self.stream.poll_data(cx)) {
                // Nothing to read; `h2` counts how often that comes.
                Some(Ok(data)) if data.is_empty() => {}
                Some(Ok(data)) => {
                    // Only a stream that has ended refuses, and then no more is to come.
                    let _ = self.stream.flow_control().release_capacity(data.len());
                    self.left = self.left.map(|left| left.saturating_sub(data.len() as u64));
                    return Poll::Ready(Some(Ok(Frame::data(data))));
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(reason(&error)))),
                None => break,
            }
        }
        let trailers = ready!(self.stream.poll_trailers(cx));
        Poll::Ready(match trailers {
            Ok(trailers) => trailers.map(|trailers| Ok(Frame::trailers(trailers))),
            Err(error) => Some(Err(reason(&error))),
        })
    }
}

impl Body for Incoming {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let this = self.get_mut();
        if let Some(go_on) = this.go_on.take() {
            go_on.notify_one();
        }
        let polled = this.poll_stream(cx);
        if polled.is_ready() {
            this.is_waiting = false;
            return polled;
        }
        ready!(this.poll_patience(cx));
        Poll::Ready(Some(Err(BodyError::Timeout)))
    }

    fn is_end_stream(&self) -> bool {
        self.stream.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// This side resets a stream whose body breaks the protocol.
fn reason(error: &h2::Error) -> BodyError {
    match error.is_library() && error.reason() == Some(Reason::PROTOCOL_ERROR) {
        true => BodyError::Malformed,
        false => BodyError::Disconnected,
    }
}
