//! `Set-Cookie`: its form (RFC 6265, section 4.1), and the rules by which browsers drop a cookie without a word (RFC
//! 6265bis, section 5.7). Such a cookie is an error here.

use std::fmt::Write;
use std::time::Duration;
use std::time::SystemTime;

use serde::Deserialize;

use crate::error::HttpError;

/// Bytes of a name and its value together; browsers ignore a longer cookie.
const MAX_BYTES: usize = 4096;

/// Bytes of a domain or a path; browsers ignore a longer one.
const MAX_ATTRIBUTE_BYTES: usize = 1024;

/// The last second of the year 9999: later ones have no form in HTTP.
const LAST_SECOND: u64 = 253_402_300_799;

/// What a cookie may have beside its name and value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct CookieOptions {
    /// Seconds that it lives; none or less than one deletes it.
    pub max_age: Option<i64>,
    /// When it ends, in milliseconds since 1970; earlier ones count as 1970.
    pub expires: Option<i64>,
    /// The host that it is sent to, with those below it; without one, the host that sets it alone.
    pub domain: Option<String>,
    /// The paths that it is sent to.
    pub path: Option<String>,
    /// Whether it goes over encrypted connections alone.
    pub secure: bool,
    /// Whether it is kept from the scripts of a page.
    pub http_only: bool,
    /// Whether it goes along when another site makes the request.
    pub same_site: Option<SameSite>,
    /// Whether every site that embeds this one has its own.
    pub partitioned: bool,
    /// Which cookies go first when there are too many.
    pub priority: Option<Priority>,
}

/// When a cookie goes along with requests that another site makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SameSite {
    /// Never.
    Strict,
    /// When the user follows a link.
    Lax,
    /// Always.
    None,
}

/// Which cookies a browser drops first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// These.
    Low,
    /// Then these.
    Medium,
    /// These last.
    High,
}

/// The value of a `Set-Cookie` field. `value` is what the cookie holds, already escaped where it has to be.
///
/// # Errors
/// `RACE_HTTP_COOKIE` for whatever a browser would not take.
pub fn set_cookie(name: &str, value: &str, options: &CookieOptions) -> Result<String, HttpError> {
    let rules = check_text(name, value, options).and_then(|()| check_rules(name, options));
    rules.map_err(|(reason, hint)| HttpError::Cookie {
        name: name.escape_debug().to_string(),
        reason,
        hint,
    })?;
    let mut text = format!("{name}={value}");
    // Writing to a string cannot fail.
    let _ = write_attributes(&mut text, options);
    Ok(text)
}

fn write_attributes(text: &mut String, options: &CookieOptions) -> std::fmt::Result {
    if let Some(seconds) = options.max_age {
        write!(text, "; Max-Age={seconds}")?;
    }
    if let Some(domain) = options.domain.as_deref().filter(|domain| !domain.is_empty()) {
        write!(text, "; Domain={domain}")?;
    }
    if let Some(path) = options.path.as_deref().filter(|path| !path.is_empty()) {
        write!(text, "; Path={path}")?;
    }
    if let Some(milliseconds) = options.expires {
        let seconds = u64::try_from(milliseconds / 1000).unwrap_or(0);
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        write!(text, "; Expires={}", httpdate::fmt_http_date(time))?;
    }
    let flags = [
        (options.http_only, "; HttpOnly"),
        (options.secure, "; Secure"),
        (options.partitioned, "; Partitioned"),
    ];
    for (_, flag) in flags.iter().filter(|(is_set, _)| *is_set) {
        text.push_str(flag);
    }
    text.push_str(match options.priority {
        None => "",
        Some(Priority::Low) => "; Priority=Low",
        Some(Priority::Medium) => "; Priority=Medium",
        Some(Priority::High) => "; Priority=High",
    });
    text.push_str(match options.same_site {
        None => "",
        Some(SameSite::Strict) => "; SameSite=Strict",
        Some(SameSite::Lax) => "; SameSite=Lax",
        Some(SameSite::None) => "; SameSite=None",
    });
    Ok(())
}

/// What is wrong, and what to do.
type Fault = (&'static str, &'static str);

fn check_text(name: &str, value: &str, options: &CookieOptions) -> Result<(), Fault> {
    let is_visible = |byte: u8| byte.is_ascii_graphic() && byte != b';';
    if name.is_empty() || !name.bytes().all(|byte| is_visible(byte) && byte != b'=') {
        return Err((
            "a name is made of visible ASCII characters other than `;` and `=`",
            "encode the name, for example with `encodeURIComponent`",
        ));
    }
    if !value.bytes().all(is_visible) {
        return Err((
            "a value is made of visible ASCII characters other than `;`",
            "leave the encoding of the value to the server, or have `encode` escape it",
        ));
    }
    if name.len() + value.len() > MAX_BYTES {
        return Err((
            "name and value are longer than 4096 bytes, which browsers ignore",
            "keep the data on the server, and a key to it in the cookie",
        ));
    }
    if !options.domain.as_deref().is_none_or(is_domain) {
        return Err((
            "its `domain` is not the name of a host",
            "write it without scheme, port and path, such as `example.com`",
        ));
    }
    let is_path =
        |path: &str| path.len() <= MAX_ATTRIBUTE_BYTES && path.bytes().all(|byte| byte == b' ' || is_visible(byte));
    if !options.path.as_deref().is_none_or(is_path) {
        return Err((
            "its `path` is longer than 1024 bytes, or holds a `;` or a character that is not ASCII",
            "percent-encode the path",
        ));
    }
    if options.expires.is_some_and(|time| time / 1000 > LAST_SECOND as i64) {
        return Err((
            "it expires after the year 9999",
            "give `expires` in milliseconds, or use `maxAge`",
        ));
    }
    Ok(())
}

fn check_rules(name: &str, options: &CookieOptions) -> Result<(), Fault> {
    let has_prefix = |prefix: &str| {
        name.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    let is_host = has_prefix("__Host-");
    if !options.secure && options.same_site == Some(SameSite::None) {
        return Err((
            "browsers ignore a cookie with `sameSite: \"none\"` that is not secure",
            "add `secure: true`",
        ));
    }
    if !options.secure && options.partitioned {
        return Err((
            "browsers ignore a partitioned cookie that is not secure",
            "add `secure: true`",
        ));
    }
    if !options.secure && (is_host || has_prefix("__Secure-")) {
        return Err((
            "browsers ignore a cookie with this prefix that is not secure",
            "add `secure: true`",
        ));
    }
    if is_host
        && (options.path.as_deref() != Some("/") || options.domain.as_deref().is_some_and(|name| !name.is_empty()))
    {
        return Err((
            "browsers ignore a `__Host-` cookie that has a domain or another path than `/`",
            "use `path: \"/\"` and leave `domain` out, or name it `__Secure-…`",
        ));
    }
    Ok(())
}

/// A name of RFC 1123, with a point before it if need be; an empty one counts as none.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        let bytes = label.as_bytes();
        (1..=63).contains(&bytes.len())
            && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let labels = domain.strip_prefix('.').unwrap_or(domain);
    domain.is_empty() || (domain.len() <= MAX_ATTRIBUTE_BYTES && labels.split('.').all(is_label))
}
