//! How many tests of each module each runtime passes, with the versions of all: counted from a run, written to a committed file and
//! read from there. It must not know how a count is shown.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use anyhow::Context;
use anyhow::Result;

use crate::folder;
use crate::journal::Records;
use crate::lists;
use crate::runtime::KINDS;
use crate::suite;
use crate::web;

const FILE: &str = "counts.txt";

/// A number for racejs, deno and node.
pub(crate) type Each<T> = [T; 3];

/// Of one module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) tests: u32,
    pub(crate) passed: Each<u32>,
    pub(crate) skipped: Each<u32>,
}

impl Count {
    pub(crate) fn add(&mut self, other: &Self) {
        self.tests += other.tests;
        for index in 0..KINDS.len() {
            self.passed[index] += other.passed[index];
            self.skipped[index] += other.skipped[index];
        }
    }
}

/// What the committed file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Of the source package.
    pub(crate) suite: String,
    pub(crate) versions: Each<String>,
    pub(crate) modules: BTreeMap<String, Count>,
}

impl Counts {
    /// Of a run of all tests under all runtimes.
    pub(crate) fn of(suite: &str, versions: Each<String>, records: &Each<Records>) -> Self {
        let mut modules: BTreeMap<String, Count> = BTreeMap::new();
        for (index, records) in records.iter().enumerate() {
            for record in records.values().filter(|record| !record.name.starts_with(web::PREFIX)) {
                let count = modules.entry(suite::module(&record.name).to_owned()).or_default();
                count.tests += u32::from(index == 0);
                count.passed[index] += u32::from(record.outcome.is_pass());
                count.skipped[index] += u32::from(record.outcome == crate::outcome::Outcome::Skipped);
            }
        }
        Self {
            suite: suite.to_owned(),
            versions,
            modules,
        }
    }

    pub(crate) fn total(&self) -> Count {
        let mut total = Count::default();
        self.modules.values().for_each(|count| total.add(count));
        total
    }

    pub(crate) fn read() -> Result<Self> {
        Self::parse(&folder::read(&folder::results(FILE))?)
    }

    pub(crate) fn write(&self) -> Result<()> {
        folder::write(&folder::results(FILE), &self.format())
    }

    fn parse(text: &str) -> Result<Self> {
        let mut counts = Self::default();
        for line in lists::lines(text) {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                ["suite", version] => counts.suite = (*version).to_owned(),
                ["versions", versions @ ..] if versions.len() == 3 => {
                    counts.versions = [0, 1, 2].map(|index| versions[index].to_owned());
                }
                [module, numbers @ ..] if numbers.len() == 7 => {
                    let numbers: Vec<u32> = numbers
                        .iter()
                        .map(|number| number.parse())
                        .collect::<Result<_, _>>()
                        .with_context(|| format!("`{line}` in `{FILE}` holds no numbers"))?;
                    let count = Count {
                        tests: numbers[0],
                        passed: [numbers[1], numbers[2], numbers[3]],
                        skipped: [numbers[4], numbers[5], numbers[6]],
                    };
                    counts.modules.insert((*module).to_owned(), count);
                }
                _ => anyhow::bail!("`{line}` in `{FILE}` is no line of counts"),
            }
        }
        Ok(counts)
    }

    fn format(&self) -> String {
        let mut text = "# Node's own tests by module: how many there are, how many racejs, deno and node pass, and how many each skips.\n\
             # `racejs_node_tests run --update` writes it.\n"
            .to_owned();
        text += &format!("suite {}\nversions {}\n", self.suite, self.versions.join(" "));
        for (module, Count { tests, passed, skipped }) in &self.modules {
            let numbers = [tests].into_iter().chain(passed).chain(skipped);
            let numbers: Vec<String> = numbers.map(u32::to_string).collect();
            text += &format!("{module} {}\n", numbers.join(" "));
        }
        text
    }
}
