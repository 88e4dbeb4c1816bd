//! `value; name=value; name="value"`, alone or in a list: the form that many fields share, read leniently, as the npm
//! package `content-type` does. Nothing here fails; what makes no sense is passed over.

/// Parameters that are kept of one element.
const MAX_PARAMETERS: usize = 32;

/// One element of a field.
#[derive(Debug, Default)]
pub(super) struct Element<'a> {
    /// What stands before the first semicolon, as it was written.
    pub(super) value: &'a str,
    /// Names in lower case, and values without their quotes. A name that comes twice counts once.
    pub(super) parameters: Vec<(String, String)>,
}

impl Element<'_> {
    /// The value of a parameter; `name` in lower case.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        parameters
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// A field that is one element.
pub(super) fn single(text: &str) -> Element<'_> {
    let (at, stop) = (0, None);
    Scanner { text, at, stop }.element()
}

/// A field that is a list, separated by commas. Elements may be empty.
pub(super) fn list(text: &str) -> impl Iterator<Item = Element<'_>> {
    let (at, stop) = (0, Some(b','));
    let mut scanner = Scanner { text, at, stop };
    std::iter::from_fn(move || {
        let element = (scanner.at < text.len()).then(|| scanner.element());
        scanner.at += 1;
        element
    })
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    stop: Option<u8>,
}

impl<'a> Scanner<'a> {
    fn element(&mut self) -> Element<'a> {
        self.skip_spaces();
        let value = self.take_until(|_| false);
        let mut parameters: Vec<(String, String)> = Vec::new();
        while self.peek() == Some(b';') {
            self.at += 1;
            self.skip_spaces();
            let name = self.take_until(|byte| byte == b'=');
            if self.peek() != Some(b'=') {
                continue;
            }
            self.at += 1;
            let Some(value) = self.value() else { continue };
            let name = name.to_ascii_lowercase();
            if parameters.len() < MAX_PARAMETERS && parameters.iter().all(|(known, _)| *known != name) {
                parameters.push((name, value));
            }
        }
        Element { value, parameters }
    }

    fn value(&mut self) -> Option<String> {
        self.skip_spaces();
        if self.peek() != Some(b'"') {
            return Some(self.take_until(|_| false).to_string());
        }
        let mut value = String::new();
        let mut chars = self.text[self.at + 1..].chars();
        while let Some(char) = chars.next() {
            match char {
                '"' => {
                    self.at = self.text.len() - chars.as_str().len();
                    self.take_until(|_| false);
                    return Some(value);
                }
                '\\' => value.push(chars.next().unwrap_or('\\')),
                char => value.push(char),
            }
        }
        self.at = self.text.len();
        None
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_spaces(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// What comes before the next semicolon, the end of the element, or a byte that `ends` names.
    fn take_until(&mut self, ends: impl Fn(u8) -> bool) -> &'a str {
        let start = self.at;
        while let Some(byte) = self.peek() {
            if byte == b';' || Some(byte) == self.stop || ends(byte) {
                break;
            }
            self.at += 1;
        }
        self.text[start..self.at].trim_end_matches([' ', '\t'])
    }
}
