//! A request's path as the patterns see it: split into segments first, decoded after that, so that an encoded slash
//! stays within its segment. Knows nothing of patterns.

use std::borrow::Cow;
use std::cell::OnceCell;

use percent_encoding::percent_decode_str;
use smallvec::SmallVec;

/// Stands between segments where several are matched by one expression. It occurs in no UTF-8 text, so nothing that
/// a request sends can be taken for it.
pub(super) const SEPARATOR: u8 = 0xFF;

/// The path of one request.
pub(super) struct RequestPath<'p> {
    segments: SmallVec<[Segment<'p>; 12]>,
    /// Whether it ends with a slash that begins no segment. The root has none.
    has_slash: bool,
    joined: OnceCell<Vec<u8>>,
}

struct Segment<'p> {
    text: Cow<'p, str>,
    /// Where it ends in the raw path, in bytes.
    end: usize,
}

impl<'p> RequestPath<'p> {
    /// `None` for a path that does not begin with `/` or is not percent-encoded UTF-8.
    pub(super) fn split(raw: &'p str) -> Option<Self> {
        Self::split_with(raw, decode)
    }

    /// What a path was probably meant to be that [`Self::split`] refuses; the root for what does not begin with `/`.
    pub(super) fn guess(raw: &'p str) -> Self {
        let lossy = |raw: &'p str| Some(percent_decode_str(raw).decode_utf8_lossy());
        Self::split_with(raw, lossy).unwrap_or_else(|| Self::root(false))
    }

    fn root(has_slash: bool) -> Self {
        Self {
            segments: SmallVec::new(),
            has_slash,
            joined: OnceCell::new(),
        }
    }

    fn split_with(raw: &'p str, decode: impl Fn(&'p str) -> Option<Cow<'p, str>>) -> Option<Self> {
        let inner = raw.strip_prefix('/')?;
        let without_slash = inner.strip_suffix('/');
        let mut path = Self::root(without_slash.is_some());
        let inner = without_slash.unwrap_or(inner);
        if inner.is_empty() {
            return Some(path);
        }
        let is_plain = !inner.contains('%');
        let mut end = 0;
        for segment in inner.split('/') {
            end += 1 + segment.len();
            let text = if is_plain {
                Cow::Borrowed(segment)
            } else {
                decode(segment)?
            };
            path.segments.push(Segment { text, end });
        }
        Some(path)
    }

    /// How many segments it has.
    pub(super) fn len(&self) -> usize {
        self.segments.len()
    }

    /// Whether it ends with a slash that begins no segment.
    pub(super) fn has_slash(&self) -> bool {
        self.has_slash
    }

    /// The segment at `index`, decoded.
    pub(super) fn segment(&self, index: usize) -> Option<&str> {
        self.segments.get(index).map(|segment| &*segment.text)
    }

    /// Where the first `count` segments end in the raw path, in bytes.
    pub(super) fn end_of(&self, count: usize) -> usize {
        let last = count.checked_sub(1).and_then(|index| self.segments.get(index));
        last.map_or(0, |segment| segment.end)
    }

    /// How many segments from `from` on are not empty, up to the first that is.
    pub(super) fn run_length(&self, from: usize) -> usize {
        let rest = self.segments.iter().skip(from);
        rest.take_while(|segment| !segment.text.is_empty()).count()
    }

    /// `count` segments from `from` on, with slashes between them.
    pub(super) fn join(&self, from: usize, count: usize) -> String {
        let mut joined = String::new();
        for (index, segment) in self.segments.iter().skip(from).take(count).enumerate() {
            if index > 0 {
                joined.push('/');
            }
            joined.push_str(&segment.text);
        }
        joined
    }

    /// Everything from segment `from` on, the slash at the end included.
    pub(super) fn rest(&self, from: usize) -> String {
        let mut rest = self.join(from, self.len());
        if self.has_slash && from < self.len() {
            rest.push('/');
        }
        rest
    }

    /// The segments from `from` on, each behind a separator.
    pub(super) fn joined(&self, from: usize) -> &[u8] {
        let joined = self.joined.get_or_init(|| {
            let mut joined = Vec::new();
            for segment in &self.segments {
                joined.push(SEPARATOR);
                joined.extend_from_slice(segment.text.as_bytes());
            }
            joined
        });
        let skipped: usize = self.segments.iter().take(from).map(|s| s.text.len() + 1).sum();
        joined.get(skipped..).unwrap_or_default()
    }
}

/// `None` for an incomplete escape or for bytes that are no UTF-8.
pub(super) fn decode(raw: &str) -> Option<Cow<'_, str>> {
    if !raw.contains('%') {
        return Some(Cow::Borrowed(raw));
    }
    let bytes = raw.as_bytes();
    let is_hex = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_hexdigit);
    let complete = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'%')
        .all(|(index, _)| is_hex(index + 1) && is_hex(index + 2));
    complete.then(|| percent_decode_str(raw).decode_utf8().ok()).flatten()
}
