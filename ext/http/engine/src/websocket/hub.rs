//! The WebSockets of an app: who is connected, and what has happened that the program has not heard of yet. Knows no
//! V8; the program is whoever takes the events.

use std::cell::Cell;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use bytes::Bytes;
use tokio::sync::Notify;

use super::deflate::Coder;
use super::session::Session;
use super::topics::Topics;

/// Names a session within its app. Not used again before four billion others.
pub type SessionId = u32;

/// Messages of all clients together that may wait for the program, in bytes; then no socket is read.
const MAX_UNHANDLED_BYTES: usize = 64 * 1024 * 1024;

/// Something that happened to a session. The order is that of the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The connection stands.
    Open,
    /// The client has sent a message.
    Message {
        /// The message; if it is text, valid UTF-8.
        data: Bytes,
        /// Whether it is text.
        is_text: bool,
    },
    /// Everything is written, after a `send` that was buffered or dropped.
    Drain,
    /// The session is over: the last event, and the only one of a session that never opened or was closed before.
    Close {
        /// The client's code, or why the server closed; 1005 without a code, 1006 without a close frame.
        code: u16,
        /// What was told with it.
        reason: String,
        /// Whether both sides have said goodbye.
        was_clean: bool,
    },
}

/// The WebSockets of an app.
#[derive(Default)]
pub struct Sockets {
    sessions: RefCell<HashMap<SessionId, Rc<Session>>>,
    last_id: Cell<SessionId>,
    events: RefCell<Vec<(SessionId, Event)>>,
    /// Bytes of messages in `events`.
    event_bytes: Cell<usize>,
    /// How often the events have been taken.
    round: Cell<u64>,
    pending: Notify,
    /// Told when a socket may be read that might not before.
    room: Notify,
    pub(super) topics: RefCell<Topics>,
    pub(super) coder: RefCell<Coder>,
}

impl Sockets {
    /// Without connections.
    pub fn new() -> Rc<Self> {
        Rc::default()
    }

    /// A session that is not over.
    pub fn session(&self, id: SessionId) -> Option<Rc<Session>> {
        self.sessions.borrow().get(&id).cloned()
    }

    /// How many sessions there are.
    pub fn count(&self) -> usize {
        self.sessions.borrow().len()
    }

    /// Waits until something has happened, and takes it all. With that, the sockets of these clients are read on.
    /// Empty once there is no session left, and nothing to tell: the program asks again after it has accepted one.
    pub async fn next_events(&self) -> Vec<(SessionId, Event)> {
        loop {
            let pending = self.pending.notified();
            tokio::pin!(pending);
            pending.as_mut().enable();
            let events = self.take_events();
            if !events.is_empty() || self.count() == 0 {
                return events;
            }
            pending.await;
        }
    }

    /// Takes what has happened until now.
    pub fn take_events(&self) -> Vec<(SessionId, Event)> {
        let events = self.events.take();
        if !events.is_empty() {
            self.event_bytes.set(0);
            self.round.set(self.round.get().wrapping_add(1));
            self.room.notify_waiters();
        }
        events
    }

    pub(super) fn push(&self, id: SessionId, event: Event) {
        if let Event::Message { data, .. } = &event {
            self.event_bytes.set(self.event_bytes.get() + data.len());
        }
        self.events.borrow_mut().push((id, event));
        self.pending.notify_waiters();
    }

    pub(super) fn has_room(&self) -> bool {
        self.event_bytes.get() < MAX_UNHANDLED_BYTES
    }

    pub(super) fn round(&self) -> u64 {
        self.round.get()
    }

    pub(super) fn room(&self) -> &Notify {
        &self.room
    }

    pub(super) fn next_id(&self) -> SessionId {
        let sessions = self.sessions.borrow();
        let mut id = self.last_id.get().wrapping_add(1);
        while sessions.contains_key(&id) {
            id = id.wrapping_add(1);
        }
        self.last_id.set(id);
        id
    }

    pub(super) fn add(&self, session: &Rc<Session>) {
        self.sessions.borrow_mut().insert(session.id(), session.clone());
    }

    /// Forgets a session that is over.
    pub(super) fn remove(&self, session: &Session) {
        self.sessions.borrow_mut().remove(&session.id());
        self.topics.borrow_mut().remove_session(session);
        self.pending.notify_waiters();
    }
}
