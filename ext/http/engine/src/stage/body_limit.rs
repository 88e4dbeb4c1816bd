//! `bodyLimit`: how large the body of a request may be, for the layers behind it, also for those that allow more. It
//! takes the place of the app's limit, and can be larger than that.
//!
//! A body whose length is known is refused at once, one of unknown length as soon as more of it is read. Behind a
//! handler the stage can only tighten: the body has been read by then, within the limit that stood before.

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

    fn before(self: Rc<Self>, exchange: &Rc<Exchange>) -> Flow {
        exchange.set_body_limit(self.bytes);
        // A length that is known needs no reading; the body may also have been read already.
        match exchange.body_length() {
            Some(length) if length > self.bytes as u64 => {
                Limit::BodySize.reached(&Whom::request(exchange));
                Flow::Refuse(Problem::Body(BodyError::TooLarge))
            }
            _ => Flow::Next,
        }
    }
}
