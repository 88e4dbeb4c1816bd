//! The bounds every connection lives in, with their defaults. `patience` bounds times and rates together, `report` tells
//! of clients that meet a bound.

mod patience;
mod report;

pub(crate) use patience::Patience;
pub(crate) use report::Limit;
pub(crate) use report::Throttle;
pub use report::Whom;

use std::time::Duration;

/// What a client may cost. Past a bound it gets the status named there, or its connection closes.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Request line and headers together, in bytes (431).
    pub head_bytes: usize,
    /// Header lines (431).
    pub head_lines: usize,
    /// Body, after chunked decoding and decompression, in bytes (413).
    pub body_bytes: usize,
    /// From the first byte of a head to its last (408).
    pub head_timeout: Duration,
    /// From the end of the head to the last byte of the body (408). Where the body is read as a stream, how long the
    /// client may be silent while it is waited for, and how far it may fall behind `body_rate`.
    pub body_timeout: Duration,
    /// How fast a body that is read as a stream must come, in bytes per second of the time in which the client is waited
    /// for (408); zero for any rate. As `MinRate` in Apache's `mod_reqtimeout`.
    pub body_rate: u64,
    /// How long a connection may wait for its next request (closed without an answer).
    pub idle_timeout: Duration,
    /// How long the client may leave an answer unread, without taking a byte of it, and how far it may fall behind
    /// `write_rate` (closed).
    pub write_timeout: Duration,
    /// How fast the client must take what waits for it, in bytes per second of the time in which something does (closed);
    /// zero for any rate.
    pub write_rate: u64,
    /// How long a handler may take to begin its answer (504); zero for no limit.
    pub answer_timeout: Duration,
    /// How long requests in flight may finish after a shutdown has begun (then closed).
    pub drain_timeout: Duration,
    /// Connections at a time, of all servers of an app (further ones wait to be accepted).
    pub connections: usize,
    /// Connections at a time from one address (further ones are closed).
    pub connections_per_address: usize,
    /// Requests on one connection (then it closes after the answer).
    pub requests_per_connection: u64,
    /// Streams at a time on one HTTP/2 connection (refused).
    pub streams: u32,
    /// Pause of the accept loop when the process has no file descriptor left.
    pub accept_pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head_bytes: 16 * 1024,
            head_lines: 256,
            body_bytes: 1024 * 1024,
            head_timeout: Duration::from_secs(15),
            body_timeout: Duration::from_secs(30),
            body_rate: 240,
            idle_timeout: Duration::from_secs(30),
            write_timeout: Duration::from_secs(30),
            write_rate: 240,
            answer_timeout: Duration::from_secs(60),
            drain_timeout: Duration::from_secs(10),
            connections: 16 * 1024,
            connections_per_address: 1024,
            requests_per_connection: 100_000,
            streams: 128,
            accept_pause: Duration::from_millis(100),
        }
    }
}

impl Limits {
    /// The patience with a client that sends a body.
    pub(crate) fn body_patience(&self) -> Patience {
        Patience::new(self.body_timeout, self.body_rate)
    }

    /// The patience with a client that is sent something.
    pub(crate) fn write_patience(&self) -> Patience {
        Patience::new(self.write_timeout, self.write_rate)
    }
}
