//! The body of an exchange: read whole, or once as a stream, and let go with the answer.

use bytes::Bytes;
use http::StatusCode;
use http_body::Body as _;

use crate::body::BodyError;
use crate::body::RequestBody;
use crate::compress;
use crate::data::json_depth;
use crate::error::HttpError;
use crate::exchange::Exchange;
use crate::held::Held;
use crate::limits::Limit;
use crate::limits::Whom;

pub(super) enum BodyState {
    /// Not read yet.
    Incoming(RequestBody),
    /// Somebody is reading it.
    Busy,
    /// Read whole.
    Whole { bytes: Bytes, _held: Held },
    /// It did not arrive.
    Failed(BodyError),
    /// Taken, or let go with the answer, so that a kept `req` does not keep a megabyte.
    Gone,
}

/// How a body is to be understood, by its content type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum BodyKind {
    /// There is none.
    None = 0,
    /// `application/json` and `+json`.
    Json = 1,
    /// `text/*`.
    Text = 2,
    /// Anything else.
    Bytes = 3,
    /// `application/x-www-form-urlencoded`.
    Form = 4,
    /// `multipart/form-data`.
    Multipart = 5,
}

impl Exchange {
    /// How the body is to be understood. What it says of itself counts also when the body has been taken.
    pub fn body_kind(&self) -> BodyKind {
        let is_empty = match &*self.body.borrow() {
            BodyState::Incoming(body) => body.is_end_stream(),
            BodyState::Whole { bytes, .. } => bytes.is_empty(),
            _ => false,
        };
        if is_empty { BodyKind::None } else { self.declared_kind() }
    }

    fn declared_kind(&self) -> BodyKind {
        let Some(value) = self.head.fields.first("content-type") else {
            return BodyKind::Bytes;
        };
        let essence = value.split([';', ',']).next().unwrap_or_default().trim();
        let is = |known: &str| essence.eq_ignore_ascii_case(known);
        let begins = |part: &str| {
            essence
                .get(..part.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(part))
        };
        let ends = |part: &str| {
            let start = essence.len().checked_sub(part.len());
            start.is_some_and(|start| essence.as_bytes()[start..].eq_ignore_ascii_case(part.as_bytes()))
        };
        match () {
            () if is("application/json") || ends("+json") => BodyKind::Json,
            () if is("application/x-www-form-urlencoded") => BodyKind::Form,
            () if is("multipart/form-data") => BodyKind::Multipart,
            () if begins("text/") => BodyKind::Text,
            () => BodyKind::Bytes,
        }
    }

    /// If there is no body, or all of it is there and may be taken as it is, it counts as read.
    pub(crate) fn settle_body(&self) -> bool {
        let mut body = self.body.borrow_mut();
        let BodyState::Incoming(incoming) = &*body else {
            return false;
        };
        let bytes = match incoming.as_whole() {
            Some(bytes) if self.is_plain(bytes) => bytes.clone(),
            None if incoming.is_end_stream() => Bytes::new(),
            _ => return false,
        };
        *body = BodyState::Whole {
            _held: Held::new(bytes.len()),
            bytes,
        };
        true
    }

    /// Whether a body is within its limit, has no coding, and is none that handlers take apart while it comes.
    fn is_plain(&self, bytes: &Bytes) -> bool {
        bytes.len() <= self.body_limit.get() && !self.head.fields.contains("content-encoding") && !self.is_multipart()
    }

    /// Uploads are read by the handler, piece by piece: they may be large, and are never wanted as one value.
    pub(crate) fn is_multipart(&self) -> bool {
        let kind = self.head.fields.first("content-type").unwrap_or_default();
        kind.get(..10)
            .is_some_and(|kind| kind.eq_ignore_ascii_case("multipart/"))
    }

    /// Reads the whole body, unless that is done. It is kept until it is taken as a stream or the request is answered.
    ///
    /// # Errors
    /// `RACE_HTTP_BODY_GONE` after the answer, or when it has been taken as a stream.
    pub async fn buffer_body(&self) -> Result<Result<(), BodyError>, HttpError> {
        let mut body = match self.body.replace(BodyState::Busy) {
            BodyState::Incoming(body) => body,
            BodyState::Failed(error) => {
                self.body.replace(BodyState::Failed(error));
                return Ok(Err(error));
            }
            whole @ BodyState::Whole { .. } => {
                self.body.replace(whole);
                return Ok(Ok(()));
            }
            BodyState::Busy => return Err(HttpError::BodyBusy),
            BodyState::Gone => {
                self.body.replace(BodyState::Gone);
                return Err(HttpError::BodyGone);
            }
        };
        let limit = self.body_limit.get();
        body = self.decoded(body);
        let read = body.collect(limit, self.limits().body_timeout).await;
        let (state, result) = match read {
            Ok(bytes) => (
                BodyState::Whole {
                    _held: Held::new(bytes.len()),
                    bytes,
                },
                Ok(()),
            ),
            Err(error) => {
                if let Some(limit) = Limit::of_body(error) {
                    limit.reached(&Whom::request(self));
                }
                (BodyState::Failed(error), Err(error))
            }
        };
        // Answered in the meantime: nobody will ask for it.
        if self.is_answered() {
            self.body.replace(BodyState::Gone);
        } else {
            self.body.replace(state);
        }
        Ok(result)
    }

    /// How many bytes of body there are, if that is known; `None` for a body of unknown length or one that is gone.
    pub fn body_length(&self) -> Option<u64> {
        match &*self.body.borrow() {
            BodyState::Incoming(body) => body.size_hint().exact(),
            BodyState::Whole { bytes, .. } => Some(bytes.len() as u64),
            _ => None,
        }
    }

    /// The whole body. Middleware and a handler may each ask for it, in whatever form.
    ///
    /// # Errors
    /// `RACE_HTTP_BODY_GONE` when it has been let go or taken as a stream, `RACE_HTTP_BODY_UNREAD` when it has not been
    /// read yet.
    pub fn body_bytes(&self) -> Result<Bytes, HttpError> {
        match &*self.body.borrow() {
            BodyState::Whole { bytes, .. } => Ok(bytes.clone()),
            BodyState::Gone => Err(HttpError::BodyGone),
            _ => Err(HttpError::BodyUnread),
        }
    }

    /// Has `read` look at the whole body as text, without a byte order mark.
    ///
    /// # Errors
    /// Those of [`Self::body_bytes`], and `RACE_HTTP_BODY_NOT_UTF8`.
    pub fn body_text<T>(&self, read: impl FnOnce(&str) -> T) -> Result<T, HttpError> {
        let bytes = self.body_bytes()?;
        let text = std::str::from_utf8(&bytes).map_err(|_| {
            HttpError::client(
                StatusCode::BAD_REQUEST,
                "RACE_HTTP_BODY_NOT_UTF8",
                "The body of the request is not valid UTF-8",
            )
        })?;
        Ok(read(text.strip_prefix('\u{feff}').unwrap_or(text)))
    }

    /// Has `read` look at the whole body as text that is JSON, if it does not nest too deeply for code that walks it.
    ///
    /// # Errors
    /// Those of [`Self::body_text`], and `RACE_HTTP_JSON_DEPTH`.
    pub fn body_json<T>(&self, read: impl FnOnce(&str) -> T) -> Result<T, HttpError> {
        self.body_text(
            |text| match json_depth::check(text.as_bytes(), json_depth::DEFAULT_DEPTH) {
                Ok(()) => Ok(read(text)),
                Err(error) => {
                    Limit::JsonDepth.reached(&Whom::request(self));
                    Err(HttpError::client(
                        StatusCode::BAD_REQUEST,
                        "RACE_HTTP_JSON_DEPTH",
                        error.to_string(),
                    ))
                }
            },
        )?
    }

    /// As its `Content-Encoding` says, and no longer than it may be.
    fn decoded(&self, body: RequestBody) -> RequestBody {
        let limit = self.body_limit.get();
        if body.size_hint().lower() > limit as u64 {
            // A client that asks first must not be told to go on; any other gets to read the answer, which a reset would
            // take from it.
            if !self.head.fields.contains("expect") {
                deno_unsync::spawn(crate::body::discard(body));
            }
            return RequestBody::failed(BodyError::TooLarge);
        }
        match self.head.fields.get("content-encoding") {
            None => body.limited(limit),
            Some(codings) => {
                compress::decode(body, &codings, limit).unwrap_or_else(|_| RequestBody::failed(BodyError::Coding))
            }
        }
    }

    /// Whether somebody may still read something of it.
    pub(super) fn has_unread_body(&self) -> bool {
        match &*self.body.borrow() {
            BodyState::Incoming(body) => !body.is_end_stream(),
            BodyState::Busy => true,
            BodyState::Whole { .. } | BodyState::Failed(_) | BodyState::Gone => false,
        }
    }

    /// Takes the body as a stream, also what has been read of it already.
    ///
    /// # Errors
    /// `RACE_HTTP_BODY_GONE` when it has been taken.
    pub fn take_stream(&self) -> Result<RequestBody, HttpError> {
        self.take_with(|body| self.decoded(body))
    }

    /// Takes the body as it comes, neither decoded nor bounded: for readers that have rules of their own for both.
    ///
    /// # Errors
    /// As [`Self::take_stream`].
    pub fn take_raw_stream(&self) -> Result<RequestBody, HttpError> {
        self.take_with(|body| body)
    }

    fn take_with(&self, prepare: impl FnOnce(RequestBody) -> RequestBody) -> Result<RequestBody, HttpError> {
        match self.body.replace(BodyState::Gone) {
            BodyState::Incoming(body) => Ok(prepare(body).told_of(Whom::request(self))),
            BodyState::Whole { bytes, .. } => Ok(RequestBody::whole(bytes)),
            BodyState::Failed(error) => Ok(RequestBody::failed(error)),
            BodyState::Gone => Err(HttpError::BodyGone),
            BodyState::Busy => {
                self.body.replace(BodyState::Busy);
                Err(HttpError::BodyBusy)
            }
        }
    }

    /// With the answer, what has been read is let go. What is still coming may be read on.
    pub(super) fn release_body(&self) {
        let mut body = self.body.borrow_mut();
        if matches!(&*body, BodyState::Whole { .. } | BodyState::Failed(_)) {
            *body = BodyState::Gone;
        }
    }

    /// What is left of the body; it is not for handlers any more.
    pub(crate) fn let_go_of_body(&self) -> RequestBody {
        match self.body.replace(BodyState::Gone) {
            BodyState::Incoming(body) => body,
            _ => RequestBody::empty(),
        }
    }
}
