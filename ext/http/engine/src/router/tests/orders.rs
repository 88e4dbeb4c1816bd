//! Which layers match, and in which order they run.

use http::Method;

use crate::router::NewLayer;
use crate::router::Order;
use crate::router::Router;
use crate::router::Settings;
use crate::router::Verb;
use crate::router::tests::APP;
use crate::router::tests::EXPRESS;
use crate::router::tests::Manner;
use crate::router::tests::plan;
use crate::router::tests::router;

fn table(manner: Manner, layers: &[&str], rows: &[(&str, &str)]) {
    let router = router(manner, layers);
    for (request, expected) in rows {
        assert_eq!(plan(&router, request), *expected, "{request}");
    }
}

#[test]
fn the_most_specific_route_comes_first() {
    let layers = [
        "GET /*rest",
        "GET /users/*rest",
        "GET /users/:id",
        "GET /users/me",
        "GET /",
    ];
    table(
        APP,
        &layers,
        &[
            ("GET /users/me", "3, 2 id=me, 1 rest=me, 0 rest=users/me"),
            ("GET /users/7", "2 id=7, 1 rest=7, 0 rest=users/7"),
            ("GET /users/7/posts", "1 rest=7/posts, 0 rest=users/7/posts"),
            ("GET /users", "1 rest=, 0 rest=users"),
            ("GET /other/a", "0 rest=other/a"),
            ("GET /", "4, 0 rest="),
        ],
    );
}

#[test]
fn every_class_of_segments_has_its_place() {
    let layers = [
        "GET /a/*z",
        "GET /a/*z.b",
        "GET /a/:y+",
        "GET /a/:x?",
        "GET /a/:w",
        "GET /a/:v(.\\.b)",
        "GET /a/:u.b",
        "GET /a/x.b",
    ];
    table(
        APP,
        &layers,
        &[
            (
                "GET /a/x.b",
                "7, 6 u=x, 5 v=x.b, 4 w=x.b, 3 x=x.b, 2 y=x.b, 1 z=x, 0 z=x.b",
            ),
            ("GET /a", "3, 0 z="),
        ],
    );
    table(
        APP,
        &["GET /a{/b}", "GET /a", "GET /a/*"],
        &[("GET /a", "1, 0, 2 *="), ("GET /a/b", "0, 2 *=b")],
    );
    table(
        APP,
        &["GET /*x", "GET /*x/b", "GET /*x/a/b"],
        &[("GET /q/a/b", "2 x=q, 1 x=q/a, 0 x=q/a/b")],
    );
}

#[test]
fn the_left_decides_before_the_right() {
    let layers = ["GET /a/b/c", "GET /a/:x/d", "GET /:y/b/e", "GET /:y/*rest"];
    table(
        APP,
        &layers,
        &[
            ("GET /a/b/d", "1 x=b, 3 y=a&rest=b/d"),
            ("GET /a/b/e", "2 y=a, 3 y=a&rest=b/e"),
            ("GET /a/b/f", "3 y=a&rest=b/f"),
        ],
    );
    table(APP, &["GET /:a/b", "GET /a/:b"], &[("GET /a/b", "1 b=b, 0 a=a")]);
    let names = [
        "GET /users/:id",
        "GET /users/:user/posts/:post",
        "GET /users/:name/photo",
    ];
    table(
        APP,
        &names,
        &[
            ("GET /users/7", "0 id=7"),
            ("GET /users/7/posts/9", "1 user=7&post=9"),
            ("GET /users/7/photo", "2 name=7"),
        ],
    );
}

#[test]
fn methods_fall_back_and_are_listed() {
    let layers = [
        "GET /x",
        "POST /x",
        "ALL /any",
        "PUT /any",
        "GET /both/:id",
        "DELETE /both/me",
        "HEAD /x/head",
        "ALL /h",
        "GET /h",
        "HEAD /h",
    ];
    table(
        APP,
        &layers,
        &[
            ("HEAD /x", "0"),
            ("PUT /x", "405 GET, HEAD, POST, OPTIONS"),
            ("OPTIONS /x", "405 GET, HEAD, POST, OPTIONS"),
            ("PUT /any", "3, 2"),
            ("TRACE /any", "2"),
            ("GET /both/me", "4 id=me"),
            ("DELETE /both/me", "5"),
            ("POST /both/me", "405 GET, HEAD, DELETE, OPTIONS"),
            ("GET /x/head", "405 HEAD, OPTIONS"),
            ("GET /none", "404"),
            ("HEAD /h", "9, 8, 7"),
            ("GET /h", "8, 7"),
        ],
    );
    table(
        EXPRESS,
        &layers,
        &[
            ("HEAD /h", "7, 8, 9"),
            ("PUT /any", "2, 3"),
            ("BREW /x", "405 GET, HEAD, POST, OPTIONS"),
        ],
    );
}

#[test]
fn middleware_is_a_prefix_at_the_border_of_a_segment() {
    let layers = [
        "USE",
        "USE /",
        "USE /api",
        "USE /api/:v",
        "USE /api/*",
        "USE *",
        "USE /:lang?",
        "USE /API/",
    ];
    table(
        APP,
        &layers,
        &[
            ("GET /", "0, 1, 5 *=, 6, 404"),
            ("GET /apix", "0, 1, 5 *=apix, 6 lang=apix, 404"),
            ("GET /api", "0, 1, 2, 4 *=, 5 *=api, 6 lang=api, 404"),
            ("GET /api/1/x", "0, 1, 2, 3 v=1, 4 *=1/x, 5 *=api/1/x, 6 lang=api, 404"),
            ("GET //api", "0, 1, 5 *=/api, 6, 404"),
            ("GET /%zz", "400"),
        ],
    );
    table(
        EXPRESS,
        &["USE /api/", "USE /:a+/x", "USE /:n(\\d+)"],
        &[
            ("GET /API/x/y", "0, 1 a=API, 404"),
            ("GET /1/2/x", "1 a=1/2, 2 n=1, 404"),
            ("GET /xx", "404"),
        ],
    );
}

#[test]
fn registration_decides_in_express() {
    let layers = ["GET /a", "USE /", "GET /:x", "POST /a", "USE /a", "ALL *", "GET /a"];
    table(
        EXPRESS,
        &layers,
        &[
            ("GET /a", "0, 1, 2 x=a, 4, 5 *=a, 6"),
            ("POST /A/", "1, 3, 4, 5 *=A/"),
            ("GET /b", "1, 2 x=b, 5 *=b"),
        ],
    );
    table(
        EXPRESS,
        &["USE /", "GET /a"],
        &[("POST /a", "0, 405 GET, HEAD, OPTIONS"), ("GET /b", "0, 404")],
    );
}

#[test]
fn middleware_guards_what_was_registered_after_it() {
    let layers = ["GET /*", "USE /", "GET /a/:b", "USE /a", "GET /a/b", "USE /"];
    table(
        APP,
        &layers,
        &[
            // The most specific route brings along everything that was registered before it.
            ("GET /a/b", "1, 3, 4, 2 b=b, 0 *=a/b, 5"),
            ("GET /a/x", "1, 2 b=x, 0 *=a/x, 3, 5"),
            ("GET /z", "0 *=z, 1, 5"),
            ("POST /a/b", "1, 3, 5, 405 GET, HEAD, OPTIONS"),
        ],
    );
}

fn nested(router: &mut Router, id: u32, verb: Option<Verb>, parts: &[&str], order: &[u32]) {
    let parts: Vec<String> = parts.iter().map(|part| (*part).to_string()).collect();
    let warnings = router.add(NewLayer {
        id,
        verb,
        parts: &parts,
        order,
        is_case_sensitive: true,
        is_strict: false,
        has_condition: false,
    });
    assert_eq!(warnings.unwrap(), Vec::<String>::new());
}

#[test]
fn layers_of_a_router_run_at_its_place() {
    let get = || Verb::parse("get");
    for order in [Order::Registration, Order::Specificity] {
        let mut router = Router::new(Settings { order });
        nested(&mut router, 0, get(), &["/:any/*"], &[2]);
        nested(&mut router, 1, get(), &["/api", "/:x"], &[1, 5]);
        nested(&mut router, 2, None, &["/api", "/"], &[1, 4]);
        nested(&mut router, 3, None, &["/"], &[0]);
        nested(&mut router, 4, None, &["/api", "/in", "/"], &[1, 4, 0]);
        nested(&mut router, 5, None, &["/"], &[1]);
        assert_eq!(plan(&router, "GET /api/in"), "3, 5, 2, 4, 1 x=in, 0 any=api&*=in");
    }
}

#[test]
fn bases_and_depths() {
    let rows: [(Option<&str>, &[&str], &str, &str); 18] = [
        (None, &["/"], "/a/b", "|"),
        (None, &["/a"], "/a/b", "/a|"),
        (None, &["/a"], "/a/", "/a|"),
        (None, &["/a/"], "/a", "/a|"),
        (None, &["/:x"], "/%E2%82%AC/b", "/%E2%82%AC|0x"),
        (None, &["/:x", "/:y"], "/1/2/3", "/1/2|0x1y"),
        (None, &["*"], "/a/b/", "/a/b|0*"),
        (None, &["/:a+"], "/a/b//c", "/a/b|0a"),
        (None, &["/*a/x"], "/1/2/x/3", "/1/2/x|0a"),
        (Some("GET"), &["/a/b"], "/a/b", "|"),
        (Some("GET"), &["/a", "/b"], "/a/b", "/a|"),
        (Some("GET"), &["/a", "/"], "/a/", "/a|"),
        (Some("GET"), &["/a", "/b", "/:c"], "/a/b/%20", "/a/b|2c"),
        (Some("GET"), &["/:a", "/", "/:a"], "/1/2", "/1|0a2a"),
        (Some("GET"), &["/:a?", "/x"], "/x", "|"),
        (Some("GET"), &["/*any", "/x"], "/1/2/x", "/1/2|0any"),
        (Some("GET"), &["/*any", "/"], "/1/2/", "/1/2|0any"),
        (Some("GET"), &["/:a+", "/x/*y"], "/1/2/x/3", "/1/2|0a1y"),
    ];
    for (verb, parts, path, expected) in rows {
        let mut router = Router::new(Settings::default());
        nested(&mut router, 0, verb.and_then(Verb::parse), parts, &[0]);
        let plan = router.plan(&Method::GET, path);
        let step = &plan.steps[0];
        let params = step.params.iter().map(|param| format!("{}{}", param.depth, param.name));
        let shown = format!("{}|{}", &path[..step.base], params.collect::<String>());
        assert_eq!(shown, expected, "{parts:?} on {path}");
    }
}
