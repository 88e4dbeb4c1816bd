//! One stream: a request, its way to its answer, and what the client hears or says meanwhile. Knows no sockets.

use std::future::poll_fn;
use std::rc::Rc;

use bytes::Bytes;
use h2::RecvStream;
use h2::server::SendResponse;
use http::HeaderMap;
use http::Method;
use http::Request;
use http::Response;
use http::StatusCode;
use tokio::sync::Notify;

use crate::app::App;
use crate::body::AnswerBody;
use crate::body::RequestBody;
use crate::exchange::Link;
use crate::exchange::RequestHead;
use crate::http2::answer;
use crate::http2::body::Incoming;
use crate::http2::request;
use crate::peer::Peer;
use crate::service;

/// How a stream has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// With an answer, be it cut short by the program.
    Answered,
    /// By the client.
    Reset,
}

/// Answers the request of a stream.
pub(super) async fn serve(
    app: Rc<App>,
    peer: Rc<Peer>,
    request: Request<RecvStream>,
    mut respond: SendResponse<Bytes>,
) -> Ended {
    let limits = app.limits();
    let (parts, stream) = request.into_parts();
    let is_head = parts.method == Method::HEAD;
    let read = request::read(parts, limits.head_lines);
    let response = match read {
        Ok((head, length)) => {
            let go_on = Rc::new(Notify::new());
            let asks_first = head.fields.contains("expect");
            let go_on_if_asked = asks_first.then(|| go_on.clone());
            let incoming = Incoming::new(stream, length, go_on_if_asked, limits.body_timeout);
            let body = RequestBody::new(incoming);
            wait(app, head, body, peer, &mut respond, &go_on).await
        }
        Err(problem) => {
            tracing::debug!(target: "racejs::http", peer = %peer.address, ?problem, "answered without a handler");
            Some(problem.into_response())
        }
    };
    match response {
        Some(response) => answer::write(respond, response, is_head, limits.write_timeout).await,
        None => Ended::Reset,
    }
}

/// The answer; `None` when the client does not want it any more.
async fn wait(
    app: Rc<App>,
    head: RequestHead,
    body: RequestBody,
    peer: Rc<Peer>,
    respond: &mut SendResponse<Bytes>,
    go_on: &Notify,
) -> Option<Response<AnswerBody>> {
    let link = Link::new(true);
    let answer = service::respond(app, head, body, peer, link.clone());
    tokio::pin!(answer);
    loop {
        tokio::select! {
            biased;
            // An error means that the connection has gone.
            _ = poll_fn(|cx| respond.poll_reset(cx)) => return None,
            () = go_on.notified() => inform(respond, StatusCode::CONTINUE, HeaderMap::new()),
            fields = link.next_early_hints() => inform(respond, StatusCode::EARLY_HINTS, fields),
            response = &mut answer => return Some(response),
        }
    }
}

/// Sends an interim response (RFC 9110, section 15.2).
fn inform(respond: &mut SendResponse<Bytes>, status: StatusCode, mut fields: HeaderMap) {
    answer::strip(&mut fields);
    let mut interim = Response::new(());
    *interim.status_mut() = status;
    *interim.headers_mut() = fields;
    if let Err(error) = respond.send_informational(interim) {
        tracing::debug!(target: "racejs::http", %error, "an interim response was not sent");
    }
}
