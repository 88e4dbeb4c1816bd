//! The server of RaceJS without JavaScript: sockets, protocols, routes, requests and answers.
//!
//! `listener` accepts connections, encrypted or not (`tls`), and hands each to a protocol (`http1`, `http2`); the
//! protocol reads requests and has each answered by `service`, which asks the `router` for the layers it passes
//! through, runs the native ones (`stage`) and gives the request as an `exchange` to the handlers. `app` holds what
//! JavaScript has registered and what is ready for it, `server` how everything goes down.
//!
//! It knows no V8. The calls from JavaScript are in `racejs_http`.

pub mod app;
pub mod body;
mod date;
pub mod error;
pub mod exchange;
mod fields;
mod held;
mod http1;
mod http2;
pub mod limits;
pub mod listener;
pub mod peer;
pub mod problem;
pub mod router;
pub mod server;
pub mod service;
pub mod stage;
#[cfg(test)]
mod testing;
pub mod tls;
pub mod upgrade;

pub use fields::Fields;
pub use held::take_change;
