//! Cuts a form at its boundaries (RFC 2046, section 5.1.1). Takes bytes in pieces of any size, gives back steps, and
//! holds on to as little as it can. Knows nothing of what is in a part.

use bytes::Buf;
use bytes::Bytes;
use bytes::BytesMut;
use memchr::memmem::Finder;

use crate::data::multipart::MultipartError;

/// Spaces that may follow a boundary on its line.
const MAX_PADDING: usize = 64;

/// What has been found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing before more bytes come.
    More,
    /// A piece of a part, or of what stands before the first one.
    Data(Bytes),
    /// The end of a part, or of what stands before the first one.
    End,
    /// The header lines of a part, each with its end.
    Head(Bytes),
    /// The end of the last part.
    Close,
}

pub(super) struct Scanner {
    /// What has come and is not cut yet. Most pieces of a body are cut without being copied.
    held: Bytes,
    finder: Finder<'static>,
    state: State,
    head_bytes: usize,
    /// How much of `held` is known not to hold the end of a head.
    searched: usize,
}

#[derive(Clone, Copy)]
enum State {
    Data,
    Delimiter,
    Head,
    Closed,
}

impl Scanner {
    pub(super) fn new(boundary: &str, head_bytes: usize) -> Self {
        Self {
            // The first boundary may stand at the very beginning: every other one follows the end of a line.
            held: Bytes::from_static(b"\r\n"),
            finder: Finder::new(format!("\r\n--{boundary}").as_bytes()).into_owned(),
            state: State::Data,
            head_bytes,
            searched: 0,
        }
    }

    /// Takes the next piece of the body.
    pub(super) fn feed(&mut self, data: Bytes) {
        if self.held.is_empty() {
            self.held = data;
            return;
        }
        let mut joined = BytesMut::with_capacity(self.held.len() + data.len());
        joined.extend_from_slice(&self.held);
        joined.extend_from_slice(&data);
        self.held = joined.freeze();
    }

    pub(super) fn step(&mut self) -> Result<Step, MultipartError> {
        match self.state {
            State::Data => Ok(self.data()),
            State::Delimiter => self.delimiter(),
            State::Head => self.head(),
            State::Closed => Ok(Step::Close),
        }
    }

    fn data(&mut self) -> Step {
        let length = match self.finder.find(&self.held) {
            Some(0) => {
                self.held.advance(self.finder.needle().len());
                self.state = State::Delimiter;
                return Step::End;
            }
            Some(at) => at,
            None => self.held.len() - self.tail(),
        };
        match length {
            0 => Step::More,
            _ => Step::Data(self.held.split_to(length)),
        }
    }

    /// Bytes at the end that may be the beginning of a boundary.
    fn tail(&self) -> usize {
        let needle = self.finder.needle();
        let most = self.held.len().min(needle.len() - 1);
        let lengths = (1..=most).rev();
        let mut tails = lengths.filter(|length| self.held[self.held.len() - length..] == needle[..*length]);
        tails.next().unwrap_or(0)
    }

    /// What follows a boundary: two dashes behind the last part, else the end of the line.
    fn delimiter(&mut self) -> Result<Step, MultipartError> {
        if self.held.starts_with(b"--") {
            self.state = State::Closed;
            return Ok(Step::Close);
        }
        let spaces = self.held.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let rest = &self.held[spaces..];
        // The end of the line is left to the head: a head that is empty begins with it.
        if rest.starts_with(b"\r\n") && spaces <= MAX_PADDING {
            self.held.advance(spaces);
            self.searched = 0;
            self.state = State::Head;
            return self.head();
        }
        let is_open = rest.is_empty() || rest == b"\r" || (spaces == 0 && rest == b"-");
        if !is_open || spaces > MAX_PADDING {
            return Err(MultipartError::Malformed(
                "a boundary is followed by something else on its line",
            ));
        }
        Ok(Step::More)
    }

    fn head(&mut self) -> Result<Step, MultipartError> {
        const END: &[u8] = b"\r\n\r\n";
        let start = self.searched.saturating_sub(END.len() - 1);
        let found = memchr::memmem::find(&self.held[start..], END);
        // The end may have begun already.
        let least = self.held.len().saturating_sub(END.len() - 1);
        let length = found.map_or(least, |at| start + at);
        if length > self.head_bytes {
            return Err(MultipartError::TooLarge {
                what: "part header",
                limit: self.head_bytes as u64,
            });
        }
        if found.is_none() {
            self.searched = self.held.len();
            return Ok(Step::More);
        }
        // Without the end of the boundary's line before it, but with the end of its own last line.
        let mut head = self.held.split_to(length + 2);
        head.advance(2);
        self.held.advance(2);
        self.state = State::Data;
        Ok(Step::Head(head))
    }
}
