//! Patterns that mean nothing, and routes that are in each other's way.

use http::Method;

use crate::router::NewLayer;
use crate::router::Order;
use crate::router::Router;
use crate::router::Settings;
use crate::router::Verb;
use crate::router::tests::APP;
use crate::router::tests::EXPRESS;
use crate::router::tests::Manner;
use crate::router::tests::add;
use crate::router::tests::router;

fn refusal(pattern: &str) -> String {
    let mut router = Router::new(Settings::default());
    let error = add(&mut router, APP, 0, &format!("GET {pattern}")).unwrap_err();
    assert_eq!(error.code(), "RACE_HTTP_PATTERN");
    assert_eq!(router.layers().count(), 0);
    error.to_string()
}

#[test]
fn patterns_that_mean_nothing() {
    let rows = [
        ("users", "it must begin with `/` (character 1)"),
        ("{:a}/b", "it must begin with `/` (character 1)"),
        ("/api users", "it must begin with `/` (character 5)"),
        ("/a//b", "it has an empty segment (character 3)"),
        (
            "/a/{b}/c",
            "it has an empty segment (character 3)\nhint: a group that is a whole segment",
        ),
        (
            "/:",
            "`:` is not followed by a name (letters, digits, `_` and `$`, a digit not first) (character 2)\nhint: ",
        ),
        ("/\u{e9}/:1a", "`:` is not followed by a name"),
        ("/\u{e9}/:1a", "(character 4)"),
        ("/:a/:a", "it names the parameter `a` twice (character 5)"),
        ("/:a{/*a}", "it names the parameter `a` twice (character 6)"),
        (
            "/a?",
            "`?` has no meaning here (character 3)\nhint: what may be missing is written",
        ),
        (
            "/a(bc)",
            "`(` has no meaning here (character 3)\nhint: give an expression a name",
        ),
        ("/a)", "`)` has no meaning here (character 3)"),
        ("/a}", "`}` closes a group that was never opened (character 3)"),
        ("/a{/b", "`{` is never closed (character 3)"),
        ("/a{/b /c}", "`{` is never closed (character 3)"),
        ("/:a(\\d", "the expression of `:a` is never closed (character 2)"),
        ("/:a()", "the expression of `:a` is empty (character 2)"),
        ("/:\"\"", "a name is empty (character 3)"),
        ("/:\"a", "`\"` is never closed (character 3)"),
        ("/a\\", "it ends in the middle of an escape (character 3)"),
        ("/:a:b", "there must be text between `a` and `b`"),
        ("/*a*b", "there must be text between `a` and `b`"),
        (
            "/:a+:b",
            "`a` takes several segments, so it must be one by itself (character 2)",
        ),
        (
            "/x:a+",
            "`a` takes several segments, so it must be one by itself (character 3)",
        ),
        (
            "/:a(.*)+",
            "`+` has no meaning after an expression that takes everything (character 8)",
        ),
        (
            "/:a(x(?=y))",
            "the expression `x(?=y)` of `:a` cannot be used: look-around",
        ),
        (
            "/:a((x)\\1)",
            "the expression `(x)\\1` of `:a` cannot be used: backreferences are not supported",
        ),
        ("/:a([z-a])", "cannot be used: invalid character class range"),
        ("/:a(\\p{L}{1000})", "cannot be used: it is too large"),
    ];
    for (pattern, reason) in rows {
        let text = refusal(pattern);
        assert!(text.contains(reason), "{pattern}: {text}");
    }
    assert_eq!(
        refusal("/a?"),
        "Route pattern `/a?` is not valid: `?` has no meaning here (character 3)\nhint: what may be missing is written `:name?` or `{…}`"
    );
}

#[test]
fn patterns_beyond_the_bounds() {
    let params: String = (0..33).map(|index| format!("/:p{index}")).collect();
    let rows = [
        (
            format!("/{}", "a".repeat(2048)),
            "it is longer than 2048 bytes (character 2049)",
        ),
        ("/a".repeat(65), "it has more than 64 segments (character 129)"),
        (params, "it has more than 32 parameters"),
        (
            "{/a}".repeat(7),
            "its optional groups can be combined in more than 64 ways",
        ),
        (
            "{/a}".repeat(500),
            "its optional groups can be combined in more than 64 ways",
        ),
        ("{".repeat(2000), "more than 16 groups in each other (character 17)"),
    ];
    for (pattern, reason) in rows {
        let text = refusal(&pattern);
        assert!(text.contains(reason), "{pattern}: {text}");
        assert!(text.len() < 4096);
    }
    let text = refusal(&vec!["/"; 65].join(" "));
    assert!(
        text.contains("its routers stand in each other more than 64 deep"),
        "{text}"
    );
    router(
        APP,
        &[
            &format!("GET {}", "/a".repeat(64)),
            &format!("GET {}", "{/b}".repeat(6)),
        ],
    );
}

#[test]
fn a_duplicate_names_both() {
    let mut router = router(APP, &["GET /users/:id", "POST /users/:id"]);
    let error = add(&mut router, APP, 9, "GET /users/:name").unwrap_err();
    assert_eq!(error.code(), "RACE_HTTP_DUPLICATE_ROUTE");
    assert_eq!(
        error.to_string(),
        "Route `GET /users/:name` is already registered as `GET /users/:id`\nhint: both match the same paths, so one of them would never run"
    );
    assert!(add(&mut router, APP, 9, "GET /users/*").is_ok());
    for layer in ["GET /users/*rest", "GET /users /:x", "GET /users/:id/"] {
        let error = add(&mut router, APP, 9, layer).unwrap_err();
        assert_eq!(error.code(), "RACE_HTTP_DUPLICATE_ROUTE", "{layer}");
    }
    assert_eq!(router.layers().count(), 3);
}

#[test]
fn overlaps_that_specificity_cannot_decide() {
    let rows: [(Manner, &[&str], bool); 10] = [
        (APP, &["GET /a{/b}", "GET /a/b"], true),
        (APP, &["GET /:id(\\d+)", "GET /:n([0-9]+)"], true),
        (APP, &["GET /:a/:b?", "GET /:x{/:y}{/z}"], true),
        (APP, &["GET /a/:b?", "GET /a"], false),
        (APP, &["GET /a/:b?", "GET /a/:c"], false),
        (APP, &["GET /a{/b}", "POST /a/b"], false),
        (APP, &["GET /a", "GET /A"], false),
        (APP, &["GET /:a(\\d+)", "GET /:b(\\w+)"], false),
        (APP, &["USE /a", "USE /a"], false),
        (EXPRESS, &["GET /a{/b}", "GET /a/b"], false),
    ];
    for (manner, [first, second], is_reported) in rows.map(|(manner, pair, yes)| (manner, [pair[0], pair[1]], yes)) {
        let mut router = router(manner, &[first]);
        let expected = format!(
            "Routes `{first}` and `{second}` match some paths in common and neither is more specific, so the first one, which was registered earlier, runs first"
        );
        let expected: Vec<String> = is_reported.then_some(expected).into_iter().collect();
        match add(&mut router, manner, 1, second) {
            Ok(warnings) => assert_eq!(warnings, expected, "{first}, {second}"),
            Err(error) => assert_eq!(format!("{first} {second}"), error.to_string()),
        }
    }
}

#[test]
fn express_takes_duplicates_and_says_so() {
    let mut router = Router::new(Settings {
        order: Order::Registration,
    });
    add(&mut router, EXPRESS, 5, "GET /users/:id").unwrap();
    let warnings = add(&mut router, EXPRESS, 7, "GET /uSERS/:name").unwrap();
    assert_eq!(
        warnings,
        [
            "Route `GET /uSERS/:name` matches the same paths as `GET /users/:id`, which was registered earlier, so it runs only after a call of `next()`"
        ]
    );
    // What was added later may have been registered earlier.
    let warnings = add(&mut router, EXPRESS, 2, "GET /users/:x").unwrap();
    assert!(warnings[0].starts_with("Route `GET /users/:id` matches the same paths as `GET /users/:x`"));
    assert_eq!(warnings.len(), 1);
    assert!(add(&mut router, EXPRESS, 8, "ALL /users/:id").unwrap().is_empty());
    assert!(add(&mut router, EXPRESS, 9, "GET *").unwrap().is_empty());
    let steps = router.plan(&Method::GET, "/users/1").steps;
    let layers: Vec<_> = steps.iter().map(|step| step.layer).collect();
    assert_eq!(layers, [2, 5, 7, 8, 9]);
}

#[test]
fn what_the_program_asks_further_about_is_no_double() {
    let mut router = Router::new(Settings::default());
    let mut add = |id, has_condition| {
        router.add(NewLayer {
            id,
            verb: Verb::parse("get"),
            parts: &["*".to_string()],
            order: &[id],
            is_case_sensitive: true,
            is_strict: false,
            has_condition,
        })
    };
    assert!(add(0, true).unwrap().is_empty());
    assert!(add(1, false).unwrap().is_empty());
    assert!(add(2, true).unwrap().is_empty());
    assert_eq!(add(3, false).unwrap_err().code(), "RACE_HTTP_DUPLICATE_ROUTE");
    let steps = router.plan(&Method::GET, "/users/1").steps;
    let layers: Vec<_> = steps.iter().map(|step| step.layer).collect();
    assert_eq!(layers, [0, 1, 2]);
    assert_eq!(router.plan(&Method::GET, "/").steps.len(), 3);
}

#[test]
fn methods() {
    assert_eq!(Verb::parse("get"), Some(Verb::One(Method::GET)));
    assert_eq!(Verb::parse("All"), Some(Verb::All));
    assert_eq!(Verb::parse("m-search").unwrap().name(), "M-SEARCH");
    assert_eq!(Verb::parse("propfind").unwrap().name(), "PROPFIND");
    for name in ["connect", "CONNECT", "", "a b", "\u{e9}"] {
        assert_eq!(Verb::parse(name), None, "{name}");
    }
}
