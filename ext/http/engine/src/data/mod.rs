//! The grammars of what a request carries: queries, forms, cookies, media types, preferences, proxies' notes. From text
//! and bytes to values, within bounds. Only `multipart` waits for a body; nothing here knows sockets, routes or V8.

pub mod accept;
pub mod cookie;
mod escape;
pub mod forwarded;
pub mod json_depth;
pub mod media_type;
pub mod multipart;
mod parameters;
pub mod query;
pub mod signature;
