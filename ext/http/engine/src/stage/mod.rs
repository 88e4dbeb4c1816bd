//! Built-in middleware that runs natively: before the handlers it may answer, pass on or prepare the request; after
//! them it may change the answer. Each stage is a file of its own here; `STAGES` is the list.
//!
//! A request reaches a stage in one of two ways, and a stage cannot tell which:
//!
//! - `service` runs the stages that a request's plan begins with, before JavaScript hears of the request.
//! - Behind middleware in JavaScript, a stage is a step like any other: an op calls [`enter`] with it. It goes on to
//!   the next step on `Ok(None)`; what else comes back is the answer, and goes to `Exchange::answer_with`.
//!
//! Either way [`enter`] notes that the stage wants to see the answer, and `service` shows it to all that were noted,
//! the last one first. So a stage must not assume that it is the first one, that the body is still unread, or that
//! nothing is set on the exchange yet. What it learns about a request and needs afterwards, it notes as a stage of
//! its own (`Exchange::enlist`), since one stage serves many requests at a time.

mod basic_auth;
mod bearer_auth;
mod body_limit;
pub(crate) mod bytes;
mod compress;
mod cors;
mod duration;
mod etag;
mod logger;
mod rate_limit;
mod request_id;
mod response_time;
mod secret;
mod security_headers;
pub(crate) mod settings;
pub(crate) mod static_files;
#[cfg(test)]
mod tests;
mod timeout;

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use http::Response;

use crate::body::AnswerBody;
use crate::error::HttpError;
use crate::exchange::Exchange;
use crate::problem::Problem;

pub use logger::flush as flush_logs;

/// What a stage does with a request.
pub enum Flow {
    /// Nothing more: the next layer has it.
    Next,
    /// It is answered.
    Answer(Box<Response<AnswerBody>>),
    /// It is refused.
    Refuse(Problem),
    /// Known later.
    Later(Pin<Box<dyn Future<Output = Flow>>>),
}

/// A native middleware with its settings.
pub trait Stage {
    /// Its name in `racejs routes`.
    fn name(&self) -> &'static str;

    /// What whoever wrote the program is told when the stage is added to an app.
    fn warning(&self) -> Option<String> {
        None
    }

    /// How large a body it lets pass, in bytes, if it is there to say so. What is said nearest to the route counts, and
    /// for the whole way there: see `wishes`.
    fn body_limit(&self) -> Option<usize> {
        None
    }

    /// Before the handlers. `self` and the exchange are shared, so that a future may keep them.
    fn before(self: Rc<Self>, _exchange: &Rc<Exchange>) -> Flow {
        Flow::Next
    }

    /// After them, on whatever the answer is: a handler's, a later stage's, or the server's own.
    fn after(&self, _exchange: &Exchange, _answer: &mut Response<AnswerBody>) {}

    /// Instead of `after`, when the client has left before there was an answer.
    fn client_left(&self, _exchange: &Exchange) {}
}

/// Sends a request through a stage, from wherever it has got to. `None` means that the next step has it.
///
/// # Errors
/// The stage refuses the request; the problem is its answer.
pub async fn enter(
    stage: Rc<dyn Stage>,
    exchange: &Rc<Exchange>,
) -> Result<Option<Box<Response<AnswerBody>>>, Problem> {
    exchange.enlist(stage.clone());
    if let Some(bytes) = stage.body_limit() {
        exchange.meet_body_limit(&stage, bytes);
    }
    let mut flow = stage.before(exchange);
    loop {
        match flow {
            Flow::Next => return Ok(None),
            Flow::Answer(response) => return Ok(Some(response)),
            Flow::Refuse(problem) => return Err(problem),
            Flow::Later(later) => flow = later.await,
        }
    }
}

/// Makes a stage from its settings; what is wrong with them, in words that follow "the settings are not valid".
type Create = fn(&str) -> Result<Rc<dyn Stage>, String>;

/// By the names that programs know them by, sorted.
const STAGES: &[(&str, Create)] = &[
    ("basicAuth", basic_auth::create),
    ("bearerAuth", bearer_auth::create),
    ("bodyLimit", body_limit::create),
    ("compress", |settings| Ok(Rc::new(compress::Compress::new(settings)?))),
    ("cors", cors::create),
    ("etag", |settings| Ok(Rc::new(etag::Etag::new(settings)?))),
    ("logger", logger::create),
    ("rateLimit", rate_limit::create),
    ("requestId", request_id::create),
    ("responseTime", response_time::create),
    ("securityHeaders", security_headers::create),
    ("static", |settings| {
        Ok(Rc::new(static_files::StaticFiles::new(settings)?))
    }),
    ("timeout", timeout::create),
];

/// Makes a stage from its name and its settings, as the program wrote them in JSON; nothing or `null` stands for none.
///
/// # Errors
/// `RACE_HTTP_MIDDLEWARE` for a name that is not known, or settings that do not fit.
pub fn create(name: &str, settings: &str) -> Result<Rc<dyn Stage>, HttpError> {
    let invalid = |reason| HttpError::Stage {
        name: name.to_string(),
        reason,
    };
    match STAGES.iter().find(|(known, _)| *known == name) {
        Some((_, create)) => create(settings).map_err(invalid),
        None => {
            let names: Vec<_> = STAGES.iter().map(|(name, _)| format!("`{name}`")).collect();
            Err(invalid(format!(
                "there is no such middleware\nhint: there are {}",
                names.join(", ")
            )))
        }
    }
}
