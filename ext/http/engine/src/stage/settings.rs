//! From the JSON that a program wrote to the settings of a stage, with errors that name the field.
//! Knows the forms that settings share, and no stage.

use http::HeaderName;
use http::HeaderValue;
use http::StatusCode;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Map;
use serde_json::Value;

/// Longer texts are no number with a unit.
const MAX_QUANTITY: usize = 64;

/// Reads settings whose fields all have defaults.
pub(crate) fn parse<T: DeserializeOwned>(settings: &str) -> Result<T, String> {
    let settings = match settings.trim() {
        "" | "null" => "{}",
        settings => settings,
    };
    let fields: Map<String, Value> =
        serde_json::from_str(settings).map_err(|_| "they are an object or nothing".to_string())?;
    serde_json::from_str(settings)
        .map_err(|error| blame::<T>(fields).unwrap_or_else(|| without_value(&error.to_string())))
}

/// What serde says about a wrong value does not name its field: the one that is wrong all alone is it.
fn blame<T: DeserializeOwned>(fields: Map<String, Value>) -> Option<String> {
    fields.into_iter().find_map(|(name, value)| {
        let alone = Value::Object(Map::from_iter([(name.clone(), value)]));
        let reason = without_value(&serde_json::from_value::<T>(alone).err()?.to_string());
        let hint = suggestion(&reason);
        // What is unknown may also stand deeper.
        let is_named = reason.starts_with(&format!("unknown field `{name}`"));
        Some(if is_named {
            reason + &hint
        } else {
            format!("`{name}`: {reason}{hint}")
        })
    })
}

/// The name that was probably meant where serde says that one is unknown, as a hint.
fn suggestion(reason: &str) -> String {
    let unknown = reason.strip_prefix("unknown field `");
    let near = unknown
        .and_then(|unknown| unknown.rsplit_once("`, expected "))
        .and_then(|(written, known)| nearest(written, known.split('`').skip(1).step_by(2)));
    near.map(|name| format!("\nhint: did you mean `{name}`?"))
        .unwrap_or_default()
}

/// The name closest to the one written, if it is close enough to be a slip.
fn nearest<'a>(written: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (written.chars().count() / 3).clamp(1, 3);
    names
        .map(|name| (strsim::damerau_levenshtein(written, name), name))
        .filter(|(slips, _)| *slips <= limit)
        .min()
        .map(|(_, name)| name)
}

/// What serde says about a value of the wrong type, without the value: that may be a password, or hold one.
fn without_value(reason: &str) -> String {
    let Some((found, expected)) = reason.rsplit_once(", expected ") else {
        return reason.to_string();
    };
    match found.starts_with("invalid ").then(|| found.find(['`', '"'])).flatten() {
        Some(quote) => format!("{}, expected {expected}", found[..quote].trim_end()),
        None => reason.to_string(),
    }
}

/// A list that may be written as one text with commas.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(from = "OneOrMany")]
pub(super) struct List(pub(super) Vec<String>);

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a text or a list of texts")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl From<OneOrMany> for List {
    fn from(list: OneOrMany) -> Self {
        let texts = match list {
            OneOrMany::One(text) => text.split(',').map(str::to_string).collect(),
            OneOrMany::Many(texts) => texts,
        };
        let trimmed = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
        Self(trimmed.map(str::to_string).collect())
    }
}

/// A number, or a text of a number and its unit.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a number or a text")]
pub(super) enum Quantity {
    /// Without a unit.
    Number(f64),
    /// With one.
    Text(String),
}

/// The number and the unit of a text such as `1.5 mb`; the unit may be missing.
pub(super) fn split_quantity(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    if text.len() > MAX_QUANTITY {
        return None;
    }
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    Some((number.parse().ok()?, unit.trim_start()))
}

/// A text in a message, without what would break its line.
pub(super) fn plain(text: &str) -> String {
    let escape = |c: char| c.is_control().then(|| c.escape_default().to_string());
    text.chars()
        .map(|c| escape(c).unwrap_or_else(|| c.to_string()))
        .collect()
}

/// The name of a header.
pub(super) fn header_name(field: &str, name: &str) -> Result<HeaderName, String> {
    HeaderName::try_from(name).map_err(|_| format!("`{field}`: `{}` is not the name of a header", plain(name)))
}

/// The value of a header.
pub(super) fn header_value(field: &str, value: &str) -> Result<HeaderValue, String> {
    // Beyond ASCII, clients do not agree on what a value means.
    let value = value.is_ascii().then(|| HeaderValue::try_from(value).ok()).flatten();
    value.ok_or_else(|| format!("`{field}`: a header's value is printable ASCII, in one line"))
}

/// A status that says that something has failed.
pub(super) fn error_status(field: &str, status: u16) -> Result<StatusCode, String> {
    StatusCode::from_u16(status)
        .ok()
        .filter(|status| status.is_client_error() || status.is_server_error())
        .ok_or_else(|| format!("`{field}`: `{status}` is not the status of an error (400 to 599)"))
}

/// A `realm` parameter (RFC 9110, section 11.5).
pub(super) fn realm(realm: &str) -> Result<String, String> {
    header_value("realm", realm)?;
    Ok(format!(
        "realm=\"{}\"",
        realm.replace('\\', "\\\\").replace('"', "\\\"")
    ))
}
