//! Request targets and hosts, right and wrong.

use http::Method;
use proptest::prelude::*;

use super::place;
use crate::authority;
use crate::problem::Problem;

fn read(method: &str, target: &str, host: Option<&str>) -> Result<(String, String), Problem> {
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let place = place(&method, target.as_bytes(), host)?;
    Ok((place.target.into(), place.authority.into()))
}

#[test]
fn every_form_ends_as_one() {
    let targets = [
        ("GET", "/", Some("a"), "/", "a"),
        ("GET", "/a?b=/c?d", Some("a:80"), "/a?b=/c?d", "a:80"),
        ("GET", "//a/b", Some("c"), "//a/b", "c"),
        ("GET", "/a", None, "/a", ""),
        ("OPTIONS", "*", Some("a"), "*", "a"),
        ("GET", "http://a/b?c", Some("a"), "/b?c", "a"),
        ("GET", "HTTP://A:80/b", Some("a"), "/b", "a"),
        ("GET", "https://a/b", Some("a:443"), "/b", "a:443"),
        ("GET", "https://a:443/b", Some("a"), "/b", "a"),
        ("GET", "http://a", Some("a"), "/", "a"),
        ("GET", "http://a?b", Some("a"), "/?b", "a"),
        ("GET", "http://[::1]:8080/b", Some("[::1]:8080"), "/b", "[::1]:8080"),
        ("GET", "http://a:81/b", None, "/b", "a:81"),
    ];
    for (method, target, host, path, authority) in targets {
        let expected = Ok((path.to_string(), authority.to_string()));
        assert_eq!(read(method, target, host), expected, "{target}");
    }
}

#[test]
fn what_names_no_path_is_refused() {
    let targets = [
        ("GET", "*", 400),
        ("GET", "a", 400),
        ("GET", "a:80", 400),
        ("GET", "?a", 400),
        ("GET", "ftp://a/", 400),
        ("GET", "file:///a", 400),
        ("GET", "http:/a", 400),
        ("GET", "http:///a", 400),
        ("GET", "http://:80/", 400),
        ("GET", "http://b/", 400),
        ("GET", "http://a:81/", 400),
        ("GET", "https://a:80/", 400),
        ("GET", "http://u@a/", 400),
        ("GET", "http://u:p@a/", 400),
        ("GET", "http://a b/", 400),
        ("GET", "http://a\\b/", 400),
        ("GET", "/a#b", 400),
        ("GET", "/a b", 400),
        ("GET", "/\t", 400),
        ("GET", "/\u{7f}", 400),
        ("GET", "/é", 400),
        ("GET", "/\0", 400),
        ("CONNECT", "a:443", 501),
        ("CONNECT", "/", 501),
    ];
    for (method, target, status) in targets {
        let problem = read(method, target, Some("a")).unwrap_err();
        assert_eq!(problem.status().as_u16(), status, "{target}");
    }
}

proptest! {
    #[test]
    fn a_target_is_read_or_refused(target in proptest::collection::vec(any::<u8>(), 1..40), host in "[a-c.:@\\[\\]0-9]{0,9}") {
        let host = authority::check(host.as_bytes()).ok();
        if let Ok(place) = place(&Method::GET, &target, host) {
            prop_assert!(place.target.starts_with('/'));
            prop_assert!(place.target.bytes().all(|byte| byte.is_ascii_graphic()));
        }
    }

    #[test]
    fn an_absolute_target_is_at_its_host(target in "[hH]ttps?://[aA]{1,2}(:(80|443|1))?(/[a-z]{0,2})?(\\?[a-z]{0,2})?") {
        if let Ok(place) = place(&Method::GET, target.as_bytes(), Some("aa")) {
            prop_assert!(place.target.starts_with('/'));
            prop_assert!(target.ends_with(&place.target[1..]));
        }
    }
}
