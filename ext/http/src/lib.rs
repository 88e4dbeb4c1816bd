//! HTTP for RaceJS: the calls with which JavaScript reaches the engine (`racejs_http_engine`, which knows no V8), and
//! the extension that brings them, with the TypeScript of `js/http`, into an isolate.
//!
//! # How JavaScript reaches it
//! Programs import `racejs:core`. That is a synthetic module, backed by the script `ext:racejs_http/entry.js`,
//! which loads the TypeScript modules on first use: a program that does not import it pays nothing. The runtime
//! strips ops from `core.ops` at its start and a snapshot holds them without their fast calls; the script is
//! handed the one view that has both (`__bootstrap.core.ops`) and passes it on to `_ops.ts` before any other
//! module takes an op from there. So modules take ops from `_ops.ts` and never from `ext:core/ops`.
//!
//! # How a program ends
//! A pending op (`op_racejs_run`) keeps the event loop alive while anything listens or is connected. To shut down, take
//! [`Servers`] from the isolate's `OpState`, call [`Servers::begin_drain`] on the isolate's thread and keep the
//! event loop running until [`Servers::drained`] resolves: listeners close at once, idle connections too,
//! requests in flight get the drain limit of `limits`. Then the loop has nothing left and ends.

mod arguments;
mod exchanges;
mod express;
mod kept;
mod ops;
mod program;
mod strings;

#[cfg(test)]
mod tests;

pub use racejs_http_engine::exchange::end_of_program;
pub use racejs_http_engine::listener::{
    Idle, Supervisor, adopt_in_time, bequeath, disinherit, inherit, inherit_socket, keep_connections, let_sockets_go,
    supervise,
};
pub use racejs_http_engine::server::Servers;
pub use racejs_http_engine::stage::flush_logs;
pub use racejs_http_engine::succession::Succession;

pub use exchanges::abandon;
pub use express::racejs_express;
pub use kept::leave_kept;
pub use ops::app::place;

deno_core::extension!(
    racejs_http,
    ops = [
        ops::answer::op_racejs_answer_bytes,
        ops::answer::op_racejs_answer_text,
        ops::answer::op_racejs_early_hints,
        ops::answer::op_racejs_send_file,
        ops::answer::op_racejs_set_headers,
        ops::answer::op_racejs_stream_abort,
        ops::answer::op_racejs_stream_end,
        ops::answer::op_racejs_stream_start,
        ops::answer::op_racejs_stream_write,
        ops::app::op_racejs_app,
        ops::app::op_racejs_in_cluster,
        ops::app::op_racejs_is_open,
        ops::app::op_racejs_layer,
        ops::app::op_racejs_layer_remove,
        ops::app::op_racejs_listen,
        ops::app::op_racejs_program,
        ops::app::op_racejs_run,
        ops::app::op_racejs_server_close,
        ops::app::op_racejs_server_host,
        ops::app::op_racejs_server_is_tls,
        ops::app::op_racejs_server_offer,
        ops::app::op_racejs_server_port,
        ops::app::op_racejs_server_release,
        ops::app::op_racejs_server_reload,
        ops::app::op_racejs_silent,
        ops::app::op_racejs_stage_create,
        ops::app::op_racejs_stage_run,
        ops::app::op_racejs_worker,
        kept::op_racejs_take_kept,
        ops::body::op_racejs_body_bytes,
        ops::body::op_racejs_body_exists,
        ops::body::op_racejs_body_json,
        ops::body::op_racejs_body_kind,
        ops::body::op_racejs_body_read,
        ops::body::op_racejs_body_text,
        ops::body::op_racejs_chunk,
        ops::body::op_racejs_multipart,
        ops::body::op_racejs_multipart_chunk,
        ops::body::op_racejs_multipart_drop,
        ops::body::op_racejs_multipart_next,
        ops::body::op_racejs_stream,
        ops::body::op_racejs_stream_drop,
        ops::fetch::op_racejs_fetch,
        ops::fetch::op_racejs_fetch_chunk,
        ops::fetch::op_racejs_fetch_drop,
        ops::fetch::op_racejs_fetch_head,
        ops::fetch::op_racejs_fetch_open,
        ops::request::op_racejs_accepts,
        ops::request::op_racejs_client,
        ops::request::op_racejs_ended,
        ops::request::op_racejs_id,
        ops::request::op_racejs_is,
        ops::request::op_racejs_release,
        ops::request::op_racejs_tell,
        ops::request::op_racejs_user,
        ops::text::op_racejs_cookie_format,
        ops::text::op_racejs_cookie_sign,
        ops::text::op_racejs_cookie_unsign,
        ops::text::op_racejs_cookies,
        ops::text::op_racejs_file_path,
        ops::text::op_racejs_form,
        ops::text::op_racejs_form_nested,
        ops::text::op_racejs_is_production,
        ops::text::op_racejs_media_type,
        ops::text::op_racejs_range,
        ops::text::op_racejs_reason,
        ops::text::op_racejs_source_lines,
        ops::websocket::op_racejs_ws_accept,
        ops::websocket::op_racejs_ws_close,
        ops::websocket::op_racejs_ws_is_subscribed,
        ops::websocket::op_racejs_ws_next,
        ops::websocket::op_racejs_ws_open,
        ops::websocket::op_racejs_ws_options,
        ops::websocket::op_racejs_ws_publish,
        ops::websocket::op_racejs_ws_send,
        ops::websocket::op_racejs_ws_state,
        ops::websocket::op_racejs_ws_subscribe,
        ops::websocket::op_racejs_ws_terminate,
        ops::websocket::op_racejs_ws_unsubscribe,
    ],
    lazy_loaded_esm = [
        dir "../../js/http",
        "mod.ts",
        "_answer_head.ts",
        "_body.ts",
        "_client.ts",
        "_cluster.ts",
        "_condition.ts",
        "_cookies.ts",
        "_development.ts",
        "_dispatch.ts",
        "_error_page.ts",
        "_fetch.ts",
        "_file.ts",
        "_groups.ts",
        "_head.ts",
        "_headers.ts",
        "_keep.ts",
        "_layer.ts",
        "_mount.ts",
        "_multipart.ts",
        "_names.ts",
        "_negotiation.ts",
        "_ops.ts",
        "_query.ts",
        "_record.ts",
        "_report.ts",
        "_request_head.ts",
        "_route.ts",
        "_send.ts",
        "_settings.ts",
        "_silence.ts",
        "_startup.ts",
        "_steps.ts",
        "_undo.ts",
        "app.ts",
        "errors.ts",
        "middleware.ts",
        "request.ts",
        "response.ts",
        "router.ts",
        "server.ts",
        "sse.ts",
        "websocket.ts",
        "worker.ts",
    ],
    lazy_loaded_js = [dir "../../js/http", "entry.js"],
    synthetic_esm = ["racejs:core" = "ext:racejs_http/entry.js"],
    state = ops::init,
);
