//! How a request is answered.

use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use bytes::Bytes;
use deno_core::JsBuffer;
use deno_core::op2;
use http::StatusCode;
use racejs_http_engine::error::HttpError;
use racejs_http_engine::exchange::Exchange;
use racejs_http_engine::exchange::parse_fields;
use racejs_http_engine::files;
use racejs_http_engine::files::Outcome;
use racejs_http_engine::settings;

use crate::exchanges;

/// An exchange that can still be answered.
pub(crate) fn open(exchange: f64) -> Result<Rc<Exchange>, HttpError> {
    exchanges::get(exchange).ok_or(HttpError::AlreadyAnswered)
}

/// The content type that goes with a kind of result, unless the handler has set one.
fn content_type(kind: u32) -> Option<&'static str> {
    match kind {
        1 => Some("application/json"),
        2 => Some("text/plain; charset=utf-8"),
        3 => Some("application/octet-stream"),
        4 => Some("application/problem+json"),
        5 => Some("text/html; charset=utf-8"),
        _ => None,
    }
}

/// Names and values by turns, `count` of each, with a line feed between them.
#[op2(fast)]
pub(crate) fn op_racejs_set_headers(exchange: f64, #[string] pairs: &str, #[smi] count: u32) -> Result<(), HttpError> {
    open(exchange)?.set_headers_of(pairs, count as usize)
}

#[op2(fast)]
pub(crate) fn op_racejs_answer_text(
    exchange: f64,
    #[smi] status: u16,
    #[smi] kind: u32,
    #[string] body: String,
) -> Result<(), HttpError> {
    open(exchange)?.answer(status, content_type(kind), body.into())
}

#[op2(fast)]
pub(crate) fn op_racejs_answer_bytes(
    exchange: f64,
    #[smi] status: u16,
    #[smi] kind: u32,
    #[buffer] body: &[u8],
) -> Result<(), HttpError> {
    let body = Bytes::copy_from_slice(body);
    open(exchange)?.answer(status, content_type(kind), body)
}

#[op2(fast)]
pub(crate) fn op_racejs_stream_start(exchange: f64, #[smi] status: u16, #[smi] kind: u32) -> Result<(), HttpError> {
    open(exchange)?.answer_stream(status, content_type(kind))
}

/// Resolves when the connection has room for the next chunk; `false` when nobody reads any more.
#[op2]
pub(crate) async fn op_racejs_stream_write(exchange: f64, #[buffer] chunk: JsBuffer) -> bool {
    let chunk = Bytes::copy_from_slice(&chunk);
    match exchanges::get(exchange).and_then(|exchange| exchange.stream()) {
        Some(stream) => stream.send(Ok(chunk)).await.is_ok(),
        None => false,
    }
}

#[op2]
pub(crate) fn op_racejs_stream_end(exchange: f64, #[scoped] trailers: Vec<String>) -> Result<(), HttpError> {
    let trailers = (!trailers.is_empty()).then(|| parse_fields(&trailers)).transpose()?;
    if let Some(exchange) = exchanges::get(exchange) {
        exchange.end_stream(trailers);
    }
    Ok(())
}

#[op2]
pub(crate) async fn op_racejs_stream_abort(exchange: f64) {
    if let Some(exchange) = exchanges::get(exchange) {
        exchange.abort_stream().await;
    }
}

/// Whether the client's protocol has early hints.
#[op2]
pub(crate) fn op_racejs_early_hints(exchange: f64, #[scoped] pairs: Vec<String>) -> Result<bool, HttpError> {
    Ok(open(exchange)?.link().send_early_hints(parse_fields(&pairs)?))
}

/// Answers with a file: 0, or the status that says why it cannot be sent.
#[op2]
pub(crate) async fn op_racejs_send_file(
    exchange: f64,
    #[string] path: String,
    #[string] options: String,
) -> Result<u32, HttpError> {
    let exchange = open(exchange)?;
    let options = Arc::new(settings::file_options(&options)?);
    let status = match files::send(Path::new(&path), &options, exchange.head()).await {
        Outcome::Answer(response) => {
            exchange.answer_with(response)?;
            return Ok(0);
        }
        Outcome::NotFound => StatusCode::NOT_FOUND,
        Outcome::Forbidden => StatusCode::FORBIDDEN,
        Outcome::BadPath => StatusCode::BAD_REQUEST,
        Outcome::Failed(error) => {
            tracing::warn!(target: "racejs::http", %error, path, "a file cannot be read");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    };
    Ok(status.as_u16().into())
}
