//! The body of a request as HTTP/2 brings it. The client may send on only as it is read. Knows nothing of answers.

use std::cell::RefCell;
use std::collections::HashMap;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;
use std::task::ready;

use bytes::Bytes;
use h2::FlowControl;
use h2::Reason;
use h2::RecvStream;
use h2::StreamId;
use http_body::Body;
use http_body::Frame;
use http_body::SizeHint;
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::body::BodyError;
use crate::exchange::Ending;
use crate::exchange::Link;
use crate::http2::CONNECTION_WINDOW;
use crate::limits::Patience;
use crate::timer::Timer;

/// What the client may have left of a window that is as good as closed: no more than a frame.
const CLOSED_WINDOW: usize = 16 * 1024;

/// Bytes of all bodies of a connection that nobody has read yet. The client cannot send on when they fill its window,
/// which then is the fault of those who do not read.
#[derive(Default)]
pub(super) struct Unread(RefCell<HashMap<StreamId, FlowControl>>);

impl Unread {
    fn fills_window(&self) -> bool {
        let bytes: usize = self.0.borrow_mut().values_mut().map(|flow| flow.used_capacity()).sum();
        bytes + CLOSED_WINDOW > CONNECTION_WINDOW as usize
    }
}

/// The receiving half of a stream.
pub(super) struct Incoming {
    stream: RecvStream,
    /// Bytes still to come, if the client declared a length. `h2` holds it to that.
    left: Option<u64>,
    /// The client waits to be told that its body is wanted.
    go_on: Option<Rc<Notify>>,
    unread: Rc<Unread>,
    /// Knows whether the request is answered.
    link: Rc<Link>,
    /// With the client, while somebody waits for a piece.
    patience: Patience,
    timer: Timer,
}

impl Incoming {
    pub(super) fn new(
        mut stream: RecvStream,
        length: Option<u64>,
        go_on: Option<Rc<Notify>>,
        unread: Rc<Unread>,
        link: Rc<Link>,
        patience: Patience,
    ) -> Self {
        if !stream.is_end_stream() {
            let flow = stream.flow_control().clone();
            unread.0.borrow_mut().insert(stream.stream_id(), flow);
        }
        Self {
            stream,
            left: length,
            go_on,
            unread,
            link,
            patience,
            timer: Timer::default(),
        }
    }

    /// Ready when the client has been silent or slow for too long.
    fn poll_patience(&mut self, cx: &mut Context<'_>) -> Poll<BodyError> {
        let now = Instant::now();
        if self.link.ending() != Ending::None {
            // What is left must come within the time that it may pause otherwise, in all.
            self.patience.make_last(now);
        }
        self.patience.wait(now);
        loop {
            ready!(self.timer.poll(cx, self.patience.end()));
            if !self.unread.fills_window() {
                return Poll::Ready(BodyError::of_patience(&self.patience));
            }
            self.patience.renew();
            self.patience.wait(Instant::now());
        }
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

impl Drop for Incoming {
    fn drop(&mut self) {
        self.unread.0.borrow_mut().remove(&self.stream.stream_id());
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
        if let Poll::Ready(frame) = &polled {
            let data = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref());
            this.patience.pause(Instant::now);
            this.patience.regain(data.map_or(0, Bytes::len));
            return polled;
        }
        this.poll_patience(cx).map(|error| Some(Err(error)))
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
