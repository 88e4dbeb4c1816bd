//! The host that a request is for, as `Host` or `:authority` names it: the same rules for every protocol (RFC 9110, section
//! 7.2; RFC 3986, section 3.2). Pure.

use std::net::Ipv6Addr;

use crate::problem::Problem;

/// The text of an authority: empty, or a name or an address with or without a port, and no user as a URL might have.
pub(crate) fn check(value: &[u8]) -> Result<&str, Problem> {
    std::str::from_utf8(value)
        .ok()
        .filter(|text| text.is_empty() || split(text).is_some_and(|(name, _)| !name.is_empty()))
        .ok_or(Problem::BadHost)
}

/// Whether two authorities are one. `default_port` is that of the scheme.
pub(crate) fn is_same(one: &str, other: &str, default_port: u16) -> bool {
    let (Some(one), Some(other)) = (split(one), split(other)) else {
        return false;
    };
    one.0.eq_ignore_ascii_case(other.0) && one.1.unwrap_or(default_port) == other.1.unwrap_or(default_port)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_name_or_an_address() {
        for host in [
            "",
            "a",
            "a.b:80",
            "a_b",
            "127.0.0.1:1",
            "[::1]",
            "[::1]:65535",
            "a:",
            "a%20b",
            "xn--a",
        ] {
            assert_eq!(check(host.as_bytes()), Ok(host));
        }
        for host in [
            "a b",
            "a/b",
            "u@a",
            ":80",
            "a:x",
            "a:+1",
            "a:65536",
            "a:000080",
            "a:1:2",
            "[::1",
            "::1",
            "[a]",
            "[::1]x",
            "[]",
            "a,b",
            "a%2",
            "a%zz",
            "é",
            "a\0",
            "a?b",
            "a#b",
            "[::1%25eth0]",
            "http://a",
        ] {
            assert_eq!(check(host.as_bytes()), Err(Problem::BadHost), "{host}");
        }
        assert_eq!(check(b"\xff"), Err(Problem::BadHost));
    }

    #[test]
    fn names_are_compared_with_their_ports() {
        for (one, other) in [("a", "A"), ("a:443", "a"), ("a:", "a:443"), ("[::1]", "[::1]:443")] {
            assert!(is_same(one, other, 443), "{one} {other}");
        }
        for (one, other) in [("a", "b"), ("a:80", "a"), ("a", "a."), ("a b", "a b")] {
            assert!(!is_same(one, other, 443), "{one} {other}");
        }
    }
}
