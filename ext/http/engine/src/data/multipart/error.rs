//! Why a form cannot be read.

use std::io;

use http::StatusCode;

use crate::body::BodyError;
use crate::limits::Limit;
use crate::problem::Problem;

/// A form that is refused: mostly the client's fault, with the status that says so.
#[derive(Debug, thiserror::Error, deno_error::JsError)]
#[class(generic)]
#[property("code" = "RACE_HTTP_MULTIPART")]
#[property("status" = f64::from(self.status().as_u16()))]
#[expect(missing_docs, reason = "the text of each says what it means")]
pub enum MultipartError {
    #[error(
        "The body is not `multipart/form-data`\nhint: send a `FormData`, or a form with `enctype=\"multipart/form-data\"`"
    )]
    NotMultipart,

    #[error(
        "The `Content-Type` of the form is not valid: {0}\nhint: clients that send a `FormData` must not set `Content-Type` themselves"
    )]
    Boundary(&'static str),

    #[error("The form is malformed: {0}")]
    Malformed(&'static str),

    #[error("The form ends before its last part is complete")]
    Truncated,

    #[error("The form has more than {limit} {what}\nhint: raise the limit if that is meant to be possible")]
    TooMany { what: &'static str, limit: usize },

    #[error("A {what} of more than {limit} bytes was sent\nhint: raise the limit if that is meant to be possible")]
    TooLarge { what: &'static str, limit: u64 },

    #[error("{0}")]
    Body(#[from] BodyError),

    #[error("The form was given up after an error")]
    GivenUp,

    #[error("The uploaded file could not be written: {0}")]
    Write(#[from] io::Error),
}

impl MultipartError {
    /// The limit that the form has met, if it was one of its own.
    pub(super) fn limit(&self) -> Option<Limit> {
        match self {
            Self::TooMany { what: "files", .. } => Some(Limit::FormFiles),
            Self::TooMany { what: "fields", .. } => Some(Limit::FormFields),
            Self::TooLarge { what: "file", .. } => Some(Limit::FormFileSize),
            Self::TooLarge { what: "field", .. } => Some(Limit::FormFieldSize),
            Self::TooLarge { what: "form", .. } => Some(Limit::FormSize),
            Self::TooMany { .. } | Self::TooLarge { .. } => Some(Limit::FormPart),
            _ => None,
        }
    }

    /// The status that the request should be answered with.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotMultipart => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Boundary(_) | Self::Malformed(_) | Self::Truncated | Self::GivenUp => StatusCode::BAD_REQUEST,
            Self::TooMany { .. } | Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Body(error) => Problem::Body(*error).status(),
            Self::Write(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}
