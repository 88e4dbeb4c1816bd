//! One stream: a request, its way to its answer, and what the client hears or says meanwhile. Knows no sockets.

use std::future::poll_fn;
use std::rc::Rc;

use bytes::Bytes;
use h2::Reason;
use h2::RecvStream;
use h2::server::SendResponse;
use http::HeaderMap;
use http::Method;
use http::Request;
use http::Response;
use http::StatusCode;
use tokio::sync::Notify;

use crate::body::AnswerBody;
use crate::body::RequestBody;
use crate::exchange::Delivery;
use crate::exchange::Link;
use crate::http2::answer;
use crate::http2::body::Incoming;
use crate::http2::body::Unread;
use crate::http2::pull::Pull;
use crate::http2::request;
use crate::limits::Limit;
use crate::limits::Whom;
use crate::peer::Peer;
use crate::server::Server;
use crate::service;

/// What the streams of a connection share.
pub(super) struct Shared {
    server: Rc<Server>,
    peer: Rc<Peer>,
    unread: Rc<Unread>,
    pull: Pull,
}

impl Shared {
    pub(super) fn new(server: &Rc<Server>, peer: &Rc<Peer>) -> Self {
        Self {
            server: server.clone(),
            peer: peer.clone(),
            unread: Rc::default(),
            pull: Pull::new(server.app().limits()),
        }
    }
}

/// How a stream has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// With an answer that the client has, or will have as it goes on reading.
    Answered,
    /// By the server, in the middle of an answer or without one.
    Cut,
    /// By the client.
    Reset,
}

/// Answers the request of a stream.
pub(super) async fn serve(shared: Rc<Shared>, request: Request<RecvStream>, mut respond: SendResponse<Bytes>) -> Ended {
    let (app, peer) = (shared.server.app(), &shared.peer);
    let limits = app.limits();
    let (parts, stream) = request.into_parts();
    let is_head = parts.method == Method::HEAD;
    let mut delivery = None;
    let read = request::read(parts, limits.head_lines);
    let response = match read {
        Ok((head, length)) => {
            let go_on = Rc::new(Notify::new());
            let asks_first = head.fields.contains("expect");
            let go_on_if_asked = asks_first.then(|| go_on.clone());
            let link = Link::new(true);
            delivery = Some(Delivery::new(&link));
            let incoming = Incoming::new(
                stream,
                length,
                go_on_if_asked,
                shared.unread.clone(),
                link.clone(),
                limits.body_patience(),
            );
            let body = RequestBody::new(incoming);
            let answer = service::respond(app.clone(), head, body, peer.clone(), link.clone());
            let response = wait(answer, &link, &mut respond, &go_on).await;
            if link.is_broken_off() {
                respond.send_reset(Reason::INTERNAL_ERROR);
                return Ended::Cut;
            }
            response
        }
        Err(problem) => {
            match Limit::of_head(&problem) {
                Some(limit) => limit.reached(&Whom::from(&**peer)),
                None => {
                    tracing::debug!(target: "racejs::http", peer = %peer.address, ?problem, "answered without a handler");
                }
            }
            Some(problem.into_response())
        }
    };
    let ended = match response {
        Some(response) => answer::write(respond, response, is_head, &shared.pull, peer).await,
        None => Ended::Reset,
    };
    // What the connection has been given it writes in this very turn.
    if ended == Ended::Answered
        && let Some(delivery) = delivery
    {
        delivery.done();
    }
    ended
}

/// The answer; `None` when the client does not want it any more.
async fn wait(
    answer: impl Future<Output = Response<AnswerBody>>,
    link: &Link,
    respond: &mut SendResponse<Bytes>,
    go_on: &Notify,
) -> Option<Response<AnswerBody>> {
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
