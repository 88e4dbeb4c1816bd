//! What is read from names and first lines.

use super::Test;
use super::module;

#[test]
fn the_module_is_the_first_word_of_the_name() {
    for (name, expected) in [
        ("parallel/test-fs-access.js", "fs"),
        ("parallel/test-http2-compat-socket.js", "http2"),
        ("sequential/test-child-process-exit.js", "child-process"),
        ("parallel/test-async-local-storage-deep-stack.js", "async-local-storage"),
        ("parallel/test-async-wrap-destroyid.js", "async"),
        ("parallel/test-querystring.js", "querystring"),
        ("es-module/test-esm-main-lookup.mjs", "es-module"),
    ] {
        assert_eq!(module(name), expected, "{name}");
    }
}

#[test]
fn the_first_line_of_flags_counts() {
    let text = "'use strict';\n// Flags: --expose-gc  --no-warnings\n// Flags: --other\nrequire('node:test');\n";
    let test = Test::parse("parallel/test-x.js".to_owned(), text);
    assert_eq!(test.flags, ["--expose-gc", "--no-warnings"]);
    assert!(test.uses_node_test);
    let test = Test::parse("parallel/test-x.js".to_owned(), "// See `Flags: --a`\n");
    assert_eq!(test.flags, Vec::<String>::new());
    assert!(!test.uses_node_test);
}
