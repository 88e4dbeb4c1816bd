//! From a request, whatever protocol brought it, to its answer: routes, native stages, the body where it is wanted
//! whole, then the handlers. Knows no sockets and no V8.

use std::rc::Rc;
use std::time::Duration;

use http::HeaderValue;
use http::Method;
use http::Response;
use http::header;
use http_body::Body as _;
use tokio::time::Instant;

use crate::app::App;
use crate::body;
use crate::body::AnswerBody;
use crate::body::RequestBody;
use crate::error::HttpError;
use crate::exchange::Answer;
use crate::exchange::Exchange;
use crate::exchange::Link;
use crate::exchange::Reply;
use crate::exchange::RequestHead;
use crate::exchange::Told;
use crate::exchange::Watch;
use crate::limits::Limit;
use crate::limits::Whom;
use crate::peer::Peer;
use crate::problem::Problem;
use crate::router::Allowed;
use crate::router::Outcome;
use crate::router::Plan;
use crate::router::Step;
use crate::stage;
use crate::stage::Stage;

/// Answers one request. Dropping the future means that the client has left. The body of the answer still has to be
/// written; for HEAD, its head alone.
pub async fn respond(
    app: Rc<App>,
    head: RequestHead,
    body: RequestBody,
    peer: Rc<Peer>,
    link: Rc<Link>,
) -> Response<AnswerBody> {
    reply(app, head, body, peer, link).await.into_response()
}

/// The same, with the answer as its handler gave it.
pub(crate) async fn reply(app: Rc<App>, head: RequestHead, body: RequestBody, peer: Rc<Peer>, link: Rc<Link>) -> Reply {
    let watch = Watch::new(&link);
    let (plan, refusal) = admit(&app, &head);
    let limits = app.limits();
    let (exchange, answer) = Exchange::new(head, body, peer, link, plan, &app);
    let departure = Departure(&exchange);
    let outcome = match refusal {
        None => run(&app, &exchange, answer, limits.answer_timeout).await,
        Some(problem) => refuse(&app, &exchange, &exchange.plan().steps, problem).await,
    };
    let mut reply = outcome.unwrap_or_else(|problem| {
        tracing::debug!(target: "racejs::http", peer = %exchange.peer().address, ?problem, "answered without a handler");
        problem.into_response().into()
    });
    let stages = exchange.stages();
    if !stages.is_empty() {
        let mut response = reply.into_response();
        for stage in stages.iter().rev() {
            stage.after(&exchange, &mut response);
        }
        reply = response.into();
    }
    drop(departure);
    let unread = exchange.let_go_of_body();
    finish_body(&mut reply.response, unread, exchange.head(), limits.body_bytes);
    let is_sent = exchange.head().method != Method::HEAD;
    reply.response = reply.response.map(|body| watch.follow(body, is_sent));
    reply
}

/// The layers, native ones first as far as they lead.
async fn run(
    app: &App,
    exchange: &Rc<Exchange>,
    mut answer: Answer,
    answer_timeout: Duration,
) -> Result<Reply, Problem> {
    if let Some(response) = run_native(app, exchange).await? {
        return Ok((*response).into());
    }
    let (steps, passed) = (&exchange.plan().steps, exchange.taken());
    if passed == steps.len() {
        return Err(fallback(&exchange.plan().outcome, &exchange.head().method));
    }
    let told = match app.on_way(steps, passed, |way| way.is_open()) {
        true => Some(ask(app, exchange, &mut answer).await?),
        false => None,
    };
    let is_met = |index| told.as_ref().is_none_or(|told| told.met.contains(&index));
    let wishes = app.on_way(steps, passed, |way| way.wishes(is_met));
    exchange.set_body_limit(wishes.body_bytes.unwrap_or(app.limits().body_bytes), wishes.stages);
    if !wishes.streams_body && !is_multipart(exchange.head()) {
        let read = exchange.buffer_body().await.map_err(|_| Problem::Unanswered)?;
        if let Err(error) = read {
            // Of the step at which the program begins, the stages have run.
            let rest = steps[..wishes.end].get(passed + 1..).unwrap_or_default();
            return refuse(app, exchange, rest, Problem::Body(error)).await;
        }
    }
    match told {
        // The program has the request already, and waits. If it does not, the answer will not come either.
        Some(told) => drop(told.go_on.send(())),
        None => app.push(exchange.clone()),
    }
    wait(exchange, answer, wishes.answer_timeout, answer_timeout).await
}

/// Gives the program a request that it alone can find the route of; it hears later that its handlers may begin.
async fn ask(app: &App, exchange: &Rc<Exchange>, answer: &mut Answer) -> Result<Told, Problem> {
    let told = exchange.ask();
    app.push(exchange.clone());
    tokio::select! {
        biased;
        told = told => told.map_err(|_| Problem::Unanswered),
        // Only a program that is ending lets go of it here.
        _ = answer => Err(Problem::Unanswered),
    }
}

/// A request that the program does not get. It passes what is native on the rest of its way, so that a log knows of it and
/// headers that belong on every answer are on this one too.
async fn refuse(app: &App, exchange: &Rc<Exchange>, rest: &[Step], problem: Problem) -> Result<Reply, Problem> {
    for step in rest {
        if let Some(mut response) = pass(app, exchange, step).await? {
            if problem.closes() {
                close_after(&mut response);
            }
            return Ok((*response).into());
        }
    }
    Err(problem)
}

/// The answer of the handlers, who have the request from now on. A layer's own time stands nearest to them and wins
/// over what a stage has set, even while they run; the app's is for those that have neither.
pub(crate) async fn wait(
    exchange: &Exchange,
    mut answer: Answer,
    layer: Option<Duration>,
    app: Duration,
) -> Result<Reply, Problem> {
    let began = Instant::now();
    loop {
        let set = exchange.answer_time();
        let time = layer.or(set.map(|set| set.limit)).unwrap_or(app);
        tokio::select! {
            biased;
            answered = &mut answer => return answered.ok_or(Problem::Unanswered),
            () = exchange.answer_time_changed() => {}
            () = elapse(began, time) => {
                Limit::AnswerTimeout.reached(&Whom::request(exchange));
                return Err(set.map_or(Problem::AnswerTimeout, |set| set.problem()));
            }
        }
    }
}

/// Never, if the time is zero.
async fn elapse(began: Instant, time: Duration) {
    match began.checked_add(time) {
        Some(end) if !time.is_zero() => tokio::time::sleep_until(end).await,
        _ => std::future::pending().await,
    }
}

/// Dropped before there is an answer, it tells the stages that the client has left.
struct Departure<'a>(&'a Exchange);

impl Drop for Departure<'_> {
    fn drop(&mut self) {
        // With an answer, they have been taken already.
        for stage in self.0.stages().iter().rev() {
            stage.client_left(self.0);
        }
    }
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
fn admit(app: &App, head: &RequestHead) -> (Plan, Option<Problem>) {
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

/// Uploads are read by the handler, piece by piece: they may be large, and are never wanted as one value.
fn is_multipart(head: &RequestHead) -> bool {
    let kind = head.fields.first("content-type").unwrap_or_default();
    kind.get(..10)
        .is_some_and(|kind| kind.eq_ignore_ascii_case("multipart/"))
}

/// Sees to it that an answer is not lost over a body that is still coming: a short one is read and thrown away, after
/// a long one the connection closes.
fn finish_body(response: &mut Response<AnswerBody>, body: RequestBody, head: &RequestHead, limit: usize) {
    if body.is_end_stream() {
        return;
    }
    let is_short = body.size_hint().upper().is_some_and(|bytes| bytes <= limit as u64);
    if !is_short {
        close_after(response);
    }
    // A client that asks first must not be told to go on.
    if !head.fields.contains("expect") {
        deno_unsync::spawn(body::discard(body));
    }
}

fn close_after(response: &mut Response<AnswerBody>) {
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(header::CONNECTION, close);
}
