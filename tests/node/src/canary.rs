//! Small tests that must end in every way that there is, run before any other: a runner that cannot see a failure finds none.

use std::fs;

use anyhow::Context;
use anyhow::Result;
use anyhow::ensure;

use crate::outcome::Outcome;
use crate::pool::Pool;
use crate::runtime::Runtime;
use crate::suite::Test;

/// A test of Node's own that every runtime passes, and an assertion in it that can be turned around.
const REAL: &str = "parallel/test-path-isabsolute.js";
const ASSERTION: &str = "assert.strictEqual(path.posix.isAbsolute('./baz'), false);";

/// Texts of tests, after the line that loads Node's helpers, and how each must end.
const WRITTEN: [(&str, Outcome); 7] = [
    (
        "require('assert').strictEqual(1, 1); common.mustCall(() => {})();",
        Outcome::Passed,
    ),
    ("require('assert').strictEqual(1, 2);", Outcome::Exit(1)),
    ("common.mustCall(() => {});", Outcome::Exit(1)),
    ("setTimeout(() => { throw new Error('late'); }, 1);", Outcome::Exit(1)),
    ("process.exit(3);", Outcome::Exit(3)),
    (
        "process.kill(process.pid, 'SIGSEGV'); setInterval(() => {}, 1000);",
        Outcome::Signal(libc::SIGSEGV),
    ),
    ("common.skip('here');", Outcome::Skipped),
];

/// Fails if one ends in another way.
pub(crate) fn prove(pool: &Pool, runtime: &Runtime) -> Result<()> {
    let folder =
        tempfile::tempdir_in(pool.source.root.join("test")).context("Could not make a folder for small tests")?;
    let name = |file: &str| -> Result<String> {
        let folder = folder.path().file_name().context("A folder has no name")?;
        Ok(format!("{}/{file}", folder.to_string_lossy()))
    };
    let mut tests = Vec::new();
    for (number, (text, expected)) in WRITTEN.into_iter().enumerate() {
        let text = format!("'use strict';\nconst common = require('../common');\n{text}\n");
        tests.push((name(&format!("test-{number}.js"))?, text, expected));
    }
    let real = pool.source.root.join("test").join(REAL);
    let real = fs::read_to_string(real).with_context(|| format!("The package has no test `{REAL}`"))?;
    ensure!(real.contains(ASSERTION), "`{REAL}` no longer holds `{ASSERTION}`");
    let turned = real.replace(ASSERTION, &ASSERTION.replace("strictEqual", "notStrictEqual"));
    tests.push((name("test-real.js")?, real, Outcome::Passed));
    tests.push((name("test-turned.js")?, turned, Outcome::Exit(1)));
    for (name, text, _) in &tests {
        let path = pool.source.root.join("test").join(name);
        fs::write(path, text).context("Could not write a small test")?;
    }
    let items = tests
        .iter()
        .map(|(name, text, _)| crate::pool::Item::Node(Test::parse(name.clone(), text)));
    pool.run(runtime, items.collect(), |record| {
        let test = tests.iter().find(|(name, _, _)| *name == record.name);
        let (_, text, expected) = test.context("A test was run that nobody asked for")?;
        ensure!(
            record.outcome == *expected,
            "This runner cannot be trusted: `{}` instead of `{expected}` for\n{text}\n{}",
            record.outcome,
            record.output
        );
        Ok(())
    })
}
