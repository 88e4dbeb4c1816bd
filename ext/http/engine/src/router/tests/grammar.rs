//! Patterns, paths, and what the parameters stand for.

use crate::router::tests::APP;
use crate::router::tests::EXPRESS;
use crate::router::tests::Manner;
use crate::router::tests::values;

fn table(manner: Manner, rows: &[(&str, &str, &str)]) {
    for (pattern, path, expected) in rows {
        assert_eq!(values(manner, pattern, path), *expected, "{pattern} on {path}");
    }
}

#[test]
fn literals_and_parameters() {
    table(
        APP,
        &[
            ("/", "/", "-"),
            ("/a/b", "/a/b", "-"),
            ("/a/b", "/a/B", "404"),
            ("/a/b", "/a", "404"),
            ("/a/b", "/a/b/c", "404"),
            ("/:id", "/7", "id=7"),
            ("/:id", "/", "404"),
            ("/:a/:b", "/1/2", "a=1&b=2"),
            ("/:größe", "/xl", "größe=xl"),
            ("/:$a_1", "/x", "$a_1=x"),
            ("/:\"a-b\"-c", "/x-c", "a-b=x"),
            ("/a+b/[c]!", "/a+b/[c]!", "-"),
        ],
    );
}

#[test]
fn several_things_in_one_segment() {
    table(
        APP,
        &[
            ("/:from-:to", "/a-b", "from=a&to=b"),
            ("/:from-:to", "/a-b-c", "from=a-b&to=c"),
            ("/:from-:to", "/a-", "404"),
            ("/:from-:to", "/-b", "404"),
            ("/:from-:to", "/ab", "404"),
            ("/:file.:ext", "/a.tar.gz", "file=a.tar&ext=gz"),
            ("/:file.json", "/a.json", "file=a"),
            ("/:file.json", "/.json", "404"),
            ("/v:major", "/v12", "major=12"),
            ("/v:major", "/v", "404"),
            ("/v:major.:minor/x", "/v1.2/x", "major=1&minor=2"),
            ("/:a--:b..:c", "/1--2..3", "a=1&b=2&c=3"),
            ("/aba:x", "/aba", "404"),
            ("/ab:x/ba", "/abba", "404"),
            ("/ab:xba", "/abba", "xba=ba"),
            ("/ab:x{ba}", "/abba", "x=ba"),
            ("/:a€:b", "/ü%E2%82%ACß", "a=ü&b=ß"),
        ],
    );
}

#[test]
fn parameters_with_expressions() {
    table(
        APP,
        &[
            ("/:id(\\d+)", "/12", "id=12"),
            ("/:id(\\d+)", "/12a", "404"),
            ("/:id(\\d+)", "/\u{665}", "404"),
            ("/:id(\\d*)", "/", "404"),
            ("/:kind(a|bc)", "/bc", "kind=bc"),
            ("/:kind(a|bc)", "/abc", "404"),
            ("/:kind(a|bc)", "/A", "404"),
            ("/:id([0-9a-f]{8})", "/deadbeef", "id=deadbeef"),
            ("/:x([)(]+)", "/()", "x=()"),
            ("/:x((?:a|b)+)", "/abba", "x=abba"),
            ("/:x(\\w+)-:y(\\d+)", "/ab-12", "x=ab&y=12"),
            ("/:x(\\w+)-:y(\\d+)", "/ab-1x", "404"),
            ("/:a(\\d+):b", "/12x", "a=12&b=x"),
            ("/:a(\\d+)px", "/12px", "a=12"),
            ("/:x([\\d.]+)", "/1.2", "x=1.2"),
            ("/:x([a&&b]+)", "/a&b", "x=a&b"),
            ("/:x(\\bab\\b)", "/ab", "x=ab"),
            ("/:x(^\\d+$)", "/12", "x=12"),
        ],
    );
    table(
        EXPRESS,
        &[("/:kind(a|bc)-x", "/BC-X", "kind=BC"), ("/:kind(a|bc)", "/A", "kind=A")],
    );
}

#[test]
fn what_may_be_missing() {
    table(
        APP,
        &[
            ("/a/:b?", "/a", "-"),
            ("/a/:b?", "/a/", "-"),
            ("/a/:b?", "/a/1", "b=1"),
            ("/:a?/:b?", "/1", "a=1"),
            ("/:a?/:b?", "/1/2", "a=1&b=2"),
            ("/:a?/x", "/x", "-"),
            ("/:a?/x", "/1/x", "a=1"),
            ("/:id(\\d+)?", "/", "-"),
            ("/:id(\\d+)?", "/7", "id=7"),
            ("/:file.:ext?", "/a.b", "file=a&ext=b"),
            ("/:file.:ext?", "/a", "file=a"),
            ("/.:ext?", "/.", "-"),
            ("/a.:b?/c", "/a/c", "-"),
            ("/a-:b?", "/a-", "-"),
            ("/a-:b?", "/a-1", "b=1"),
            ("/:a?-x", "/-x", "-"),
            ("{/:lang}/about", "/about", "-"),
            ("{/:lang}/about", "/de/about", "lang=de"),
            ("/:file{.:ext}", "/a.b", "file=a&ext=b"),
            ("/:file{.:ext}", "/a", "file=a"),
            ("/:a{-:b}{-:c}", "/1-2-3", "a=1&b=2&c=3"),
            ("/:a{-:b}{-:c}", "/1-2", "a=1&b=2"),
            ("/a{/b{/:c}}", "/a", "-"),
            ("/a{/b{/:c}}", "/a/b", "-"),
            ("/a{/b{/:c}}", "/a/b/1", "c=1"),
            ("/a{/b{/:c}}", "/a/c", "404"),
            ("/a{b}c", "/ac", "-"),
            ("/a{b}c", "/abc", "-"),
            ("/{:a}", "/", "-"),
            ("/{:a}", "/1", "a=1"),
        ],
    );
}

#[test]
fn several_segments() {
    table(
        APP,
        &[
            ("/a/:b+", "/a", "404"),
            ("/a/:b+", "/a/1", "b=1"),
            ("/a/:b+", "/a/1/2/", "b=1/2"),
            ("/a/:b+", "/a/1//2", "404"),
            ("/a/:b*", "/a", "-"),
            ("/a/:b*", "/a/1/2", "b=1/2"),
            ("/:a+/x/:b+", "/1/x/2/x/3", "a=1/x/2&b=3"),
            ("/:a*/x", "/x", "-"),
            ("/:a*/x", "/1/2/x", "a=1/2"),
            ("/:a(\\d+)+", "/1/22", "a=1/22"),
            ("/:a(\\d+)+", "/1/x", "404"),
        ],
    );
}

#[test]
fn wildcards() {
    table(
        APP,
        &[
            ("*", "/", "*="),
            ("*", "/a/b", "*=a/b"),
            ("/*", "//", "*="),
            ("/*", "/a//b/", "*=a//b/"),
            ("/a/*rest", "/a", "rest="),
            ("/a/*rest", "/a/", "rest="),
            ("/a/*rest", "/ab", "404"),
            ("/a/*rest", "/a/b%2Fc/d", "rest=b/c/d"),
            ("/{*rest}", "/", "rest="),
            ("/{*rest}", "/a/b", "rest=a/b"),
            ("/a{/*rest}", "/a", "rest="),
            ("/a{/*rest}", "/a/b", "rest=b"),
            ("/a/*mid/z", "/a/b/c/z", "mid=b/c"),
            ("/a/*mid/z", "/a/z", "404"),
            ("/a/*mid/z", "/a/z/z", "mid=z"),
            ("/*a/x/*b", "/1/x/2/x/3", "a=1/x/2&b=3"),
            ("/*a/x/*b", "/1/x", "a=1&b="),
            ("/*path.html", "/a/b.html", "path=a/b"),
            ("/*path.html", "/.html", "404"),
            ("/*.html", "/a/b.html", "*=a/b"),
            ("/*.*", "/a/b.c", "*=a/b&*=c"),
            ("/img-*rest", "/img-a/b/", "rest=a/b/"),
            ("/img-*rest", "/img-", "rest="),
            ("/*path.:ext", "/a/b.c.d", "path=a/b.c&ext=d"),
            ("/:a/*b/:c(\\d+)", "/1/2/3/4", "a=1&b=2/3&c=4"),
            ("/*\"a-b\"/c", "/1/2/c", "a-b=1/2"),
            ("/f/:path(.*)", "/f/a/b", "path=a/b"),
            ("/f/:path(*)", "/f", "path="),
            ("/f/:path(.+)", "/f", "404"),
            ("/f/:path(.+)", "/f/a/b", "path=a/b"),
            ("/f/:path(.*)/x", "/f/a/b/x", "path=a/b"),
        ],
    );
}

#[test]
fn escapes_and_encodings() {
    table(
        APP,
        &[
            ("/a\\:b", "/a:b", "-"),
            ("/\\*\\{\\}\\?\\(\\)\\\\", "/*%7B%7D%3F()%5C", "-"),
            ("/:a\\:verb", "/7:verb", "a=7"),
            ("/caf\u{e9}", "/caf%C3%A9", "-"),
            ("/caf%C3%A9", "/caf%C3%A9", "-"),
            ("/100%", "/100%25", "-"),
            ("/f/:name", "/f/a%20b", "name=a b"),
            ("/f/:name", "/f/a%2Fx", "name=a/x"),
            ("/f/:name", "/f/a+b", "name=a+b"),
            ("/f/:name/x", "/f/%E2%82%AC/x", "name=\u{20ac}"),
            ("/a/b", "/a%2Fb", "404"),
            ("/a%2Fb", "/a%2Fb", "-"),
            ("/*a/z", "/x%2Fz/z", "a=x/z"),
            ("/*a/z", "/x%2Fz", "404"),
        ],
    );
    for path in ["/f/%", "/f/%4", "/f/%zz", "/f/%ff", "/f/%C3%28", "*", "", "a"] {
        assert_eq!(values(APP, "/*", path), "400", "{path}");
    }
}

#[test]
fn slashes() {
    table(
        APP,
        &[
            ("/a", "/a/", "-"),
            ("/a", "/a//", "404"),
            ("/a/", "/a", "-"),
            ("/a/:b", "/a//b", "404"),
            ("/a/:b", "/a//", "404"),
            ("/", "//", "-"),
            ("/:a", "//", "404"),
        ],
    );
    let strict = Manner { is_strict: true, ..APP };
    table(
        strict,
        &[
            ("/", "/", "-"),
            ("/", "//", "404"),
            ("/a", "/a", "-"),
            ("/a", "/a/", "404"),
            ("/a/", "/a/", "-"),
            ("/a/", "/a", "404"),
            ("/a/:b+", "/a/b/c/", "404"),
            ("/a/*", "/a/", "*="),
            ("/a/*", "/a/b/", "*=b/"),
            ("/*a/b", "/1/b/", "404"),
            ("/*a/b/", "/1/b/", "a=1"),
            ("/api /", "/api", "-"),
            ("/api /", "/api/", "-"),
            ("/api /x", "/api/x/", "404"),
        ],
    );
}

#[test]
fn case() {
    table(
        EXPRESS,
        &[
            ("/Staff/:Id", "/sTAFF/X", "Id=X"),
            ("/V:major-Beta", "/v1-BETA", "major=1"),
            ("/*a/End", "/X/eND", "a=X"),
            ("/\u{c9}", "/%C3%89", "-"),
            ("/\u{c9}", "/%C3%A9", "404"),
            // The Kelvin sign is no ASCII letter.
            ("/*a/k", "/x/%E2%84%AA", "404"),
        ],
    );
    table(APP, &[("/*a/End", "/X/end", "404"), ("/V:major", "/v1", "404")]);
}

#[test]
fn parts_are_joined() {
    table(
        APP,
        &[
            ("/api /", "/api", "-"),
            ("/api /", "/api/", "-"),
            ("/api/ /x", "/api/x", "-"),
            ("/ /x", "/x", "-"),
            ("/ /", "/", "-"),
            ("/:a /:a", "/1/2", "a=1&a=2"),
            ("/files *", "/files/x", "*=x"),
            ("/:lang? /x", "/x", "-"),
            ("/:lang? /x", "/de/x", "lang=de"),
            ("/*any /x", "/1/2/x", "any=1/2"),
            ("/api ", "/api", "-"),
            ("", "/", "-"),
        ],
    );
}
