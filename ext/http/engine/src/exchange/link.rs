//! What a connection and the handler of a request tell each other besides the answer: that the client has left, that
//! the answer has, and interim responses. Knows neither sockets nor V8.

use std::cell::Cell;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;
use std::task::Waker;

use bytes::Bytes;
use http::HeaderMap;
use http_body::Body;
use http_body::Frame;
use http_body::SizeHint;

use crate::body::Aborted;
use crate::body::AnswerBody;
use crate::waiter;
use crate::waiter::Waiters;

/// Interim responses that may wait to be written; further ones are dropped, since they are hints.
const MAX_INTERIM: usize = 8;

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It has not.
    None,
    /// The client has its answer, as far as the program can know.
    Answered,
    /// The client left before.
    ClientLeft,
}

/// What has become of the bytes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carriage {
    /// No connection carries them: whoever has asked has them with the answer.
    None,
    /// They are on their way.
    Open,
    /// The system has all of them.
    Done,
    /// The connection has ended before.
    Lost,
}

/// Responses before the answer.
#[derive(Debug, Default)]
struct Interim {
    waiting: VecDeque<HeaderMap>,
    /// Who waits for them.
    waiter: Option<Waker>,
}

/// Shared by a connection and a handler, for one request.
#[derive(Debug)]
pub struct Link {
    ending: Cell<Ending>,
    carriage: Cell<Carriage>,
    /// That one of these two has changed.
    changed: Waiters,
    is_broken_off: Cell<bool>,
    interim: RefCell<Option<Box<Interim>>>,
    /// Whether the protocol can carry them.
    takes_interim: bool,
}

impl Link {
    /// For one request. `takes_interim` is whether its protocol version has 1xx responses.
    pub fn new(takes_interim: bool) -> Rc<Self> {
        Rc::new(Self::open(takes_interim))
    }

    fn open(takes_interim: bool) -> Self {
        Self {
            ending: Cell::new(Ending::None),
            carriage: Cell::new(Carriage::None),
            changed: Waiters::default(),
            is_broken_off: Cell::new(false),
            interim: RefCell::default(),
            takes_interim,
        }
    }

    /// The same as [`Self::new`], in the place of one that was for another request, if nobody else has that any more.
    pub(crate) fn renew(old: Option<Rc<Self>>, takes_interim: bool) -> Rc<Self> {
        let Some(mut old) = old else {
            return Self::new(takes_interim);
        };
        match Rc::get_mut(&mut old) {
            Some(place) => *place = Self::open(takes_interim),
            None => old = Self::new(takes_interim),
        }
        old
    }

    /// How the request ended, if it has.
    pub fn ending(&self) -> Ending {
        self.ending.get()
    }

    /// Resolves when the request has ended.
    pub async fn ended(&self) -> Ending {
        poll_fn(|cx| match self.ending.get() {
            Ending::None => self.wait(cx),
            ending => Poll::Ready(ending),
        })
        .await
    }

    /// Resolves when the system has the whole answer (`true`), or when the client has left before that (`false`).
    pub async fn delivered(&self) -> bool {
        poll_fn(|cx| match (self.carriage.get(), self.ending.get()) {
            (Carriage::Done, _) | (Carriage::None, Ending::Answered) => Poll::Ready(true),
            (Carriage::Lost, _) | (_, Ending::ClientLeft) => Poll::Ready(false),
            (Carriage::None | Carriage::Open, _) => self.wait(cx),
        })
        .await
    }

    fn wait<T>(&self, cx: &Context<'_>) -> Poll<T> {
        self.changed.register(cx);
        Poll::Pending
    }

    /// For the connection: the request has ended like this, unless it has ended before.
    pub(crate) fn end(&self, ending: Ending) {
        if self.ending.get() == Ending::None {
            self.ending.set(ending);
            self.changed.wake();
        }
    }

    /// The program wants the client to get no answer.
    pub(super) fn break_off(&self) {
        self.is_broken_off.set(true);
    }

    /// For the connection: whether it ends here, whatever the answer is.
    pub(crate) fn is_broken_off(&self) -> bool {
        self.is_broken_off.get()
    }

    fn end_carriage(&self, carriage: Carriage) {
        if self.carriage.get() == Carriage::Open {
            self.carriage.set(carriage);
            self.changed.wake();
        }
    }

    /// Sends a 103 with these fields (RFC 8297), if the protocol has such a thing and nothing has been answered yet.
    pub fn send_early_hints(&self, fields: HeaderMap) -> bool {
        let mut interim = self.interim.borrow_mut();
        let interim = interim.get_or_insert_default();
        let is_taken = self.takes_interim && self.ending.get() == Ending::None && interim.waiting.len() < MAX_INTERIM;
        if is_taken {
            interim.waiting.push_back(fields);
            if let Some(waiter) = interim.waiter.take() {
                waiter.wake();
            }
        }
        is_taken
    }

    /// For the connection: the fields of the next 103, if there is one.
    pub(crate) fn take_early_hints(&self) -> Option<HeaderMap> {
        self.interim.borrow_mut().as_mut()?.waiting.pop_front()
    }

    /// For the connection: the fields of the next 103. Pending for ever if there is none.
    pub(crate) fn poll_early_hints(&self, cx: &Context<'_>) -> Poll<HeaderMap> {
        self.take_early_hints().map_or_else(
            || {
                let mut interim = self.interim.borrow_mut();
                waiter::register(&mut interim.get_or_insert_default().waiter, cx);
                Poll::Pending
            },
            Poll::Ready,
        )
    }

    /// The same, to wait for.
    pub async fn next_early_hints(&self) -> HeaderMap {
        poll_fn(|cx| self.poll_early_hints(cx)).await
    }
}

/// The bytes of an answer, for the connection that carries them. Dropped before they are delivered, they are lost.
#[derive(Debug)]
pub(crate) struct Delivery(Rc<Link>);

impl Delivery {
    pub(crate) fn new(link: &Rc<Link>) -> Self {
        link.carriage.set(Carriage::Open);
        Self(link.clone())
    }

    /// The system has all of them. Gives the link back.
    pub(crate) fn done(self) -> Rc<Link> {
        self.0.end_carriage(Carriage::Done);
        self.0.clone()
    }
}

impl Drop for Delivery {
    fn drop(&mut self) {
        self.0.end_carriage(Carriage::Lost);
    }
}

/// Tells the link that the client has left, unless it is told of a better end first.
pub(crate) struct Watch(Rc<Link>);

impl Watch {
    pub(crate) fn new(link: &Rc<Link>) -> Self {
        Self(link.clone())
    }

    /// Goes along with the answer's body, to its end, if it is sent at all.
    pub(crate) fn follow(self, body: AnswerBody, is_sent: bool) -> AnswerBody {
        match body {
            AnswerBody::Boxed(body) if is_sent => AnswerBody::boxed(Watched { body, watch: self }),
            whole => {
                self.0.end(Ending::Answered);
                whole
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.end(Ending::ClientLeft);
    }
}

struct Watched {
    body: Pin<Box<dyn Body<Data = Bytes, Error = Aborted>>>,
    watch: Watch,
}

impl Body for Watched {
    type Data = Bytes;
    type Error = Aborted;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Aborted>>> {
        let this = self.get_mut();
        let polled = this.body.as_mut().poll_frame(cx);
        // An abort is the program's own doing: nobody has left.
        if matches!(polled, Poll::Ready(None | Some(Err(_)))) || this.body.is_end_stream() {
            this.watch.0.end(Ending::Answered);
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
