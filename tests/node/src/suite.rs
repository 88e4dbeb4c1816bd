//! The tests of the package: their names, the flags they ask for, and the module that each belongs to. It must not run any.

#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;

/// The folders of tests that need nothing but a runtime.
const FOLDERS: [&str; 3] = ["parallel", "es-module", "sequential"];

/// Its tests use fixed ports and whole machines: they run one at a time.
pub(crate) const ALONE: &str = "sequential/";

/// A test file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Test {
    /// Below the folder of tests: `parallel/test-fs-access.js`.
    pub(crate) name: String,
    /// What its first line of flags says.
    pub(crate) flags: Vec<String>,
    pub(crate) uses_node_test: bool,
}

impl Test {
    fn read(root: &Path, name: String) -> Result<Self> {
        let path = root.join("test").join(&name);
        let text = fs::read(&path).with_context(|| format!("Could not read the test `{}`", path.display()))?;
        Ok(Self::parse(name, &String::from_utf8_lossy(&text)))
    }

    /// From its text.
    pub(crate) fn parse(name: String, text: &str) -> Self {
        let flags = text.lines().find_map(|line| line.strip_prefix("// Flags: "));
        let flags = flags.unwrap_or_default().split_whitespace().map(str::to_owned);
        Self {
            name,
            flags: flags.collect(),
            uses_node_test: text.contains("'node:test'") || text.contains("\"node:test\""),
        }
    }
}

/// All tests, by name.
pub(crate) fn list(root: &Path) -> Result<Vec<Test>> {
    let mut names = Vec::new();
    for folder in FOLDERS {
        let entries = fs::read_dir(root.join("test").join(folder))
            .with_context(|| format!("The package has no folder of tests `{folder}`"))?;
        for entry in entries {
            let name = entry.context("Could not read a folder of tests")?.file_name();
            let name = name.to_string_lossy();
            if is_test(&name) {
                names.push(format!("{folder}/{name}"));
            }
        }
    }
    names.sort();
    names.into_iter().map(|name| Test::read(root, name)).collect()
}

fn is_test(name: &str) -> bool {
    let is_script = [".js", ".mjs", ".cjs"].iter().any(|ending| name.ends_with(ending));
    name.starts_with("test-") && is_script
}

/// Modules whose name has two words.
const TWO_WORDS: [&str; 8] = [
    "async-hooks",
    "async-local-storage",
    "child-process",
    "diagnostics-channel",
    "perf-hooks",
    "string-decoder",
    "trace-events",
    "worker-threads",
];

/// What a test is about: the first word of its name, where that is not the name's folder.
pub(crate) fn module(name: &str) -> &str {
    let (folder, file) = name.split_once('/').unwrap_or(("", name));
    if folder == "es-module" {
        return folder;
    }
    let file = file.split('.').next().unwrap_or(file);
    let rest = file.strip_prefix("test-").unwrap_or(file);
    let starts_with = |words: &&&str| {
        rest.strip_prefix(**words)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    match TWO_WORDS.iter().find(starts_with) {
        Some(words) => words,
        None => rest.split('-').next().unwrap_or(rest),
    }
}
