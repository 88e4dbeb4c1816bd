//! The command lines that are written for each runtime.

use std::path::Path;
use std::path::PathBuf;

use super::Kind;
use super::Runtime;
use crate::suite::Test;

fn check(kind: Kind, text: &str, expected: &str) {
    let runtime = Runtime {
        kind,
        binary: PathBuf::from("bin"),
        version: "1".to_owned(),
        runs_node_test: true,
    };
    let command = runtime.test(Path::new("/"), &Test::parse("parallel/test-x.js".to_owned(), text));
    let variables = command
        .get_envs()
        .filter_map(|(name, value)| Some(format!("{}={} ", name.to_string_lossy(), value?.to_string_lossy())));
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    let line = variables.collect::<String>() + &arguments.collect::<Vec<_>>().join(" ");
    assert_eq!(line, expected);
}

#[test]
fn each_is_told_in_its_own_way() {
    check(Kind::Racejs, "", "run test/parallel/test-x.js");
    check(Kind::Node, "", "test/parallel/test-x.js");
    let deno = "-A --quiet --unsafe-proto --unstable-bare-node-builtins --unstable-detect-cjs test/parallel/test-x.js";
    check(Kind::Deno, "", &format!("run {deno}"));
    let tests = deno.replace("--quiet", "--quiet --no-check");
    check(Kind::Deno, "require('node:test')", &format!("test {tests}"));
}

#[test]
fn flags_reach_those_that_know_them() {
    let flags = "// Flags: --expose_gc --no-warnings --inspect=0\n";
    check(
        Kind::Node,
        flags,
        "--expose_gc --no-warnings --inspect=0 test/parallel/test-x.js",
    );
    let racejs = "NODE_OPTIONS=--no-warnings run --v8-flags=--expose-gc test/parallel/test-x.js";
    check(Kind::Racejs, flags, racejs);
}
