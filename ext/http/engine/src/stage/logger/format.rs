//! Log lines: what one says, and in which form. Everything that comes from a client is escaped, so that it is neither
//! taken for a line of its own nor for a terminal's commands. Knows no streams.

use std::fmt::Write as _;
use std::net::IpAddr;
use std::time::Duration;
use std::time::SystemTime;

use chrono::DateTime;
use chrono::SecondsFormat;
use chrono::Utc;
use http::Method;
use http::StatusCode;
use http::Version;
use serde::Deserialize;
use serde::Serialize;

/// The form of a line. All but `json` are morgan's.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Format {
    /// For whoever develops: method, path, status, time, bytes.
    #[default]
    Dev,
    /// Apache's "combined" format.
    Combined,
    /// Apache's "common" format.
    Common,
    /// Shorter, with address and user.
    Short,
    /// The least.
    Tiny,
    /// One object a line.
    Json,
}

/// What is known of a request when its answer is on its way.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) method: Method,
    /// Path, and query where that is wanted.
    pub(super) url: Box<str>,
    pub(super) version: Version,
    pub(super) address: IpAddr,
    pub(super) id: Option<Box<str>>,
    pub(super) user: Option<Box<str>>,
    pub(super) referrer: Option<Box<str>>,
    pub(super) agent: Option<Box<str>>,
    /// `None` if the client left before there was an answer.
    pub(super) status: Option<StatusCode>,
}

/// How it ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    /// When the request came.
    pub(super) began: SystemTime,
    pub(super) took: Duration,
    /// Of the body, as it was sent.
    pub(super) bytes: u64,
    /// Whether the answer was not sent to its end.
    pub(super) is_aborted: bool,
}

/// A line with its line feed.
pub(super) fn line(format: Format, has_colour: bool, entry: &Entry, end: End) -> String {
    let mut line = match format {
        Format::Dev => dev(entry, end, has_colour),
        Format::Combined => format!(
            "{} \"{}\" \"{}\"",
            common(entry, end),
            optional(entry.referrer.as_deref()),
            optional(entry.agent.as_deref())
        ),
        Format::Common => common(entry, end),
        Format::Short => format!(
            "{} {} {} {} {} {} {} - {}",
            entry.address,
            word(entry.user.as_deref()),
            entry.method,
            word(Some(&entry.url)),
            version(entry.version),
            status(entry),
            bytes(end),
            millis(end)
        ),
        Format::Tiny => format!(
            "{} {} {} {} - {}",
            entry.method,
            word(Some(&entry.url)),
            status(entry),
            bytes(end),
            millis(end)
        ),
        Format::Json => json(entry, end),
    };
    line.push('\n');
    line
}

fn dev(entry: &Entry, end: End, has_colour: bool) -> String {
    let colour = match entry.status.map_or(0, |status| status.as_u16() / 100) {
        5 => "31",
        4 => "33",
        3 => "36",
        2 => "32",
        _ => "0",
    };
    let status = match has_colour {
        true => format!("\x1b[{colour}m{}\x1b[0m", status(entry)),
        false => status(entry),
    };
    let aborted = if end.is_aborted { " aborted" } else { "" };
    format!(
        "{} {} {status} {} - {}{aborted}",
        entry.method,
        word(Some(&entry.url)),
        millis(end),
        bytes(end)
    )
}

fn common(entry: &Entry, end: End) -> String {
    format!(
        "{} - {} [{}] \"{} {} {}\" {} {}",
        entry.address,
        word(entry.user.as_deref()),
        DateTime::<Utc>::from(end.began).format("%d/%b/%Y:%H:%M:%S +0000"),
        entry.method,
        word(Some(&entry.url)),
        version(entry.version),
        status(entry),
        bytes(end)
    )
}

/// In the order in which they stand in a line.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    time: String,
    method: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    /// `null` if there was none.
    status: Option<u16>,
    bytes: u64,
    ms: f64,
    ip: IpAddr,
    http_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    referrer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_agent: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    aborted: bool,
}

fn json(entry: &Entry, end: End) -> String {
    let (path, query) = match entry.url.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (&*entry.url, None),
    };
    let document = Document {
        time: DateTime::<Utc>::from(end.began).to_rfc3339_opts(SecondsFormat::Millis, true),
        method: entry.method.as_str(),
        path,
        query,
        status: entry.status.map(|status| status.as_u16()),
        bytes: end.bytes,
        ms: (end.took.as_secs_f64() * 1e6).round() / 1e3,
        ip: entry.address,
        http_version: version(entry.version).trim_start_matches("HTTP/"),
        id: entry.id.as_deref(),
        user: entry.user.as_deref(),
        referrer: entry.referrer.as_deref(),
        user_agent: entry.agent.as_deref(),
        aborted: end.is_aborted,
    };
    // Texts and numbers cannot fail to serialize.
    let text = serde_json::to_string(&document).unwrap_or_default();
    if !text.contains(char::is_control) {
        return text;
    }
    // JSON lets some through that a terminal obeys. Between its texts there are none.
    text.chars()
        .fold(String::with_capacity(text.len() + 16), |mut text, c| {
            if c.is_control() {
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            } else {
                text.push(c);
            }
            text
        })
}

fn version(version: Version) -> &'static str {
    match version {
        Version::HTTP_10 => "HTTP/1.0",
        Version::HTTP_2 => "HTTP/2.0",
        Version::HTTP_3 => "HTTP/3.0",
        _ => "HTTP/1.1",
    }
}

fn status(entry: &Entry) -> String {
    entry
        .status
        .map_or_else(|| "-".to_string(), |status| status.as_u16().to_string())
}

fn bytes(end: End) -> String {
    match end.bytes {
        0 => "-".to_string(),
        bytes => bytes.to_string(),
    }
}

fn millis(end: End) -> String {
    format!("{:.3} ms", end.took.as_secs_f64() * 1000.0)
}

/// A text between quotes.
fn optional(text: Option<&str>) -> String {
    text.map_or_else(|| "-".to_string(), |text| escape(text, |c| c == ' '))
}

/// A text between spaces.
fn word(text: Option<&str>) -> String {
    match text {
        None | Some("") => "-".to_string(),
        Some(text) => escape(text, |_| false),
    }
}

/// As Apache does it. Values of headers hold no character beyond Latin-1, which is a byte of what was received.
fn escape(text: &str, is_fine: impl Fn(char) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        let _ = match c {
            '"' | '\\' => write!(escaped, "\\{c}"),
            c if c.is_ascii_graphic() || is_fine(c) => write!(escaped, "{c}"),
            c if u32::from(c) <= 0xff => write!(escaped, "\\x{:02x}", u32::from(c)),
            c => write!(escaped, "\\u{{{:x}}}", u32::from(c)),
        };
    }
    escaped
}
