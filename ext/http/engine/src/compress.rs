//! Content codings: answers are compressed, bodies of requests decoded. Decides by the fields of a message and wraps
//! its body; knows neither sockets nor handlers.

mod decode;
mod decoder;
mod encoder;
mod filter;
mod negotiate;
mod types;

#[cfg(test)]
mod tests;

use bytes::Bytes;
use http::HeaderMap;
use http::HeaderValue;
use http::Method;
use http::Response;
use http::StatusCode;
use http::header;
use http_body::Body as _;

pub use decode::UnsupportedCoding;
pub use decode::decode;
pub use negotiate::Coding;
pub(crate) use negotiate::negotiate_encoding;
pub use types::DEFAULT_TYPES;

use crate::body::AnswerBody;
use crate::vary;

/// Whole bodies above this are compressed on another thread: a millisecond is too long for everybody else to wait.
const INLINE_BYTES: usize = 64 * 1024;

/// How answers are compressed.
#[derive(Clone, Debug)]
pub struct CompressOptions {
    /// Bodies that are shorter, in bytes, stay as they are.
    pub threshold: u64,
    /// The codings on offer, the favourite first.
    pub encodings: Vec<Coding>,
    /// Media types to compress: `text/html`, `text/*` or `*+json`. `text/event-stream` only if it is named itself.
    pub types: Vec<String>,
    /// Level of brotli, 0 to 11.
    pub brotli_level: u32,
    /// Level of gzip and deflate, 0 to 9.
    pub gzip_level: u32,
    /// Level of zstd, 1 to 19.
    pub zstd_level: u32,
}

impl Default for CompressOptions {
    fn default() -> Self {
        Self {
            threshold: 1024,
            encodings: vec![Coding::Zstd, Coding::Brotli, Coding::Gzip],
            types: DEFAULT_TYPES.iter().map(ToString::to_string).collect(),
            brotli_level: 4,
            gzip_level: 6,
            zstd_level: 3,
        }
    }
}

impl CompressOptions {
    fn level(&self, coding: Coding) -> u32 {
        match coding {
            Coding::Brotli => self.brotli_level.min(11),
            Coding::Zstd => self.zstd_level.clamp(1, 19),
            _ => self.gzip_level.min(9),
        }
    }
}

/// Compresses an answer, if it may be, is worth it, and the client takes it. A whole body above 64 KiB goes to another
/// thread, for which there must be a tokio runtime; a stream stays one: what its source has ready is sent at once.
/// Answers to HEAD are left alone but for `Vary`: there is no body whose coded length could be told.
pub fn apply(
    accept_encoding: Option<&str>,
    method: &Method,
    options: &CompressOptions,
    response: &mut Response<AnswerBody>,
) {
    if response.status() == StatusCode::NOT_MODIFIED {
        // A cache updates its copy from these fields (RFC 9110, section 15.4.5).
        vary::add(response.headers_mut(), "Accept-Encoding");
        return;
    }
    if !may_be_coded(response, options) {
        return;
    }
    vary::add(response.headers_mut(), "Accept-Encoding");
    let coding = negotiate_encoding(accept_encoding, &options.encodings);
    if coding == Coding::Identity || *method == Method::HEAD {
        return;
    }
    let level = options.level(coding);
    let body = match std::mem::replace(response.body_mut(), AnswerBody::empty()) {
        AnswerBody::Full(Some(bytes)) => encode_bytes(coding, level, bytes),
        AnswerBody::Boxed(source) => filter::wrap(coding, level, source),
        other => Err(other),
    };
    match body {
        Ok(body) => {
            *response.body_mut() = body;
            mark(response.headers_mut(), coding);
        }
        // Nothing is lost but the compression.
        Err(body) => *response.body_mut() = body,
    }
}

fn may_be_coded(response: &Response<AnswerBody>, options: &CompressOptions) -> bool {
    let headers = response.headers();
    let status = response.status();
    let is_bare = matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT) || status.is_informational();
    let is_part = status == StatusCode::PARTIAL_CONTENT || headers.contains_key(header::CONTENT_RANGE);
    let has_coding = headers.contains_key(header::CONTENT_ENCODING);
    let is_fixed = headers.get_all(header::CACHE_CONTROL).iter().any(|line| {
        let directives = line.to_str().unwrap_or_default().split(',');
        directives
            .map(str::trim)
            .any(|directive| directive.eq_ignore_ascii_case("no-transform"))
    });
    if is_bare || is_part || has_coding || is_fixed {
        return false;
    }
    let is_long = match response.body() {
        AnswerBody::Upgrade(_) => false,
        body => body
            .size_hint()
            .exact()
            .is_none_or(|bytes| bytes >= options.threshold.max(1)),
    };
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    is_long && kind.is_some_and(|kind| types::matches(&options.types, kind))
}

fn encode_bytes(coding: Coding, level: u32, bytes: Bytes) -> Result<AnswerBody, AnswerBody> {
    if bytes.len() > INLINE_BYTES {
        return Ok(filter::elsewhere(coding, level, bytes));
    }
    match encoder::encode_whole(coding, level, &bytes) {
        Some(encoded) => Ok(AnswerBody::full(encoded)),
        None => Err(AnswerBody::full(bytes)),
    }
}

/// The fields of an answer that has become another representation.
fn mark(headers: &mut HeaderMap, coding: Coding) {
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
    headers.remove(header::CONTENT_LENGTH);
    headers.remove(header::ACCEPT_RANGES);
    // Digests of the content (RFC 9530) are those of other bytes now.
    headers.remove("content-digest");
    let strong = headers
        .get(header::ETAG)
        .filter(|tag| tag.as_bytes().starts_with(b"\""));
    if let Some(tag) = strong {
        let weak = HeaderValue::from_bytes(&[b"W/", tag.as_bytes()].concat());
        if let Ok(weak) = weak {
            headers.insert(header::ETAG, weak);
        }
    }
}
