//! `requestId`: an id for each request, for logs and for the client. Knows no logger.

use std::rc::Rc;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use http::HeaderName;
use http::HeaderValue;
use http::Response;
use serde::Deserialize;

use crate::body::AnswerBody;
use crate::exchange::Exchange;
use crate::stage::Flow;
use crate::stage::Stage;
use crate::stage::settings;

/// A client's id may be this long.
const MAX_LENGTH: usize = 128;

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Settings {
    /// The header that it comes and goes in.
    header: String,
    /// Whether the client may say what it is. Only for servers behind a proxy that sets it: an id that anybody can
    /// choose leads nowhere.
    trust_incoming: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            header: "x-request-id".to_string(),
            trust_incoming: false,
        }
    }
}

struct RequestId {
    header: HeaderName,
    trust_incoming: bool,
}

pub(super) fn create(settings: &str) -> Result<Rc<dyn Stage>, String> {
    let settings: Settings = settings::parse(settings)?;
    Ok(Rc::new(RequestId {
        header: settings::header_name("header", &settings.header)?,
        trust_incoming: settings.trust_incoming,
    }))
}

impl Stage for RequestId {
    fn name(&self) -> &'static str {
        "requestId"
    }

    fn before(self: Rc<Self>, exchange: &Rc<Exchange>) -> Flow {
        if exchange.id().is_some() {
            return Flow::Next;
        }
        let mut lines = exchange.head().fields.all(self.header.as_str());
        match (lines.next(), lines.next()) {
            (Some(id), None) if self.trust_incoming && is_id(id) => exchange.set_id(id),
            _ => exchange.set_id(&new_id()),
        }
        Flow::Next
    }

    fn after(&self, exchange: &Exchange, answer: &mut Response<AnswerBody>) {
        if let Some(Ok(value)) = exchange.id().map(HeaderValue::from_str) {
            answer.headers_mut().entry(&self.header).or_insert(value);
        }
    }
}

/// Whether an id can stand in logs, headers and URLs without harm.
fn is_id(id: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"._~+/=-".contains(&byte);
    (1..=MAX_LENGTH).contains(&id.len()) && id.bytes().all(is_part)
}

/// A UUID of version 7 (RFC 9562, section 5.7): those of later requests sort behind those of earlier ones.
fn new_id() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let millis = u64::try_from(now.as_millis()).unwrap_or_default();
    let id = uuid::Builder::from_unix_timestamp_millis(millis, &rand::random()).into_uuid();
    id.hyphenated().to_string()
}
