//! One request and the answer it waits for. Knows neither sockets nor V8: a connection makes it,
//! a handler reads and answers it, and a channel carries the answer back.

use std::cell::RefCell;
use std::io::Write as _;
use std::net::IpAddr;

use bytes::Bytes;
use http::HeaderMap;
use http::HeaderName;
use http::HeaderValue;
use http::Method;
use http::Response;
use http::StatusCode;
use http::header;
use http::request::Parts;
use tokio::sync::mpsc;
use tokio::sync::oneshot;

use crate::body::Aborted;
use crate::body::AnswerBody;
use crate::body::BodyWriter;
use crate::body::Chunk;
use crate::error::HttpError;
use crate::fields::Fields;
use crate::held::Held;

/// Header lines of one answer. Far above any real one, far below what a header map can hold.
const MAX_HEADER_LINES: usize = 1024;

/// Shared by a connection, which awaits the answer, and a handler. It may outlive the connection:
/// answers to a client that has left go nowhere, and that is no error.
pub(crate) struct Exchange {
    method: Method,
    url: Box<str>,
    fields: Fields,
    params: Vec<(Box<str>, String)>,
    peer: IpAddr,
    _held: Held,
    body: RefCell<RequestBody>,
    reply: RefCell<Option<oneshot::Sender<Response<AnswerBody>>>>,
    headers: RefCell<HeaderMap>,
    stream: RefCell<Option<BodyWriter>>,
}

enum RequestBody {
    Whole {
        bytes: Bytes,
        _held: Held,
    },
    /// Dropped with the answer, so that a kept `req` does not keep a megabyte.
    Gone,
}

/// How a body is to be understood, by its content type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum BodyKind {
    None = 0,
    Json = 1,
    Text = 2,
    Bytes = 3,
}

impl Exchange {
    pub(crate) fn new(
        head: Parts,
        params: Vec<(Box<str>, String)>,
        peer: IpAddr,
        body: Bytes,
    ) -> (Self, oneshot::Receiver<Response<AnswerBody>>) {
        let (reply, answer) = oneshot::channel();
        let fields = Fields::copy(&head.headers);
        let url = head.uri.path_and_query().map_or("/", |url| url.as_str());
        let bytes = size_of::<Self>() + fields.bytes() + url.len() + params_bytes(&params);
        let body = RequestBody::Whole {
            _held: Held::new(body.len()),
            bytes: body,
        };
        let exchange = Self {
            url: url.into(),
            method: head.method,
            fields,
            params,
            peer: peer.to_canonical(),
            _held: Held::new(bytes),
            body: RefCell::new(body),
            reply: RefCell::new(Some(reply)),
            headers: RefCell::default(),
            stream: RefCell::default(),
        };
        (exchange, answer)
    }

    pub(crate) fn method(&self) -> &str {
        self.method.as_str()
    }

    /// Path and query as the client wrote them.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Name and value by turns, decoded.
    pub(crate) fn params(&self) -> Vec<String> {
        let pairs = self.params.iter();
        pairs
            .flat_map(|(name, value)| [name.to_string(), value.clone()])
            .collect()
    }

    /// The client's address; an IPv4 one is never shown in its IPv6 form.
    pub(crate) fn peer(&self) -> IpAddr {
        self.peer
    }

    /// Name and value by turns, names in lower case.
    pub(crate) fn headers(&self) -> Vec<String> {
        let fields = self.fields.iter();
        fields
            .flat_map(|(name, value)| [name.to_string(), value.to_string()])
            .collect()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.fields.get(name)
    }

    pub(crate) fn body_kind(&self) -> Result<BodyKind, HttpError> {
        match &*self.body.borrow() {
            RequestBody::Gone => Err(HttpError::BodyGone),
            RequestBody::Whole { bytes, .. } if bytes.is_empty() => Ok(BodyKind::None),
            RequestBody::Whole { .. } => Ok(self.declared_kind()),
        }
    }

    fn declared_kind(&self) -> BodyKind {
        let Some(value) = self.fields.get("content-type") else {
            return BodyKind::Bytes;
        };
        // A header that repeats is joined by commas; its first line counts.
        let essence = value.split([';', ',']).next().unwrap_or_default();
        let essence = essence.trim().to_ascii_lowercase();
        if essence == "application/json" || essence.ends_with("+json") {
            BodyKind::Json
        } else if essence.starts_with("text/") {
            BodyKind::Text
        } else {
            BodyKind::Bytes
        }
    }

    /// Takes the body: whoever asks keeps it from then on.
    pub(crate) fn take_body(&self) -> Result<Bytes, HttpError> {
        match self.body.replace(RequestBody::Gone) {
            RequestBody::Whole { bytes, .. } => Ok(bytes),
            RequestBody::Gone => Err(HttpError::BodyGone),
        }
    }

    /// Takes the body as text, without a byte order mark.
    pub(crate) fn take_text(&self) -> Result<String, HttpError> {
        let bytes = self.take_body()?;
        let text = std::str::from_utf8(&bytes).map_err(|_| HttpError::BodyNotUtf8)?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_string())
    }

    /// Sets the headers of the answer, name and value by turns; a name may repeat. All or none.
    pub(crate) fn set_headers(&self, pairs: &[String]) -> Result<(), HttpError> {
        let mut headers = HeaderMap::new();
        for (index, pair) in pairs.chunks_exact(2).enumerate() {
            let (name, value) = header_pair(&pair[0], &pair[1])?;
            let invalid = |reason| HttpError::Header {
                name: pair[0].clone(),
                reason,
            };
            if index == MAX_HEADER_LINES {
                return Err(invalid("an answer has too many headers (more than 1024)"));
            }
            if name == header::CONTENT_LENGTH && headers.contains_key(&name) {
                return Err(invalid("there is one length"));
            }
            headers.append(name, value);
        }
        self.headers.replace(headers);
        Ok(())
    }

    /// Answers with a whole body. `content_type` gives way to a header that the handler has set.
    pub(crate) fn answer(&self, status: u16, content_type: Option<&'static str>, body: Bytes) -> Result<(), HttpError> {
        let status = parse_status(status)?;
        let body = if forbids_body(status) { Bytes::new() } else { body };
        let content_type = content_type.filter(|_| !forbids_body(status));
        self.headers_for_whole_body(status);
        self.reply(status, content_type, AnswerBody::full(body))
    }

    /// Answers with a body that follows chunk by chunk.
    pub(crate) fn answer_stream(&self, status: u16, content_type: Option<&'static str>) -> Result<(), HttpError> {
        if forbids_body(parse_status(status)?) {
            return self.answer(status, content_type, Bytes::new());
        }
        let (writer, body) = AnswerBody::stream();
        self.reply(parse_status(status)?, content_type, body)?;
        if self.method == Method::HEAD {
            writer.finish();
        } else {
            *self.stream.borrow_mut() = Some(writer);
        }
        Ok(())
    }

    /// The writing end of a streamed answer; `None` when nobody reads it.
    pub(crate) fn stream(&self) -> Option<mpsc::Sender<Chunk>> {
        let sender = self.stream.borrow().as_ref().map(|writer| writer.chunks.clone());
        sender.filter(|sender| !sender.is_closed())
    }

    pub(crate) fn end_stream(&self) {
        if let Some(writer) = self.stream.take() {
            writer.finish();
        }
    }

    /// Cuts a streamed answer short, visibly: the connection closes before the body is complete.
    pub(crate) async fn abort_stream(&self) {
        if let Some(writer) = self.stream.take() {
            // Whoever has stopped reading needs no telling.
            let _ = writer.chunks.send(Err(Aborted)).await;
        }
    }

    fn reply(&self, status: StatusCode, content_type: Option<&'static str>, body: AnswerBody) -> Result<(), HttpError> {
        let reply = self.reply.take().ok_or(HttpError::AlreadyAnswered)?;
        self.body.replace(RequestBody::Gone);
        let mut response = Response::new(body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        *headers = self.headers.take();
        if let Some(value) = content_type {
            headers
                .entry(header::CONTENT_TYPE)
                .or_insert(HeaderValue::from_static(value));
        }
        // The receiver is gone when the client is.
        let _ = reply.send(response);
        Ok(())
    }

    /// The length of a whole body is known better here than in the handler. Only an answer to HEAD
    /// (and a 304) may name the length of a body that it does not carry.
    fn headers_for_whole_body(&self, status: StatusCode) {
        let speaks_of_another =
            status == StatusCode::NOT_MODIFIED || (self.method == Method::HEAD && !forbids_body(status));
        if !speaks_of_another {
            self.headers.borrow_mut().remove(header::CONTENT_LENGTH);
        }
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        let Some(reply) = self.reply.take() else { return };
        if reply.is_closed() {
            return; // the client has left
        }
        // The one fault that leaves no trace in the program, so it is told here. A closed stderr is no reason to fail.
        let path = self.url.split('?').next().unwrap_or_default();
        let _ = writeln!(
            std::io::stderr(),
            "{} {path} failed: The handler let go of the request without an answer",
            self.method
        );
    }
}

fn parse_status(status: u16) -> Result<StatusCode, HttpError> {
    StatusCode::from_u16(status)
        .ok()
        .filter(|_| (200..600).contains(&status))
        .ok_or(HttpError::Status(status))
}

fn forbids_body(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED
    )
}

fn header_pair(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), HttpError> {
    let invalid = |reason| HttpError::Header {
        name: name.to_string(),
        reason,
    };
    let parsed = HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid("the name is not a token of RFC 9110"))?;
    if parsed == header::TRANSFER_ENCODING || parsed == header::UPGRADE {
        return Err(invalid("the server decides on it"));
    }
    let bytes: Option<Vec<u8>> = value.chars().map(|c| u8::try_from(c).ok()).collect();
    let bytes = bytes.ok_or_else(|| invalid("its value has characters beyond Latin-1"))?;
    let value = HeaderValue::from_bytes(&bytes).map_err(|_| invalid("its value has control characters"))?;
    let is_length = !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    if parsed == header::CONTENT_LENGTH && !(is_length && value.to_str().is_ok_and(|text| text.parse::<u64>().is_ok()))
    {
        return Err(invalid("a length is a number of bytes"));
    }
    Ok((parsed, value))
}

fn params_bytes(params: &[(Box<str>, String)]) -> usize {
    let texts = params.iter().map(|(name, value)| name.len() + value.capacity());
    size_of_val(params) + texts.sum::<usize>()
}
