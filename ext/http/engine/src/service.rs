//! From a request, whatever protocol brought it, to its answer: routes, native stages, the body where it is wanted
//! whole, then the handlers. Knows no sockets and no V8.

mod responding;

use std::rc::Rc;
use std::task::Poll;
use std::task::ready;
use std::time::Duration;

use http::HeaderValue;
use http::Method;
use http::Response;
use http::header;
use http_body::Body as _;

use crate::app::App;
use crate::body;
use crate::body::AnswerBody;
use crate::body::RequestBody;
use crate::error::HttpError;
use crate::exchange::Exchange;
use crate::exchange::Link;
use crate::exchange::Reply;
use crate::exchange::RequestHead;
use crate::exchange::Told;
use crate::peer::Peer;
use crate::problem::Problem;
use crate::router::Allowed;
use crate::router::Outcome;
use crate::router::Plan;
use crate::router::Step;
use crate::service::responding::Prepared;
use crate::stage;
use crate::stage::Stage;
use crate::timer::Timer;

#[cfg(test)]
pub(crate) use responding::HandlerTime;
pub(crate) use responding::Responding;

/// Answers one request. Dropping the future means that the client has left. The body of the answer still has to be
/// written; for HEAD, its head alone.
pub async fn respond(
    app: Rc<App>,
    head: RequestHead,
    body: RequestBody,
    peer: Rc<Peer>,
    link: Rc<Link>,
) -> Response<AnswerBody> {
    let mut responding = Responding::new(&app, head, body, peer, link);
    let mut timer = Timer::default();
    let reply = std::future::poll_fn(|cx| {
        if let Poll::Ready(reply) = responding.poll(cx) {
            return Poll::Ready(reply);
        }
        loop {
            ready!(timer.poll(cx, responding.deadline()));
            if let Some(reply) = responding.expire() {
                return Poll::Ready(reply);
            }
        }
    });
    reply.await.into_response()
}

/// Hands a request to the handlers without further ado, if nothing has to be done before they begin: no native stage, no
/// question, and no body that has to be waited for. What it gives is the time that a layer gives them.
fn hand_directly(app: &App, exchange: &Rc<Exchange>) -> Option<Option<Duration>> {
    let policy = app.on_way(&exchange.plan().steps, 0, |way| way.without_stages())?;
    if let Some(bytes) = policy.body_bytes {
        exchange.set_body_limit(bytes, Vec::new());
    }
    if !policy.streams_body && !exchange.settle_body() {
        return None;
    }
    app.push(exchange.clone());
    Some(policy.answer_timeout)
}

/// The native layers as far as they lead, then the body where it is wanted whole. Then the handlers have the request.
async fn prepare(app: Rc<App>, exchange: Rc<Exchange>) -> Result<Prepared, Problem> {
    let (app, exchange) = (&*app, &exchange);
    if let Some(response) = run_native(app, exchange).await? {
        return Ok(Prepared::Answered((*response).into()));
    }
    let (steps, passed) = (&exchange.plan().steps, exchange.taken());
    if passed == steps.len() {
        return Err(fallback(&exchange.plan().outcome, &exchange.head().method));
    }
    let told = match app.on_way(steps, passed, |way| way.is_open()) {
        true => Some(ask(app, exchange).await?),
        false => None,
    };
    let is_met = |index| told.as_ref().is_none_or(|told| told.met.contains(&index));
    let wishes = app.on_way(steps, passed, |way| way.wishes(is_met));
    exchange.set_body_limit(wishes.body_bytes.unwrap_or(app.limits().body_bytes), wishes.stages);
    if !wishes.streams_body && !exchange.is_multipart() {
        let read = exchange.buffer_body().await.map_err(|_| Problem::Unanswered)?;
        if let Err(error) = read {
            // Of the step at which the program begins, the stages have run.
            let rest = steps[..wishes.end].get(passed + 1..).unwrap_or_default();
            return refuse(app, exchange, rest, Problem::Body(error))
                .await
                .map(Prepared::Answered);
        }
    }
    match told {
        // The program has the request already, and waits. If it does not, the answer will not come either.
        Some(told) => drop(told.go_on.send(())),
        None => app.push(exchange.clone()),
    }
    Ok(Prepared::Handed(wishes.answer_timeout))
}

/// Gives the program a request that it alone can find the route of; it hears later that its handlers may begin.
async fn ask(app: &App, exchange: &Rc<Exchange>) -> Result<Told, Problem> {
    let told = exchange.ask();
    app.push(exchange.clone());
    tokio::select! {
        biased;
        told = told => told.map_err(|_| Problem::Unanswered),
        // Only a program that is ending lets go of it here.
        _ = exchange.replied() => Err(Problem::Unanswered),
    }
}

/// A request that no route can have.
async fn refuse_all(app: Rc<App>, exchange: Rc<Exchange>, problem: Problem) -> Result<Prepared, Problem> {
    let refused = refuse(&app, &exchange, &exchange.plan().steps, problem).await;
    refused.map(Prepared::Answered)
}

/// A request that the program does not get. It passes what is native on the rest of its way, so that a log knows of it and
/// headers that belong on every answer are on this one too.
async fn refuse(app: &App, exchange: &Rc<Exchange>, rest: &[Step], problem: Problem) -> Result<Reply, Problem> {
    for step in rest {
        if let Some(response) = pass(app, exchange, step).await? {
            let mut reply = (*response).into();
            if problem.closes() {
                close_after(&mut reply);
            }
            return Ok(reply);
        }
    }
    Err(problem)
}

/// The native stages in front of the first handler.
async fn run_native(app: &App, exchange: &Rc<Exchange>) -> Result<Option<Box<Response<AnswerBody>>>, Problem> {
    set_out(app, exchange);
    while let Some(step) = exchange.plan().steps.get(exchange.taken()) {
        if let Some(response) = pass(app, exchange, step).await? {
            return Ok(Some(response));
        }
        let policy = app.policy(step.layer);
        if !policy.is_native {
            exchange.set_done_stages(app.stages(step.layer).len());
            break;
        }
        exchange.take_step();
        if policy.is_route {
            set_out(app, exchange);
        }
    }
    Ok(None)
}

/// What the next route says has to be known before the stages on the way to it: one of them may refuse a body as too
/// large. As long as only the program can find that route, none is larger than what any of them allows.
fn set_out(app: &App, exchange: &Exchange) {
    let app_bytes = app.limits().body_bytes;
    let wishes = app.on_way(&exchange.plan().steps, exchange.taken(), |way| match way.is_open() {
        true => way.at_most(app_bytes),
        false => way.wishes(|_| true),
    });
    exchange.set_body_limit(wishes.body_bytes.unwrap_or(app_bytes), wishes.stages);
}

/// Sends a request through the native stages of a layer.
async fn pass(app: &App, exchange: &Rc<Exchange>, step: &Step) -> Result<Option<Box<Response<AnswerBody>>>, Problem> {
    exchange.set_base(step.base);
    for stage in app.stages(step.layer).iter() {
        if let Some(response) = stage::enter(stage.clone(), exchange).await? {
            return Ok(Some(response));
        }
    }
    Ok(None)
}

/// Runs a native stage behind a handler, for a layer whose own part of the path begins at `base`. `false` if the
/// request is answered now.
///
/// # Errors
/// `RACE_HTTP_ALREADY_ANSWERED` if it was answered before.
pub async fn run_stage(stage: Rc<dyn Stage>, exchange: &Rc<Exchange>, base: usize) -> Result<bool, HttpError> {
    exchange.set_base(base);
    let response = match stage::enter(stage, exchange).await {
        Ok(None) => return Ok(true),
        Ok(Some(response)) => *response,
        Err(problem) => problem.into_response(),
    };
    exchange.answer_with(response)?;
    Ok(false)
}

/// What a request gets when no layer has answered it.
pub fn fallback(outcome: &Outcome, method: &Method) -> Problem {
    match outcome {
        Outcome::WrongMethod(allowed) if *method == Method::OPTIONS => Problem::Options(allowed.clone()),
        Outcome::WrongMethod(allowed) => Problem::MethodNotAllowed(allowed.clone()),
        Outcome::BadPath => Problem::BadPath,
        Outcome::Found | Outcome::NotFound => Problem::NotFound,
    }
}

/// The way of a request, and why it is refused at the end of it whatever stands there, if it is.
fn admit(app: &App, head: &RequestHead) -> (Rc<Plan>, Option<Problem>) {
    let problem = match &*head.target {
        _ if head.method == Method::CONNECT => Problem::Connect,
        "*" if head.method == Method::OPTIONS => Problem::Options(Allowed::default()),
        target if !target.starts_with('/') => Problem::BadTarget,
        _ => {
            let plan = app.plan(&head.method, head.path());
            if plan.outcome != Outcome::BadPath {
                return (plan, None);
            }
            Problem::BadPath
        }
    };
    (app.plan_refused(head.path()), Some(problem))
}

/// Sees to it that an answer is not lost over a body that is still coming: a short one is read and thrown away, after
/// a long one the connection closes.
fn finish_body(reply: &mut Reply, body: RequestBody, head: &RequestHead, limit: usize) {
    if body.is_end_stream() || body.as_whole().is_some() {
        return;
    }
    let is_short = body.size_hint().upper().is_some_and(|bytes| bytes <= limit as u64);
    if !is_short {
        close_after(reply);
    }
    // A client that asks first must not be told to go on.
    if !head.fields.contains("expect") {
        deno_unsync::spawn(body::discard(body));
    }
}

fn close_after(reply: &mut Reply) {
    let close = HeaderValue::from_static("close");
    reply.headers_mut().insert(header::CONNECTION, close);
}
