//! The answer with a file: its fields, and how much of it is sent.

use std::hash::BuildHasher as _;
use std::hash::Hasher as _;
use std::io;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use bytes::Bytes;
use http::HeaderMap;
use http::HeaderValue;
use http::Method;
use http::Response;
use http::StatusCode;
use http::header;

use crate::body::AnswerBody;
use crate::compress::Coding;
use crate::conditional;
use crate::conditional::Verdict;
use crate::exchange::RequestHead;
use crate::files::body;
use crate::files::body::Piece;
use crate::files::locate::Found;
use crate::files::media_type;
use crate::files::options::FileOptions;
use crate::problem::Problem;
use crate::range;
use crate::range::ByteRange;
use crate::range::Selection;
use crate::vary;

/// Answers with a file, or with what the request's conditions make of it.
///
/// # Errors
/// When a small file cannot be read.
pub(super) async fn file(found: Found, options: &FileOptions, head: &RequestHead) -> io::Result<Response<AnswerBody>> {
    let now = SystemTime::now();
    // A change in the future is no date that an answer may name (RFC 9110, section 8.8.2.1).
    let modified = found.modified.filter(|time| options.last_modified && *time <= now);
    let etag = options.etag.then(|| etag(&found));
    match conditional::evaluate(head, etag.as_deref(), modified) {
        Verdict::Proceed => {}
        Verdict::NotModified => {
            let mut headers = fields(&found, options, etag.as_deref(), modified);
            conditional::strip_content_fields(&mut headers);
            return Ok(respond(StatusCode::NOT_MODIFIED, headers, AnswerBody::empty()));
        }
        Verdict::Failed => return Ok(Problem::Refused(StatusCode::PRECONDITION_FAILED, "").into_response()),
    }
    let selection = match options.accept_ranges {
        true => range::select(head, found.size, etag.as_deref(), modified, now),
        false => Selection::Whole,
    };
    let mut headers = fields(&found, options, etag.as_deref(), modified);
    match selection {
        Selection::Whole if head.method == Method::HEAD => {
            headers.insert(header::CONTENT_LENGTH, found.size.into());
            Ok(respond(StatusCode::OK, headers, AnswerBody::empty()))
        }
        Selection::Whole => {
            let body = match found.content {
                Some(content) => AnswerBody::full(content),
                None => body::from_pieces(found.file, vec![whole(found.size)]).await?,
            };
            Ok(respond(StatusCode::OK, headers, body))
        }
        Selection::Parts(ranges) => part(found, headers, &ranges).await,
        Selection::Unsatisfiable => Ok(unsatisfiable(found.size)),
    }
}

async fn part(found: Found, mut headers: HeaderMap, ranges: &[ByteRange]) -> io::Result<Response<AnswerBody>> {
    let pieces = match ranges {
        [range] => {
            headers.insert(header::CONTENT_RANGE, content_range(*range, found.size)?);
            vec![Piece::Range {
                start: range.start,
                length: range.length(),
            }]
        }
        ranges => {
            let boundary = boundary();
            let kind = format!("multipart/byteranges; boundary={boundary}");
            let kind = HeaderValue::try_from(kind).map_err(io::Error::other)?;
            let own_kind = headers.insert(header::CONTENT_TYPE, kind);
            multipart(ranges, found.size, own_kind.as_ref(), &boundary)?
        }
    };
    let body = body::from_pieces(found.file, pieces).await?;
    Ok(respond(StatusCode::PARTIAL_CONTENT, headers, body))
}

/// RFC 9110, section 14.6.
fn multipart(ranges: &[ByteRange], size: u64, kind: Option<&HeaderValue>, boundary: &str) -> io::Result<Vec<Piece>> {
    let mut pieces = Vec::with_capacity(ranges.len() * 2 + 1);
    let mut separator = "";
    for range in ranges {
        let mut head = format!("{separator}--{boundary}\r\n").into_bytes();
        if let Some(kind) = kind {
            head.extend_from_slice(b"Content-Type: ");
            head.extend_from_slice(kind.as_bytes());
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(b"Content-Range: ");
        head.extend_from_slice(content_range(*range, size)?.as_bytes());
        head.extend_from_slice(b"\r\n\r\n");
        pieces.push(Piece::Bytes(head.into()));
        pieces.push(Piece::Range {
            start: range.start,
            length: range.length(),
        });
        separator = "\r\n";
    }
    pieces.push(Piece::Bytes(Bytes::from(format!("\r\n--{boundary}--\r\n"))));
    Ok(pieces)
}

/// Nobody can foresee it, so no file can be made to contain it.
fn boundary() -> String {
    let random = || std::hash::RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}

fn content_range(range: ByteRange, size: u64) -> io::Result<HeaderValue> {
    HeaderValue::try_from(format!("bytes {}-{}/{size}", range.start, range.end)).map_err(io::Error::other)
}

fn unsatisfiable(size: u64) -> Response<AnswerBody> {
    let mut response = Problem::Refused(StatusCode::RANGE_NOT_SATISFIABLE, "").into_response();
    if let Ok(value) = HeaderValue::try_from(format!("bytes */{size}")) {
        response.headers_mut().insert(header::CONTENT_RANGE, value);
    }
    response
}

fn whole(length: u64) -> Piece {
    Piece::Range { start: 0, length }
}

fn respond(status: StatusCode, headers: HeaderMap, body: AnswerBody) -> Response<AnswerBody> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// Weak, because a file can change twice within its clock's tick.
fn etag(found: &Found) -> String {
    let since = found.modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let time = since.map_or(0, |since| since.as_micros());
    match found.coding {
        Coding::Identity => format!("W/\"{:x}-{time:x}\"", found.size),
        coding => format!("W/\"{:x}-{time:x}-{}\"", found.size, coding.name()),
    }
}

fn fields(found: &Found, options: &FileOptions, etag: Option<&str>, modified: Option<SystemTime>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, media_type::of_name(&found.name));
    if let Some(tag) = etag.and_then(|tag| HeaderValue::try_from(tag).ok()) {
        headers.insert(header::ETAG, tag);
    }
    if let Some(date) = modified.and_then(conditional::format_date) {
        headers.insert(header::LAST_MODIFIED, date);
    }
    if options.accept_ranges {
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    }
    if options.cache_control {
        let immutable = if options.immutable { ", immutable" } else { "" };
        let value = format!("public, max-age={}{immutable}", options.max_age.as_secs());
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(header::CACHE_CONTROL, value);
        }
    }
    if found.coding != Coding::Identity {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(found.coding.name()));
    }
    for name in options.headers.keys() {
        headers.remove(name);
    }
    headers.extend(options.headers.clone());
    if options.precompressed {
        vary::add(&mut headers, "Accept-Encoding");
    }
    headers
}
