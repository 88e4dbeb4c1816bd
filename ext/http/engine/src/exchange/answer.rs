//! The writing half of an exchange: status, headers and body of its one answer.

use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderMap;
use http::HeaderName;
use http::HeaderValue;
use http::Method;
use http::Response;
use http::StatusCode;
use http::header;
use http::header::Entry;
use tokio::sync::mpsc;

use crate::body::Aborted;
use crate::body::AnswerBody;
use crate::body::BodyWriter;
use crate::body::Chunk;
use crate::error::HttpError;
use crate::exchange::Exchange;
use crate::exchange::reply::Reply;

/// Header lines of one answer. Far above any real one, far below what a header map can hold.
const MAX_HEADER_LINES: usize = 1024;

impl Exchange {
    /// Sets the headers of the answer, name and value by turns; a name may repeat. All or none.
    ///
    /// # Errors
    /// Those of [`parse_fields`].
    pub fn set_headers(&self, pairs: &[String]) -> Result<(), HttpError> {
        self.put_headers(parse_fields(pairs)?);
        Ok(())
    }

    /// The same from one text: `count` names and as many values by turns, with a line feed between them.
    ///
    /// # Errors
    /// Those of [`parse_fields`], also if the text has another number of pieces: then one of them has a line feed.
    pub fn set_headers_of(&self, text: &str, count: usize) -> Result<(), HttpError> {
        let mut pieces = text.split('\n');
        let pairs = std::iter::from_fn(|| pieces.next().zip(pieces.next()));
        let headers = match count {
            0 => HeaderMap::new(),
            count => collect_fields(pairs.take(count))?,
        };
        if count > 0 && (headers.len() != count || pieces.next().is_some()) {
            return Err(HttpError::Header {
                name: text.split('\n').next().unwrap_or_default().to_string(),
                reason: "a line feed is in one of the headers",
            });
        }
        self.put_headers(headers);
        Ok(())
    }

    fn put_headers(&self, headers: HeaderMap) {
        self.headers.replace((!headers.is_empty()).then(|| Box::new(headers)));
    }

    /// Gives up the answer, unless there is one. `true` if a client still waited for it.
    pub(super) fn forget(&self) -> bool {
        self.reply.give_up()
    }

    /// Ends the connection without an answer, unless there is one; of HTTP/2, the stream. `true` if that is what the client
    /// gets to see.
    pub fn break_off(&self) -> bool {
        let is_wanted = self.forget();
        if is_wanted {
            self.link.break_off();
        }
        is_wanted
    }

    /// Whether it has been answered.
    pub fn is_answered(&self) -> bool {
        self.reply.is_done()
    }

    /// Answers with a whole body. `content_type` gives way to a header that the handler has set.
    ///
    /// # Errors
    /// `RACE_HTTP_STATUS`, `RACE_HTTP_ALREADY_ANSWERED`.
    pub fn answer(&self, status: u16, content_type: Option<&'static str>, body: Bytes) -> Result<(), HttpError> {
        let status = parse_status(status)?;
        let body = if forbids_body(status) { Bytes::new() } else { body };
        let content_type = content_type.filter(|_| !forbids_body(status));
        self.headers_for_whole_body(status);
        self.reply(status, content_type, AnswerBody::full(body))
    }

    /// Answers with a body that follows chunk by chunk.
    ///
    /// # Errors
    /// As [`Self::answer`].
    pub fn answer_stream(&self, status: u16, content_type: Option<&'static str>) -> Result<(), HttpError> {
        if forbids_body(parse_status(status)?) {
            return self.answer(status, content_type, Bytes::new());
        }
        let (writer, body) = AnswerBody::stream();
        self.reply(parse_status(status)?, content_type, body)?;
        if self.head.method == Method::HEAD {
            writer.finish();
        } else {
            self.extra().stream.replace(Some(writer));
        }
        Ok(())
    }

    /// Answers with what a native part of the server has made (a file, an upgrade). Headers that the handler has set
    /// win over its own, but for `Vary`: the answer depends on what either says.
    ///
    /// # Errors
    /// `RACE_HTTP_ALREADY_ANSWERED`.
    pub fn answer_with(&self, mut response: Response<AnswerBody>) -> Result<(), HttpError> {
        self.begin_answer()?;
        self.is_underway.set(matches!(response.body(), AnswerBody::Boxed(_)));
        let mut headers = self.headers.take().map_or_else(HeaderMap::new, |headers| *headers);
        if let Entry::Occupied(vary) = headers.entry(header::VARY) {
            for own in vary.remove_entry_mult().1 {
                response.headers_mut().append(header::VARY, own);
            }
        }
        for name in headers.keys() {
            response.headers_mut().remove(name);
        }
        response.headers_mut().extend(headers);
        self.reply.put(response.into());
        Ok(())
    }

    /// The writing end of a streamed answer; `None` when nobody reads it.
    pub fn stream(&self) -> Option<mpsc::Sender<Chunk>> {
        let stream = self.extra.get()?.stream.borrow();
        let sender = stream.as_ref().map(|writer| writer.chunks.clone());
        sender.filter(|sender| !sender.is_closed())
    }

    pub(super) fn is_streaming(&self) -> bool {
        self.extra.get().is_some_and(|extra| extra.stream.borrow().is_some())
    }

    fn take_writer(&self) -> Option<BodyWriter> {
        self.extra.get()?.stream.take()
    }

    /// The streamed answer is complete; `trailers` may follow it.
    pub fn end_stream(&self, trailers: Option<HeaderMap>) {
        let Some(writer) = self.take_writer() else { return };
        match trailers {
            Some(trailers) => writer.finish_with(trailers),
            None => writer.finish(),
        }
    }

    /// Cuts a streamed answer short, visibly: the connection closes before the body is complete.
    pub async fn abort_stream(&self) {
        if let Some(writer) = self.take_writer() {
            // Whoever has stopped reading needs no telling.
            let _ = writer.chunks.send(Err(Aborted)).await;
        }
    }

    fn reply(&self, status: StatusCode, content_type: Option<&'static str>, body: AnswerBody) -> Result<(), HttpError> {
        self.begin_answer()?;
        self.reply.put(Reply {
            status,
            content_type,
            headers: self.headers.take(),
            body,
        });
        Ok(())
    }

    /// There is one answer. With it, what has been read of the body is let go.
    fn begin_answer(&self) -> Result<(), HttpError> {
        if self.is_answered() {
            return Err(HttpError::AlreadyAnswered);
        }
        self.release_body();
        Ok(())
    }

    /// The length of a whole body is known better here than in the handler. Only an answer to HEAD
    /// (and a 304) may name the length of a body that it does not carry.
    fn headers_for_whole_body(&self, status: StatusCode) {
        let speaks_of_another =
            status == StatusCode::NOT_MODIFIED || (self.head.method == Method::HEAD && !forbids_body(status));
        if !speaks_of_another && let Some(headers) = &mut *self.headers.borrow_mut() {
            headers.remove(header::CONTENT_LENGTH);
        }
    }
}

/// Fields of an answer, from name and value by turns; a name may repeat.
///
/// # Errors
/// `RACE_HTTP_HEADER` for a name or a value that HTTP does not allow, for those that the server decides on, and for
/// more lines than an answer may have.
pub fn parse_fields(pairs: &[String]) -> Result<HeaderMap, HttpError> {
    collect_fields(pairs.chunks_exact(2).map(|pair| (&*pair[0], &*pair[1])))
}

fn collect_fields<'t>(pairs: impl Iterator<Item = (&'t str, &'t str)>) -> Result<HeaderMap, HttpError> {
    let mut headers = HeaderMap::new();
    for (index, (given, value)) in pairs.enumerate() {
        let (name, value) = header_pair(given, value)?;
        let invalid = |reason| HttpError::Header {
            name: given.to_string(),
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
    Ok(headers)
}

fn parse_status(status: u16) -> Result<StatusCode, HttpError> {
    StatusCode::from_u16(status)
        .ok()
        .filter(|status| !status.is_informational())
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
    let bytes = latin1(value).ok_or_else(|| invalid("its value has characters beyond Latin-1"))?;
    let value = HeaderValue::from_bytes(&bytes).map_err(|_| invalid("its value has control characters"))?;
    let is_length = !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    if parsed == header::CONTENT_LENGTH && !(is_length && value.to_str().is_ok_and(|text| text.parse::<u64>().is_ok()))
    {
        return Err(invalid("a length is a number of bytes"));
    }
    Ok((parsed, value))
}

fn latin1(text: &str) -> Option<Cow<'_, [u8]>> {
    if text.is_ascii() {
        return Some(Cow::Borrowed(text.as_bytes()));
    }
    text.chars()
        .map(|c| u8::try_from(c).ok())
        .collect::<Option<Vec<u8>>>()
        .map(Cow::Owned)
}
