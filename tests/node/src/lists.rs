//! The committed lists: which of Node's tests racejs passes, and how many subtests of each web platform test each runtime does.
//! Both may only grow. It must not run anything.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use anyhow::Context;
use anyhow::Result;

use crate::folder;

pub(crate) const PASSING: &str = "passing.txt";
pub(crate) const WEB: &str = "wpt.txt";

/// Names of Node's tests that racejs passes.
pub(crate) type Passing = BTreeSet<String>;

/// Lines that say something: neither empty nor a comment.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

pub(crate) fn read_passing() -> Result<Passing> {
    Ok(lines(&folder::read(&folder::results(PASSING))?)
        .map(str::to_owned)
        .collect())
}

pub(crate) fn write_passing(passing: &Passing) -> Result<()> {
    let mut text = "# Node's own tests that racejs passes at the first attempt. `racejs_node_tests run --update` adds to it; a line is\n\
         # taken away by hand alone, with a reason in differences.txt.\n"
        .to_owned();
    for name in passing {
        text += name;
        text += "\n";
    }
    folder::write(&folder::results(PASSING), &text)
}

/// A web platform test: subtests that each runtime passes, and how many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WebCounts {
    pub(crate) racejs: u32,
    pub(crate) deno: u32,
    pub(crate) node: u32,
    /// The largest number that any of them reported: one that dies early reports too few.
    pub(crate) total: u32,
}

/// By the name of the test.
pub(crate) type WebList = BTreeMap<String, WebCounts>;

pub(crate) fn read_web() -> Result<WebList> {
    parse_web(&folder::read(&folder::results(WEB))?)
}

fn parse_web(text: &str) -> Result<WebList> {
    let parse = |line: &str| {
        let mut words = line.split_whitespace();
        let name = words.next()?.to_owned();
        let mut number = || words.next()?.parse().ok();
        let counts = WebCounts {
            racejs: number()?,
            deno: number()?,
            node: number()?,
            total: number()?,
        };
        Some((name, counts))
    };
    lines(text)
        .map(|line| parse(line).with_context(|| format!("`{line}` in `{WEB}` is no line of counts")))
        .collect()
}

pub(crate) fn write_web(list: &WebList) -> Result<()> {
    folder::write(&folder::results(WEB), &format_web(list))
}

fn format_web(list: &WebList) -> String {
    let mut text = "# Web platform tests: subtests that racejs, deno and node pass, and how many there are. `racejs_node_tests run --update`\n\
         # writes it; the number of racejs may only grow.\n"
        .to_owned();
    for (name, counts) in list {
        let WebCounts {
            racejs,
            deno,
            node,
            total,
        } = counts;
        text += &format!("{name} {racejs} {deno} {node} {total}\n");
    }
    text
}
