//! The router against its rules, and against a matcher that is too simple to be wrong.

use http::Method;
use proptest::prelude::*;

use crate::router::Lookup;
use crate::router::Router;
use crate::verb::Verb;

fn router(routes: &[(Verb, &str)]) -> Router<usize> {
    let mut router = Router::default();
    for (index, (verb, pattern)) in routes.iter().enumerate() {
        router.insert(*verb, pattern, index).unwrap();
    }
    router
}

/// The route's index and its parameters, or what came instead.
fn find(router: &Router<usize>, method: Method, path: &str) -> String {
    match router.find(&method, path) {
        Lookup::Found(found) => {
            let params = found.params.iter();
            let params: Vec<_> = params.map(|(k, v)| format!("{k}={v}")).collect();
            format!("{} {}", found.value, params.join("&")).trim().to_string()
        }
        Lookup::WrongMethod(allowed) => format!("405 {}", allowed.header()),
        Lookup::NotFound => "404".to_string(),
        Lookup::BadPath => "400".to_string(),
    }
}

fn get(routes: &[&str], path: &str) -> String {
    let routes: Vec<_> = routes.iter().map(|pattern| (Verb::Get, *pattern)).collect();
    find(&router(&routes), Method::GET, path)
}

#[test]
fn the_most_specific_route_wins_whatever_the_order() {
    let routes = ["/*rest", "/users/*rest", "/users/:id", "/users/me", "/"];
    assert_eq!(get(&routes, "/users/me"), "3");
    assert_eq!(get(&routes, "/users/7"), "2 id=7");
    assert_eq!(get(&routes, "/users/7/posts"), "1 rest=7/posts");
    assert_eq!(get(&routes, "/users"), "1 rest=");
    assert_eq!(get(&routes, "/other/a"), "0 rest=other/a");
    assert_eq!(get(&routes, "/"), "4");
}

#[test]
fn a_dead_end_goes_back_to_the_next_best() {
    let routes = ["/a/b/c", "/a/:x/d", "/:y/b/e", "/:y/*rest"];
    assert_eq!(get(&routes, "/a/b/d"), "1 x=b");
    assert_eq!(get(&routes, "/a/b/e"), "2 y=a");
    assert_eq!(get(&routes, "/a/b/f"), "3 y=a&rest=b/f");
    assert_eq!(get(&["/a/:x/c/d", "/a/b/c/e"], "/a/b/c/d"), "0 x=b");
}

#[test]
fn one_position_may_have_several_names() {
    let routes = ["/users/:id", "/users/:user/posts/:post", "/users/:name/photo"];
    assert_eq!(get(&routes, "/users/7"), "0 id=7");
    assert_eq!(get(&routes, "/users/7/posts/9"), "1 user=7&post=9");
    assert_eq!(get(&routes, "/users/7/photo"), "2 name=7");
}

#[test]
fn parameters_are_decoded_after_the_path_is_split() {
    let routes = ["/f/:name", "/f/:name/x", "/w/*rest", "/caf\u{e9}"];
    assert_eq!(get(&routes, "/f/a%20b"), "0 name=a b");
    assert_eq!(get(&routes, "/f/a%2Fx"), "0 name=a/x");
    assert_eq!(get(&routes, "/f/a+b"), "0 name=a+b");
    assert_eq!(get(&routes, "/f/%E2%82%AC/x"), "1 name=\u{20ac}");
    assert_eq!(get(&routes, "/w/a%20b/c/"), "2 rest=a b/c/");
    assert_eq!(get(&routes, "/caf%C3%A9"), "3");
}

#[test]
fn a_path_that_is_not_encoded_utf8_is_refused() {
    for path in ["/f/%", "/f/%4", "/f/%zz", "/f/%ff", "/f/%C3%28", "*", ""] {
        assert_eq!(get(&["/f/:name", "/*"], path), "400", "{path}");
    }
}

#[test]
fn slashes() {
    let routes = ["/a", "/a/:b", "/"];
    assert_eq!(get(&routes, "/a/"), "0");
    assert_eq!(get(&routes, "/a//"), "404");
    assert_eq!(get(&routes, "/a//b"), "404");
    assert_eq!(get(&routes, "//"), "2");
    assert_eq!(get(&["/a/"], "/a"), "0");
}

#[test]
fn methods_fall_back_and_are_listed() {
    let routes = [
        (Verb::Get, "/x"),
        (Verb::Post, "/x"),
        (Verb::All, "/any"),
        (Verb::Put, "/any"),
        (Verb::Get, "/both/:id"),
        (Verb::Delete, "/both/me"),
        (Verb::Head, "/x/head"),
    ];
    let router = router(&routes);
    assert_eq!(find(&router, Method::HEAD, "/x"), "0");
    assert_eq!(find(&router, Method::PUT, "/x"), "405 GET, HEAD, POST, OPTIONS");
    assert_eq!(find(&router, Method::PUT, "/any"), "3");
    assert_eq!(find(&router, Method::TRACE, "/any"), "2");
    assert_eq!(find(&router, Method::GET, "/both/me"), "4 id=me");
    assert_eq!(find(&router, Method::DELETE, "/both/me"), "5");
    assert_eq!(
        find(&router, Method::POST, "/both/me"),
        "405 GET, HEAD, DELETE, OPTIONS"
    );
    assert_eq!(find(&router, Method::GET, "/x/head"), "405 HEAD, OPTIONS");
    assert_eq!(find(&router, Method::GET, "/none"), "404");
}

#[test]
fn a_duplicate_is_an_error_that_names_both() {
    let mut router = router(&[(Verb::Get, "/users/:id"), (Verb::Post, "/users/:id")]);
    let error = router.insert(Verb::Get, "/users/:name", 9).unwrap_err();
    assert_eq!(error.code(), "RACE_HTTP_DUPLICATE_ROUTE");
    assert!(
        error
            .to_string()
            .starts_with("Route `GET /users/:name` is already registered as `GET /users/:id`")
    );
    assert!(router.insert(Verb::Get, "/users/*", 9).is_ok());
    assert!(router.insert(Verb::Get, "/users/*rest", 9).is_err());
}

#[test]
fn patterns_that_mean_nothing_are_refused() {
    let cases = [
        ("users", "it must begin with `/`"),
        ("", "it must begin with `/`"),
        ("/a//b", "it has an empty segment"),
        ("/*/a", "the wildcard `*` must be its last segment"),
        ("/:", "`` in `:` is no name"),
        ("/:1a", "`1a` in `:1a` is no name"),
        ("/:id(\\d+)", "`id(\\d+)` in `:id(\\d+)` is no name"),
        ("/:a/:a", "it names the parameter `a` twice"),
        ("/a:b", "`:` has no meaning inside the segment `a:b`"),
        ("/a?", "`?` has no meaning inside the segment `a?`"),
    ];
    for (pattern, reason) in cases {
        let error = Router::default().insert(Verb::Get, pattern, 0).unwrap_err();
        assert_eq!(error.code(), "RACE_HTTP_PATTERN");
        assert!(error.to_string().contains(reason), "{pattern}: {error}");
    }
}

/// How specific a pattern is where it matches: compared segment by segment, less is better.
fn rank(pattern: &str, path: &str) -> Option<Vec<u8>> {
    let mut rank = Vec::new();
    let mut rest = path.split('/').skip(1).filter(|s| !s.is_empty());
    for part in pattern.split('/').skip(1).filter(|s| !s.is_empty()) {
        if part.starts_with('*') {
            rank.push(2);
            return Some(rank);
        }
        let segment = rest.next()?;
        if part.starts_with(':') {
            rank.push(1);
        } else if part == segment {
            rank.push(0);
        } else {
            return None;
        }
    }
    rest.next().is_none().then_some(rank)
}

fn naive(routes: &[(Verb, String)], method: &Method, path: &str) -> Option<usize> {
    let verbs = Verb::candidates(method);
    let matches = routes.iter().enumerate().filter_map(|(index, (verb, pattern))| {
        let preference = verbs.iter().position(|candidate| candidate == verb)?;
        Some((rank(pattern, path)?, preference, index))
    });
    matches.min().map(|(_, _, index)| index)
}

fn verbs() -> impl Strategy<Value = Verb> {
    prop_oneof![Just(Verb::Get), Just(Verb::Head), Just(Verb::Post), Just(Verb::All)]
}

fn patterns() -> impl Strategy<Value = String> {
    let segment = prop_oneof![3 => Just("a"), 3 => Just("b"), 2 => Just(":p"), 1 => Just("\u{20ac}")];
    let end = prop_oneof![4 => Just(""), 1 => Just("/*"), 1 => Just("/*rest")];
    (prop::collection::vec(segment, 0..4), end).prop_map(|(segments, end)| {
        let mut pattern = String::new();
        for (index, segment) in segments.iter().enumerate() {
            pattern.push('/');
            pattern.push_str(segment);
            if *segment == ":p" {
                pattern.push_str(&index.to_string());
            }
        }
        pattern.push_str(end);
        if pattern.is_empty() { "/".to_string() } else { pattern }
    })
}

fn paths() -> impl Strategy<Value = String> {
    let segment = prop_oneof![Just("a"), Just("b"), Just("c"), Just("\u{20ac}")];
    prop::collection::vec(segment, 0..5).prop_map(|segments| format!("/{}", segments.join("/")))
}

/// The path with each character escaped or not, as the bits say.
fn encode(path: &str, escaped: u64) -> String {
    let mut encoded = String::new();
    for (index, c) in path.chars().enumerate() {
        if c != '/' && (escaped >> (index % 64) & 1 == 1 || !c.is_ascii()) {
            for byte in c.to_string().bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        } else {
            encoded.push(c);
        }
    }
    encoded
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn agrees_with_a_naive_matcher(
        routes in prop::collection::vec((verbs(), patterns()), 0..12),
        path in paths(),
        escaped in any::<u64>(),
        method in prop_oneof![Just(Method::GET), Just(Method::HEAD), Just(Method::POST), Just(Method::TRACE)],
    ) {
        let mut router = Router::default();
        let mut kept: Vec<(Verb, String)> = Vec::new();
        for (verb, pattern) in routes {
            if router.insert(verb, &pattern, kept.len()).is_ok() {
                kept.push((verb, pattern));
            }
        }
        let request = encode(&path, escaped);
        let found = match router.find(&method, &request) {
            Lookup::Found(found) => Some(*found.value),
            _ => None,
        };
        prop_assert_eq!(found, naive(&kept, &method, &path));
    }

    #[test]
    fn no_path_makes_it_panic(path in ".{0,60}", pattern in "/[a-z:*/%]{0,20}") {
        let mut router = Router::default();
        let _ = router.insert(Verb::Get, &pattern, 0);
        let _ = router.insert(Verb::Get, "/:a/*b", 1);
        let _ = router.find(&Method::GET, &path);
        let _ = router.find(&Method::GET, &format!("/{path}"));
    }
}
