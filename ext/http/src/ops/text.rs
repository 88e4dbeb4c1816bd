//! Texts, read and written natively: cookies, forms, ranges, media types. No request is needed for any of them.

use std::path::PathBuf;

use deno_core::ToV8;
use deno_core::op2;
use deno_core::url::Url;
use http::StatusCode;
use racejs_http_engine::data::cookie;
use racejs_http_engine::data::media_type;
use racejs_http_engine::data::query;
use racejs_http_engine::data::signature::CookieValue;
use racejs_http_engine::data::signature::Secrets;
use racejs_http_engine::error::HttpError;
use racejs_http_engine::range;
use racejs_http_engine::range::RangeOutcome;
use racejs_http_engine::settings;

/// Lines of source around an error.
const CONTEXT_LINES: u32 = 6;
/// A larger source is no page's business.
const MAX_SOURCE_BYTES: u64 = 2 * 1024 * 1024;

/// Name and value by turns.
#[op2]
pub(crate) fn op_racejs_cookies(#[string] header: &str) -> Vec<String> {
    let pairs = cookie::parse(header).into_iter();
    pairs
        .flat_map(|(name, value)| [name.to_string(), value.into_owned()])
        .collect()
}

/// The value of a `Set-Cookie` header.
#[op2]
#[string]
pub(crate) fn op_racejs_cookie_format(
    #[string] name: &str,
    #[string] value: &str,
    #[string] options: &str,
) -> Result<String, HttpError> {
    cookie::set_cookie(name, value, &settings::cookie_options(options)?)
}

#[op2]
#[string]
pub(crate) fn op_racejs_cookie_sign(#[string] value: &str, #[string] secret: &str) -> Result<String, HttpError> {
    Ok(Secrets::new(&[secret])?.sign_cookie(value))
}

/// The value without its signature; `null` if none of the secrets has made it.
#[op2]
#[string]
pub(crate) fn op_racejs_cookie_unsign(
    #[string] value: &str,
    #[scoped] secrets: Vec<String>,
) -> Result<Option<String>, HttpError> {
    let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
    match Secrets::new(&secrets)?.unsign_cookie(value) {
        CookieValue::Signed(value) => Ok(Some(value.to_string())),
        _ => Ok(None),
    }
}

/// The pairs of a query or a form: name and value by turns.
#[op2]
pub(crate) fn op_racejs_form(#[string] text: &str) -> Vec<String> {
    query::flat(text, query::DEFAULT_PAIRS)
}

/// The tree of a query or a form whose names have brackets, as JSON.
#[op2]
#[string]
pub(crate) fn op_racejs_form_nested(#[string] text: &str) -> String {
    query::nested(text, &query::Nesting::default())
}

/// Start and end by turns; -1 alone if none fits the size, -2 alone if the header is malformed.
#[op2]
pub(crate) fn op_racejs_range(#[string] header: &str, #[number] size: u64, combine: bool) -> Vec<f64> {
    match range::parse(header, size) {
        RangeOutcome::Malformed => vec![-2.0],
        RangeOutcome::Unsatisfiable => vec![-1.0],
        RangeOutcome::Ranges { ranges, .. } => {
            let ranges = if combine { range::combine(&ranges) } else { ranges };
            ranges
                .into_iter()
                .flat_map(|range| [range.start as f64, range.end as f64])
                .collect()
        }
    }
}

/// The media type of a file's extension, with its charset if it is text.
#[op2]
#[string]
pub(crate) fn op_racejs_media_type(#[string] extension: &str) -> String {
    media_type::content_type(extension).into_owned()
}

/// The path of a `file:` URL.
#[op2]
#[string]
pub(crate) fn op_racejs_file_path(#[string] url: &str) -> Result<String, HttpError> {
    let path = file_path(url).and_then(|path| path.into_os_string().into_string().ok());
    path.ok_or_else(|| HttpError::Setting {
        name: "path".to_string(),
        reason: format!("`{url}` is no `file:` URL"),
    })
}

fn file_path(url: &str) -> Option<PathBuf> {
    Url::parse(url).ok()?.to_file_path().ok()
}

/// Whether errors must not show their message. Read each time: a program may set it as it starts.
#[op2(fast)]
pub(crate) fn op_racejs_is_production() -> bool {
    std::env::var_os("NODE_ENV").is_some_and(|value| value == "production")
}

/// The usual phrase for a status.
#[op2]
#[string]
pub(crate) fn op_racejs_reason(#[smi] status: u16) -> &'static str {
    let status = StatusCode::from_u16(status).ok();
    status.and_then(|status| status.canonical_reason()).unwrap_or("Error")
}

/// Lines of a file, for the page that shows an error while a program is developed.
#[derive(ToV8)]
pub(crate) struct SourceLines {
    /// The number of the first one, from 1.
    first: u32,
    lines: Vec<String>,
}

/// The lines around one of them; none if the file cannot be read.
#[op2]
pub(crate) fn op_racejs_source_lines(#[string] url: &str, #[smi] line: u32) -> SourceLines {
    let first = line.saturating_sub(CONTEXT_LINES).max(1);
    let lines = read_source(url).map_or_else(Vec::new, |text| {
        let lines = text.lines().skip(first as usize - 1);
        lines
            .take((line + CONTEXT_LINES - first + 1) as usize)
            .map(str::to_string)
            .collect()
    });
    SourceLines { first, lines }
}

fn read_source(url: &str) -> Option<String> {
    let path = file_path(url)?;
    let metadata = std::fs::metadata(&path).ok()?;
    let is_readable = metadata.is_file() && metadata.len() <= MAX_SOURCE_BYTES;
    is_readable.then(|| std::fs::read_to_string(path).ok()).flatten()
}
