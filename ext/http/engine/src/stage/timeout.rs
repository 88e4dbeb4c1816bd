//! `timeout`: how long the handlers may take to begin an answer. It only sets the time; `service` keeps it.
//!
//! The innermost wins: what a route says of itself, then the last of these stages that a request has passed, then the
//! app's limit. The time counts from the moment when the handlers get the request, wherever the stage stands.

use std::rc::Rc;

use serde::Deserialize;

use crate::exchange::AnswerTime;
use crate::exchange::Exchange;
use crate::stage::Flow;
use crate::stage::Stage;
use crate::stage::duration::Milliseconds;
use crate::stage::settings;

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Settings {
    /// A number of milliseconds, or a text such as `30s`; zero for no limit. There is no default: the app has one.
    ms: Option<Milliseconds>,
    /// The status that the client gets instead.
    status: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self { ms: None, status: 504 }
    }
}

struct Timeout(AnswerTime);

pub(super) fn create(settings: &str) -> Result<Rc<dyn Stage>, String> {
    let settings: Settings = settings::parse(settings)?;
    let Some(Milliseconds(limit)) = settings.ms else {
        return Err("`ms` is missing\nhint: write a number of milliseconds, or a text such as `30s`".to_string());
    };
    let status = settings::error_status("status", settings.status)?;
    Ok(Rc::new(Timeout(AnswerTime { limit, status })))
}

impl Stage for Timeout {
    fn name(&self) -> &'static str {
        "timeout"
    }

    fn before(self: Rc<Self>, exchange: &Rc<Exchange>) -> Flow {
        exchange.set_answer_time(self.0);
        Flow::Next
    }
}
