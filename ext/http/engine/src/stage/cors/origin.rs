//! Origins (RFC 6454) as programs list them and as browsers send them. Knows nothing of CORS.

use crate::stage::settings;

/// An origin, or all that have one thing in common.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// This one.
    Exact(String),
    /// Those of every name below one, at any depth: scheme with `://`, and the rest from its first dot on.
    Below { scheme: String, rest: String },
}

impl Pattern {
    /// Reads `https://example.com`, `https://*.example.com`, or `null`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim().to_ascii_lowercase();
        if text == "null" {
            return Ok(Self::Exact(text));
        }
        let invalid = |hint: &str| format!("`{}` is not an origin\nhint: {hint}", settings::plain(&text));
        let Some((scheme, authority)) = text.split_once("://") else {
            return Err(invalid(
                "an origin begins with its scheme, as `https://example.com` does",
            ));
        };
        let is_scheme_part = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
        if scheme.is_empty() || !scheme.chars().all(is_scheme_part) {
            return Err(invalid(
                "an origin begins with its scheme, as `https://example.com` does",
            ));
        }
        if authority.contains(['/', '?', '#', '@']) {
            return Err(invalid(
                "an origin is scheme, host and port: leave out the slash, and what follows it",
            ));
        }
        let default_port = match scheme {
            "https" => ":443",
            "http" => ":80",
            _ => "",
        };
        let host = authority.strip_suffix(default_port).unwrap_or(authority);
        if !host.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(invalid("write a name beyond ASCII as browsers send it, in Punycode"));
        }
        let scheme = format!("{scheme}://");
        let (pattern, name) = match host.strip_prefix('*') {
            Some(rest) if rest.len() > 1 && rest.starts_with('.') => {
                let rest = rest.to_string();
                (Self::Below { scheme, rest }, &host[1..])
            }
            _ => (Self::Exact(format!("{scheme}{host}")), host),
        };
        if name.is_empty() || name.contains('*') {
            return Err(invalid(
                "a wildcard stands in front of a name, as in `https://*.example.com`, and nowhere else",
            ));
        }
        Ok(pattern)
    }

    /// Whether an `Origin` header says this. Browsers send lower case, and no port where it is the scheme's own.
    pub(super) fn matches(&self, origin: &str) -> bool {
        match self {
            Self::Exact(exact) => exact == origin,
            Self::Below { scheme, rest } => {
                let labels = origin
                    .strip_prefix(&**scheme)
                    .and_then(|host| host.strip_suffix(&**rest));
                let is_name_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
                labels.is_some_and(|labels| !labels.is_empty() && labels.bytes().all(is_name_part))
            }
        }
    }
}
