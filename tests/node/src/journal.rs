//! Results as they come, in a file outside the repository, so that a run that was cut short goes on where it was. It must not judge.

use std::collections::BTreeMap;
use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;

use crate::outcome::Outcome;
use crate::process::Finished;

/// What one runtime made of one test.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) name: String,
    pub(crate) outcome: Outcome,
    /// How often it was run; the last one counts.
    pub(crate) attempts: u32,
    pub(crate) took: Duration,
    /// Of a web platform test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) subtests: Option<Subtests>,
    #[serde(default)]
    pub(crate) output: String,
}

/// How many of a file's subtests passed, and how many there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Subtests {
    pub(crate) passed: u32,
    pub(crate) total: u32,
}

impl Record {
    pub(crate) fn new(name: &str, finished: Finished) -> Self {
        Self {
            name: name.to_owned(),
            outcome: finished.outcome,
            attempts: 1,
            took: finished.took,
            subtests: None,
            output: finished.output,
        }
    }

    /// How many subtests passed; none of a test without.
    pub(crate) fn passed_subtests(&self) -> u32 {
        self.subtests.unwrap_or_default().passed
    }
}

/// The results of one runtime, by the name of the test.
pub(crate) type Records = BTreeMap<String, Record>;

/// The first line of the file: results of another binary or another suite are not its own.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
struct Header {
    runtime: String,
    suite: String,
}

/// The file.
pub(crate) struct Journal {
    file: File,
    pub(crate) records: Records,
}

impl Journal {
    /// Opens it; what is in it is kept if it was made by the same binary from the same suite.
    pub(crate) fn open(path: &Path, runtime: String, suite: &str) -> Result<Self> {
        let header = Header {
            runtime,
            suite: suite.to_owned(),
        };
        let text = fs::read_to_string(path).unwrap_or_default();
        let mut lines = text.lines();
        let found = lines.next().and_then(|line| serde_json::from_str::<Header>(line).ok());
        let is_same = found.as_ref() == Some(&header);
        let failed = || format!("Could not write `{}`", path.display());
        if !is_same {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).with_context(failed)?;
            }
            let header = serde_json::to_string(&header).with_context(failed)?;
            fs::write(path, header + "\n").with_context(failed)?;
            lines = "".lines();
        }
        // The last line may have been cut; later ones replace earlier ones.
        let records = lines.filter_map(|line| serde_json::from_str::<Record>(line).ok());
        let records = records.map(|record| (record.name.clone(), record)).collect();
        let mut file = OpenOptions::new().append(true).open(path).with_context(failed)?;
        if is_same && !text.ends_with('\n') {
            file.write_all(b"\n").with_context(failed)?;
        }
        Ok(Self { file, records })
    }

    /// Adds a result, or replaces an earlier one.
    pub(crate) fn add(&mut self, record: Record) -> Result<()> {
        let line = serde_json::to_string(&record).context("Could not write a result")?;
        writeln!(self.file, "{line}").context("Could not write a result")?;
        self.records.insert(record.name.clone(), record);
        Ok(())
    }
}
