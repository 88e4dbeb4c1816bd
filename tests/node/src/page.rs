//! The page `docs/node-tests.md` and the tables that a run prints, made from the committed files. It must not hold a number of its own.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use anyhow::Result;

use crate::counts::Count;
use crate::counts::Counts;
use crate::counts::Each;
use crate::differences;
use crate::differences::Differences;
use crate::folder;
use crate::lists;
use crate::lists::WebList;
use crate::web;

/// Modules with fewer tests share a line.
const TESTS_MIN: u32 = 8;

/// Writes the page.
///
/// # Errors
/// A committed file cannot be read, or the page not written.
pub(crate) fn write() -> Result<()> {
    folder::write(&folder::page(), &make()?)
}

fn make() -> Result<String> {
    let (counts, web, differences) = (Counts::read()?, lists::read_web()?, differences::read()?);
    let listed = lists::read_passing()?.len();
    let [racejs, deno, node] = &counts.versions;
    let suite = &counts.suite;
    let mut page = format!(
        "# Node's own tests\n\
         \n\
         <!-- Made by `cargo run --release -p racejs_node_tests -- page` from the files in tests/node; do not edit. -->\n\
         \n\
         The tests of Node.js itself, and the web platform tests that come with them, run under racejs {racejs}, deno {deno} and node {node}. They are those of Debian's\n\
         source package `nodejs` {suite}: the folders `parallel`, `es-module` and `sequential`, and the scripts `*.any.js` of the web platform tests.\n\
         \n\
         ```sh\n\
         cargo run --release -p racejs_node_tests -- run            # all under all three; an hour or more\n\
         cargo run --release -p racejs_node_tests -- check          # a sample of what racejs passes, in a minute or two\n\
         cargo run --release -p racejs_node_tests -- show fs-access # what a test prints under each\n\
         ```\n\
         \n\
         A test is a process of its own. It passes if its exit code is 0 within ten seconds; one that says that it cannot be run here is skipped, and counts\n\
         for nobody. racejs and deno implement another, later version of Node than that of the tests, and so does the node that they ran beside:\n\
         what changed since fails everywhere. {listed} tests are a ratchet ([tests/node/README.md](../tests/node/README.md)): each must go on passing.\n\
         \n"
    );
    page += &tables(&counts, &web);
    page += &explained(&differences);
    Ok(page)
}

/// Tests by module, and web platform tests by folder, as Markdown.
pub(crate) fn tables(counts: &Counts, web: &WebList) -> String {
    let [racejs, deno, node] = &counts.versions;
    let head = |what: &str, unit: &str| {
        format!(
            "| {what} | {unit} | racejs {racejs} | deno {deno} | node {node} |\n| --- | ---: | ---: | ---: | ---: |\n"
        )
    };
    let mut text = "## By module\n\n".to_owned() + &head("module", "tests");
    let mut others = Count::default();
    for (module, count) in &counts.modules {
        if count.tests < TESTS_MIN {
            others.add(count);
        } else {
            text += &row(module, count.tests, count.passed);
        }
    }
    let total = counts.total();
    text += &row("others", others.tests, others.passed);
    text += &row("**all**", total.tests, total.passed);
    text += &row("skipped", total.tests, total.skipped);
    text += "\n## Web platform tests\n\nSubtests of the files in each folder.\n\n";
    text += &head("folder", "subtests");
    let mut folders: BTreeMap<&str, (u32, Each<u32>)> = BTreeMap::new();
    for (name, counts) in web {
        let name = name.strip_prefix(web::PREFIX).unwrap_or(name);
        for key in [name.split('/').next().unwrap_or(name), "~all"] {
            let (total, passed) = folders.entry(key).or_default();
            *total += counts.total;
            for (sum, number) in passed.iter_mut().zip([counts.racejs, counts.deno, counts.node]) {
                *sum += number;
            }
        }
    }
    for (folder, (total, passed)) in folders {
        text += &row(if folder == "~all" { "**all**" } else { folder }, total, passed);
    }
    text + "\n"
}

fn row(name: &str, total: u32, [racejs, deno, node]: Each<u32>) -> String {
    format!("| {name} | {total} | {racejs} | {deno} | {node} |\n")
}

/// What deno passes and racejs does not, in a run.
pub(crate) fn behind(names: &[String], differences: &Differences) -> String {
    let mut text = format!("Passed by deno and not by racejs: {}\n", names.len());
    for name in names {
        let reason = differences.get(name).map_or("no reason is given", String::as_str);
        text += &format!("- {name}: {reason}\n");
    }
    text
}

/// The reasons, each with its tests.
fn explained(differences: &Differences) -> String {
    if differences.is_empty() {
        return "## What deno passes and racejs does not\n\nNothing.\n".to_owned();
    }
    let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, reason) in differences {
        by_reason.entry(reason).or_default().push(name);
    }
    let mut text = format!(
        "## What deno passes and racejs does not\n\n{} tests:\n\n",
        differences.len()
    );
    for (reason, names) in by_reason {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        text += &format!("- {reason}: {}\n", names.join(", "));
    }
    text
}
