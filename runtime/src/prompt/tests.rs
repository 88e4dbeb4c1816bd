//! What runs for a text that is typed. Runs nothing.

use super::*;

/// What runs for a text: declarations, a bar and the body of the async function, or the text of a script.
fn run(text: &str) -> String {
    match read(text) {
        Typed::Plain => "plain".to_string(),
        Typed::Incomplete => "incomplete".to_string(),
        Typed::Script { code } => code,
        Typed::Async { declarations, code } => {
            let body = code
                .strip_prefix("(async () => { ")
                .unwrap()
                .strip_suffix("\n})()")
                .unwrap();
            format!("{declarations}|{body}")
        }
    }
}

#[test]
fn a_script_runs_as_it_is() {
    assert_eq!(run("1 + 1"), "plain");
    assert_eq!(run("async function f() { await 1 }"), "plain");
    assert_eq!(run("async () => { for await (const a of b) {} }"), "plain");
    assert_eq!(run("import('fs')"), "import('fs')");
    assert_eq!(run("() => import('fs')"), "() => import('fs')");
}

#[test]
fn what_awaits_is_the_body_of_a_function_and_declares_outside() {
    assert_eq!(run("await 1"), "|return { __proto__: null, value: (await 1\n) }");
    assert_eq!(
        run("await 1; // one"),
        "|return { __proto__: null, value: (await 1\n) }; // one"
    );
    assert_eq!(run("const a = await 1, b = 2;"), "let a, b;|void (a = await 1, b = 2);");
    assert_eq!(
        run("let a; await 1;"),
        "let a;|void (a = undefined); return { __proto__: null, value: (await 1\n) };"
    );
    assert_eq!(
        run("const { a, b: [c], d = 1, ...e } = await f()"),
        "let a, c, d, e;|void ({ a, b: [c], d = 1, ...e } = await f())"
    );
    assert_eq!(
        run("function f() { var a } class C {} await f()"),
        "let C;|globalThis.f = f; function f() { var a } C = class C {}; return { __proto__: null, value: (await f()\n) }"
    );
    assert_eq!(
        run("for (var i = 0; i < 2; i++) { var é = await i }"),
        "var i, é;|for (i = 0; i < 2; i++) { void (é = await i) }"
    );
    assert_eq!(
        run("for (var i = 0; i < 2; i++) await i"),
        "var i;|for (i = 0; i < 2; i++) await i"
    );
    assert_eq!(run("for await (const a of b) {}"), "|for await (const a of b) {}");
    assert_eq!(run("for await (var a of b) {}"), "var a;|for await (a of b) {}");
}

#[test]
fn imports_become_assignments() {
    assert_eq!(run("import 'a'"), "|void (await import('a'));");
    assert_eq!(
        run("import a, { b as c, default as d } from 'a'; c"),
        "let a, c, d;|void ({ default: a, b: c, default: d } = await import('a')); return { __proto__: null, value: (c\n) }"
    );
    assert_eq!(
        run("import * as a from \"a\""),
        "let a;|void (a = await import(\"a\"));"
    );
    assert_eq!(
        run("import a from './a.json' with { type: 'json' }"),
        "let a;|void ({ default: a } = await import('./a.json', { with: { type: 'json' } }));"
    );
}

#[test]
fn types_are_taken_away() {
    assert_eq!(run("const a: number = 1").trim(), "const a = 1;");
    assert_eq!(run("interface A { b: string }").trim(), "");
    assert_eq!(
        run("import { type A, b } from 'a'"),
        "let b;|void ({ b: b } = await import('a'));\n"
    );
    assert_eq!(run("let a: number = await 1"), "let a;|void (a = await 1);\n");
}

#[test]
fn a_beginning_is_no_error() {
    for text in [
        "function f() {",
        "[1,",
        "`a",
        "/* a",
        "'a\\\n",
        "f(a",
        "if (a) {\n  b",
        "const a: {",
        "await f(",
    ] {
        assert_eq!(run(text), "incomplete", "{text}");
    }
    for text in ["a b", "'a", "}", "1 +* 2", "await )", "export const a = 1"] {
        assert_eq!(run(text), "plain", "{text}");
    }
}
