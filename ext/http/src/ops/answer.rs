//! How a request is answered.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use deno_core::JsBuffer;
use deno_core::op2;
use http::StatusCode;
use racejs_http_engine::error::HttpError;
use racejs_http_engine::exchange::parse_fields;
use racejs_http_engine::files;
use racejs_http_engine::files::Outcome;
use racejs_http_engine::settings;

use super::request::ExchangeHandle;

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

#[op2]
pub(crate) fn op_racejs_stream_end(
    #[cppgc] exchange: &ExchangeHandle,
    #[scoped] trailers: Vec<String>,
) -> Result<(), HttpError> {
    let trailers = (!trailers.is_empty()).then(|| parse_fields(&trailers)).transpose()?;
    exchange.0.end_stream(trailers);
    Ok(())
}

#[op2]
pub(crate) async fn op_racejs_stream_abort(#[cppgc] exchange: &ExchangeHandle) {
    exchange.0.abort_stream().await;
}

/// Whether the client's protocol has early hints.
#[op2]
pub(crate) fn op_racejs_early_hints(
    #[cppgc] exchange: &ExchangeHandle,
    #[scoped] pairs: Vec<String>,
) -> Result<bool, HttpError> {
    Ok(exchange.0.link().send_early_hints(parse_fields(&pairs)?))
}

/// Answers with a file: 0, or the status that says why it cannot be sent.
#[op2]
pub(crate) async fn op_racejs_send_file(
    #[cppgc] exchange: &ExchangeHandle,
    #[string] path: String,
    #[string] options: String,
) -> Result<u32, HttpError> {
    let exchange = exchange.0.clone();
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
