//! `docs/packages.md`: the results as a table. It must not hold a cell that is not in the results.

use std::fmt::Write;

use crate::reasons::Reasons;
use crate::results::{Entry, Results};
use crate::runtimes::NAMES;

const OPENING: &str = "\
# Packages

The npm packages that people use most, each exercised by a small program against real services on the loopback: [`tests/compat/`](../tests/compat/README.md).
A cell is `ok` when the program ended well and made as many checks as on Node, or else the first line of its error. Written by
`cargo run --release -p racejs_compat -- run`, not by hand.
";

pub(crate) fn render(results: &Results, reasons: &Reasons) -> String {
    let mut page = String::from(OPENING);
    // Writing to a string cannot fail.
    let _ = writeln!(page, "\n{}", totals(results));
    let versions = NAMES.map(|name| {
        let version = results.runtimes.get(name).map_or("", String::as_str);
        format!("{name} {version}").trim_end().to_owned()
    });
    let _ = writeln!(
        page,
        "| package | version | what was tried | {} |",
        versions.join(" | ")
    );
    let _ = writeln!(page, "|{}", " --- |".repeat(3 + NAMES.len()));
    let mut entries: Vec<&Entry> = results.programs.values().collect();
    entries.sort_by(|a, b| a.package.trim_start_matches('@').cmp(b.package.trim_start_matches('@')));
    for entry in entries {
        let cells = NAMES.map(|name| cell(entry.outcomes.get(name).map_or("", String::as_str)));
        let tried = cell(&entry.tried);
        let _ = writeln!(
            page,
            "| {} | {} | {tried} | {} |",
            entry.package,
            entry.version,
            cells.join(" | ")
        );
    }
    if !reasons.is_empty() {
        page.push_str("\n## What works on Node and not on racejs\n\n");
        for (name, reason) in reasons {
            let package = results.programs.get(name).map_or(name.as_str(), |entry| &entry.package);
            let _ = writeln!(page, "- {package}: {reason}");
        }
    }
    page
}

fn totals(results: &Results) -> String {
    let passed = NAMES.map(|name| {
        let ran = results.programs.values().filter_map(|entry| entry.outcomes.get(name));
        let count = ran.clone().filter(|outcome| *outcome == "ok").count();
        format!("{name} {count} of {}", ran.count())
    });
    format!("Passed: {}.\n", passed.join(", "))
}

/// A bar would end the cell, and a tag or a backtick would be markup.
fn cell(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace('<', "&lt;")
        .replace('`', "'")
}
