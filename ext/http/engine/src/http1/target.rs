//! What a request is for: the request target in its four forms (RFC 9112, section 3.2) and the `Host` beside it. Pure;
//! knows neither fields nor framing.

use http::Method;

use crate::authority;
use crate::problem::Problem;

/// A target and the authority it is at, in the one form that they have from here on.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// Path and query, `*`, or what names no path.
    pub(super) target: Box<str>,
    /// Name or address, with a port if the client gave one; empty if it gave none.
    pub(super) authority: &'a str,
}

/// Reads a target. `host` is the value of the one `Host` line, which [`authority::check`] has seen. What names no path stays
/// as it stands: the request can be read, and is refused where its answer gets all that belongs on it.
pub(super) fn place<'a>(method: &Method, target: &'a [u8], host: Option<&'a str>) -> Result<Place<'a>, Problem> {
    let target = text(target)?;
    let as_it_stands = Place {
        target: target.into(),
        authority: host.unwrap_or_default(),
    };
    if target.starts_with('/') || *method == Method::CONNECT {
        return Ok(as_it_stands);
    }
    let Some((default_port, rest)) = without_scheme(target) else {
        return Ok(as_it_stands);
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (named, path) = rest.split_at(end);
    if authority::check(named.as_bytes()).is_err() || named.is_empty() {
        return Ok(as_it_stands);
    }
    // Two hosts in one request would be two readings: one for a proxy, another for the program.
    if host.is_some_and(|host| !authority::is_same(host, named, default_port)) {
        return Err(Problem::Malformed(
            "The request target and the `Host` header name different hosts",
        ));
    }
    let slash = if path.starts_with('/') { "" } else { "/" };
    Ok(Place {
        target: [slash, path].concat().into(),
        authority: host.unwrap_or(named),
    })
}

/// The port that goes with the scheme, and what follows it; `None` for a scheme that is not served here, or none.
fn without_scheme(target: &str) -> Option<(u16, &str)> {
    let (scheme, rest) = target.split_once("://")?;
    match scheme {
        _ if scheme.eq_ignore_ascii_case("http") => Some((80, rest)),
        _ if scheme.eq_ignore_ascii_case("https") => Some((443, rest)),
        _ => None,
    }
}

/// A target as text: visible ASCII, and no fragment.
pub(super) fn text(target: &[u8]) -> Result<&str, Problem> {
    let is_visible = target.iter().fold(true, |valid, byte| valid & byte.is_ascii_graphic());
    let has_fragment = target.iter().fold(false, |found, byte| found | (*byte == b'#'));
    if has_fragment {
        return Err(Problem::Malformed("The request target has a fragment"));
    }
    std::str::from_utf8(target)
        .ok()
        .filter(|_| is_visible)
        .ok_or(Problem::Malformed(
            "The request target has characters that must be percent-encoded",
        ))
}

#[cfg(test)]
mod tests;
