//! The calls from JavaScript: convert, call the engine, convert back. No decisions here.

use std::rc::Rc;

use bytes::Bytes;
use deno_core::GarbageCollected;
use deno_core::JsBuffer;
use deno_core::OpState;
use deno_core::cppgc;
use deno_core::op2;
use deno_core::v8;
use http::StatusCode;

use crate::app::App;
use crate::app::Server;
use crate::app::Servers;
use crate::error::HttpError;
use crate::exchange::Exchange;
use crate::held;
use crate::listener;
use crate::verb::Verb;

/// An app as JavaScript holds it.
pub(crate) struct AppHandle(Rc<App>);

/// A server as JavaScript holds it.
pub(crate) struct ServerHandle(Rc<Server>);

/// An exchange as JavaScript holds it.
pub(crate) struct ExchangeHandle(Rc<Exchange>);

macro_rules! collected {
    ($($handle:ty => $name:literal),*) => {$(
        // SAFETY: the type holds no references into the V8 heap, so there is nothing to trace.
        unsafe impl GarbageCollected for $handle {
            fn trace(&self, _visitor: &mut v8::cppgc::Visitor) {}
            fn get_name(&self) -> &'static std::ffi::CStr { $name }
        }
    )*};
}
collected!(AppHandle => c"App", ServerHandle => c"Server", ExchangeHandle => c"Exchange");

/// The content type that goes with a kind of result, unless the handler has set one.
fn content_type(kind: u32) -> Option<&'static str> {
    match kind {
        1 => Some("application/json"),
        2 => Some("text/plain; charset=utf-8"),
        3 => Some("application/octet-stream"),
        4 => Some("application/problem+json"),
        _ => None,
    }
}

#[op2]
#[cppgc]
pub(crate) fn op_racejs_app() -> AppHandle {
    AppHandle(Rc::default())
}

#[op2(fast)]
pub(crate) fn op_racejs_route(
    #[cppgc] app: &AppHandle,
    #[string] method: &str,
    #[string] pattern: &str,
    #[smi] handler: u32,
) -> Result<(), HttpError> {
    let verb = Verb::parse(method).ok_or_else(|| HttpError::Method(method.to_string()))?;
    app.0.add_route(verb, pattern, handler)
}

#[op2]
#[cppgc]
pub(crate) fn op_racejs_listen(
    state: &mut OpState,
    #[cppgc] app: &AppHandle,
    #[string] host: Option<String>,
    #[smi] port: u16,
) -> Result<ServerHandle, HttpError> {
    let server = listener::listen(app.0.clone(), host.as_deref(), port)?;
    state.borrow::<Servers>().add(&server);
    Ok(ServerHandle(server))
}

#[op2]
#[string]
pub(crate) fn op_racejs_server_host(#[cppgc] server: &ServerHandle) -> String {
    server.0.address().ip().to_string()
}

#[op2(fast)]
#[smi]
pub(crate) fn op_racejs_server_port(#[cppgc] server: &ServerHandle) -> u16 {
    server.0.address().port()
}

#[op2]
pub(crate) async fn op_racejs_server_close(#[cppgc] server: &ServerHandle) {
    server.0.begin_drain();
    server.0.drained().await;
}

/// Resolves when requests are ready (`true`) or none can come any more (`false`).
#[op2]
pub(crate) async fn op_racejs_next(#[cppgc] app: &AppHandle) -> bool {
    app.0.next().await
}

/// Whether anything listens or is connected.
#[op2(fast)]
pub(crate) fn op_racejs_is_open(#[cppgc] app: &AppHandle) -> bool {
    app.0.is_open()
}

/// All ready requests: exchange and handler by turns.
#[op2]
pub(crate) fn op_racejs_take<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    #[cppgc] app: &AppHandle,
) -> v8::Local<'s, v8::Array> {
    scope.adjust_amount_of_external_allocated_memory(held::take_change());
    let mut elements: Vec<v8::Local<v8::Value>> = Vec::new();
    for ready in app.0.take_ready() {
        let handle = ExchangeHandle(Rc::new(ready.exchange));
        elements.push(cppgc::make_cppgc_object(scope, handle).into());
        elements.push(v8::Integer::new_from_unsigned(scope, ready.handler).into());
    }
    v8::Array::new_with_elements(scope, &elements)
}

#[op2]
#[string]
pub(crate) fn op_racejs_method(#[cppgc] exchange: &ExchangeHandle) -> String {
    exchange.0.method().to_string()
}

#[op2]
#[string]
pub(crate) fn op_racejs_url(#[cppgc] exchange: &ExchangeHandle) -> String {
    exchange.0.url().to_string()
}

#[op2]
#[string]
pub(crate) fn op_racejs_ip(#[cppgc] exchange: &ExchangeHandle) -> String {
    exchange.0.peer().to_string()
}

#[op2]
pub(crate) fn op_racejs_params(#[cppgc] exchange: &ExchangeHandle) -> Vec<String> {
    exchange.0.params()
}

#[op2]
pub(crate) fn op_racejs_headers(#[cppgc] exchange: &ExchangeHandle) -> Vec<String> {
    exchange.0.headers()
}

#[op2]
#[string]
pub(crate) fn op_racejs_header(#[cppgc] exchange: &ExchangeHandle, #[string] name: &str) -> Option<String> {
    exchange.0.header(name).map(str::to_string)
}

#[op2(fast)]
pub(crate) fn op_racejs_body_kind(#[cppgc] exchange: &ExchangeHandle) -> Result<u32, HttpError> {
    Ok(exchange.0.body_kind()? as u32)
}

#[op2]
#[string]
pub(crate) fn op_racejs_body_text(#[cppgc] exchange: &ExchangeHandle) -> Result<String, HttpError> {
    exchange.0.take_text()
}

#[op2]
#[buffer]
pub(crate) fn op_racejs_body_bytes(#[cppgc] exchange: &ExchangeHandle) -> Result<Vec<u8>, HttpError> {
    Ok(exchange.0.take_body()?.into())
}

#[op2]
pub(crate) fn op_racejs_set_headers(
    #[cppgc] exchange: &ExchangeHandle,
    #[scoped] pairs: Vec<String>,
) -> Result<(), HttpError> {
    exchange.0.set_headers(&pairs)
}

#[op2(fast)]
pub(crate) fn op_racejs_answer_text(
    #[cppgc] exchange: &ExchangeHandle,
    #[smi] status: u16,
    #[smi] kind: u32,
    #[string] body: String,
) -> Result<(), HttpError> {
    exchange.0.answer(status, content_type(kind), body.into())
}

#[op2(fast)]
pub(crate) fn op_racejs_answer_bytes(
    #[cppgc] exchange: &ExchangeHandle,
    #[smi] status: u16,
    #[smi] kind: u32,
    #[buffer] body: &[u8],
) -> Result<(), HttpError> {
    let body = Bytes::copy_from_slice(body);
    exchange.0.answer(status, content_type(kind), body)
}

#[op2(fast)]
pub(crate) fn op_racejs_stream_start(
    #[cppgc] exchange: &ExchangeHandle,
    #[smi] status: u16,
    #[smi] kind: u32,
) -> Result<(), HttpError> {
    exchange.0.answer_stream(status, content_type(kind))
}

/// Resolves when the connection has room for the next chunk; `false` when nobody reads any more.
#[op2]
pub(crate) async fn op_racejs_stream_write(#[cppgc] exchange: &ExchangeHandle, #[buffer] chunk: JsBuffer) -> bool {
    let chunk = Bytes::copy_from_slice(&chunk);
    match exchange.0.stream() {
        Some(stream) => stream.send(Ok(chunk)).await.is_ok(),
        None => false,
    }
}

#[op2(fast)]
pub(crate) fn op_racejs_stream_end(#[cppgc] exchange: &ExchangeHandle) {
    exchange.0.end_stream();
}

#[op2]
pub(crate) async fn op_racejs_stream_abort(#[cppgc] exchange: &ExchangeHandle) {
    exchange.0.abort_stream().await;
}

/// Whether errors must not show their message. Read each time: a program may set it as it starts.
#[op2(fast)]
pub(crate) fn op_racejs_is_production() -> bool {
    std::env::var_os("NODE_ENV").is_some_and(|value| value == "production")
}

/// The usual phrase for a status.
#[op2]
#[string]
pub(crate) fn op_racejs_reason(#[smi] status: u16) -> &'static str {
    let status = StatusCode::from_u16(status).ok();
    status.and_then(|status| status.canonical_reason()).unwrap_or("Error")
}

/// Puts the servers of this isolate where a shutdown finds them.
pub(crate) fn init(state: &mut OpState) {
    state.put(Servers::default());
}
