//! The result of a suite, as tables, as JSON and as a chart. It must not know how anything was measured, and it leaves no loss out.

mod chart;
mod goals;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Serialize;

use self::goals::Outcome;
pub(crate) use self::goals::{Against, Goal, judge};
use crate::SUBJECT;
use crate::http::FLOOR;
use crate::machine::Machine;
use crate::runtime::Runtime;
use crate::stats::Spread;

#[derive(Serialize)]
pub(crate) struct Report {
    pub(crate) suite: &'static str,
    pub(crate) about: String,
    pub(crate) seed: u64,
    pub(crate) machine: Machine,
    pub(crate) runtimes: Vec<Runtime>,
    /// What a reader has to know about this run.
    pub(crate) notes: Vec<String>,
    pub(crate) groups: Vec<Group>,
    pub(crate) goals: Vec<Outcome>,
}

/// What is compared with each other: one table.
#[derive(Serialize)]
pub(crate) struct Group {
    pub(crate) title: String,
    /// What else a reader has to know of it; may be empty.
    pub(crate) detail: String,
    /// The entry that ratios are taken of.
    pub(crate) subject: &'static str,
    pub(crate) rows: Vec<Row>,
}

#[derive(Serialize)]
pub(crate) struct Row {
    pub(crate) entry: &'static str,
    /// With versions.
    pub(crate) label: String,
    pub(crate) metrics: Vec<Metric>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) enum Better {
    Lower,
    Higher,
    /// It explains the others.
    Neither,
}

#[derive(Clone, Serialize)]
pub(crate) struct Metric {
    /// With its unit.
    pub(crate) name: &'static str,
    pub(crate) better: Better,
    pub(crate) spread: Spread,
    pub(crate) samples: Vec<f64>,
}

impl Metric {
    /// `None` where there is no sample.
    pub(crate) fn of(name: &'static str, better: Better, samples: Vec<f64>) -> Option<Self> {
        Some(Metric {
            name,
            better,
            spread: Spread::of(&samples)?,
            samples,
        })
    }

    /// How `self` does beside another: the ratio, and whether it is worse. `None` where a ratio means nothing.
    fn beside(&self, other: &Metric) -> Option<(f64, bool)> {
        let ratio = self.spread.median / other.spread.median;
        let is_worse = match self.better {
            Better::Lower => ratio > 1.0,
            Better::Higher => ratio < 1.0,
            Better::Neither => return None,
        };
        (other.spread.median > 0.0).then_some((ratio, is_worse))
    }
}

impl Row {
    pub(crate) fn metric(&self, name: &str) -> Option<&Metric> {
        self.metrics.iter().find(|metric| metric.name == name)
    }
}

impl Group {
    pub(crate) fn row(&self, entry: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.entry == entry)
    }
}

impl Report {
    pub(crate) fn new(seed: u64, machine: Machine) -> Self {
        Report {
            suite: "",
            about: String::new(),
            seed,
            machine,
            runtimes: Vec::new(),
            notes: Vec::new(),
            groups: Vec::new(),
            goals: Vec::new(),
        }
    }

    /// JSON with every sample, the tables as text, and a chart where the suite has one; their paths.
    pub(crate) fn write_files(&self, folder: &Path) -> Result<Vec<PathBuf>> {
        let mut tables = Vec::new();
        self.write_tables(&mut tables)?;
        let json = serde_json::to_string_pretty(self).context("Could not write the results as JSON")?;
        let mut files = vec![("json", json + "\n"), ("txt", String::from_utf8(tables)?)];
        files.extend(chart::draw(self).map(|chart| ("svg", chart)));
        let write = |(ending, text): (&str, String)| {
            let file = folder.join(format!("{}.{ending}", self.suite));
            fs::write(&file, text).with_context(|| format!("Could not write `{}`", file.display()))?;
            Ok(file)
        };
        files.into_iter().map(write).collect()
    }

    /// Whether an entry is racejs itself, with whatever on top.
    fn is_ours(entry: &str) -> bool {
        entry.starts_with(SUBJECT)
    }

    fn is_peer(entry: &str) -> bool {
        !Self::is_ours(entry) && entry != FLOOR
    }
}
