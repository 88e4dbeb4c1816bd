//! What a request's fields mean for its connection: where its body ends, whether the connection goes on, which host it
//! is for (RFC 9112, sections 3.2, 6 and 9). Pure. Whatever could be read in two ways is a problem.

use http::Version;

use super::bytes::is_token;
use super::bytes::trim;
use crate::authority;
use crate::problem::Problem;

/// How the end of a request's body is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    /// There is no body.
    None,
    /// After so many bytes; at least one.
    Length(u64),
    /// After the last chunk.
    Chunked,
}

/// What the fields say that a connection must know, gathered line by line.
#[derive(Debug, Default)]
pub(super) struct Meaning<'a> {
    /// A host that has been checked before.
    known_host: Option<&'a str>,
    host: Option<&'a str>,
    length: Option<u64>,
    coding: Option<&'a [u8]>,
    asks_to_close: bool,
    asks_to_stay: bool,
    expects_continue: bool,
    expects_other: bool,
    has_content_type: bool,
}

impl<'a> Meaning<'a> {
    /// Of no line yet. The host of the last request on the connection is most often that of the next.
    pub(super) fn new(known_host: Option<&'a str>) -> Self {
        Self {
            known_host,
            ..Self::default()
        }
    }

    /// Takes a line into account. `value` has no spaces around it.
    pub(super) fn note(&mut self, name: &[u8], value: &'a [u8]) -> Result<(), Problem> {
        match name.len() {
            4 if name.eq_ignore_ascii_case(b"host") => {
                if self.host.is_some() {
                    return Err(Problem::BadHost);
                }
                let known = self.known_host.filter(|known| known.as_bytes() == value);
                self.host = Some(known.map_or_else(|| authority::check(value), Ok)?);
            }
            6 if name.eq_ignore_ascii_case(b"expect") => {
                let is_known = value.eq_ignore_ascii_case(b"100-continue");
                self.expects_continue |= is_known;
                self.expects_other |= !is_known;
            }
            10 if name.eq_ignore_ascii_case(b"connection") => {
                for option in value.split(|byte| *byte == b',').map(trim) {
                    self.asks_to_close |= option.eq_ignore_ascii_case(b"close");
                    self.asks_to_stay |= option.eq_ignore_ascii_case(b"keep-alive");
                }
            }
            12 if name.eq_ignore_ascii_case(b"content-type") => {
                if self.has_content_type {
                    return Err(Problem::TWO_CONTENT_TYPES);
                }
                self.has_content_type = true;
            }
            14 if name.eq_ignore_ascii_case(b"content-length") => {
                if self.length.is_some() {
                    return Err(Problem::Malformed("There is more than one `Content-Length` header"));
                }
                self.length = Some(length(value)?);
            }
            17 if name.eq_ignore_ascii_case(b"transfer-encoding") => {
                if self.coding.is_some() {
                    return Err(Problem::Malformed("There is more than one `Transfer-Encoding` header"));
                }
                self.coding = Some(value);
            }
            _ => {}
        }
        Ok(())
    }

    /// The host; HTTP/1.1 must name one.
    pub(super) fn host(&self, version: Version) -> Result<Option<&'a str>, Problem> {
        match self.host {
            None if version >= Version::HTTP_11 => Err(Problem::BadHost),
            host => Ok(host),
        }
    }

    /// How the body ends.
    pub(super) fn framing(&self, version: Version) -> Result<Framing, Problem> {
        let Some(coding) = self.coding else {
            return Ok(match self.length {
                None | Some(0) => Framing::None,
                Some(length) => Framing::Length(length),
            });
        };
        if self.length.is_some() {
            return Err(Problem::Malformed(
                "`Content-Length` and `Transfer-Encoding` contradict each other",
            ));
        }
        if version < Version::HTTP_11 {
            return Err(Problem::Malformed("`Transfer-Encoding` is not for HTTP/1.0"));
        }
        match coding.eq_ignore_ascii_case(b"chunked") {
            true => Ok(Framing::Chunked),
            false => Err(other_coding(coding)),
        }
    }

    /// Whether the client wants to hear `100 Continue` before it sends the body.
    pub(super) fn expects_continue(&self, version: Version) -> Result<bool, Problem> {
        match self.expects_other {
            true => Err(Problem::Expectation),
            // RFC 9110, section 10.1.1: a 1.0 client cannot mean it.
            false => Ok(self.expects_continue && version >= Version::HTTP_11),
        }
    }

    /// Whether the client would send another request on this connection.
    pub(super) fn keeps_alive(&self, version: Version) -> bool {
        !self.asks_to_close && (version >= Version::HTTP_11 || self.asks_to_stay)
    }
}

/// Digits and nothing else: no sign, no list, no overflow.
fn length(value: &[u8]) -> Result<u64, Problem> {
    let is_number = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
    let text = std::str::from_utf8(value).ok().filter(|_| is_number);
    text.and_then(|text| text.parse().ok())
        .ok_or(Problem::Malformed("`Content-Length` is not a number of bytes"))
}

/// Codings that this server does not know are one thing; codings that leave the end of the body open another
/// (RFC 9112, section 6.3: `chunked` is the last one, once).
fn other_coding(value: &[u8]) -> Problem {
    let mut codings = value.split(|byte| *byte == b',').map(trim).peekable();
    while let Some(coding) = codings.next() {
        let name = trim(coding.split(|byte| *byte == b';').next().unwrap_or_default());
        let is_chunked = name.eq_ignore_ascii_case(b"chunked");
        let is_last = codings.peek().is_none();
        if !is_token(name) || (is_chunked && (!is_last || coding.len() != name.len())) {
            return Problem::Malformed("`Transfer-Encoding` leaves open where the body ends");
        }
    }
    Problem::TransferCoding
}
