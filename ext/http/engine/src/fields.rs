//! Header lines as handlers read them: one flat copy, made by each protocol from what it received, so that a kept
//! request never keeps a read buffer. Knows nothing of requests.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::rc::Rc;

use http::HeaderMap;
use http::HeaderValue;
use memchr::memchr;

/// Bytes of a line beside its name and its value.
const BETWEEN: usize = ": \r\n".len();

/// Header lines in the order in which they came. Names are in lower case; values are text, decoded from Latin-1
/// where they are not ASCII (RFC 9110, section 5.5). They are looked for when they are asked for: most never are. Copies
/// share one memory until one of them is changed.
#[derive(Clone, Default)]
pub struct Fields {
    /// The lines as they stand in a head: name, colon, value, CR LF. White space may surround a value.
    text: Rc<String>,
}

/// The lines, whatever stands between them.
impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Fields {
    /// Room for so many lines, and so many bytes of names and values.
    pub fn with_capacity(lines: usize, bytes: usize) -> Self {
        Self {
            text: Rc::new(String::with_capacity(bytes + lines * BETWEEN)),
        }
    }

    /// The lines of a block as [`Self::block`] gives it.
    pub fn parse(block: &str) -> Self {
        Self {
            text: Rc::new(block.to_owned()),
        }
    }

    /// A whole block of header lines, in one copy. It must be ASCII and end with its last line, and its names are still to be
    /// lowered.
    pub(crate) fn of_block(block: &str) -> Self {
        debug_assert!(block.is_ascii());
        Self::parse(block)
    }

    /// Puts the name that stands there into lower case. It must be a token of RFC 9110.
    pub(crate) fn lower(&mut self, name: Range<usize>) {
        Rc::make_mut(&mut self.text)[name].make_ascii_lowercase();
    }

    /// All lines, each with its name in lower case, a colon, its value, perhaps with white space around it, and CR LF. No
    /// value has a line feed.
    pub fn block(&self) -> &str {
        &self.text
    }

    /// Adds a line. `name` must be a token of RFC 9110; it is kept in lower case.
    pub fn push(&mut self, name: &str, value: &[u8]) {
        let all = Rc::make_mut(&mut self.text);
        let start = all.len();
        all.push_str(name);
        all[start..].make_ascii_lowercase();
        all.push_str(": ");
        match std::str::from_utf8(value) {
            Ok(text) if text.is_ascii() => all.push_str(text),
            // Latin-1, the only charset a field may have beyond ASCII.
            _ => all.extend(value.iter().copied().map(char::from)),
        }
        all.push_str("\r\n");
    }

    /// The lines of a header map.
    pub fn copy(map: &HeaderMap) -> Self {
        let bytes = map.iter().map(|(name, value)| name.as_str().len() + value.len());
        let mut fields = Self::with_capacity(map.len(), bytes.sum());
        for (name, value) in map {
            fields.push(name.as_str(), HeaderValue::as_bytes(value));
        }
        fields
    }

    /// Every line: name and value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.lines().filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name, trimmed(value)))
        })
    }

    /// The values of all lines of that name, whatever its case.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.lines().filter_map(move |line| value_in(line, name))
    }

    /// The value of the first line of that name.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.lines().find_map(|line| value_in(line, name))
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        let mut rest = self.text.as_str();
        std::iter::from_fn(move || {
            let end = memchr(b'\n', rest.as_bytes())
                .map(|feed| feed + 1)
                .unwrap_or(rest.len());
            let (line, more) = rest.split_at(end);
            rest = more;
            (!line.is_empty()).then_some(line)
        })
    }

    /// The value of all lines of that name, joined as RFC 9110 (section 5.3) has it; cookies by semicolons
    /// (RFC 9113, section 8.2.3).
    pub fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut values = self.lines().filter_map(|line| value_in(line, name));
        let first = values.next()?;
        let Some(second) = values.next() else {
            return Some(Cow::Borrowed(first));
        };
        let separator = if name.eq_ignore_ascii_case("cookie") {
            "; "
        } else {
            ", "
        };
        let mut joined = [first, second].join(separator);
        for value in values {
            joined.push_str(separator);
            joined.push_str(value);
        }
        Some(Cow::Owned(joined))
    }

    /// Whether there is a line of that name.
    pub fn contains(&self, name: &str) -> bool {
        self.first(name).is_some()
    }

    /// Bytes that it keeps allocated.
    pub fn bytes(&self) -> usize {
        self.text.capacity()
    }
}

/// The value of a line, if that is its name.
fn value_in<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let (known, rest) = line.as_bytes().split_at_checked(name.len())?;
    let is_it = rest.first() == Some(&b':') && known.eq_ignore_ascii_case(name.as_bytes());
    is_it.then(|| trimmed(&line[name.len() + 1..]))
}

/// Without the white space and the end of the line around it.
fn trimmed(value: &str) -> &str {
    value.trim_matches([' ', '\t', '\r', '\n'])
}
