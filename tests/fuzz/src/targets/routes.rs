//! Paths: patterns and what they match, and what they name beneath a root.

use http::Method;
use percent_encoding::percent_decode_str;
use racejs_http_engine::files::Dotfiles;
use racejs_http_engine::fuzzing;
use racejs_http_engine::router::NewLayer;
use racejs_http_engine::router::Order;
use racejs_http_engine::router::Outcome;
use racejs_http_engine::router::Plan;
use racejs_http_engine::router::Router;
use racejs_http_engine::router::Settings;
use racejs_http_engine::router::Verb;

use super::Target;
use crate::random::Random;

/// A path that names a file.
pub(super) const PATH: Target = Target {
    name: "path",
    about: "a path beneath a root: never outside, never ambiguous, a redirect that stays on this host",
    run: path,
    seeds: &[
        b"/a/b.txt",
        b"/%2e%2e/x",
        b"/a//b/",
        b"/.hidden/%00",
        b"\\..\\x",
        b"/%C3%A9",
    ],
    words: &[
        "/", "..", "/../", "%2e", "%2F", "%5c", "%00", "\\", "//", ".", "%c0%ae", "C:", "\r\n", "%0d%0a", "@",
        "http://",
    ],
    max_length: 512,
    memory: 64 * 1024,
};

/// Patterns, an empty line, paths.
pub(super) const ROUTER: Target = Target {
    name: "router",
    about: "patterns and paths: both orders find the same layers, values come from the path, removed layers are gone",
    run: router,
    seeds: &[
        b"/\n/users/:id\n/users/me\n/files/*path\n\n/users/me\n/users/7\n/files/a/b%2Fc/\n",
        b"/a{/b}\n/:a-:b\n/:x(\\d+)\n/:y?\n\n/a\n/a/b\n/1-2\n/12\n/\n",
        b"/u/:id([ab]+)/x\n!/u\n!/\n/*\n\n/u/ab/x\n/u\n",
    ],
    words: &[
        "/", ":a", ":id", ":x(\\d+)", "(a|b)", "([ab]+)*", "{/b}", "{", "}", "?", "*", "*rest", "+", "(", ")", "\\",
        "\n", "\n\n", "!", "%2F", "%C3%A9", "%FF", "//", ":\"a b\"", "(.*)", "(a+)+$", "[^/]+",
    ],
    max_length: 512,
    memory: 32 * 1024 * 1024,
};

fn path(input: &[u8], _: &mut Random) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    for dotfiles in [Dotfiles::Allow, Dotfiles::Ignore, Dotfiles::Deny] {
        let Some(found) = fuzzing::beneath_root(text, dotfiles) else {
            continue;
        };
        let names = || found.path.split('/').filter(|_| !found.path.is_empty());
        assert!(!found.path.contains(['\0', '\\']), "{:?}", found.path);
        assert!(
            names().all(|name| !name.is_empty() && name != "." && name != ".."),
            "{:?}",
            found.path
        );
        if dotfiles != Dotfiles::Allow {
            assert!(names().all(|name| !name.starts_with('.')), "{:?}", found.path);
        }
        if found.path.is_empty() {
            continue;
        }
        let location = &found.location;
        assert!(location.starts_with('/') && !location.starts_with("//"), "{location:?}");
        assert!(
            location.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\'),
            "{location:?}"
        );
    }
}

fn router(input: &[u8], random: &mut Random) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let (patterns, paths) = text.split_once("\n\n").unwrap_or((text, "/"));
    let patterns: Vec<&str> = patterns.split('\n').take(16).collect();
    let mut specific = build(&patterns, Order::Specificity);
    let in_order = build(&patterns, Order::Registration);
    let has_same = specific.layers().count() == in_order.layers().count();
    let methods = [Method::GET, Method::POST, Method::HEAD];
    for path in paths.split('\n').take(16) {
        for method in &methods {
            let plan = specific.plan(method, path);
            check(&plan, path);
            let other = in_order.plan(method, path);
            check(&other, path);
            if has_same {
                assert_eq!(layers(&plan), layers(&other), "the order decides what matches");
            }
        }
    }
    let added: Vec<u32> = specific.layers().map(|layer| layer.id).collect();
    let keep = random.pick(&added).copied();
    for id in added.iter().filter(|id| Some(**id) != keep) {
        specific.remove(*id);
    }
    assert!(specific.layers().map(|layer| layer.id).eq(keep));
    for path in paths.split('\n').take(16) {
        let plan = specific.plan(&Method::GET, path);
        assert!(
            plan.steps.iter().all(|step| Some(step.layer) == keep),
            "a layer that was removed is found"
        );
    }
}

/// A pattern behind `!` is middleware.
fn build(patterns: &[&str], order: Order) -> Router {
    let mut router = Router::new(Settings { order });
    for (id, pattern) in (0_u32..).zip(patterns) {
        let (verb, pattern) = match pattern.strip_prefix('!') {
            Some(pattern) => (None, pattern),
            None if id % 3 == 2 => (Some(Verb::All), *pattern),
            None => (Verb::parse("GET"), *pattern),
        };
        let layer = NewLayer {
            id,
            verb,
            parts: &[pattern.to_string()],
            order: &[id],
            is_case_sensitive: id % 2 == 0,
            is_strict: id % 5 == 0,
            has_condition: false,
        };
        // What is no pattern is refused, which is in order.
        let _ = router.add(layer);
    }
    router
}

fn check(plan: &Plan, path: &str) {
    let decoded = percent_decode_str(path).decode_utf8();
    for step in &plan.steps {
        assert!(
            step.base <= path.len() && path.is_char_boundary(step.base),
            "{} of {path:?}",
            step.base
        );
        for param in &step.params {
            let decoded = decoded.as_ref().expect("a path that is no UTF-8 has parameters");
            assert!(decoded.contains(&param.value), "`{}` is not in {path:?}", param.value);
        }
    }
    if plan.outcome == Outcome::BadPath {
        assert!(plan.steps.is_empty());
    }
}

fn layers(plan: &Plan) -> Vec<u32> {
    let mut layers: Vec<u32> = plan.steps.iter().map(|step| step.layer).collect();
    layers.sort_unstable();
    layers
}
