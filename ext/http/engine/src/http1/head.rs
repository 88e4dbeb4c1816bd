//! The head of a request (RFC 9112, sections 2 to 5), from bytes to exactly one reading or to a problem. Pure: it sees
//! a slice and copies what it keeps. What other readers forgive (folded lines, bare line feeds, spaces before a colon)
//! is refused here, since two readers who forgive differently can be played against each other.

use std::ops::Range;

use http::Method;
use http::Version;
use memchr::memchr;

use super::bytes::is_token;
use super::bytes::is_token_byte;
use super::bytes::is_value;
use super::bytes::trimmed;
use super::framing::Framing;
use super::framing::Meaning;
use super::recent::Recent;
use super::target;
use super::target::Place;
use crate::Fields;
use crate::exchange::RequestHead;
use crate::limits::Limits;
use crate::problem::Problem;

/// Far above any method there is.
const METHOD_BYTES: usize = 32;
/// Empty lines before a request that are passed over: some clients end a body with one (RFC 9112, section 2.2).
const BLANK_LINES: usize = 2;

const BARE_LINE_FEED: Problem = Problem::Malformed("A line of the head does not end in CR LF");
const BAD_METHOD: Problem = Problem::Malformed("The request line does not begin with a method");

/// A request, but for its body.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) head: RequestHead,
    pub(super) framing: Framing,
    /// Whether the client would send another one.
    pub(super) keeps_alive: bool,
    /// Whether it waits for `100 Continue`.
    pub(super) expects_continue: bool,
}

/// Where a head is in an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// Behind the empty lines before it.
    pub(super) start: usize,
    /// Behind the empty line that ends it.
    pub(super) end: usize,
    /// Header lines in it.
    pub(super) lines: usize,
}

/// Looks for the end of a head while it arrives. It sees every byte once, and finds the same wherever the input is cut.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Where the current line begins.
    line: usize,
    /// Up to where there is no further line feed.
    searched: usize,
    /// Lines that are complete.
    lines: usize,
}

impl Scan {
    /// Whether it has seen nothing yet.
    pub(super) fn is_new(&self) -> bool {
        self.searched == 0
    }

    /// Looks on in an input that has grown at its end; `None` if more of it is needed.
    pub(super) fn find(&mut self, input: &[u8], limits: &Limits) -> Result<Option<Extent>, Problem> {
        let input = &input[..input.len().min(limits.head_bytes)];
        let Some(start) = skip_blank_lines(input)? else {
            return Ok(None);
        };
        self.line = self.line.max(start);
        self.searched = self.searched.max(start);
        while let Some(offset) = memchr(b'\n', &input[self.searched..]) {
            let feed = self.searched + offset;
            let line = &input[self.line..feed];
            if line.last() != Some(&b'\r') {
                return Err(BARE_LINE_FEED);
            }
            (self.line, self.searched) = (feed + 1, feed + 1);
            if line.len() == 1 {
                let lines = self.lines.saturating_sub(1);
                return Ok(Some(Extent {
                    start,
                    end: feed + 1,
                    lines,
                }));
            }
            self.lines += 1;
            if self.lines > limits.head_lines.saturating_add(1) {
                return Err(Problem::TooManyLines);
            }
        }
        self.searched = input.len();
        if input.len() < limits.head_bytes {
            return Ok(None);
        }
        Err(match self.lines {
            0 if !input[start..].iter().take(METHOD_BYTES + 1).any(|byte| *byte == b' ') => BAD_METHOD,
            0 => Problem::TargetTooLong,
            _ => Problem::HeadTooLarge,
        })
    }
}

/// Whether nothing of a head has come yet.
pub(super) fn is_blank(input: &[u8]) -> bool {
    input.iter().all(|byte| matches!(byte, b'\r' | b'\n'))
}

/// Reads a head from its first byte to its last. `recent` is what is known of the last one on the connection; it becomes this
/// one.
pub(super) fn parse(head: &[u8], lines: usize, recent: &mut Recent) -> Result<Request, Problem> {
    let (line, block) = split_line(head)?;
    let (method, target, version) = request_line(line)?;
    let mut meaning = Meaning::new(Some(&recent.host));
    // One copy does for the usual block. Beyond ASCII, each value has to be decoded.
    let text = std::str::from_utf8(block).ok().filter(|text| text.is_ascii());
    let mut fields = match text {
        Some(text) => Fields::of_block(text.strip_suffix("\r\n").unwrap_or(text)),
        None => Fields::with_capacity(lines, block.len()),
    };
    let mut start = 0;
    while block.len() - start > 2 {
        let (line, _) = split_line(&block[start..])?;
        let (name, value) = field_line(line)?;
        meaning.note(name, &line[value.clone()])?;
        match text {
            Some(_) => fields.lower(start..start + name.len()),
            None => fields.push(&String::from_utf8_lossy(name), &line[value]),
        }
        start += line.len() + 2;
    }
    let named = meaning.host(version)?;
    let framing = meaning.framing(version)?;
    let is_path = target.first() == Some(&b'/');
    let Place { target, authority } = target::place(&method, target, named)?;
    let authority = match *authority == *recent.host {
        true => recent.host.clone(),
        false => authority.into(),
    };
    let request = Request {
        framing,
        keeps_alive: meaning.keeps_alive(version),
        expects_continue: meaning.expects_continue(version)?,
        head: RequestHead {
            method,
            target,
            version,
            authority,
            fields,
        },
    };
    recent.keep(&request, is_path.then_some(block));
    Ok(request)
}

/// Where the request line begins; `None` if that is still open.
fn skip_blank_lines(input: &[u8]) -> Result<Option<usize>, Problem> {
    let mut rest = input;
    for _ in 0..=BLANK_LINES {
        match rest {
            [b'\r', b'\n', more @ ..] => rest = more,
            [] | [b'\r'] => return Ok(None),
            [b'\r' | b'\n', ..] => return Err(BARE_LINE_FEED),
            [first, ..] if is_token_byte(*first) => return Ok(Some(input.len() - rest.len())),
            _ => return Err(BAD_METHOD),
        }
    }
    Err(Problem::Malformed("There are empty lines before the request line"))
}

fn split_line(bytes: &[u8]) -> Result<(&[u8], &[u8]), Problem> {
    let feed = memchr(b'\n', bytes).ok_or(BARE_LINE_FEED)?;
    let line = bytes[..feed].strip_suffix(b"\r").ok_or(BARE_LINE_FEED)?;
    Ok((line, &bytes[feed + 1..]))
}

/// Method, target and version, with one space between them.
pub(super) fn request_line(line: &[u8]) -> Result<(Method, &[u8], Version), Problem> {
    const BAD_LINE: Problem = Problem::Malformed("The request line is not a method, a target and a version");
    let space = memchr(b' ', line).ok_or(BAD_LINE)?;
    let (method, rest) = (&line[..space], &line[space + 1..]);
    if method.len() > METHOD_BYTES || !is_token(method) {
        return Err(BAD_METHOD);
    }
    let method = Method::from_bytes(method).map_err(|_| BAD_METHOD)?;
    let space = memchr(b' ', rest).ok_or(BAD_LINE)?;
    let (target, version) = (&rest[..space], &rest[space + 1..]);
    if target.is_empty() {
        return Err(BAD_LINE);
    }
    let version = match version {
        b"HTTP/1.1" => Version::HTTP_11,
        b"HTTP/1.0" => Version::HTTP_10,
        [b'H', b'T', b'T', b'P', b'/', major, b'.', minor] if major.is_ascii_digit() && minor.is_ascii_digit() => {
            return Err(Problem::Version);
        }
        _ => return Err(BAD_LINE),
    };
    Ok((method, target, version))
}

/// The name, and where the value is.
fn field_line(line: &[u8]) -> Result<(&[u8], Range<usize>), Problem> {
    let malformed = |detail| Err(Problem::Malformed(detail));
    let Some(colon) = memchr(b':', line) else {
        return malformed(match line.first() {
            Some(b' ' | b'\t') => "A header line begins with a space",
            _ => "A header line has no colon",
        });
    };
    let name = &line[..colon];
    if !is_token(name) {
        return malformed(match (name.first(), name.last()) {
            (None, _) => "A header has no name",
            (Some(b' ' | b'\t'), _) => "A header line begins with a space",
            (_, Some(b' ' | b'\t')) => "There is a space between a header and its colon",
            _ => "The name of a header has characters that it must not have",
        });
    }
    let value = trimmed(line, colon + 1);
    if !is_value(&line[value.clone()]) {
        return malformed("The value of a header has control characters");
    }
    Ok((name, value))
}

#[cfg(test)]
mod tests;
