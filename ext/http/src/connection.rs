//! One connection: HTTP/1.1 over hyper, from bytes to exchanges and from answers to bytes.
//! Answers itself whatever needs no handler. Knows no V8.

use std::convert::Infallible;
use std::net::IpAddr;
use std::rc::Rc;

use http::HeaderValue;
use http::Method;
use http::Request;
use http::Response;
use http::Version;
use http::header;
use http::request::Parts;
use http::uri::Authority;
use hyper::body::Body as _;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::rt::TokioTimer;
use tokio::net::TcpStream;

use crate::app::App;
use crate::app::HandlerId;
use crate::app::Open;
use crate::app::Phase;
use crate::app::Ready;
use crate::body;
use crate::body::AnswerBody;
use crate::exchange::Exchange;
use crate::problem::Problem;
use crate::router::Lookup;
use crate::verb::Allowed;

/// Serves a connection to its end. `open` keeps its server from being counted as drained.
pub(crate) async fn serve(stream: TcpStream, peer: IpAddr, open: Open) {
    // Small answers must not wait for a full segment. A socket that refuses is as good as closed.
    let _ = stream.set_nodelay(true);
    let server = open.server();
    let app = &server.app;
    let service = service_fn(|request| {
        let app = app.clone();
        async move { Ok::<_, Infallible>(respond(app, request, peer).await) }
    });
    // hyper's head timeout does nothing without a timer.
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(app.limits.head_timeout)
        .max_headers(app.limits.head_lines)
        // A client may send its request and then shut its writing side; it still waits for the answer.
        .half_close(true)
        .max_header_size(app.limits.head_bytes)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    let mut phase = server.phase();
    loop {
        tokio::select! {
            result = connection.as_mut() => {
                if let Err(error) = result {
                    tracing::debug!(target: "racejs::http", %peer, %error, "connection failed");
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

async fn respond(app: Rc<App>, request: Request<Incoming>, peer: IpAddr) -> Response<AnswerBody> {
    match exchange(app, request, peer).await {
        Ok(response) => response,
        Err(problem) => {
            tracing::debug!(target: "racejs::http", %peer, ?problem, "answered without a handler");
            problem.into_response()
        }
    }
}

async fn exchange(app: Rc<App>, request: Request<Incoming>, peer: IpAddr) -> Result<Response<AnswerBody>, Problem> {
    let (head, mut incoming) = request.into_parts();
    let (handler, params) = match admit(&app, &head) {
        Ok(routed) => routed,
        Err(problem) => return Ok(refuse(problem, &app, &head, incoming)),
    };
    let bytes = match body::read(&mut incoming, &app.limits).await {
        Ok(bytes) => bytes,
        Err(problem @ Problem::BodyTooLarge) => return Ok(refuse(problem, &app, &head, incoming)),
        Err(problem) => return Err(problem),
    };
    let (exchange, answer) = Exchange::new(head, params, peer, bytes);
    app.push(Ready { exchange, handler });
    answer.await.map_err(|_| Problem::Unanswered)
}

/// Answers before the body is read, and sees to it that the answer is not lost over what is still coming.
fn refuse(problem: Problem, app: &App, head: &Parts, body: Incoming) -> Response<AnswerBody> {
    tracing::debug!(target: "racejs::http", ?problem, "answered without reading the body");
    let mut response = problem.into_response();
    if body.is_end_stream() {
        return response;
    }
    let is_short = body
        .size_hint()
        .upper()
        .is_some_and(|bytes| bytes <= app.limits.body_bytes as u64);
    if !is_short {
        response
            .headers_mut()
            .insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    // A client that asks first must not be told to go on.
    if !head.headers.contains_key(header::EXPECT) {
        deno_core::unsync::spawn(body::discard(body));
    }
    response
}

fn admit(app: &App, head: &Parts) -> Result<Routed, Problem> {
    check_host(head)?;
    if head.method == Method::CONNECT {
        return Err(Problem::Connect);
    }
    let mut codings = head.headers.get_all(header::TRANSFER_ENCODING).iter();
    let is_chunked = codings
        .next()
        .is_none_or(|value| value.as_bytes().eq_ignore_ascii_case(b"chunked"));
    if !is_chunked || codings.next().is_some() {
        return Err(Problem::TransferCoding);
    }
    route(app, head)
}

type Routed = (HandlerId, Vec<(Box<str>, String)>);

fn route(app: &App, head: &Parts) -> Result<Routed, Problem> {
    let path = head.uri.path();
    if path == "*" && head.method == Method::OPTIONS {
        return Err(Problem::Options(Allowed::default()));
    }
    if !path.starts_with('/') {
        return Err(Problem::BadTarget);
    }
    match app.router.borrow().find(&head.method, path) {
        Lookup::Found(found) => {
            let params = found.params.into_iter();
            let params = params.map(|(name, value)| (name.into(), value)).collect();
            Ok((*found.value, params))
        }
        Lookup::WrongMethod(allowed) if head.method == Method::OPTIONS => Err(Problem::Options(allowed)),
        Lookup::WrongMethod(allowed) => Err(Problem::MethodNotAllowed(allowed)),
        Lookup::NotFound => Err(Problem::NotFound),
        Lookup::BadPath => Err(Problem::BadPath),
    }
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
