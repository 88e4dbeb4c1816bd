//! Tests of this crate: the engine alone, and whole programs served over real sockets.

mod client;
mod host;
mod limits;
mod programs;
mod responses;
mod router;
mod shutdown;
