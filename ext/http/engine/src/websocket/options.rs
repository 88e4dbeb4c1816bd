//! How the WebSockets of a route behave, with the defaults. Knows nothing of frames.

use std::time::Duration;

/// The options and bounds of a route's WebSockets. Past a bound the connection closes with the code named there.
#[derive(Clone, Debug)]
pub struct WsOptions {
    /// The largest message that is taken, after decompression, in bytes (1009).
    pub max_payload: usize,
    /// What may wait to be written to one client, in bytes. A further message is dropped. A message that is larger
    /// than this alone is still taken when nothing else waits.
    pub backpressure_limit: usize,
    /// Instead of dropping a message past that limit, closes the connection (1013).
    pub close_on_backpressure_limit: bool,
    /// How long a client may be silent; half-way it is sent a ping (1006). Zero for no limit.
    pub idle_timeout: Duration,
    /// How long a connection may last (1001).
    pub max_lifetime: Option<Duration>,
    /// How long the client may take to answer a close, or to read what is queued before it (1006).
    pub close_timeout: Duration,
    /// Messages of one client that may wait for the program; then its socket is not read.
    pub unhandled_messages: usize,
    /// Bytes of such messages; then its socket is not read.
    pub unhandled_bytes: usize,
    /// Whether clients may compress their messages, and get compressed ones (RFC 7692).
    pub per_message_deflate: bool,
    /// Subprotocols that the program speaks, the preferred one first.
    pub protocols: Vec<String>,
    /// Origins whose pages may connect, as `https://example.com`, or `*` for all; `None` for those of the host that is
    /// asked, on any port. A client that sends no origin is no browser, and is let in.
    pub origins: Option<Vec<String>>,
}

impl Default for WsOptions {
    fn default() -> Self {
        Self {
            max_payload: 1024 * 1024,
            backpressure_limit: 1024 * 1024,
            close_on_backpressure_limit: false,
            idle_timeout: Duration::from_secs(120),
            max_lifetime: None,
            close_timeout: Duration::from_secs(5),
            unhandled_messages: 16,
            unhandled_bytes: 1024 * 1024,
            per_message_deflate: false,
            protocols: Vec::new(),
            origins: None,
        }
    }
}
