//! Media types: `type/subtype; name=value` (RFC 9110, section 8.3.1), and the short names that programs write for them.

mod extensions;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::data::parameters;

pub use extensions::content_type;
pub use extensions::of_extension;

/// Parameters that a media type may have.
const MAX_PARAMETERS: usize = 32;

/// A media type that is written correctly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaType {
    /// The type, in lower case.
    pub kind: String,
    /// The subtype, in lower case.
    pub subtype: String,
    /// The parameters in their order: names in lower case, values without their quotes.
    pub parameters: Vec<(String, String)>,
}

impl MediaType {
    /// Reads a field strictly; `None` if it breaks the grammar anywhere, or names a parameter twice.
    pub fn parse(text: &str) -> Option<Self> {
        let text = trim(text);
        let (essence, mut rest) = text.split_at(text.find(';').unwrap_or(text.len()));
        let (kind, subtype) = trim(essence).split_once('/')?;
        if !is_token(kind) || !is_token(subtype) {
            return None;
        }
        let mut parameters: Vec<(String, String)> = Vec::new();
        while let Some(after) = rest.strip_prefix(';') {
            rest = after.trim_start_matches(SPACES);
            if rest.is_empty() || rest.starts_with(';') {
                continue;
            }
            let (name, after) = rest.split_once('=')?;
            let (value, after) = value(after)?;
            let name = name.to_ascii_lowercase();
            let is_new = parameters.iter().all(|(known, _)| *known != name);
            if !is_token(&name) || !is_new || parameters.len() == MAX_PARAMETERS {
                return None;
            }
            parameters.push((name, value));
            rest = after.trim_start_matches(SPACES);
        }
        rest.is_empty().then(|| Self {
            kind: kind.to_ascii_lowercase(),
            subtype: subtype.to_ascii_lowercase(),
            parameters,
        })
    }

    /// The value of a parameter; `name` in lower case.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        parameters
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Its charset, in lower case.
    pub fn charset(&self) -> Option<String> {
        self.parameter("charset").map(str::to_ascii_lowercase)
    }

    /// Gives it a charset, in place of any that it has.
    pub fn set_charset(&mut self, charset: &str) {
        let mut parameters = self.parameters.iter_mut();
        match parameters.find(|(name, _)| name == "charset") {
            Some((_, value)) => *value = charset.to_string(),
            None => self.parameters.push(("charset".to_string(), charset.to_string())),
        }
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.subtype)?;
        for (name, value) in &self.parameters {
            if is_token(value) {
                write!(f, "; {name}={value}")?;
            } else {
                let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
                write!(f, "; {name}=\"{quoted}\"")?;
            }
        }
        Ok(())
    }
}

/// Whether a `Content-Type` is one of those that a program names, as `req.is()` of Express asks: `json`, `html`,
/// `urlencoded`, `multipart`, `text/*`, `*/*`, `+json`, `application/json`. It gives back the name that fits, or the
/// type itself where the name is a pattern or where no names are given.
pub fn is(field: &str, names: &[&str]) -> Option<String> {
    let actual = essence(field)?;
    if names.is_empty() {
        return Some(actual);
    }
    let name = names.iter().find(|name| fits(name, &actual))?;
    let is_pattern = name.starts_with('+') || name.contains('*');
    Some(if is_pattern { actual } else { (*name).to_string() })
}

/// The type without its parameters, in lower case, whatever the parameters look like; `None` if it is no type.
pub fn essence(field: &str) -> Option<String> {
    let value = parameters::single(field).value.to_ascii_lowercase();
    let (kind, subtype) = value.split_once('/')?;
    (is_name(kind, "!#$&^_-") && is_name(subtype, "!#$&^_.+-")).then_some(value)
}

/// The charset that a `Content-Type` names, in lower case, even if the rest of it is not quite correct.
pub fn charset(field: &str) -> Option<String> {
    let element = parameters::single(field);
    element.parameter("charset").map(str::to_ascii_lowercase)
}

fn fits(name: &str, actual: &str) -> bool {
    let expected = match name {
        "urlencoded" => "application/x-www-form-urlencoded",
        "multipart" => "multipart/*",
        _ if name.starts_with('+') => return is_suffix(name, actual),
        _ if name.contains('/') => name,
        _ => match of_extension(name) {
            Some(known) => known,
            None => return false,
        },
    };
    let (Some((kind, subtype)), Some((actual_kind, actual_subtype))) =
        (expected.split_once('/'), actual.split_once('/'))
    else {
        return false;
    };
    if kind != "*" && !kind.eq_ignore_ascii_case(actual_kind) {
        return false;
    }
    match subtype.strip_prefix('*') {
        Some("") => true,
        Some(suffix) if suffix.starts_with('+') => is_suffix(suffix, actual_subtype),
        _ => subtype.eq_ignore_ascii_case(actual_subtype),
    }
}

fn is_suffix(suffix: &str, actual: &str) -> bool {
    let at = actual.len().checked_sub(suffix.len());
    at.and_then(|at| actual.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(suffix))
}

const SPACES: [char; 2] = [' ', '\t'];

fn trim(text: &str) -> &str {
    text.trim_matches(SPACES)
}

/// A parameter's value at the beginning of a text, and what follows it.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ' ', '\t']).unwrap_or(text.len());
        let (value, rest) = text.split_at(end);
        return is_token(value).then(|| (value.to_string(), rest));
    };
    let mut value = String::new();
    let mut chars = quoted.chars();
    loop {
        match chars.next()? {
            '"' => return Some((value, chars.as_str())),
            '\\' => value.push(chars.next().filter(|char| is_text(*char))?),
            char if is_text(char) => value.push(char),
            _ => return None,
        }
    }
}

fn is_text(char: char) -> bool {
    char == '\t' || !char.is_control()
}

/// A token of RFC 9110 (section 5.6.2).
pub(crate) fn is_token(text: &str) -> bool {
    let is_token_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token_byte)
}

/// A name of RFC 6838 (section 4.2): what a registered type looks like.
fn is_name(text: &str, punctuation: &str) -> bool {
    let is_name_char = |char: char| char.is_ascii_alphanumeric() || punctuation.contains(char);
    (1..=127).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text.chars().all(is_name_char)
}
