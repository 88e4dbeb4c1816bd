//! Requests to an app without a socket.

use deno_core::JsBuffer;
use deno_core::ToV8;
use deno_core::op2;
use http::Method;
use http::Version;
use racejs_http_engine::Fields;
use racejs_http_engine::body::Aborted;
use racejs_http_engine::body::RequestBody;
use racejs_http_engine::error::HttpError;
use racejs_http_engine::exchange::RequestHead;
use racejs_http_engine::local::LocalRequest;

use super::app::AppHandle;
use super::handles;

handles! {
    /// A request that nobody has put on a wire, and its answer.
    LocalHandle(LocalRequest) = c"LocalRequest";
}

/// What a program sees of an answer before its body.
#[derive(ToV8)]
pub(crate) struct AnswerHead {
    status: u32,
    /// Name and value by turns.
    fields: Vec<String>,
}

#[op2]
#[cppgc]
pub(crate) fn op_racejs_fetch_open() -> LocalHandle {
    LocalHandle(LocalRequest::default())
}

/// Resolves when there is an answer (`true`), or when nobody wants it any more (`false`).
#[op2]
pub(crate) async fn op_racejs_fetch(
    #[cppgc] app: &AppHandle,
    #[cppgc] request: &LocalHandle,
    #[string] method: String,
    #[string] target: String,
    #[string] host: String,
    is_tls: bool,
    #[scoped] headers: Vec<String>,
    #[buffer] body: Option<JsBuffer>,
) -> Result<bool, HttpError> {
    let mut fields = Fields::default();
    for pair in headers.chunks_exact(2) {
        // Values are byte strings there: every character is a byte.
        let value: Vec<u8> = pair[1].chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
        fields.push(&pair[0], &value);
    }
    if !fields.contains("host") {
        fields.push("host", host.as_bytes());
    }
    if let Some(body) = &body
        && !fields.contains("content-length")
    {
        fields.push("content-length", body.len().to_string().as_bytes());
    }
    let authority = fields.first("host").unwrap_or(&host).into();
    let head = RequestHead {
        method: Method::from_bytes(method.as_bytes()).map_err(|_| HttpError::Method(method))?,
        target: target.into(),
        version: Version::HTTP_11,
        authority,
        fields,
    };
    let body = body.map_or_else(RequestBody::empty, |bytes| RequestBody::whole(bytes.to_vec().into()));
    Ok(request.0.ask(app.0.clone(), head, body, is_tls).await)
}

#[op2]
pub(crate) fn op_racejs_fetch_head(#[cppgc] request: &LocalHandle) -> AnswerHead {
    let Some((status, headers)) = request.0.head() else {
        return AnswerHead {
            status: 500,
            fields: Vec::new(),
        };
    };
    AnswerHead {
        status: status.as_u16().into(),
        fields: headers
            .iter()
            .flat_map(|(name, value)| {
                let value = value.as_bytes().iter().copied().map(char::from).collect();
                [name.as_str().to_string(), value]
            })
            .collect(),
    }
}

/// The next piece of the body; `null` at the end.
#[op2]
#[buffer]
pub(crate) async fn op_racejs_fetch_chunk(#[cppgc] request: &LocalHandle) -> Result<Option<Vec<u8>>, Aborted> {
    Ok(request.0.next_chunk().await?.map(Into::into))
}

/// Nobody wants the answer, or the rest of it.
#[op2(fast)]
pub(crate) fn op_racejs_fetch_drop(#[cppgc] request: &LocalHandle) {
    request.0.give_up();
}
