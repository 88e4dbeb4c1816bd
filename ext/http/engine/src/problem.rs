//! Answers that the server gives without asking the program, as RFC 9457 problem documents.

use bytes::Bytes;
use http::HeaderValue;
use http::Response;
use http::StatusCode;
use http::header;
use serde::Serialize;

use crate::body::AnswerBody;
use crate::body::BodyError;
use crate::router::Allowed;

/// A request that never reaches a handler, or whose handler does not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The message can be read in more than one way, or in none; what is wrong with it.
    Malformed(&'static str),
    /// Request line or fields are too large.
    HeadTooLarge,
    /// There are too many fields.
    TooManyLines,
    /// The request target alone is too large.
    TargetTooLong,
    /// The head did not arrive in time.
    HeadTimeout,
    /// A protocol version that this server does not speak.
    Version,
    /// An expectation other than `100-continue`.
    Expectation,
    /// There is not exactly one `Host`, or it is no name.
    BadHost,
    /// The path is not percent-encoded UTF-8.
    BadPath,
    /// The request line names no path.
    BadTarget,
    /// CONNECT.
    Connect,
    /// A transfer coding other than `chunked`.
    TransferCoding,
    /// The body did not arrive.
    Body(BodyError),
    /// No route.
    NotFound,
    /// No route for this method.
    MethodNotAllowed(Allowed),
    /// OPTIONS without a handler: no fault, only an answer that needs none.
    Options(Allowed),
    /// The handler let go of the request without an answer.
    Unanswered,
    /// The handler has not begun an answer in time.
    AnswerTimeout,
    /// This path speaks the WebSocket protocol, version 13, and nothing else.
    UpgradeRequired,
    /// A middleware refuses: status, and what the client is told.
    Refused(StatusCode, &'static str),
}

impl Problem {
    /// One reader would take the first, another the last.
    pub(crate) const TWO_CONTENT_TYPES: Self = Self::Malformed("There is more than one `Content-Type` header");

    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Malformed(_) | Self::BadHost | Self::BadPath | Self::BadTarget => StatusCode::BAD_REQUEST,
            Self::HeadTooLarge | Self::TooManyLines => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::TargetTooLong => StatusCode::URI_TOO_LONG,
            Self::HeadTimeout => StatusCode::REQUEST_TIMEOUT,
            Self::Version => StatusCode::HTTP_VERSION_NOT_SUPPORTED,
            Self::Expectation => StatusCode::EXPECTATION_FAILED,
            Self::Connect | Self::TransferCoding => StatusCode::NOT_IMPLEMENTED,
            Self::Body(BodyError::Malformed | BodyError::Disconnected) => StatusCode::BAD_REQUEST,
            Self::Body(BodyError::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Body(BodyError::Timeout | BodyError::TooSlow) => StatusCode::REQUEST_TIMEOUT,
            Self::Body(BodyError::Coding) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::Options(_) => StatusCode::NO_CONTENT,
            Self::Unanswered => StatusCode::INTERNAL_SERVER_ERROR,
            Self::AnswerTimeout => StatusCode::GATEWAY_TIMEOUT,
            Self::UpgradeRequired => StatusCode::UPGRADE_REQUIRED,
            Self::Refused(status, _) => *status,
        }
    }

    /// What a client is told beyond the status: its own fault only.
    fn detail(&self) -> Option<&'static str> {
        match self {
            Self::Malformed(detail) => Some(detail),
            Self::HeadTooLarge => Some("The head of the request is larger than this server takes"),
            Self::TooManyLines => Some("The request has more header lines than this server takes"),
            Self::TargetTooLong => Some("The request target is longer than this server takes"),
            Self::HeadTimeout => Some("The head of the request did not arrive in time"),
            Self::Version => Some("This server speaks HTTP/1.0, HTTP/1.1 and HTTP/2"),
            Self::Expectation => Some("The only expectation that this server meets is `100-continue`"),
            Self::BadHost => Some("An HTTP/1.1 request has exactly one `Host` header, a name or an address"),
            Self::BadPath => Some("The path is not percent-encoded UTF-8"),
            Self::BadTarget => Some("The request target is not a path that begins with `/`"),
            Self::Connect => Some("This server is no proxy"),
            Self::TransferCoding => Some("The only transfer coding that this server takes is `chunked`"),
            Self::Body(BodyError::Malformed | BodyError::Disconnected) => Some("The body could not be read"),
            Self::Body(BodyError::Timeout) => Some("The body did not arrive in time"),
            Self::Body(BodyError::TooSlow) => Some("The body arrived too slowly"),
            Self::Body(BodyError::Coding) => Some("The content coding of the body is not one that this server takes"),
            Self::Body(BodyError::TooLarge) => Some("The body is larger than this server takes"),
            Self::AnswerTimeout => Some("The server did not answer in time"),
            Self::UpgradeRequired => Some("This path takes WebSockets of version 13 only"),
            Self::Refused(_, "") => None,
            Self::Refused(_, detail) => Some(detail),
            _ => None,
        }
    }

    /// After these, the rest of the connection cannot be trusted to be a request.
    pub(crate) fn closes(&self) -> bool {
        matches!(
            self,
            Self::Malformed(_)
                | Self::HeadTooLarge
                | Self::TooManyLines
                | Self::TargetTooLong
                | Self::HeadTimeout
                | Self::Version
                | Self::BadHost
                | Self::BadTarget
                | Self::Connect
                | Self::TransferCoding
                | Self::Body(_)
        )
    }

    /// The answer.
    pub fn into_response(self) -> Response<AnswerBody> {
        let status = self.status();
        let body = match self {
            Self::Options(_) => Bytes::new(),
            _ => document(status, self.detail()),
        };
        let has_body = !body.is_empty();
        let mut response = Response::new(AnswerBody::full(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        if has_body {
            headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/problem+json"),
            );
        }
        if self.closes() {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        if self == Self::UpgradeRequired {
            headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
            headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
            headers.insert(header::SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13"));
        }
        if self == Self::Body(BodyError::Coding) {
            headers.insert(
                header::ACCEPT_ENCODING,
                HeaderValue::from_static("gzip, deflate, br, zstd"),
            );
        }
        if let Self::MethodNotAllowed(allowed) | Self::Options(allowed) = self
            && let Ok(value) = HeaderValue::try_from(allowed.header())
        {
            headers.insert(header::ALLOW, value);
        }
        response
    }
}

/// The members of RFC 9457 that are used here, in the order in which they are sent.
#[derive(Serialize)]
struct Document {
    r#type: &'static str,
    title: &'static str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'static str>,
}

fn document(status: StatusCode, detail: Option<&'static str>) -> Bytes {
    let document = Document {
        r#type: "about:blank",
        title: status.canonical_reason().unwrap_or("Error"),
        status: status.as_u16(),
        detail,
    };
    // Text and a number cannot fail to serialize; an empty body would still be a correct answer.
    serde_json::to_vec(&document).unwrap_or_default().into()
}
