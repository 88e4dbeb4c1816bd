//! Web platform tests: scripts that report many subtests each to a page, for which a script of ours stands in. It must not know what
//! they test.

#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::Context;
use anyhow::Result;
use serde::Deserialize;

use crate::folder;
use crate::journal::Record;
use crate::journal::Subtests;
use crate::outcome::Outcome;
use crate::runtime::Runtime;

/// Where the package has them.
const FOLDER: &str = "test/fixtures/wpt";

/// Distinguishes their names from those of Node's tests.
pub(crate) const PREFIX: &str = "wpt/";

/// A file of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WebTest {
    /// `wpt/url/url-constructor.any.js`
    pub(crate) name: String,
    /// It may take much longer than others.
    pub(crate) is_long: bool,
    /// Parts that a browser would load one by one, and that are run together here.
    pub(crate) variants: u32,
}

impl WebTest {
    /// From its text; none if it can only be run where there is no window and no worker.
    fn parse(name: String, text: &str) -> Option<Self> {
        let mut test = Self {
            name,
            ..Self::default()
        };
        // The lines that say something about the test come first.
        for line in text.lines().take_while(|line| line.starts_with("//")) {
            match line
                .strip_prefix("// META:")
                .map(str::trim)
                .and_then(|meta| meta.split_once('='))
            {
                Some(("timeout", "long")) => test.is_long = true,
                Some(("variant", _)) => test.variants += 1,
                Some(("global", scopes)) if !scopes.split(',').any(is_here) => return None,
                _ => {}
            }
        }
        Some(test)
    }

    /// How long it may take: for each part ten seconds, or a minute, as in browsers.
    pub(crate) fn time(&self) -> Duration {
        Duration::from_secs(if self.is_long { 60 } else { 10 }) * self.variants.max(1)
    }
}

/// A scope without documents is one that a runtime for servers can be.
fn is_here(scope: &str) -> bool {
    ["window", "worker", "dedicatedworker", "jsshell"].contains(&scope.trim())
}

/// All of them, by name.
pub(crate) fn list(root: &Path) -> Result<Vec<WebTest>> {
    let mut tests = Vec::new();
    let folder = root.join(FOLDER);
    let mut folders = vec![folder.clone()];
    while let Some(place) = folders.pop() {
        let entries = fs::read_dir(&place).with_context(|| format!("Could not read `{}`", place.display()))?;
        for entry in entries {
            let path = entry.context("Could not read a folder of tests")?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(".any.js") {
                let name = path.strip_prefix(&folder).context("A test is outside its folder")?;
                let text = fs::read(&path).with_context(|| format!("Could not read `{}`", path.display()))?;
                let name = format!("{PREFIX}{}", name.display());
                tests.extend(WebTest::parse(name, &String::from_utf8_lossy(&text)));
            }
        }
    }
    tests.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(tests)
}

/// How a runtime runs it, with the file that the results go to.
pub(crate) fn command(runtime: &Runtime, root: &Path, test: &WebTest, results: &Path) -> Result<Command> {
    let script = folder::of_crate().join("wpt/harness.cjs");
    let name = test
        .name
        .strip_prefix(PREFIX)
        .context("A web platform test has another name")?;
    let mut command = runtime.script(root, &script);
    command.arg(root.join(FOLDER)).arg(name).arg(results);
    Ok(command)
}

/// A line of the results.
#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Subtest {
        passed: bool,
    },
    /// The last one: no more subtests, and none was cut short.
    End {
        complete: bool,
    },
}

/// Counts the subtests of a run. The file passes if it came to its end and all subtests passed.
pub(crate) fn judge(record: &mut Record, results: &Path) {
    let text = fs::read_to_string(results).unwrap_or_default();
    let (subtests, is_complete) = count(&text);
    record.subtests = Some(subtests);
    let is_whole = is_complete && subtests.passed == subtests.total;
    if record.outcome == Outcome::Passed && !is_whole {
        record.outcome = Outcome::Exit(1);
    }
}

fn count(text: &str) -> (Subtests, bool) {
    let mut subtests = Subtests::default();
    let mut is_complete = false;
    for line in text.lines().filter_map(|line| serde_json::from_str(line).ok()) {
        match line {
            Line::Subtest { passed } => {
                subtests.total += 1;
                subtests.passed += u32::from(passed);
            }
            Line::End { complete } => is_complete = complete,
        }
    }
    (subtests, is_complete)
}
