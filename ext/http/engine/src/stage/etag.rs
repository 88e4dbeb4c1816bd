//! Entity tags for answers that have none, and the short answers that they make possible.

use http::Method;
use http::Response;
use http::StatusCode;
use http::header;
use serde::Deserialize;

use crate::body::AnswerBody;
use crate::conditional;
use crate::exchange::Exchange;
use crate::stage::Stage;
use crate::stage::settings;

/// It has no settings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {}

/// Tags whole bodies, and answers 304 or 412 where the request's conditions say so.
pub(crate) struct Etag;

impl Etag {
    /// From settings in JSON; the error says what is wrong with them.
    pub(crate) fn new(settings: &str) -> Result<Self, String> {
        let Settings {} = settings::parse(settings)?;
        Ok(Self)
    }
}

impl Stage for Etag {
    fn name(&self) -> &'static str {
        "etag"
    }

    fn after(&self, exchange: &Exchange, answer: &mut Response<AnswerBody>) {
        let method = &exchange.head().method;
        let reads = *method == Method::GET || *method == Method::HEAD;
        if !reads || answer.status() != StatusCode::OK {
            return;
        }
        if let AnswerBody::Full(Some(bytes)) = answer.body()
            && !answer.headers().contains_key(header::ETAG)
        {
            let tag = conditional::weak_etag(bytes);
            answer.headers_mut().insert(header::ETAG, tag);
        }
        conditional::apply(exchange.head(), answer);
    }
}
