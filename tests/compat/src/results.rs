//! The committed results: `results.json`, written by a run and never by hand, and what a later run finds wrong beside them.
//! It must not know how they are shown.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::catalogue::Program;
use crate::judge::Outcome;
use crate::matrix::{Matrix, Row};
use crate::reasons::Reasons;

/// What a cell says of a program that passed.
pub(crate) const OK: &str = "ok";

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Results {
    /// The version of each runtime.
    pub(crate) runtimes: BTreeMap<String, String>,
    /// By the program's name.
    pub(crate) programs: BTreeMap<String, Entry>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Entry {
    pub(crate) package: String,
    pub(crate) version: String,
    pub(crate) tried: String,
    /// How many checks a passing run makes.
    pub(crate) checks: Option<u32>,
    /// `ok` or the error, for each runtime.
    pub(crate) outcomes: BTreeMap<String, String>,
}

impl Entry {
    fn is_of(&self, row: &Row) -> bool {
        (&self.package, &self.version, &self.tried) == (&row.package, &row.version, &row.tried)
    }

    fn passed(&self, runtime: &str) -> bool {
        self.outcomes.get(runtime).is_some_and(|outcome| outcome == OK)
    }
}

impl Results {
    /// Nothing, if there is no such file yet.
    pub(crate) fn read(file: &Path) -> Result<Self> {
        match std::fs::read_to_string(file) {
            Ok(text) => serde_json::from_str(&text).with_context(|| format!("`{}` is no result", file.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Results::default()),
            Err(error) => Err(error).with_context(|| format!("Could not read `{}`", file.display())),
        }
    }

    pub(crate) fn write(&self, file: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self).context("Results cannot be JSON")?;
        std::fs::write(file, text + "\n").with_context(|| format!("Could not write `{}`", file.display()))
    }

    /// With the cells of a run in place of the old ones. What is of another version or of a program that is gone is left out.
    pub(crate) fn merge(&self, matrix: &Matrix, runtimes: BTreeMap<String, String>, all: &[Program]) -> Results {
        let mut merged = self.clone();
        merged.runtimes.extend(runtimes);
        merged
            .programs
            .retain(|name, _| all.iter().any(|program| program.name == *name));
        for row in &matrix.rows {
            let known = merged.programs.get(&row.name).filter(|entry| entry.is_of(row));
            let mut entry = known.cloned().unwrap_or_else(|| Entry {
                package: row.package.clone(),
                version: row.version.clone(),
                tried: row.tried.clone(),
                checks: None,
                outcomes: BTreeMap::new(),
            });
            for (runtime, outcome) in &row.outcomes {
                let cell = match outcome {
                    Outcome::Passed { checks } => {
                        entry.checks = Some(*checks);
                        OK.to_owned()
                    }
                    Outcome::Failed { error } => error.clone(),
                };
                entry.outcomes.insert((*runtime).to_owned(), cell);
            }
            merged.programs.insert(row.name.clone(), entry);
        }
        merged
    }
}

/// What is wrong.
#[derive(Default)]
pub(crate) struct Findings {
    texts: Vec<String>,
    regressions: usize,
}

impl Findings {
    pub(crate) fn add(&mut self, text: impl Into<String>) {
        self.texts.push(text.into());
    }

    pub(crate) fn any(&self) -> bool {
        !self.texts.is_empty()
    }

    pub(crate) fn only_regressions(&self) -> bool {
        self.texts.len() == self.regressions
    }

    pub(crate) fn list(&self) -> &[String] {
        &self.texts
    }

    /// Programs that passed when the results were committed and fail now, or check less than they did.
    pub(crate) fn regressions(&mut self, committed: &Results, matrix: &Matrix) {
        for row in &matrix.rows {
            let Some(entry) = committed.programs.get(&row.name).filter(|entry| entry.is_of(row)) else {
                continue;
            };
            for (runtime, outcome) in row.outcomes.iter().filter(|(runtime, _)| entry.passed(runtime)) {
                let fault = match outcome {
                    Outcome::Failed { error } => format!("passed before and fails: {error}"),
                    Outcome::Passed { checks } if Some(*checks) != entry.checks => {
                        format!("made {} checks before and makes {checks}", entry.checks.unwrap_or(0))
                    }
                    Outcome::Passed { .. } => continue,
                };
                self.add(format!("`{}` on {runtime} {fault}", row.name));
            }
        }
        self.regressions = self.texts.len();
    }

    /// A failure of racejs's own needs a reason, and a reason needs such a failure.
    pub(crate) fn reasons(&mut self, results: &Results, reasons: &Reasons) {
        let failures: Vec<&String> = results
            .programs
            .iter()
            .filter(|(_, entry)| {
                entry.passed("node") && entry.outcomes.contains_key("racejs") && !entry.passed("racejs")
            })
            .map(|(name, _)| name)
            .collect();
        for name in failures.iter().filter(|name| !reasons.contains_key(**name)) {
            self.add(format!(
                "`{name}` passes on node and fails on racejs, and tests/compat/reasons.txt gives no reason"
            ));
        }
        for name in reasons.keys().filter(|name| !failures.contains(name)) {
            self.add(format!(
                "tests/compat/reasons.txt has a reason for `{name}`, which does not pass on node and fail on racejs"
            ));
        }
    }

    /// Committed results that are not of these programs and packages.
    pub(crate) fn stale(&mut self, committed: &Results, matrix: &Matrix, all: &[Program]) {
        for row in &matrix.rows {
            if !committed.programs.get(&row.name).is_some_and(|entry| entry.is_of(row)) {
                self.add(format!(
                    "the committed results are not of `{}` {} as it is: run the matrix without `--check`",
                    row.package, row.version
                ));
            }
        }
        for name in committed.programs.keys() {
            if !all.iter().any(|program| program.name == *name) {
                self.add(format!("the committed results have a row for `{name}`, which is gone"));
            }
        }
    }
}
