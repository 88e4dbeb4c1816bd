//! The body of a request: whole, or as it comes.

use std::cell::RefCell;
use std::rc::Rc;

use bytes::Bytes;
use deno_core::op2;
use deno_core::v8;
use http::StatusCode;
use racejs_http_engine::body::RequestBody;
use racejs_http_engine::data::multipart::Multipart;
use racejs_http_engine::data::multipart::MultipartError;
use racejs_http_engine::error::HttpError;
use racejs_http_engine::exchange::BodyKind;
use racejs_http_engine::exchange::Exchange;
use racejs_http_engine::limits::Whom;
use racejs_http_engine::problem::Problem;
use racejs_http_engine::settings;

use super::handles;
use crate::exchanges;
use crate::strings;

handles! {
    /// A body that is read as a stream.
    BodyHandle(RefCell<Option<RequestBody>>) = c"Body";
    /// A multipart form that is being read; boxed, since the collector aligns less than its search does.
    MultipartHandle(RefCell<Option<Box<Multipart>>>) = c"Multipart";
}

/// An exchange whose body may still be there.
fn open(exchange: f64) -> Result<Rc<Exchange>, HttpError> {
    exchanges::get(exchange).ok_or(HttpError::BodyGone)
}

#[op2(fast)]
pub(crate) fn op_racejs_body_kind(exchange: f64) -> Result<u32, HttpError> {
    Ok(open(exchange)?.body_kind() as u32)
}

#[op2(fast)]
pub(crate) fn op_racejs_body_exists(exchange: f64) -> bool {
    exchanges::get(exchange).is_some_and(|exchange| exchange.body_kind() != BodyKind::None)
}

/// Reads the body whole: 0, or the status that says why it did not arrive.
#[op2]
pub(crate) async fn op_racejs_body_read(exchange: f64) -> Result<u32, HttpError> {
    let exchange = open(exchange)?;
    let read = exchange.buffer_body().await?;
    Ok(read.map_or_else(|error| Problem::Body(error).status().as_u16().into(), |()| 0))
}

#[op2]
pub(crate) fn op_racejs_body_text<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    exchange: f64,
) -> Result<v8::Local<'s, v8::Value>, HttpError> {
    open(exchange)?
        .body_text(|text| strings::try_make(scope, text.as_bytes()))?
        .ok_or_else(too_long)
}

/// As text, if it is not nested too deeply for a parser.
#[op2]
pub(crate) fn op_racejs_body_json<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    exchange: f64,
) -> Result<v8::Local<'s, v8::Value>, HttpError> {
    open(exchange)?
        .body_json(|text| strings::try_make(scope, text.as_bytes()))?
        .ok_or_else(too_long)
}

fn too_long() -> HttpError {
    HttpError::client(
        StatusCode::PAYLOAD_TOO_LARGE,
        "RACE_HTTP_BODY_TOO_LONG",
        "The body of the request is longer than a string can be",
    )
}

#[op2]
#[buffer]
pub(crate) fn op_racejs_body_bytes(exchange: f64) -> Result<Vec<u8>, HttpError> {
    Ok(open(exchange)?.body_bytes()?.into())
}

#[op2]
#[cppgc]
pub(crate) fn op_racejs_stream(exchange: f64) -> Result<BodyHandle, HttpError> {
    Ok(BodyHandle(RefCell::new(Some(open(exchange)?.take_stream()?))))
}

/// The next piece; `null` at the end, and for whoever asks twice at a time.
#[op2]
#[buffer]
pub(crate) async fn op_racejs_chunk(#[cppgc] body: &BodyHandle) -> Result<Option<Vec<u8>>, HttpError> {
    let Some(mut source) = body.0.take() else {
        return Ok(None);
    };
    match source.next().await {
        None => Ok(None),
        Some(Err(error)) => Err(HttpError::body(error)),
        Some(Ok(bytes)) => {
            body.0.replace(Some(source));
            Ok(Some(Bytes::into(bytes)))
        }
    }
}

#[op2(fast)]
pub(crate) fn op_racejs_stream_drop(#[cppgc] body: &BodyHandle) {
    body.0.take();
}

#[op2]
#[cppgc]
pub(crate) fn op_racejs_multipart(exchange: f64, #[string] options: &str) -> Result<MultipartHandle, FormError> {
    let exchange = open(exchange)?;
    let content_type = exchange.head().fields.first("content-type").unwrap_or_default();
    let limits = settings::multipart_limits(options, exchange.body_limit())?;
    let form = Multipart::new(exchange.take_stream()?, content_type, limits)?.told_of(Whom::request(&exchange));
    Ok(MultipartHandle(RefCell::new(Some(Box::new(form)))))
}

/// The next part: its name, the name of its file, its media type. `null` behind the last one.
#[op2]
pub(crate) async fn op_racejs_multipart_next(
    #[cppgc] form: &MultipartHandle,
) -> Result<Option<(String, Option<String>, Option<String>)>, FormError> {
    let mut reading = form.0.take().ok_or(HttpError::BodyBusy)?;
    // After an error the rest is given up at once, so that the answer can tell the client.
    let part = reading.next_part().await?;
    form.0.replace(Some(reading));
    Ok(part.map(|part| (part.name, part.filename, part.content_type)))
}

/// The next piece of the part; `null` at its end.
#[op2]
#[buffer]
pub(crate) async fn op_racejs_multipart_chunk(#[cppgc] form: &MultipartHandle) -> Result<Option<Vec<u8>>, FormError> {
    let mut reading = form.0.take().ok_or(HttpError::BodyBusy)?;
    let chunk = reading.next_chunk().await?;
    form.0.replace(Some(reading));
    Ok(chunk.map(Bytes::into))
}

/// Nobody wants the rest.
#[op2(fast)]
pub(crate) fn op_racejs_multipart_drop(#[cppgc] form: &MultipartHandle) {
    form.0.take();
}

/// What can go wrong with a form.
#[derive(Debug, thiserror::Error, deno_error::JsError)]
pub(crate) enum FormError {
    #[class(inherit)]
    #[error(transparent)]
    Form(#[from] MultipartError),
    #[class(inherit)]
    #[error(transparent)]
    Exchange(#[from] HttpError),
}
