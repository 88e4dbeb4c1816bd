//! Built-in middleware that runs natively: before the handlers it may answer, pass on or prepare the request; after
//! them it may change the answer. Each stage is a file of its own here; `create` is the list.

mod compress;
mod etag;
mod static_files;

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use http::Response;

use crate::body::AnswerBody;
use crate::error::HttpError;
use crate::exchange::Exchange;
use crate::problem::Problem;

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

    /// Before the handlers. `self` and the exchange are shared, so that a future may keep them.
    fn before(self: Rc<Self>, _exchange: &Rc<Exchange>) -> Flow {
        Flow::Next
    }

    /// After them, on whatever the answer is: a handler's, a later stage's, or the server's own.
    fn after(&self, _exchange: &Exchange, _answer: &mut Response<AnswerBody>) {}
}

/// Makes a stage from its name and its settings, as the program wrote them in JSON.
///
/// # Errors
/// `RACE_HTTP_STAGE` for a name that is not known, or settings that do not fit.
pub fn create(name: &str, settings: &str) -> Result<Rc<dyn Stage>, HttpError> {
    let created: Result<Rc<dyn Stage>, String> = match name {
        "compress" => compress::Compress::new(settings).map(|stage| Rc::new(stage) as _),
        "etag" => etag::Etag::new(settings).map(|stage| Rc::new(stage) as _),
        "static" => static_files::StaticFiles::new(settings).map(|stage| Rc::new(stage) as _),
        _ => Err("there is no such middleware".to_string()),
    };
    created.map_err(|reason| HttpError::Stage {
        name: name.to_string(),
        reason,
    })
}
