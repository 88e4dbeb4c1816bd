//! What the log says of clients that meet a limit: one line for each limit, and never a flood of them. It has the limit,
//! the client, and the request's method and path where they are known; never a query, a header or a body.

use std::cell::RefCell;
use std::net::IpAddr;
use std::time::Duration;

use http::Method;
use tokio::time::Instant;

use crate::body::BodyError;
use crate::exchange::Exchange;
use crate::limits::Patience;
use crate::peer::Peer;
use crate::problem::Problem;

/// How often the same is told.
const INTERVAL: Duration = Duration::from_secs(10);

/// What is told of a path, in bytes.
const PATH_BYTES: usize = 256;

/// The limits that are told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    HeadSize,
    HeadLines,
    BodySize,
    HeadTimeout,
    BodyTimeout,
    BodyRate,
    AnswerTimeout,
    IdleTimeout,
    WriteTimeout,
    WriteRate,
    DrainTimeout,
    Connections,
    ConnectionsPerAddress,
    RequestsPerConnection,
    StreamResets,
    FrameFlood,
    JsonDepth,
    FormFiles,
    FormFields,
    FormFileSize,
    FormFieldSize,
    FormSize,
    FormPart,
    SocketPayload,
    SocketBackpressure,
    SocketIdle,
    SocketLifetime,
}

const LIMITS: usize = Limit::SocketLifetime as usize + 1;

thread_local! {
    /// An app has its thread to itself.
    static THROTTLES: RefCell<[Throttle; LIMITS]> = const { RefCell::new([const { Throttle::new() }; LIMITS]) };
}

impl Limit {
    /// The limit that a body has met, if it was one.
    pub(crate) fn of_body(error: BodyError) -> Option<Self> {
        match error {
            BodyError::TooLarge => Some(Self::BodySize),
            BodyError::Timeout => Some(Self::BodyTimeout),
            BodyError::TooSlow => Some(Self::BodyRate),
            BodyError::Malformed | BodyError::Disconnected | BodyError::Coding => None,
        }
    }

    /// The limit that a head has met, if it was one.
    pub(crate) fn of_head(problem: &Problem) -> Option<Self> {
        match problem {
            Problem::HeadTooLarge | Problem::TargetTooLong => Some(Self::HeadSize),
            Problem::TooManyLines => Some(Self::HeadLines),
            Problem::HeadTimeout => Some(Self::HeadTimeout),
            _ => None,
        }
    }

    /// The limit that a client has met with which patience has ended.
    pub(crate) fn of_writing(patience: &Patience) -> Self {
        match patience.ends_by_rate() {
            true => Self::WriteRate,
            false => Self::WriteTimeout,
        }
    }

    /// Tells that a client has met it.
    pub(crate) fn reached(self, whom: &Whom) {
        self.tell(whom, None);
    }

    /// The same, of so many connections.
    pub(crate) fn reached_by(self, connections: usize) {
        self.tell(&Whom::default(), Some(connections));
    }

    fn tell(self, whom: &Whom, connections: Option<usize>) {
        let (limit, text) = self.words();
        let client = whom.client.map(tracing::field::display);
        let method = whom.request.as_ref().map(|(method, _)| method.as_str());
        let path = whom.request.as_ref().map(|(_, path)| &**path);
        let is_due = || THROTTLES.with_borrow_mut(|throttles| throttles[self as usize].pass(Instant::now()));
        let is_told = tracing::enabled!(target: "racejs::http", tracing::Level::WARN) && !self.is_ordinary();
        if let Some(left_out) = is_told.then(is_due).flatten() {
            tracing::warn!(target: "racejs::http", limit, client, method, path, connections, left_out, "{text}");
        } else {
            tracing::debug!(target: "racejs::http", limit, client, method, path, connections, "{text}");
        }
    }

    /// Whether it is the usual end of a client that means well.
    fn is_ordinary(self) -> bool {
        matches!(
            self,
            Self::IdleTimeout | Self::RequestsPerConnection | Self::SocketIdle | Self::SocketLifetime
        )
    }

    /// What its setting is called, and what is told.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::HeadSize => ("headSize", "the head of a request is too large"),
            Self::HeadLines => ("headLines", "a request has too many header lines"),
            Self::BodySize => ("bodySize", "the body of a request is too large"),
            Self::HeadTimeout => ("headTimeout", "the head of a request did not come in time"),
            Self::BodyTimeout => ("bodyTimeout", "the body of a request did not come in time"),
            Self::BodyRate => ("bodyRate", "the body of a request comes too slowly"),
            Self::AnswerTimeout => ("answerTimeout", "no answer in time"),
            Self::IdleTimeout => ("idleTimeout", "closed an idle connection"),
            Self::WriteTimeout => ("writeTimeout", "a client takes nothing of what it is sent"),
            Self::WriteRate => ("writeRate", "a client takes what it is sent too slowly"),
            Self::DrainTimeout => ("drainTimeout", "closing connections that did not drain in time"),
            Self::Connections => (
                "connections",
                "as many connections are open as may be; further ones wait",
            ),
            Self::ConnectionsPerAddress => (
                "connectionsPerAddress",
                "closed a connection: its client has as many as it may",
            ),
            Self::RequestsPerConnection => (
                "requestsPerConnection",
                "a connection has had as many requests as it may",
            ),
            Self::StreamResets => (
                "streamResets",
                "closed a connection: its client cancels too many requests",
            ),
            Self::FrameFlood => ("frames", "closed a connection: its client floods it with frames"),
            Self::JsonDepth => ("jsonDepth", "the JSON of a request nests too deeply"),
            Self::FormFiles => ("maxFiles", "a form has too many files"),
            Self::FormFields => ("maxFields", "a form has too many fields"),
            Self::FormFileSize => ("maxFileSize", "a file of a form is too large"),
            Self::FormFieldSize => ("maxFieldSize", "a field of a form is too large"),
            Self::FormSize => ("maxSize", "a form is too large"),
            Self::FormPart => ("formPart", "the head of a form's part is too large"),
            Self::SocketPayload => ("maxPayload", "a message to a WebSocket is too large"),
            Self::SocketBackpressure => ("backpressureLimit", "a WebSocket's client is too far behind"),
            Self::SocketIdle => ("idleTimeout", "a WebSocket's client was silent for too long"),
            Self::SocketLifetime => ("maxLifetime", "a WebSocket has lasted as long as it may"),
        }
    }
}

/// Of whom the log is told when a limit is met.
#[derive(Clone, Debug, Default)]
pub struct Whom {
    client: Option<IpAddr>,
    request: Option<(Method, Box<str>)>,
}

impl Whom {
    /// The client of a request, as far as trusted proxies tell it, and the request.
    pub fn request(exchange: &Exchange) -> Self {
        let (head, client) = (exchange.head(), exchange.client_address());
        let path = head.path();
        // A target is ASCII.
        let path = path.get(..PATH_BYTES).unwrap_or(path);
        Self {
            client: Some(client),
            request: Some((head.method.clone(), path.into())),
        }
    }
}

impl From<&Peer> for Whom {
    fn from(peer: &Peer) -> Self {
        Self {
            client: Some(peer.address),
            request: None,
        }
    }
}

/// Lets the same be told once in a while, and counts what it holds back.
#[derive(Debug)]
pub(crate) struct Throttle {
    last: Option<Instant>,
    left_out: u64,
}

impl Throttle {
    pub(crate) const fn new() -> Self {
        Self {
            last: None,
            left_out: 0,
        }
    }

    /// How many were held back since the last one, if it is time for another.
    pub(crate) fn pass(&mut self, now: Instant) -> Option<u64> {
        if self
            .last
            .is_some_and(|last| now.saturating_duration_since(last) < INTERVAL)
        {
            self.left_out += 1;
            return None;
        }
        self.last = Some(now);
        Some(std::mem::take(&mut self.left_out))
    }
}

#[cfg(test)]
mod tests;
