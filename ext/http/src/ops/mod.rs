//! The calls from JavaScript: convert, call the engine, convert back. No decisions here. Each file has the calls of
//! one subject; this one has what they share.

pub(crate) mod answer;
pub(crate) mod app;
pub(crate) mod body;
pub(crate) mod express;
pub(crate) mod fetch;
pub(crate) mod request;
pub(crate) mod text;
pub(crate) mod websocket;

use deno_core::OpState;
use racejs_http_engine::server::Servers;
use racejs_http_engine::succession::Succession;

use crate::program::Programs;

/// Wraps something of the engine's as an object that JavaScript holds.
macro_rules! handles {
    ($($(#[$doc:meta])* $handle:ident($inner:ty) = $name:literal;)*) => {$(
        $(#[$doc])*
        pub(crate) struct $handle(pub(crate) $inner);

        // SAFETY: the type holds no references into the V8 heap, so there is nothing to trace.
        unsafe impl deno_core::GarbageCollected for $handle {
            fn trace(&self, _visitor: &mut deno_core::v8::cppgc::Visitor) {}
            fn get_name(&self) -> &'static std::ffi::CStr { $name }
        }
    )*};
}
pub(crate) use handles;

/// Puts the servers and the native middleware of this isolate where the calls find them.
pub(crate) fn init(state: &mut OpState) {
    state.put(Servers::default());
    state.put(Succession::default());
    state.put(app::Stages::default());
    state.put(Programs::default());
}
