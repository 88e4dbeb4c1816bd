//! `responseTime`: tells the client how long the answer took to begin, in milliseconds.

use std::rc::Rc;

use http::HeaderName;
use http::HeaderValue;
use http::Response;
use serde::Deserialize;

use crate::body::AnswerBody;
use crate::exchange::Exchange;
use crate::stage::Flow;
use crate::stage::Stage;
use crate::stage::settings;

const SERVER_TIMING: &str = "server-timing";

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Settings {
    /// Where it stands. In `server-timing` it has the form that browsers show to developers.
    header: String,
    /// Digits behind the point.
    digits: u8,
    /// Whether the unit stands behind the number.
    suffix: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            header: "x-response-time".to_string(),
            digits: 3,
            suffix: true,
        }
    }
}

struct ResponseTime {
    header: HeaderName,
    before: &'static str,
    digits: usize,
    behind: &'static str,
}

pub(super) fn create(settings: &str) -> Result<Rc<dyn Stage>, String> {
    let settings: Settings = settings::parse(settings)?;
    if settings.digits > 6 {
        return Err(format!(
            "`digits`: `{}` is more than 6, and nanoseconds are the finest that is measured",
            settings.digits
        ));
    }
    let header = settings::header_name("header", &settings.header)?;
    let (before, behind) = match (header == SERVER_TIMING, settings.suffix) {
        (true, _) => ("total;dur=", ""),
        (false, true) => ("", "ms"),
        (false, false) => ("", ""),
    };
    let digits = usize::from(settings.digits);
    Ok(Rc::new(ResponseTime {
        header,
        before,
        digits,
        behind,
    }))
}

impl Stage for ResponseTime {
    fn name(&self) -> &'static str {
        "responseTime"
    }

    fn before(self: Rc<Self>, exchange: &Rc<Exchange>) -> Flow {
        exchange.began();
        Flow::Next
    }

    fn after(&self, exchange: &Exchange, answer: &mut Response<AnswerBody>) {
        let millis = exchange.began().elapsed().as_secs_f64() * 1000.0;
        let Self {
            before, digits, behind, ..
        } = self;
        let Ok(value) = HeaderValue::try_from(format!("{before}{millis:.digits$}{behind}")) else {
            return;
        };
        if self.header == SERVER_TIMING {
            // A list: the handler's own measurements stay beside it.
            answer.headers_mut().append(&self.header, value);
        } else {
            answer.headers_mut().entry(&self.header).or_insert(value);
        }
    }
}
