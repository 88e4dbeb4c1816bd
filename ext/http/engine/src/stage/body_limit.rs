//! `bodyLimit`: how large the body of a request may be, instead of the app's limit, which may be smaller. Of several on
//! the way to a route the nearest to it counts, and before them all what the route says of itself (`wishes`).
//!
//! A body whose length is known is refused at once, one of unknown length as soon as more of it is read. Behind a route
//! that has passed a request on the stage can only tighten: the body has been read by then.

use std::rc::Rc;

use serde::Deserialize;

use crate::body::BodyError;
use crate::exchange::Exchange;
use crate::limits::Limit;
use crate::limits::Whom;
use crate::problem::Problem;
use crate::stage::Flow;
use crate::stage::Stage;
use crate::stage::bytes::ByteSize;
use crate::stage::settings;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Settings {
    /// A number of bytes, or a text such as `1mb`. There is no default: the app has one.
    limit: Option<ByteSize>,
}

struct BodyLimit {
    bytes: usize,
}

pub(super) fn create(settings: &str) -> Result<Rc<dyn Stage>, String> {
    let settings: Settings = settings::parse(settings)?;
    let Some(ByteSize(bytes)) = settings.limit else {
        return Err("`limit` is missing\nhint: write a number of bytes, or a text such as `1mb`".to_string());
    };
    Ok(Rc::new(BodyLimit {
        bytes: usize::try_from(bytes).unwrap_or(usize::MAX),
    }))
}

impl Stage for BodyLimit {
    fn name(&self) -> &'static str {
        "bodyLimit"
    }

    fn body_limit(&self) -> Option<usize> {
        Some(self.bytes)
    }

    fn before(self: Rc<Self>, exchange: &Rc<Exchange>) -> Flow {
        // A length that is known needs no reading; the body may also have been read already.
        match exchange.body_length() {
            Some(length) if length > exchange.body_limit() as u64 => {
                Limit::BodySize.reached(&Whom::request(exchange));
                Flow::Refuse(Problem::Body(BodyError::TooLarge))
            }
            _ => Flow::Next,
        }
    }
}
