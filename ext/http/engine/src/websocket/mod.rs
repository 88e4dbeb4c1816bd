//! WebSockets (RFC 6455) with compression (RFC 7692): handshake, framing, one task per connection, topics, and the
//! queue of events that the program takes from. Knows no V8, no routes and no sockets.
//!
//! The framing is written here and not taken from a library. `fastwebsockets`, `tokio-websockets` and
//! `tokio-tungstenite` have no permessage-deflate; `soketto` reads through `futures-io` and boxes its extensions as
//! `Send`; `yawc` has all of it, but asks for a transport that is `Send`, which one that stays on its thread is not.
//! None of them writes a message that has been framed before, and a topic frames and compresses a message once for
//! all who get it. Deflate itself is `zlib-rs`, directly, for windows of any size.
//!
//! Compression never keeps its context from one message to the next, in either direction: a compressor takes a
//! quarter of a megabyte, so that one for the app instead of two for each connection is what makes it affordable.

mod accept;
mod close;
mod deflate;
mod drive;
mod extension;
mod frame;
#[cfg(feature = "fuzzing")]
pub(crate) mod fuzzing;
mod handshake;
mod hub;
mod message;
mod options;
mod outbox;
mod session;
mod topics;

#[cfg(test)]
mod tests;

pub use accept::accept;
pub use handshake::offered_protocols;
pub use hub::Event;
pub use hub::SessionId;
pub use hub::Sockets;
pub use options::WsOptions;
pub use session::SendStatus;
pub use session::Session;
pub use session::State;
