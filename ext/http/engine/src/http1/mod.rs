//! One connection: HTTP/1.1 over hyper, from bytes to exchanges and from answers to bytes.
//! Answers itself whatever needs no handler. Knows no V8.

use std::convert::Infallible;
use std::rc::Rc;

use http::Request;
use http::Response;
use http::Version;
use http::header;
use http::request::Parts;
use http::uri::Authority;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::rt::TokioTimer;
use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;

use crate::Fields;
use crate::body::AnswerBody;
use crate::body::BodyError;
use crate::body::RequestBody;
use crate::exchange::Link;
use crate::exchange::RequestHead;
use crate::peer::Peer;
use crate::problem::Problem;
use crate::server::Open;
use crate::server::Phase;
use crate::server::Server;
use crate::service;

/// Serves a connection to its end. `open` keeps its server from being counted as drained.
pub(crate) async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin, peer: Rc<Peer>, open: Open) {
    let server = open.server();
    let limits = server.app.limits();
    let service = service_fn(|request| {
        let (server, peer) = (server.clone(), peer.clone());
        async move { Ok::<_, Infallible>(answer(server, request, peer).await) }
    });
    // hyper's head timeout does nothing without a timer.
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_timeout)
        .max_headers(limits.head_lines)
        // A client may send its request and then shut its writing side; it still waits for the answer.
        .half_close(true)
        .max_header_size(limits.head_bytes)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    let mut phase = server.phase();
    loop {
        tokio::select! {
            result = connection.as_mut() => {
                if let Err(error) = result {
                    tracing::debug!(target: "racejs::http", peer = %peer.address, %error, "connection failed");
                }
                break;
            }
            _ = phase.changed() => match *phase.borrow_and_update() {
                Phase::Open => {}
                Phase::Draining => connection.as_mut().graceful_shutdown(),
                Phase::Closed => break,
            },
        }
    }
}

async fn answer(server: Rc<Server>, request: Request<Incoming>, peer: Rc<Peer>) -> Response<AnswerBody> {
    let (head, body) = request.into_parts();
    if let Err(problem) = check(&head) {
        return problem.into_response();
    }
    let authority = head
        .headers
        .get(header::HOST)
        .map_or("", |host| host.to_str().unwrap_or_default());
    let head = RequestHead {
        target: head.uri.path_and_query().map_or("/", |url| url.as_str()).into(),
        version: head.version,
        authority: authority.into(),
        fields: Fields::copy(&head.headers),
        method: head.method,
    };
    let body = RequestBody::new(body.map_err(|_| BodyError::Malformed));
    service::respond(server.app.clone(), head, body, peer, Link::new(false)).await
}

fn check(head: &Parts) -> Result<(), Problem> {
    check_host(head)?;
    let mut codings = head.headers.get_all(header::TRANSFER_ENCODING).iter();
    let is_chunked = codings
        .next()
        .is_none_or(|value| value.as_bytes().eq_ignore_ascii_case(b"chunked"));
    if !is_chunked || codings.next().is_some() {
        return Err(Problem::TransferCoding);
    }
    Ok(())
}

/// RFC 9112, section 3.2: exactly one `Host`, which may be empty, or 400.
fn check_host(head: &Parts) -> Result<(), Problem> {
    let mut hosts = head.headers.get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (None, _) if head.version < Version::HTTP_11 => Ok(()),
        (Some(host), None) if is_host(host.as_bytes()) => Ok(()),
        _ => Err(Problem::BadHost),
    }
}

/// A name or an address, with or without a port; no user, as a URL might have one.
fn is_host(host: &[u8]) -> bool {
    host.is_empty() || (!host.contains(&b'@') && Authority::try_from(host).is_ok())
}
