//! Preconditions of a request against the validators of a representation (RFC 9110, section 13). Knows no files; the
//! answer it is given it may replace, never make.

#[cfg(test)]
mod tests;

use std::time::Duration;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use http::HeaderMap;
use http::HeaderValue;
use http::Method;
use http::Response;
use http::StatusCode;
use http::header;
use twox_hash::XxHash3_64;

use crate::body::AnswerBody;
use crate::exchange::RequestHead;
use crate::problem::Problem;

/// 31 December 9999: the last day that an HTTP date can name.
const LAST_SECOND: u64 = 253_402_300_799;

/// Fields that describe content, which an answer without that content must not have.
const CONTENT_FIELDS: [header::HeaderName; 7] = [
    header::CONTENT_TYPE,
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
    header::CONTENT_LANGUAGE,
    header::CONTENT_RANGE,
    header::ACCEPT_RANGES,
    header::TRAILER,
];

/// What the preconditions of a request come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is answered as if it had none.
    Proceed,
    /// The client has the representation already (304).
    NotModified,
    /// The representation is not the one that the client means (412).
    Failed,
}

/// Weighs the preconditions in the order of RFC 9110, section 13.2.2, for a representation that exists.
pub fn evaluate(head: &RequestHead, etag: Option<&str>, modified: Option<SystemTime>) -> Verdict {
    let fields = &head.fields;
    let modified = modified.map(whole_seconds);
    if let Some(tags) = fields.get("if-match") {
        if !etag_matches(&tags, etag, is_strong_match) {
            return Verdict::Failed;
        }
    } else if let Some(date) = fields.first("if-unmodified-since").and_then(parse_date)
        && modified.is_some_and(|modified| modified > date)
    {
        return Verdict::Failed;
    }
    let reads = head.method == Method::GET || head.method == Method::HEAD;
    if let Some(tags) = fields.get("if-none-match") {
        return match etag_matches(&tags, etag, is_weak_match) {
            false => Verdict::Proceed,
            true if reads => Verdict::NotModified,
            true => Verdict::Failed,
        };
    }
    if let Some(date) = fields.first("if-modified-since").and_then(parse_date)
        && reads
        && modified.is_some_and(|modified| modified <= date)
    {
        return Verdict::NotModified;
    }
    Verdict::Proceed
}

/// Whether the client's copy is as good as the answer: what `req.fresh` says. Unlike [`apply`] it minds that a client
/// wants nothing from a cache (`Cache-Control: no-cache`), as Express does. `etag` and `last_modified` are the fields
/// of the answer.
pub fn is_fresh(head: &RequestHead, status: u16, etag: Option<&str>, last_modified: Option<&str>) -> bool {
    let reads = head.method == Method::GET || head.method == Method::HEAD;
    if !reads || !((200..300).contains(&status) || status == 304) {
        return false;
    }
    let fields = &head.fields;
    let wants_anew = fields
        .all("cache-control")
        .flat_map(|line| line.split(','))
        .any(|directive| directive.trim().eq_ignore_ascii_case("no-cache"));
    if wants_anew {
        return false;
    }
    if let Some(tags) = fields.get("if-none-match") {
        return etag_matches(&tags, etag, is_weak_match);
    }
    let since = fields.first("if-modified-since").and_then(parse_date);
    let modified = last_modified.and_then(parse_date);
    matches!((since, modified), (Some(since), Some(modified)) if modified <= since)
}

/// Turns a 200 to GET or HEAD that has validators into a 304 or a 412, where the request's preconditions say so.
pub fn apply(head: &RequestHead, response: &mut Response<AnswerBody>) {
    let reads = head.method == Method::GET || head.method == Method::HEAD;
    if !reads || response.status() != StatusCode::OK {
        return;
    }
    let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
    let (etag, modified) = (text(header::ETAG), text(header::LAST_MODIFIED));
    if etag.is_none() && modified.is_none() {
        return;
    }
    match evaluate(head, etag, modified.and_then(parse_date)) {
        Verdict::Proceed => {}
        Verdict::NotModified => {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.body_mut() = AnswerBody::empty();
            strip_content_fields(response.headers_mut());
        }
        Verdict::Failed => {
            let (problem, body) = Problem::Refused(StatusCode::PRECONDITION_FAILED, "")
                .into_response()
                .into_parts();
            *response.status_mut() = problem.status;
            *response.body_mut() = body;
            strip_content_fields(response.headers_mut());
            response.headers_mut().extend(problem.headers);
        }
    }
}

/// A weak entity tag for a whole body: its length and a hash of it. Fast, and no secret: who can choose bodies can
/// make two that collide, so it must not decide on anything but freshness.
pub fn weak_etag(bytes: &[u8]) -> HeaderValue {
    let tag = format!("W/\"{:x}-{:016x}\"", bytes.len(), XxHash3_64::oneshot(bytes));
    // Hexadecimal digits and quotes always fit in a header.
    HeaderValue::try_from(tag).unwrap_or_else(|_| HeaderValue::from_static("W/\"\""))
}

pub(crate) fn strip_content_fields(headers: &mut HeaderMap) {
    for name in CONTENT_FIELDS {
        headers.remove(name);
    }
}

/// Both are strong and the same (RFC 9110, section 8.8.3.2).
pub(crate) fn is_strong_match(tag: &str, other: &str) -> bool {
    tag == other && !tag.starts_with("W/")
}

/// The same, but for their strength.
fn is_weak_match(tag: &str, other: &str) -> bool {
    tag.strip_prefix("W/").unwrap_or(tag) == other.strip_prefix("W/").unwrap_or(other)
}

/// A header value that is one entity tag and nothing else.
pub(crate) fn single_tag(text: &str) -> Option<&str> {
    let text = text.trim_matches([' ', '\t']);
    let (tag, rest) = split_tag(text)?;
    rest.is_empty().then_some(tag)
}

/// RFC 9110, section 5.6.7, in its three forms.
pub(crate) fn parse_date(text: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(text.trim()).ok()
}

/// `None` for a time that an HTTP date cannot name.
pub(crate) fn format_date(time: SystemTime) -> Option<HeaderValue> {
    let seconds = time.duration_since(UNIX_EPOCH).ok()?.as_secs();
    let is_nameable = seconds <= LAST_SECOND;
    HeaderValue::try_from(is_nameable.then(|| httpdate::fmt_http_date(time))?).ok()
}

/// Dates in HTTP have seconds, files have more.
pub(crate) fn whole_seconds(time: SystemTime) -> SystemTime {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => UNIX_EPOCH + Duration::from_secs(since.as_secs()),
        Err(_) => time,
    }
}

/// Whether a list of entity tags, or `*`, has this one. What is no tag ends the list.
fn etag_matches(list: &str, etag: Option<&str>, is_match: fn(&str, &str) -> bool) -> bool {
    if list.trim() == "*" {
        return true;
    }
    let Some(etag) = etag else { return false };
    let mut rest = list;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let Some((tag, behind)) = split_tag(rest) else {
            return false;
        };
        if is_match(tag, etag) {
            return true;
        }
        rest = behind;
    }
}

/// The entity tag at the beginning of a text, and what follows it. Commas may stand inside a tag.
fn split_tag(text: &str) -> Option<(&str, &str)> {
    let prefix = if text.starts_with("W/") { 2 } else { 0 };
    let opaque = text[prefix..].strip_prefix('"')?;
    let length = prefix + 1 + opaque.find('"')? + 1;
    Some(text.split_at(length))
}
