//! The one answer of an exchange, on its way from whoever gives it to whoever waits for it. Both are on one thread, so
//! that it needs neither a channel nor an allocation. Knows nothing of what an answer says.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;
use std::task::Waker;

use http::HeaderMap;
use http::HeaderValue;
use http::Response;
use http::StatusCode;
use http::header;

use crate::body::AnswerBody;
use crate::exchange::Exchange;
use crate::waiter;

/// An answer as a handler gives it. It is moved from hand to hand, and small: most have no headers of their own.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    /// What goes with its body, unless its headers say otherwise.
    pub(crate) content_type: Option<&'static str>,
    pub(crate) headers: Option<Box<HeaderMap>>,
    pub(crate) body: AnswerBody,
}

impl Reply {
    /// With everything in its headers.
    pub(crate) fn into_response(self) -> Response<AnswerBody> {
        let mut response = Response::new(self.body);
        *response.status_mut() = self.status;
        if let Some(headers) = self.headers {
            *response.headers_mut() = *headers;
        }
        if let Some(content_type) = self.content_type {
            response
                .headers_mut()
                .entry(header::CONTENT_TYPE)
                .or_insert(HeaderValue::from_static(content_type));
        }
        response
    }

    /// Its headers, to be changed.
    pub(crate) fn headers_mut(&mut self) -> &mut HeaderMap {
        self.headers.get_or_insert_default()
    }
}

impl From<Response<AnswerBody>> for Reply {
    fn from(response: Response<AnswerBody>) -> Self {
        let (parts, body) = response.into_parts();
        Self {
            status: parts.status,
            content_type: None,
            headers: (!parts.headers.is_empty()).then(|| Box::new(parts.headers)),
            body,
        }
    }
}

/// Where an answer is left and taken.
#[derive(Debug, Default)]
pub(super) struct Slot {
    state: RefCell<State>,
    waiter: RefCell<Option<Waker>>,
}

#[derive(Debug, Default)]
enum State {
    /// Somebody waits for an answer.
    #[default]
    Open,
    /// Nobody does any more; the handler may still give one.
    Unwanted,
    Answered(Reply),
    /// There will be none.
    GivenUp,
    /// It has been given, and taken if anybody wanted it.
    Over,
}

impl Slot {
    /// Whether the handler is done with it.
    pub(super) fn is_done(&self) -> bool {
        !matches!(*self.state.borrow(), State::Open | State::Unwanted)
    }

    /// Leaves the answer. Only once, which is the caller's to see to.
    pub(super) fn put(&self, reply: Reply) {
        let mut state = self.state.borrow_mut();
        *state = match *state {
            State::Open => State::Answered(reply),
            _ => State::Over,
        };
        drop(state);
        self.wake();
    }

    /// Leaves none, unless there is one. `true` if somebody still waited.
    pub(super) fn give_up(&self) -> bool {
        let mut state = self.state.borrow_mut();
        let was_wanted = matches!(*state, State::Open);
        match *state {
            State::Open => *state = State::GivenUp,
            State::Unwanted => *state = State::Over,
            _ => {}
        }
        drop(state);
        self.wake();
        was_wanted
    }

    /// The answer; `None` if there will be none.
    pub(super) fn poll(&self, cx: &Context<'_>) -> Poll<Option<Reply>> {
        let mut state = self.state.borrow_mut();
        match std::mem::replace(&mut *state, State::Over) {
            State::Answered(reply) => Poll::Ready(Some(reply)),
            State::Open => {
                *state = State::Open;
                waiter::register(&mut self.waiter.borrow_mut(), cx);
                Poll::Pending
            }
            State::Unwanted | State::GivenUp | State::Over => Poll::Ready(None),
        }
    }

    /// Has whoever waits look again.
    pub(super) fn wake(&self) {
        if let Some(waiter) = self.waiter.take() {
            waiter.wake();
        }
    }

    /// Nobody waits any more.
    fn abandon(&self) {
        let mut state = self.state.borrow_mut();
        *state = match *state {
            State::Open => State::Unwanted,
            _ => State::Over,
        };
    }
}

/// Whoever waits for the answer of an exchange. Dropped, nobody does.
pub(crate) struct Answer(pub(super) Rc<Exchange>);

impl Future for Answer {
    type Output = Option<Reply>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Reply>> {
        self.0.reply.poll(cx)
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.0.reply.abandon();
    }
}
