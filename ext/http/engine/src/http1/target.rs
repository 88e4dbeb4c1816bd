//! What a request is for: the request target in its four forms (RFC 9112, section 3.2) and the `Host` beside it. Pure;
//! knows neither fields nor framing.

use std::net::Ipv6Addr;

use http::Method;

use crate::problem::Problem;

/// A target and the authority it is at, in the one form that they have from here on.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Path and query, `*`, or what names no path.
    pub(super) target: Box<str>,
    /// Name or address, with a port if the client gave one; empty if it gave none.
    pub(super) authority: Box<str>,
}

/// Reads a target. `host` is the value of the one `Host` line, which [`check_host`] has seen. What names no path stays as
/// it stands: the request can be read, and is refused where its answer gets all that belongs on it.
pub(super) fn place(method: &Method, target: &[u8], host: Option<&str>) -> Result<Place, Problem> {
    let target = text(target)?;
    let as_it_stands = Place {
        target: target.into(),
        authority: host.unwrap_or_default().into(),
    };
    if target.starts_with('/') || *method == Method::CONNECT {
        return Ok(as_it_stands);
    }
    let Some((default_port, rest)) = without_scheme(target) else {
        return Ok(as_it_stands);
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (named, path) = rest.split_at(end);
    let Some(known) = split(named).filter(|(name, _)| !name.is_empty()) else {
        return Ok(as_it_stands);
    };
    // Two hosts in one request would be two readings: one for a proxy, another for the program.
    if host.is_some_and(|host| !split(host).is_some_and(|host| is_same(host, known, default_port))) {
        return Err(Problem::Malformed(
            "The request target and the `Host` header name different hosts",
        ));
    }
    let slash = if path.starts_with('/') { "" } else { "/" };
    Ok(Place {
        target: [slash, path].concat().into(),
        authority: host.unwrap_or(named).into(),
    })
}

/// The text of a `Host` line: empty, or a name or an address with or without a port, and no user as a URL might have.
pub(super) fn check_host(value: &[u8]) -> Result<&str, Problem> {
    std::str::from_utf8(value)
        .ok()
        .filter(|text| text.is_empty() || split(text).is_some_and(|(name, _)| !name.is_empty()))
        .ok_or(Problem::BadHost)
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

fn text(target: &[u8]) -> Result<&str, Problem> {
    if target.contains(&b'#') {
        return Err(Problem::Malformed("The request target has a fragment"));
    }
    let is_visible = target.iter().fold(true, |valid, byte| valid & byte.is_ascii_graphic());
    std::str::from_utf8(target)
        .ok()
        .filter(|_| is_visible)
        .ok_or(Problem::Malformed(
            "The request target has characters that must be percent-encoded",
        ))
}

/// The name and the port of an authority; `None` if it is none. The port may be empty, as RFC 3986 has it.
fn split(authority: &str) -> Option<(&str, Option<u16>)> {
    let (name, port) = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) => {
            address.parse::<Ipv6Addr>().ok()?;
            let port = match port {
                "" => None,
                port => Some(port.strip_prefix(':')?),
            };
            (&authority[..address.len() + 2], port)
        }
        None => {
            let (name, port) = match authority.split_once(':') {
                Some((name, port)) => (name, Some(port)),
                None => (authority, None),
            };
            if !is_name(name.as_bytes()) {
                return None;
            }
            (name, port)
        }
    };
    match port {
        None | Some("") => Some((name, None)),
        Some(port) if port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some((name, Some(port.parse().ok()?)))
        }
        Some(_) => None,
    }
}

/// A registered name of RFC 3986, without the comma: two `Host` lines that somebody has joined are not one.
fn is_name(name: &[u8]) -> bool {
    let mut rest = name;
    while let Some((byte, more)) = rest.split_first() {
        rest = match byte {
            b'%' => match more {
                [high, low, more @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => more,
                _ => return false,
            },
            byte if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+;=".contains(byte) => more,
            _ => return false,
        };
    }
    true
}

fn is_same(one: (&str, Option<u16>), other: (&str, Option<u16>), default_port: u16) -> bool {
    one.0.eq_ignore_ascii_case(other.0) && one.1.unwrap_or(default_port) == other.1.unwrap_or(default_port)
}

#[cfg(test)]
mod tests;
