//! Answers that the server gives without asking the program, as RFC 9457 problem documents.

use bytes::Bytes;
use http::HeaderValue;
use http::Response;
use http::StatusCode;
use http::header;
use serde::Serialize;

use crate::body::AnswerBody;
use crate::verb::Allowed;

/// A request that never reaches a handler.
#[derive(Debug)]
pub(crate) enum Problem {
    BadHost,
    BadPath,
    /// The request line names no path.
    BadTarget,
    Connect,
    TransferCoding,
    BadBody,
    BodyTimeout,
    BodyTooLarge,
    NotFound,
    MethodNotAllowed(Allowed),
    /// OPTIONS without a handler: no fault, only an answer that needs none.
    Options(Allowed),
    /// The handler let go of the request without an answer.
    Unanswered,
}

impl Problem {
    fn status(&self) -> StatusCode {
        match self {
            Self::BadHost | Self::BadPath | Self::BadTarget | Self::BadBody => StatusCode::BAD_REQUEST,
            Self::Connect | Self::TransferCoding => StatusCode::NOT_IMPLEMENTED,
            Self::BodyTimeout => StatusCode::REQUEST_TIMEOUT,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::Options(_) => StatusCode::NO_CONTENT,
            Self::Unanswered => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What a client is told beyond the status: its own fault only.
    fn detail(&self) -> Option<&'static str> {
        match self {
            Self::BadHost => Some("An HTTP/1.1 request has exactly one `Host` header, a name or an address"),
            Self::BadPath => Some("The path is not percent-encoded UTF-8"),
            Self::BadTarget => Some("The request target is not a path that begins with `/`"),
            Self::Connect => Some("This server is no proxy"),
            Self::TransferCoding => Some("The only transfer coding that this server takes is `chunked`"),
            Self::BadBody => Some("The body could not be read"),
            Self::BodyTimeout => Some("The body did not arrive in time"),
            Self::BodyTooLarge => Some("The body is larger than this server takes"),
            _ => None,
        }
    }

    /// Whether bytes may be left on the connection that nobody is going to read.
    fn closes(&self) -> bool {
        matches!(
            self,
            Self::BadHost
                | Self::BadTarget
                | Self::Connect
                | Self::TransferCoding
                | Self::BadBody
                | Self::BodyTimeout
                | Self::BodyTooLarge
        )
    }

    pub(crate) fn into_response(self) -> Response<AnswerBody> {
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
