//! One connection: HTTP/1.1 over hyper, from bytes to exchanges and from answers to bytes.
//! Answers itself whatever needs no handler. Knows no V8.

use std::convert::Infallible;
use std::net::IpAddr;
use std::rc::Rc;

use http::Method;
use http::Request;
use http::Response;
use http::Version;
use http::header;
use http::request::Parts;
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
    let (head, incoming) = request.into_parts();
    check_host(&head)?;
    let (handler, params) = route(&app, &head)?;
    let bytes = body::read(incoming, &app.limits).await?;
    let (exchange, answer) = Exchange::new(head, params, peer, bytes);
    app.push(Ready { exchange, handler });
    answer.await.map_err(|_| Problem::Unanswered)
}

type Routed = (HandlerId, Vec<(Box<str>, String)>);

fn route(app: &App, head: &Parts) -> Result<Routed, Problem> {
    let path = head.uri.path();
    if path == "*" && head.method == Method::OPTIONS {
        return Err(Problem::Options(Allowed::default()));
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

/// RFC 9112, section 3.2: exactly one `Host`, or 400.
fn check_host(head: &Parts) -> Result<(), Problem> {
    let count = head.headers.get_all(header::HOST).iter().count();
    if count == 1 || (count == 0 && head.version < Version::HTTP_11) {
        Ok(())
    } else {
        Err(Problem::BadHost)
    }
}
