//! Small tests that must end in every way that there is, run before any other: a runner that cannot see a failure finds none.

use std::fs;

use anyhow::Context;
use anyhow::Result;
use anyhow::ensure;
use tempfile::TempDir;

use crate::console;
use crate::journal::Record;
use crate::journal::Records;
use crate::outcome::Outcome;
use crate::pool::Item;
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
        "process.kill(process.pid, 'SIGABRT'); setInterval(() => {}, 1000);",
        Outcome::Signal(libc::SIGABRT),
    ),
    ("common.skip('here');", Outcome::Skipped),
];

/// A test that fails where what is given to `node:test` is run.
const OF_NODE_TEST: &str = "require('node:test')('fails', () => { throw new Error('seen'); });";

/// Fails if one ends in another way. Notes whether the runtime runs what is given to `node:test`.
pub(crate) fn prove(pool: &Pool, runtime: &mut Runtime) -> Result<()> {
    let folder =
        tempfile::tempdir_in(pool.source.root.join("test")).context("Could not make a folder for small tests")?;
    let mut tests = Small {
        pool,
        folder: &folder,
        tests: Vec::new(),
    };
    for (text, expected) in WRITTEN {
        tests.add(
            &format!("'use strict';\nconst common = require('../common');\n{text}\n"),
            expected,
        )?;
    }
    let real = pool.source.root.join("test").join(REAL);
    let real = fs::read_to_string(real).with_context(|| format!("The package has no test `{REAL}`"))?;
    ensure!(real.contains(ASSERTION), "`{REAL}` no longer holds `{ASSERTION}`");
    tests.add(&real, Outcome::Passed)?;
    tests.add(
        &real.replace(ASSERTION, &ASSERTION.replace("strictEqual", "notStrictEqual")),
        Outcome::Exit(1),
    )?;
    for (text, expected, record) in tests.run(runtime)? {
        ensure!(
            record.outcome == expected,
            "This runner cannot be trusted: `{}` instead of `{expected}` under {} for\n{text}\n{}",
            record.outcome,
            runtime.kind,
            record.output
        );
    }
    tests.add(OF_NODE_TEST, Outcome::Exit(1))?;
    runtime.runs_node_test = tests
        .run(runtime)?
        .iter()
        .all(|(_, expected, record)| record.outcome == *expected);
    if !runtime.runs_node_test {
        let kind = runtime.kind;
        console::note(&format!(
            "{kind} does not run what is given to `node:test`: files that use it pass for nothing, and do not count"
        ));
    }
    Ok(())
}

/// Tests of our own, in a folder beside Node's.
struct Small<'a> {
    pool: &'a Pool<'a>,
    folder: &'a TempDir,
    tests: Vec<(Test, String, Outcome)>,
}

impl Small<'_> {
    fn add(&mut self, text: &str, expected: Outcome) -> Result<()> {
        let file = format!("test-{}.js", self.tests.len());
        let path = self.folder.path().join(&file);
        fs::write(path, text).context("Could not write a small test")?;
        let folder = self.folder.path().file_name().context("A folder has no name")?;
        let test = Test::parse(format!("{}/{file}", folder.to_string_lossy()), text);
        self.tests.push((test, text.to_owned(), expected));
        Ok(())
    }

    /// What became of those that were added since the last time.
    fn run(&mut self, runtime: &Runtime) -> Result<Vec<(String, Outcome, Record)>> {
        let mut records = Records::new();
        let items = self.tests.iter().map(|(test, _, _)| Item::Node(test.clone())).collect();
        self.pool.run(runtime, items, |record| {
            records.insert(record.name.clone(), record);
            Ok(())
        })?;
        let ended = self.tests.drain(..).map(|(test, text, expected)| {
            let record = records.remove(&test.name).context("A test was not run")?;
            Ok((text, expected, record))
        });
        ended.collect()
    }
}
