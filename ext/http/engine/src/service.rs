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
use crate::app::Policy;
use crate::body;
use crate::body::AnswerBody;
use crate::body::RequestBody;
use crate::error::HttpError;
use crate::exchange::Answer;
use crate::exchange::Exchange;
use crate::exchange::Link;
use crate::exchange::Reply;
use crate::exchange::RequestHead;
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
    let plan = match admit(&app, &head) {
        Ok(plan) => plan,
        Err(problem) => return refuse_unread(problem, watch, body, &head, app.limits().body_bytes).into(),
    };
    let limits = app.limits();
    let (exchange, answer) = Exchange::new(head, body, peer, link, plan, &app);
    let departure = Departure(&exchange);
    let outcome = run(&app, &exchange, answer, limits.answer_timeout).await;
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
async fn run(app: &App, exchange: &Rc<Exchange>, answer: Answer, answer_timeout: Duration) -> Result<Reply, Problem> {
    let policy = policy_of(app, &exchange.plan().steps);
    if let Some(bytes) = policy.body_bytes {
        exchange.set_body_limit(bytes);
    }
    if let Some(response) = run_native(app, exchange).await? {
        return Ok((*response).into());
    }
    // A stage may tighten what a layer says of itself, but not loosen it.
    if let Some(bytes) = policy.body_bytes {
        exchange.set_body_limit(bytes.min(exchange.body_limit()));
    }
    if exchange.taken() == exchange.plan().steps.len() {
        return Err(fallback(&exchange.plan().outcome, &exchange.head().method));
    }
    if !policy.streams_body && !is_multipart(exchange.head()) {
        exchange
            .buffer_body()
            .await
            .map_err(|_| Problem::Unanswered)?
            .map_err(Problem::Body)?;
    }
    app.push(exchange.clone());
    wait(exchange, answer, policy.answer_timeout, answer_timeout).await
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
    while let Some(step) = exchange.plan().steps.get(exchange.taken()) {
        let stages = app.stages(step.layer);
        exchange.set_base(step.base);
        for stage in stages.iter() {
            if let Some(response) = stage::enter(stage.clone(), exchange).await? {
                return Ok(Some(response));
            }
        }
        if !app.policy(step.layer).is_native {
            exchange.set_done_stages(stages.len());
            break;
        }
        exchange.take_step();
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

/// What the layers up to the first route wish. One that streams the body is enough; otherwise the first wish counts.
fn policy_of(app: &App, steps: &[Step]) -> Policy {
    let mut wishes = Policy::default();
    for step in steps {
        let layer = app.policy(step.layer);
        wishes.streams_body |= layer.streams_body;
        wishes.body_bytes = wishes.body_bytes.or(layer.body_bytes);
        wishes.answer_timeout = wishes.answer_timeout.or(layer.answer_timeout);
        if layer.is_route {
            break;
        }
    }
    wishes
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

fn admit(app: &App, head: &RequestHead) -> Result<Plan, Problem> {
    if head.method == Method::CONNECT {
        return Err(Problem::Connect);
    }
    if &*head.target == "*" && head.method == Method::OPTIONS {
        return Err(Problem::Options(Allowed::default()));
    }
    if !head.target.starts_with('/') {
        return Err(Problem::BadTarget);
    }
    let plan = app.plan(&head.method, head.path());
    match plan.outcome {
        Outcome::BadPath => Err(Problem::BadPath),
        _ if plan.steps.is_empty() => Err(fallback(&plan.outcome, &head.method)),
        _ => Ok(plan),
    }
}

/// Uploads are read by the handler, piece by piece: they may be large, and are never wanted as one value.
fn is_multipart(head: &RequestHead) -> bool {
    let kind = head.fields.first("content-type").unwrap_or_default();
    kind.get(..10)
        .is_some_and(|kind| kind.eq_ignore_ascii_case("multipart/"))
}

fn refuse_unread(
    problem: Problem,
    watch: Watch,
    body: RequestBody,
    head: &RequestHead,
    limit: usize,
) -> Response<AnswerBody> {
    tracing::debug!(target: "racejs::http", ?problem, "answered without reading the body");
    let mut response = problem.into_response();
    finish_body(&mut response, body, head, limit);
    response.map(|body| watch.follow(body, head.method != Method::HEAD))
}

/// Sees to it that an answer is not lost over a body that is still coming: a short one is read and thrown away, after
/// a long one the connection closes.
fn finish_body(response: &mut Response<AnswerBody>, body: RequestBody, head: &RequestHead, limit: usize) {
    if body.is_end_stream() {
        return;
    }
    let is_short = body.size_hint().upper().is_some_and(|bytes| bytes <= limit as u64);
    if !is_short {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    // A client that asks first must not be told to go on.
    if !head.fields.contains("expect") {
        deno_unsync::spawn(body::discard(body));
    }
}
