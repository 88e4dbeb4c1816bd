//! The server of RaceJS without JavaScript: sockets, protocols, routes, requests and answers.
//!
//! `listener` accepts connections, encrypted or not (`tls`), and hands each to a protocol (`http1`, `http2`); the
//! protocol reads requests and has each answered by `service`, which asks the `router` for the layers it passes
//! through, runs the native ones (`stage`) and gives the request as an `exchange` to the handlers. `app` holds what
//! JavaScript has registered and what is ready for it, `wishes` what the layers of a request want of its body, `local` a
//! request that the program makes itself, `silence` requests that nobody answers, `server` how everything goes down,
//! `succession` how the next version of a program takes servers over.
//! `files`, `range`, `conditional` and `compress` are what HTTP knows about representations: each can be used without
//! the others' callers.
//!
//! It knows no V8. The calls from JavaScript are in `racejs_http`.

pub mod app;
mod authority;
pub mod body;
pub mod compress;
pub mod conditional;
pub mod data;
mod date;
pub mod error;
pub mod exchange;
mod fields;
pub mod files;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod held;
mod http1;
mod http2;
pub mod limits;
pub mod listener;
pub mod local;
pub mod peer;
pub mod problem;
pub mod range;
pub mod router;
pub mod server;
pub mod service;
pub mod settings;
pub mod silence;
pub mod stage;
pub mod succession;
#[cfg(test)]
mod testing;
mod timer;
pub mod tls;
pub mod upgrade;
mod vary;
mod waiter;
pub mod websocket;
mod wishes;

pub use fields::Fields;
pub use held::take_change;
