//! WebSockets: sessions by their ids, and what has happened to them.

use std::rc::Rc;

use bytes::Bytes;
use deno_core::op2;
use deno_core::v8;
use http::HeaderMap;
use racejs_http_engine::error::HttpError;
use racejs_http_engine::settings;
use racejs_http_engine::websocket;
use racejs_http_engine::websocket::Event;
use racejs_http_engine::websocket::SendStatus;
use racejs_http_engine::websocket::SessionId;
use racejs_http_engine::websocket::Sockets;
use racejs_http_engine::websocket::State;
use racejs_http_engine::websocket::WsOptions;

use super::answer;
use super::handles;
use crate::strings;

handles! {
    /// The sockets of an app as JavaScript holds them.
    SocketsHandle(Rc<Sockets>) = c"Sockets";
    /// How the sockets of a route behave.
    WsOptionsHandle(Rc<WsOptions>) = c"WsOptions";
}

/// Kinds of events, as `websocket.ts` numbers them.
const OPEN: i32 = 0;
const TEXT: i32 = 1;
const BINARY: i32 = 2;
const DRAIN: i32 = 3;
const CLOSE: i32 = 4;

#[op2]
#[cppgc]
pub(crate) fn op_racejs_ws_open() -> SocketsHandle {
    SocketsHandle(Sockets::new())
}

#[op2]
#[cppgc]
pub(crate) fn op_racejs_ws_options(#[string] options: &str) -> Result<WsOptionsHandle, HttpError> {
    Ok(WsOptionsHandle(Rc::new(settings::websocket_options(options)?)))
}

/// Answers the request by becoming a socket, whose id comes back; -1 if it asks for none and is answered otherwise.
#[op2(fast)]
pub(crate) fn op_racejs_ws_accept(
    #[cppgc] sockets: &SocketsHandle,
    exchange: f64,
    #[cppgc] options: &WsOptionsHandle,
) -> Result<i32, HttpError> {
    let exchange = answer::open(exchange)?;
    let accepted = websocket::accept(&exchange, &options.0, &sockets.0, None, HeaderMap::new());
    match accepted {
        Ok((id, response)) => {
            exchange.answer_with(response)?;
            Ok(id.cast_signed())
        }
        Err(problem) => {
            exchange.answer_with(problem.into_response())?;
            Ok(-1)
        }
    }
}

/// Resolves with what has happened: socket, kind, content, code by turns. Empty when no socket is left.
#[op2]
pub(crate) async fn op_racejs_ws_next(#[cppgc] sockets: &SocketsHandle) -> Events {
    let sockets = sockets.0.clone();
    Events(sockets.next_events().await)
}

/// Events on their way to JavaScript.
pub(crate) struct Events(Vec<(SessionId, Event)>);

impl<'a> deno_core::ToV8<'a> for Events {
    type Error = std::convert::Infallible;

    fn to_v8<'i>(self, scope: &mut v8::PinScope<'a, 'i>) -> Result<v8::Local<'a, v8::Value>, Self::Error> {
        let mut elements: Vec<v8::Local<v8::Value>> = Vec::with_capacity(self.0.len() * 4);
        for (id, event) in self.0 {
            let (kind, content, code) = match event {
                Event::Open => (OPEN, v8::undefined(scope).into(), 0),
                Event::Message { data, is_text: true } => (TEXT, strings::make(scope, &data), 0),
                Event::Message { data, is_text: false } => (BINARY, bytes(scope, &data), 0),
                Event::Drain => (DRAIN, v8::undefined(scope).into(), 0),
                Event::Close { code, reason, .. } => (CLOSE, strings::make(scope, reason.as_bytes()), code.into()),
            };
            elements.push(v8::Integer::new(scope, id.cast_signed()).into());
            elements.push(v8::Integer::new(scope, kind).into());
            elements.push(content);
            elements.push(v8::Integer::new(scope, code).into());
        }
        Ok(v8::Array::new_with_elements(scope, &elements).into())
    }
}

fn bytes<'a>(scope: &mut v8::PinScope<'a, '_>, data: &[u8]) -> v8::Local<'a, v8::Value> {
    let length = data.len();
    let store = v8::ArrayBuffer::new_backing_store_from_vec(data.to_vec()).make_shared();
    let buffer = v8::ArrayBuffer::with_backing_store(scope, &store);
    match v8::Uint8Array::new(scope, buffer, 0, length) {
        Some(array) => array.into(),
        None => v8::undefined(scope).into(),
    }
}

/// 1 if the message is on its way, -1 if it waits behind others, 0 if it was dropped.
#[op2(fast)]
pub(crate) fn op_racejs_ws_send(
    #[cppgc] sockets: &SocketsHandle,
    id: i32,
    #[buffer] data: &[u8],
    is_text: bool,
    compress: bool,
) -> i32 {
    let Some(session) = sockets.0.session(id.cast_unsigned()) else {
        return 0;
    };
    match session.send(Bytes::copy_from_slice(data), is_text, compress) {
        SendStatus::Sent => 1,
        SendStatus::Buffered(_) => -1,
        SendStatus::Dropped => 0,
    }
}

/// Bytes that wait to be written; -1 if the socket is closed.
#[op2(fast)]
pub(crate) fn op_racejs_ws_state(#[cppgc] sockets: &SocketsHandle, id: i32) -> i32 {
    let session = sockets.0.session(id.cast_unsigned());
    session
        .filter(|session| matches!(session.state(), State::Connecting | State::Open))
        .map_or(-1, |session| {
            i32::try_from(session.buffered_amount()).unwrap_or(i32::MAX)
        })
}

#[op2(fast)]
pub(crate) fn op_racejs_ws_close(
    #[cppgc] sockets: &SocketsHandle,
    id: i32,
    #[smi] code: u16,
    #[string] reason: &str,
) -> Result<(), HttpError> {
    match sockets.0.session(id.cast_unsigned()) {
        Some(session) => session.close(Some(code), reason),
        None => Ok(()),
    }
}

#[op2(fast)]
pub(crate) fn op_racejs_ws_terminate(#[cppgc] sockets: &SocketsHandle, id: i32) {
    if let Some(session) = sockets.0.session(id.cast_unsigned()) {
        session.terminate();
    }
}

#[op2(fast)]
pub(crate) fn op_racejs_ws_subscribe(
    #[cppgc] sockets: &SocketsHandle,
    id: i32,
    #[string] topic: &str,
) -> Result<bool, HttpError> {
    sockets.0.subscribe(id.cast_unsigned(), topic)
}

#[op2(fast)]
pub(crate) fn op_racejs_ws_unsubscribe(#[cppgc] sockets: &SocketsHandle, id: i32, #[string] topic: &str) -> bool {
    sockets.0.unsubscribe(id.cast_unsigned(), topic)
}

#[op2(fast)]
pub(crate) fn op_racejs_ws_is_subscribed(#[cppgc] sockets: &SocketsHandle, id: i32, #[string] topic: &str) -> bool {
    sockets.0.is_subscribed(id.cast_unsigned(), topic)
}

/// To all who have subscribed but the sender, which is -1 for nobody. How many those are.
#[op2(fast)]
#[smi]
pub(crate) fn op_racejs_ws_publish(
    #[cppgc] sockets: &SocketsHandle,
    sender: i32,
    #[string] topic: &str,
    #[buffer] data: &[u8],
    is_text: bool,
) -> u32 {
    let sender = (sender != -1).then_some(sender.cast_unsigned());
    let data = Bytes::copy_from_slice(data);
    u32::try_from(sockets.0.publish(sender, topic, data, is_text, true)).unwrap_or(u32::MAX)
}
