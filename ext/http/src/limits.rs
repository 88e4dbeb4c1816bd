//! The bounds every connection lives in, with their defaults.

use std::time::Duration;

/// What a client may cost. Past a bound it gets the status named there, or its connection closes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Request line and headers together (431).
    pub(crate) head_bytes: usize,
    /// Header lines (431).
    pub(crate) head_lines: usize,
    /// Body, after chunked decoding (413).
    pub(crate) body_bytes: usize,
    /// From the first moment a head can be read to its last byte. An idle kept-alive connection
    /// waits for a head too, so this is also how long it may idle (closed without an answer).
    pub(crate) head_timeout: Duration,
    /// From the end of the head to the last byte of the body (408).
    pub(crate) body_timeout: Duration,
    /// How long requests in flight may finish after a shutdown has begun (then closed).
    pub(crate) drain_timeout: Duration,
    /// Pause of the accept loop when the process has no file descriptor left.
    pub(crate) accept_pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head_bytes: 16 * 1024,
            head_lines: 256,
            body_bytes: 1024 * 1024,
            head_timeout: Duration::from_secs(30),
            body_timeout: Duration::from_secs(30),
            drain_timeout: Duration::from_secs(10),
            accept_pause: Duration::from_millis(100),
        }
    }
}
