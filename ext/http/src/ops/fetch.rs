//! Requests to an app without a socket.

use std::cell::RefCell;
use std::rc::Rc;

use deno_core::JsBuffer;
use deno_core::ToV8;
use deno_core::op2;
use http::Method;
use http::Response;
use http::Version;
use http_body_util::BodyExt;
use racejs_http_engine::Fields;
use racejs_http_engine::app::OpenApp;
use racejs_http_engine::body::Aborted;
use racejs_http_engine::body::AnswerBody;
use racejs_http_engine::body::RequestBody;
use racejs_http_engine::error::HttpError;
use racejs_http_engine::exchange::Link;
use racejs_http_engine::exchange::RequestHead;
use racejs_http_engine::peer::Peer;
use racejs_http_engine::service;

use super::app::AppHandle;
use super::handles;

handles! {
    /// An answer that nobody has put on a wire.
    AnswerHandle(RefCell<Option<Response<AnswerBody>>>) = c"Answer";
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
pub(crate) async fn op_racejs_fetch(
    #[cppgc] app: &AppHandle,
    #[string] method: String,
    #[string] target: String,
    #[string] host: String,
    is_tls: bool,
    #[scoped] headers: Vec<String>,
    #[buffer] body: Option<JsBuffer>,
) -> Result<AnswerHandle, HttpError> {
    let app = app.0.clone();
    // Until there is an answer: a body that the program never reads must not keep it from ending.
    let _open = OpenApp::new(&app);
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
    let head = RequestHead {
        method: Method::from_bytes(method.as_bytes()).map_err(|_| HttpError::Method(method))?,
        target: target.into(),
        version: Version::HTTP_11,
        authority: host.into(),
        fields,
    };
    let body = body.map_or_else(RequestBody::empty, |bytes| RequestBody::whole(bytes.to_vec().into()));
    let peer = Rc::new(Peer::local(is_tls));
    let response = service::respond(app, head, body, peer, Link::new(false)).await;
    Ok(AnswerHandle(RefCell::new(Some(response))))
}

#[op2]
pub(crate) fn op_racejs_fetch_head(#[cppgc] answer: &AnswerHandle) -> AnswerHead {
    let answer = answer.0.borrow();
    let Some(response) = &*answer else {
        return AnswerHead {
            status: 500,
            fields: Vec::new(),
        };
    };
    let fields = response.headers().iter();
    AnswerHead {
        status: response.status().as_u16().into(),
        fields: fields
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
pub(crate) async fn op_racejs_fetch_chunk(#[cppgc] answer: &AnswerHandle) -> Result<Option<Vec<u8>>, Aborted> {
    let Some(mut response) = answer.0.take() else {
        return Ok(None);
    };
    while let Some(frame) = response.body_mut().frame().await {
        if let Ok(data) = frame?.into_data() {
            answer.0.replace(Some(response));
            return Ok(Some(data.into()));
        }
    }
    Ok(None)
}

/// Nobody wants the rest.
#[op2(fast)]
pub(crate) fn op_racejs_fetch_drop(#[cppgc] answer: &AnswerHandle) {
    answer.0.take();
}
