//! Tests of this crate: whole programs served over real sockets. The engine has its own.

mod client;
mod host;
mod limits;
mod programs;
mod responses;
mod shutdown;
