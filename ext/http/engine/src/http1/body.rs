//! The body of a request as its handler reads it: a view of what the connection has read. Knows no sockets.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;

use bytes::Bytes;
use http_body::Body;
use http_body::Frame;
use http_body::SizeHint;

use super::framing::Framing;
use super::inbound::Inbound;
use crate::body::BodyError;
use crate::body::RequestBody;

/// The body of the request that begins now.
pub(super) fn begin(inbound: &Rc<RefCell<Inbound>>, framing: Framing, expects_continue: bool) -> RequestBody {
    let mut shared = inbound.borrow_mut();
    shared.begin(framing, expects_continue);
    if let Some(bytes) = shared.take_whole() {
        return RequestBody::whole(bytes);
    }
    match framing {
        Framing::None => RequestBody::empty(),
        Framing::Length(_) | Framing::Chunked => {
            drop(shared);
            RequestBody::new(Source {
                inbound: inbound.clone(),
                has_ended: false,
            })
        }
    }
}

struct Source {
    inbound: Rc<RefCell<Inbound>>,
    /// From then on, what the connection reads is of other requests.
    has_ended: bool,
}

impl Body for Source {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let this = self.get_mut();
        if this.has_ended {
            return Poll::Ready(None);
        }
        let mut inbound = this.inbound.borrow_mut();
        let polled = inbound.poll_piece(cx);
        this.has_ended = match &polled {
            Poll::Ready(Some(Ok(_))) => inbound.is_complete(),
            Poll::Ready(_) => true,
            Poll::Pending => false,
        };
        polled.map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.has_ended
    }

    fn size_hint(&self) -> SizeHint {
        if self.has_ended {
            return SizeHint::with_exact(0);
        }
        match self.inbound.borrow().remaining() {
            Some(remaining) => SizeHint::with_exact(remaining),
            None => SizeHint::default(),
        }
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        if !self.has_ended {
            self.inbound.borrow_mut().abandon();
        }
    }
}
