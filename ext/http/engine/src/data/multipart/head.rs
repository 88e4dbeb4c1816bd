//! What stands before the content of a part: its header lines, above all `Content-Disposition` (RFC 7578, section 4.2),
//! as browsers write it and as older clients do.

use std::borrow::Cow;

use crate::data::media_type;
use crate::data::multipart::MultipartError;
use crate::data::multipart::MultipartLimits;
use crate::data::parameters;
use crate::fields::Fields;

/// Bytes of a boundary (RFC 2046, section 5.1.1).
const MAX_BOUNDARY: usize = 70;

/// A part of a form, without its content.
#[derive(Clone, Debug)]
pub struct Part {
    /// The name of the field.
    pub name: String,
    /// The name of the file, without the folders that some clients send. Empty if the user has chosen none; `None` if
    /// the part is no file.
    pub filename: Option<String>,
    /// The media type that the client claims.
    pub content_type: Option<String>,
    /// The header lines.
    pub headers: Fields,
}

impl Part {
    /// Whether the part is a file: whether it has a name for one.
    pub fn is_file(&self) -> bool {
        self.filename.is_some()
    }

    pub(super) fn parse(head: &[u8], limits: &MultipartLimits) -> Result<Self, MultipartError> {
        let mut headers = Fields::default();
        let mut disposition = None;
        for (count, line) in lines(head).enumerate() {
            if count == limits.head_lines {
                return Err(MultipartError::TooMany {
                    what: "header lines in a part",
                    limit: count,
                });
            }
            let (name, value) = line_of(line)?;
            headers.push(name, value);
            if name.eq_ignore_ascii_case("content-disposition") && disposition.replace(value).is_some() {
                return Err(MultipartError::Malformed("a part has two `Content-Disposition` lines"));
            }
        }
        let disposition = disposition.ok_or(MultipartError::Malformed("a part has no `Content-Disposition`"))?;
        let disposition = Disposition::parse(&String::from_utf8_lossy(disposition))?;
        let name = disposition
            .name
            .ok_or(MultipartError::Malformed("a part has no name"))?;
        let filename = disposition.extended_filename.or(disposition.filename);
        let longest = name.len().max(filename.as_ref().map_or(0, String::len));
        if longest > limits.name_bytes {
            return Err(MultipartError::TooLarge {
                what: "name of a part",
                limit: limits.name_bytes as u64,
            });
        }
        Ok(Self {
            name,
            filename: filename.map(|name| base_name(&name).to_string()),
            content_type: headers.first("content-type").map(str::to_string),
            headers,
        })
    }
}

/// The boundary that a `Content-Type` names.
pub(super) fn boundary(content_type: &str) -> Result<String, MultipartError> {
    if media_type::essence(content_type).as_deref() != Some("multipart/form-data") {
        return Err(MultipartError::NotMultipart);
    }
    let element = parameters::single(content_type);
    let Some(boundary) = element.parameter("boundary") else {
        return Err(MultipartError::Boundary("it names no boundary"));
    };
    if !(1..=MAX_BOUNDARY).contains(&boundary.len()) {
        return Err(MultipartError::Boundary("its boundary is not 1 to 70 characters long"));
    }
    let is_usable = |byte: u8| byte == b' ' || (byte.is_ascii_graphic() && !b"\"\\;<>[]".contains(&byte));
    if !boundary.bytes().all(is_usable) || boundary.ends_with(' ') {
        return Err(MultipartError::Boundary(
            "its boundary has characters that a boundary cannot have",
        ));
    }
    Ok(boundary.to_string())
}

/// The lines of a head, each without its end.
fn lines(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = head;
    std::iter::from_fn(move || {
        let end = memchr::memmem::find(rest, b"\r\n")?;
        let line = &rest[..end];
        rest = &rest[end + 2..];
        Some(line)
    })
}

fn line_of(line: &[u8]) -> Result<(&str, &[u8]), MultipartError> {
    const WRONG: MultipartError = MultipartError::Malformed("a header line of a part is not `name: value`");
    let colon = memchr::memchr(b':', line).ok_or(WRONG)?;
    let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
    let name = std::str::from_utf8(name)
        .ok()
        .filter(|name| media_type::is_token(name))
        .ok_or(WRONG)?;
    if value.iter().any(|byte| byte.is_ascii_control() && *byte != b'\t') {
        return Err(MultipartError::Malformed(
            "a header line of a part holds a control character",
        ));
    }
    Ok((name, value))
}

/// What `Content-Disposition` says.
#[derive(Default)]
struct Disposition {
    name: Option<String>,
    filename: Option<String>,
    /// `filename*`, which some clients send beside the other one (RFC 8187).
    extended_filename: Option<String>,
}

impl Disposition {
    fn parse(text: &str) -> Result<Self, MultipartError> {
        const WRONG: MultipartError = MultipartError::Malformed("the `Content-Disposition` of a part is not valid");
        let (kind, mut rest) = text.split_at(text.find(';').unwrap_or(text.len()));
        if !kind.trim().eq_ignore_ascii_case("form-data") {
            return Err(MultipartError::Malformed("a part is not `form-data`"));
        }
        let mut disposition = Self::default();
        while let Some(after) = rest.strip_prefix(';') {
            rest = after.trim_start();
            if rest.is_empty() {
                break;
            }
            let (name, after) = rest.split_once('=').ok_or(WRONG)?;
            let (value, after) = value(after.trim_start()).ok_or(WRONG)?;
            disposition.set(name.trim(), value).ok_or(WRONG)?;
            rest = after.trim_start();
        }
        rest.is_empty().then_some(disposition).ok_or(WRONG)
    }

    /// `None` if the parameter was there already: two readers would not take the same one.
    fn set(&mut self, name: &str, value: String) -> Option<()> {
        if name.eq_ignore_ascii_case("filename*") {
            let decoded = extended(&value);
            let is_first = self.extended_filename.is_none();
            self.extended_filename = decoded;
            return is_first.then_some(());
        }
        let place = if name.eq_ignore_ascii_case("name") {
            &mut self.name
        } else if name.eq_ignore_ascii_case("filename") {
            &mut self.filename
        } else {
            return media_type::is_token(name).then_some(());
        };
        place.replace(unescape(&value).into_owned()).is_none().then_some(())
    }
}

/// A value at the beginning of a text, and what follows it. In quotes a backslash escapes quotes and itself; before
/// anything else it is one of the backslashes of a path, which old browsers send as it is.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, rest) = text.split_at(text.find(';').unwrap_or(text.len()));
        let value = value.trim_end();
        return (!value.is_empty() && !value.contains('"')).then(|| (value.to_string(), rest));
    };
    let mut value = String::new();
    let mut chars = quoted.chars();
    loop {
        match chars.next()? {
            '"' => return Some((value, chars.as_str())),
            '\\' if chars.as_str().starts_with(['"', '\\']) => value.extend(chars.next()),
            char => value.push(char),
        }
    }
}

/// The three escapes of browsers (HTML, multipart form data): everything else that looks like one is part of the name.
fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let text = text.replace("%22", "\"");
    let text = text.replace("%0D", "\r").replace("%0d", "\r");
    Cow::Owned(text.replace("%0A", "\n").replace("%0a", "\n"))
}

/// `charset'language'percent-encoded` (RFC 8187, section 3.2); `None` if it is not, or not in UTF-8.
fn extended(text: &str) -> Option<String> {
    let (charset, rest) = text.split_once('\'')?;
    let (_, encoded) = rest.split_once('\'')?;
    if !charset.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    crate::data::escape::decode(encoded).map(Cow::into_owned)
}

/// What follows the last separator of a path, whichever system it is from. It is never a folder.
fn base_name(path: &str) -> &str {
    match path.rsplit(['/', '\\']).next().unwrap_or_default() {
        "." | ".." => "",
        name => name,
    }
}
