//! What is fuzzed: a file for each part of the engine. A target panics if something is wrong.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a target panics where something is wrong"
)]

mod codings;
mod connection;
mod cookies;
mod fields;
mod forms;
mod http1;
mod pieces;
mod proxies;
mod routes;
mod sockets;

use crate::random::Random;

/// A parser, and what must be true of it.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// Runs an input; `Random` is the same for the same input.
    pub(crate) run: fn(&[u8], &mut Random),
    /// Inputs to begin with.
    pub(crate) seeds: &'static [&'static [u8]],
    /// What such inputs are made of.
    pub(crate) words: &'static [&'static str],
    /// Bytes of an input.
    pub(crate) max_length: usize,
    /// Bytes that an input may cost, beyond 256 for each of its own.
    pub(crate) memory: usize,
}

/// Every target.
pub(crate) fn all() -> Vec<&'static Target> {
    vec![
        &http1::HEAD,
        &http1::CHUNKED,
        &connection::CONNECTION,
        &routes::PATH,
        &routes::ROUTER,
        &forms::QUERY,
        &forms::MULTIPART,
        &forms::JSON_DEPTH,
        &cookies::COOKIE,
        &cookies::SET_COOKIE,
        &fields::RANGE,
        &fields::ACCEPT,
        &fields::MEDIA_TYPE,
        &fields::CONDITIONAL,
        &proxies::FORWARDED,
        &proxies::PROXY_PROTOCOL,
        &sockets::FRAMES,
        &sockets::EXTENSION,
        &codings::DECODE,
    ]
}
