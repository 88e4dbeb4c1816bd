//! Topics: who gets what is published. A topic is there as long as somebody subscribes to it. Knows no connections.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::rc::Rc;

use bytes::Bytes;

use super::hub::SessionId;
use super::hub::Sockets;
use super::session::Prepared;
use super::session::SendStatus;
use super::session::Session;
use crate::error::HttpError;

/// Topics that one session may subscribe to.
const MAX_TOPICS: usize = 1024;

/// How long a topic's name may be, in bytes.
const MAX_NAME: usize = 256;

#[derive(Default)]
pub(super) struct Topics {
    subscribers: HashMap<Rc<str>, BTreeMap<SessionId, Rc<Session>>>,
}

impl Topics {
    fn add(&mut self, session: &Rc<Session>, topic: &str) -> Result<bool, HttpError> {
        if topic.len() > MAX_NAME {
            return Err(HttpError::Topic("its name has more than 256 bytes"));
        }
        let mut own = session.topics.borrow_mut();
        if own.contains(topic) {
            return Ok(false);
        }
        if own.len() >= MAX_TOPICS {
            return Err(HttpError::Topic("this socket has 1024 of them already"));
        }
        let known = self.subscribers.get_key_value(topic).map(|(name, _)| name.clone());
        let name = known.unwrap_or_else(|| topic.into());
        own.insert(name.clone());
        let subscribers = self.subscribers.entry(name).or_default();
        subscribers.insert(session.id(), session.clone());
        Ok(true)
    }

    fn remove(&mut self, id: SessionId, topic: &str) {
        if let Some(subscribers) = self.subscribers.get_mut(topic) {
            subscribers.remove(&id);
            if subscribers.is_empty() {
                self.subscribers.remove(topic);
            }
        }
    }

    pub(super) fn remove_session(&mut self, session: &Session) {
        for topic in session.topics.take() {
            self.remove(session.id(), &topic);
        }
    }

    #[cfg(test)]
    pub(super) fn count(&self) -> usize {
        self.subscribers.len()
    }
}

impl Sockets {
    /// Subscribes a session to a topic; `false` if it was already, or is over.
    ///
    /// # Errors
    /// `RACE_HTTP_TOPIC` for a name that is too long, or more topics than one session may have.
    pub fn subscribe(&self, id: SessionId, topic: &str) -> Result<bool, HttpError> {
        match self.session(id) {
            Some(session) => self.topics.borrow_mut().add(&session, topic),
            None => Ok(false),
        }
    }

    /// Ends a subscription; `false` if there was none.
    pub fn unsubscribe(&self, id: SessionId, topic: &str) -> bool {
        let was_subscribed = self
            .session(id)
            .is_some_and(|session| session.topics.borrow_mut().remove(topic));
        if was_subscribed {
            self.topics.borrow_mut().remove(id, topic);
        }
        was_subscribed
    }

    /// Whether a session is subscribed to a topic.
    pub fn is_subscribed(&self, id: SessionId, topic: &str) -> bool {
        self.session(id)
            .is_some_and(|session| session.topics.borrow().contains(topic))
    }

    /// How many sessions are subscribed to a topic.
    pub fn subscribers(&self, topic: &str) -> usize {
        self.topics.borrow().subscribers.get(topic).map_or(0, BTreeMap::len)
    }

    /// Sends a message to all subscribers of a topic except `sender`, and returns how many get it: those that are
    /// closing, or past their limit, do not. It is framed once, and compressed once for each size of window, where
    /// `compress` says so and the client takes it. Text must be valid UTF-8.
    pub fn publish(&self, sender: Option<SessionId>, topic: &str, data: Bytes, is_text: bool, compress: bool) -> usize {
        let topics = self.topics.borrow();
        let Some(subscribers) = topics.subscribers.get(topic) else {
            return 0;
        };
        let mut message = Prepared::new(data, is_text, compress);
        let receivers = subscribers.values().filter(|session| Some(session.id()) != sender);
        // Sending never ends a session on the spot, so that nobody leaves the topic while it is walked through.
        receivers
            .filter(|session| session.send_prepared(&mut message) != SendStatus::Dropped)
            .count()
    }
}
