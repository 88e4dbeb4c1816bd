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
fn what_names_no_path_stays_as_it_stands() {
    let targets = [
        ("GET", "*"),
        ("GET", "a"),
        ("GET", "a:80"),
        ("GET", "?a"),
        ("GET", "ftp://a/"),
        ("GET", "file:///a"),
        ("GET", "http:/a"),
        ("GET", "http:///a"),
        ("GET", "http://:80/"),
        ("GET", "http://u@a/"),
        ("GET", "http://u:p@a/"),
        ("GET", "http://a\\b/"),
        ("CONNECT", "a:443"),
        ("CONNECT", "http://a/"),
        ("CONNECT", "/"),
    ];
    for (method, target) in targets {
        let expected = Ok((target.to_string(), "a".to_string()));
        assert_eq!(read(method, target, Some("a")), expected, "{target}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_refused() {
    let targets = [
        "http://b/",
        "http://a:81/",
        "https://a:80/",
        "http://a b/",
        "/a#b",
        "/a b",
        "/\t",
        "/\u{7f}",
        "/é",
        "/\0",
    ];
    for target in targets {
        let problem = read("GET", target, Some("a")).unwrap_err();
        assert_eq!(problem.status().as_u16(), 400, "{target}");
    }
}

proptest! {
    #[test]
    fn a_target_is_read_or_refused(target in proptest::collection::vec(any::<u8>(), 1..40), host in "[a-c.:@\\[\\]0-9]{0,9}") {
        let host = authority::check(host.as_bytes()).ok();
        if let Ok(place) = place(&Method::GET, &target, host) {
            prop_assert!(place.target.starts_with('/') || place.target.as_bytes() == target);
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
