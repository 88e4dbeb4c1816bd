//! The head of a request as HTTP/2 brings it, checked by RFC 9113, sections 8.2 and 8.3. The `h2` crate has refused
//! already: names in upper case, fields of the connection, pseudo-header fields that are unknown, repeated, missing
//! or late, and lengths that contradict each other. Knows no streams.

use http::HeaderMap;
use http::HeaderValue;
use http::Uri;
use http::Version;
use http::header;
use http::request::Parts;
use http::uri::Authority;
use http::uri::Scheme;

use crate::authority;
use crate::exchange::RequestHead;
use crate::fields::Fields;
use crate::problem::Problem;

/// The head, and the length of the body if the client declared it.
pub(super) fn read(parts: Parts, max_lines: usize) -> Result<(RequestHead, Option<u64>), Problem> {
    if parts.headers.len() > max_lines {
        return Err(Problem::TooManyLines);
    }
    let authority = authority(&parts)?;
    check_expectation(&parts.headers)?;
    if parts.headers.get_all(header::CONTENT_TYPE).iter().nth(1).is_some() {
        return Err(Problem::TWO_CONTENT_TYPES);
    }
    let length = parts.headers.get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
    let target = parts.uri.path_and_query().map_or(&*authority, |path| path.as_str());
    // As in HTTP/1: what must be percent-encoded is no second way to write a path.
    if !target.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Problem::Malformed(
            "The request target has characters that must be percent-encoded",
        ));
    }
    let head = RequestHead {
        target: target.into(),
        version: Version::HTTP_2,
        fields: fields(&parts.headers, &authority),
        authority: authority.into(),
        method: parts.method,
    };
    Ok((head, length))
}

/// `:authority` or `Host`; if there are both, they must agree (section 8.3.1).
fn authority(parts: &Parts) -> Result<String, Problem> {
    let mut hosts = parts.headers.get_all(header::HOST).iter();
    let host = hosts.next();
    if hosts.next().is_some() {
        return Err(Problem::BadHost);
    }
    let host = host.map(|host| authority::check(host.as_bytes())).transpose()?;
    let authority = parts.uri.authority().map(Authority::as_str);
    let authority = authority
        .map(|authority| authority::check(authority.as_bytes()))
        .transpose()?;
    if let (Some(authority), Some(host)) = (authority, host)
        && !authority::is_same(authority, host, default_port(&parts.uri))
    {
        return Err(Problem::Malformed("`:authority` and `host` name different hosts"));
    }
    Ok(authority.or(host).unwrap_or_default().to_string())
}

fn default_port(uri: &Uri) -> u16 {
    match uri.scheme() == Some(&Scheme::HTTPS) {
        true => 443,
        false => 80,
    }
}

/// RFC 9110, section 10.1.1.
fn check_expectation(headers: &HeaderMap) -> Result<(), Problem> {
    let mut all = headers.get_all(header::EXPECT).iter();
    match all.all(|value| value.as_bytes().eq_ignore_ascii_case(b"100-continue")) {
        true => Ok(()),
        false => Err(Problem::Expectation),
    }
}

/// The lines as programs know them: with a `host`, and with all cookies in one line (section 8.2.3).
fn fields(headers: &HeaderMap, authority: &str) -> Fields {
    let bytes = headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 2);
    let mut fields = Fields::with_capacity(headers.len() + 1, bytes.sum::<usize>() + authority.len() + 4);
    if !authority.is_empty() && !headers.contains_key(header::HOST) {
        fields.push("host", authority.as_bytes());
    }
    let mut has_cookies = false;
    for (name, value) in headers {
        if name != header::COOKIE {
            fields.push(name.as_str(), value.as_bytes());
        } else if !has_cookies {
            has_cookies = true;
            let crumbs = headers.get_all(header::COOKIE).iter();
            let crumbs: Vec<_> = crumbs.map(HeaderValue::as_bytes).collect();
            fields.push("cookie", &crumbs.join(&b"; "[..]));
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn parts(uri: &str, headers: &[(&str, &str)]) -> Parts {
        let mut request = Request::builder().uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(()).unwrap().into_parts().0
    }

    fn refused(uri: &str, headers: &[(&str, &str)]) -> Problem {
        read(parts(uri, headers), 10).unwrap_err()
    }

    #[test]
    fn the_authority_is_the_host() {
        let (head, length) = read(parts("https://a.example:8443/x?y", &[("content-length", "12")]), 10).unwrap();
        assert_eq!((&*head.authority, &*head.target), ("a.example:8443", "/x?y"));
        assert_eq!(head.fields.first("host"), Some("a.example:8443"));
        assert_eq!(length, Some(12));
        let (head, length) = read(parts("/x", &[("host", "b.example")]), 10).unwrap();
        assert_eq!(&*head.authority, "b.example");
        assert_eq!(length, None);
        let (head, _) = read(parts("https://a.example/", &[("host", "A.Example")]), 10).unwrap();
        assert_eq!(head.fields.all("host").count(), 1);
        let (head, _) = read(parts("/x", &[]), 10).unwrap();
        assert_eq!((&*head.authority, head.fields.contains("host")), ("", false));
    }

    #[test]
    fn a_host_that_can_be_read_in_two_ways_is_refused() {
        assert!(matches!(
            refused("https://a.example/", &[("host", "b.example")]),
            Problem::Malformed(_)
        ));
        assert_eq!(refused("/", &[("host", "a"), ("host", "a")]), Problem::BadHost);
        assert_eq!(refused("/", &[("host", "user@a")]), Problem::BadHost);
        assert_eq!(refused("https://user@a/", &[]), Problem::BadHost);
        assert_eq!(refused("/", &[("host", "a/b")]), Problem::BadHost);
        assert_eq!(refused("/", &[("host", "\u{e4}")]), Problem::BadHost);
        // Whatever HTTP/1 refuses.
        for host in ["a:x", "a:65536", "[::1", "[a]", "a,b", "a%zz", "a:1:2", ":80"] {
            assert_eq!(refused("/", &[("host", host)]), Problem::BadHost, "{host}");
        }
        for authority in ["a:65536", "a,b", "[a]"] {
            let request = Request::builder().uri(format!("https://{authority}/"));
            // What is no authority for the `http` crate never gets here.
            if let Ok(request) = request.body(()) {
                assert_eq!(
                    read(request.into_parts().0, 10).unwrap_err(),
                    Problem::BadHost,
                    "{authority}"
                );
            }
        }
        let (head, _) = read(parts("https://a.example/", &[("host", "a.example:443")]), 10).unwrap();
        assert_eq!(&*head.authority, "a.example");
        assert!(matches!(
            refused("http://a.example/", &[("host", "a.example:443")]),
            Problem::Malformed(_)
        ));
    }

    #[test]
    fn a_target_is_ascii() {
        assert!(matches!(refused("/\u{e9}", &[]), Problem::Malformed(_)));
        assert!(matches!(refused("/?\u{e9}", &[]), Problem::Malformed(_)));
    }

    #[test]
    fn lines_and_expectations_have_bounds() {
        let line = ("a", "b");
        assert!(read(parts("/", &[line; 10]), 10).is_ok());
        assert_eq!(refused("/", &[line; 11]), Problem::TooManyLines);
        assert!(read(parts("/", &[("expect", "100-Continue")]), 10).is_ok());
        assert_eq!(refused("/", &[("expect", "coffee")]), Problem::Expectation);
    }

    #[test]
    fn a_body_has_one_type() {
        let json = ("content-type", "application/json");
        assert!(read(parts("/", &[json]), 10).is_ok());
        assert_eq!(refused("/", &[json, json]), Problem::TWO_CONTENT_TYPES);
        assert_eq!(
            refused("/", &[json, ("content-type", "text/plain")]),
            Problem::TWO_CONTENT_TYPES
        );
    }

    #[test]
    fn cookies_come_in_one_line() {
        let (head, _) = read(parts("/", &[("cookie", "a=1"), ("x", "y"), ("cookie", "b=2")]), 10).unwrap();
        let lines: Vec<_> = head.fields.iter().collect();
        assert_eq!(lines, [("cookie", "a=1; b=2"), ("x", "y")]);
    }
}
