//! HTTP for RaceJS: connections, routing, requests and responses.
//!
//! The engine knows no V8: `app` (routes, ready requests, servers), `listener` and `connection` (sockets,
//! HTTP/1.1), `router` (a path to a route), `exchange` (a request and its answer), `problem` (answers without a
//! handler), `limits`. Only `ops` speaks to JavaScript, which lives in `js/http`.
//!
//! # How JavaScript reaches it
//! Programs import `racejs:core`. That is a synthetic module, backed by the script `ext:racejs_http/entry.js`,
//! which loads the TypeScript modules on first use: a program that does not import it pays nothing. The runtime
//! strips ops from `core.ops` at its start and a snapshot holds them without their fast calls; the script is
//! handed the one view that has both (`__bootstrap.core.ops`) and passes it on to `_ops.ts` before any other
//! module takes an op from there. So modules take ops from `_ops.ts` and never from `ext:core/ops`.
//!
//! # How a program ends
//! A pending op keeps the event loop alive while anything listens or is connected. To shut down, take
//! [`Servers`] from the isolate's `OpState`, call [`Servers::begin_drain`] on the isolate's thread and keep the
//! event loop running until [`Servers::drained`] resolves: listeners close at once, idle connections too,
//! requests in flight get the drain limit of `limits`. Then the loop has nothing left and ends.

mod app;
mod body;
mod connection;
mod error;
mod exchange;
mod fields;
mod held;
mod limits;
mod listener;
mod ops;
mod problem;
mod router;
mod verb;

#[cfg(test)]
mod tests;

pub use app::Servers;

deno_core::extension!(
    racejs_http,
    ops = [
        ops::op_racejs_answer_bytes,
        ops::op_racejs_answer_text,
        ops::op_racejs_app,
        ops::op_racejs_body_bytes,
        ops::op_racejs_body_kind,
        ops::op_racejs_body_text,
        ops::op_racejs_header,
        ops::op_racejs_headers,
        ops::op_racejs_ip,
        ops::op_racejs_is_open,
        ops::op_racejs_is_production,
        ops::op_racejs_listen,
        ops::op_racejs_method,
        ops::op_racejs_next,
        ops::op_racejs_params,
        ops::op_racejs_reason,
        ops::op_racejs_route,
        ops::op_racejs_server_close,
        ops::op_racejs_server_host,
        ops::op_racejs_server_port,
        ops::op_racejs_set_headers,
        ops::op_racejs_stream_abort,
        ops::op_racejs_stream_end,
        ops::op_racejs_stream_start,
        ops::op_racejs_stream_write,
        ops::op_racejs_take,
        ops::op_racejs_url,
    ],
    lazy_loaded_esm = [
        dir "../../js/http",
        "mod.ts",
        "_ops.ts",
        "_dispatch.ts",
        "_query.ts",
        "_send.ts",
        "app.ts",
        "errors.ts",
        "request.ts",
        "response.ts",
        "server.ts",
    ],
    lazy_loaded_js = [dir "../../js/http", "entry.js"],
    synthetic_esm = ["racejs:core" = "ext:racejs_http/entry.js"],
    state = ops::init,
);
