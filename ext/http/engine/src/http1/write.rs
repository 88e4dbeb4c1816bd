//! The head of an answer and the framing of its body (RFC 9112, section 6), as bytes. Pure.

use http::HeaderMap;
use http::HeaderName;
use http::StatusCode;
use http::Version;
use http::header;
use http_body::SizeHint;

use super::bytes::trim;
use crate::date;

/// What of its request an answer depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) is_head: bool,
    pub(super) version: Version,
    /// Whether the client has asked for a connection that stays, or at least not for its end.
    pub(super) keeps_alive: bool,
}

/// How the end of an answer's body is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    /// There is none, whatever the fields say of it.
    None,
    /// After so many bytes.
    Length(u64),
    /// After the last chunk.
    Chunked,
    /// With the connection.
    UntilClose,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) framing: Framing,
    /// The `content-length` it states, which without a body is another's.
    length: Option<u64>,
    /// Whether the connection ends with it.
    pub(super) closes: bool,
    /// Whether it must say that the connection stays.
    says_keep_alive: bool,
}

/// Decides how an answer is written whose body is as long as `hint` says. `closes` is the connection's own wish.
pub(super) fn plan(
    status: StatusCode,
    headers: Option<&HeaderMap>,
    hint: &SizeHint,
    asked: Asked,
    closes: bool,
) -> Plan {
    let declared = headers.and_then(|headers| headers.get(header::CONTENT_LENGTH));
    let declared = declared.and_then(|value| value.to_str().ok()?.parse().ok());
    let (framing, length) = match (status, hint.exact().or(declared)) {
        (StatusCode::NO_CONTENT, _) => (Framing::None, None),
        (status, _) if status.is_informational() => (Framing::None, None),
        (StatusCode::NOT_MODIFIED, _) => (Framing::None, declared),
        (_, length) if asked.is_head => (Framing::None, declared.or(length)),
        (_, Some(length)) => (Framing::Length(length), Some(length)),
        (_, None) if asked.version >= Version::HTTP_11 => (Framing::Chunked, None),
        (_, None) => (Framing::UntilClose, None),
    };
    let closes = closes || !asked.keeps_alive || framing == Framing::UntilClose || headers.is_some_and(asks_to_close);
    Plan {
        framing,
        length,
        closes,
        says_keep_alive: !closes && asked.version < Version::HTTP_11,
    }
}

/// Status line and fields, with the empty line behind them. `content_type` is for a body whose type they do not state.
pub(super) fn head(
    out: &mut Vec<u8>,
    status: StatusCode,
    headers: Option<&HeaderMap>,
    content_type: Option<&str>,
    plan: &Plan,
) {
    let has = |name: HeaderName| headers.is_some_and(|headers| headers.contains_key(name));
    // Far more than a plain answer's, so that it need not grow by bits.
    out.reserve(256);
    status_line(out, status);
    if let Some(content_type) = content_type
        && !has(header::CONTENT_TYPE)
    {
        out.extend_from_slice(b"content-type: ");
        out.extend_from_slice(content_type.as_bytes());
        out.extend_from_slice(b"\r\n");
    }
    if let Some(headers) = headers {
        fields(out, headers, |name| {
            // The connection is this server's to speak of; bodies are framed here and nowhere else.
            *name == header::CONNECTION || *name == header::CONTENT_LENGTH || *name == header::TRANSFER_ENCODING
        });
    }
    if !has(header::DATE) {
        out.extend_from_slice(b"date: ");
        date::with_now(|date| out.extend_from_slice(date.as_bytes()));
        out.extend_from_slice(b"\r\n");
    }
    if let Some(length) = plan.length {
        out.extend_from_slice(b"content-length: ");
        out.extend_from_slice(itoa::Buffer::new().format(length).as_bytes());
        out.extend_from_slice(b"\r\n");
    }
    if plan.framing == Framing::Chunked {
        out.extend_from_slice(b"transfer-encoding: chunked\r\n");
    }
    if status == StatusCode::SWITCHING_PROTOCOLS {
        out.extend_from_slice(b"connection: upgrade\r\n");
    } else if plan.closes {
        out.extend_from_slice(b"connection: close\r\n");
    } else if plan.says_keep_alive {
        out.extend_from_slice(b"connection: keep-alive\r\n");
    }
    out.extend_from_slice(b"\r\n");
}

/// A 103 (RFC 8297).
pub(super) fn early_hints(out: &mut Vec<u8>, hints: &HeaderMap) {
    status_line(out, StatusCode::EARLY_HINTS);
    fields(out, hints, is_about_framing);
    out.extend_from_slice(b"\r\n");
}

/// The line before a chunk, which must not be empty: that would be the last one.
pub(super) fn chunk_head(out: &mut Vec<u8>, length: usize) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = (usize::BITS - length.leading_zeros()).div_ceil(4);
    for digit in (0..digits).rev() {
        out.push(DIGITS[length >> (4 * digit) & 0xf]);
    }
    out.extend_from_slice(b"\r\n");
}

/// The end of a chunked body, with the trailers if it has some.
pub(super) fn last_chunk(out: &mut Vec<u8>, trailers: Option<&HeaderMap>) {
    out.extend_from_slice(b"0\r\n");
    if let Some(trailers) = trailers {
        fields(out, trailers, is_about_framing);
    }
    out.extend_from_slice(b"\r\n");
}

fn status_line(out: &mut Vec<u8>, status: StatusCode) {
    if status == StatusCode::OK {
        out.extend_from_slice(b"HTTP/1.1 200 OK\r\n");
        return;
    }
    out.extend_from_slice(b"HTTP/1.1 ");
    out.extend_from_slice(status.as_str().as_bytes());
    out.push(b' ');
    out.extend_from_slice(status.canonical_reason().unwrap_or_default().as_bytes());
    out.extend_from_slice(b"\r\n");
}

fn fields(out: &mut Vec<u8>, headers: &HeaderMap, is_skipped: impl Fn(&HeaderName) -> bool) {
    for (name, value) in headers {
        if is_skipped(name) {
            continue;
        }
        out.extend_from_slice(name.as_str().as_bytes());
        out.extend_from_slice(b": ");
        out.extend_from_slice(value.as_bytes());
        out.extend_from_slice(b"\r\n");
    }
}

/// Fields that would say something else of the message than its head does (RFC 9110, section 6.5.1).
fn is_about_framing(name: &HeaderName) -> bool {
    [
        header::CONNECTION,
        header::CONTENT_LENGTH,
        header::HOST,
        header::TE,
        header::TRAILER,
        header::TRANSFER_ENCODING,
        header::UPGRADE,
    ]
    .contains(name)
}

fn asks_to_close(headers: &HeaderMap) -> bool {
    let mut lines = headers.get_all(header::CONNECTION).iter();
    lines.any(|line| {
        let mut options = line.as_bytes().split(|byte| *byte == b',');
        options.any(|option| trim(option).eq_ignore_ascii_case(b"close"))
    })
}

#[cfg(test)]
mod tests;
