//! The result of a profile, as tables and as JSON. It must not know how anything was measured, and it leaves no loss out.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::entry::{Entry, SUBJECT};
use crate::machine::Machine;
use crate::stats::Spread;

#[derive(Serialize)]
pub(crate) struct Report {
    pub(crate) profile: &'static str,
    pub(crate) about: &'static str,
    pub(crate) seed: u64,
    pub(crate) machine: Machine,
    pub(crate) entries: Vec<Entry>,
    pub(crate) groups: Vec<Group>,
}

/// What is compared with each other: one table.
#[derive(Serialize)]
pub(crate) struct Group {
    pub(crate) title: String,
    pub(crate) rows: Vec<Row>,
}

#[derive(Serialize)]
pub(crate) struct Row {
    pub(crate) entry: &'static str,
    pub(crate) metrics: Vec<Metric>,
}

/// Lower is better, for every metric.
#[derive(Serialize)]
pub(crate) struct Metric {
    /// With its unit.
    pub(crate) name: &'static str,
    pub(crate) spread: Spread,
    pub(crate) samples: Vec<f64>,
}

impl Report {
    pub(crate) fn write_json(&self, file: &Path) -> Result<()> {
        let json = serde_json::to_string_pretty(self).context("Could not write the results as JSON")?;
        fs::write(file, json + "\n").with_context(|| format!("Could not write `{}`", file.display()))
    }

    pub(crate) fn write_tables(&self, out: &mut dyn Write) -> io::Result<()> {
        let Machine {
            kernel,
            cpu,
            cpus,
            memory_mib,
        } = &self.machine;
        writeln!(out, "{}: {}", self.profile, self.about)?;
        writeln!(
            out,
            "{cpu}, {cpus} CPUs, {memory_mib} MiB, Linux {kernel}; seed {}",
            self.seed
        )?;
        writeln!(
            out,
            "Each cell is the median (p10 to p90), then racejs divided by that entry: below 1.00 racejs is better"
        )?;
        self.groups.iter().try_for_each(|group| self.write_table(out, group))
    }

    fn write_table(&self, out: &mut dyn Write, group: &Group) -> io::Result<()> {
        let runs = group
            .rows
            .iter()
            .flat_map(|row| &row.metrics)
            .map(|metric| metric.samples.len())
            .min()
            .unwrap_or(0);
        writeln!(out, "\n{}; {runs} runs of each", group.title)?;
        let heads = group
            .rows
            .first()
            .map(|row| row.metrics.iter().map(|metric| metric.name).collect::<Vec<_>>());
        write!(out, "{:<16}", "")?;
        heads
            .unwrap_or_default()
            .iter()
            .try_for_each(|head| write!(out, "  {head:<30}"))?;
        writeln!(out)?;
        let subject = group.rows.iter().find(|row| row.entry == SUBJECT);
        for row in &group.rows {
            let version = self
                .entries
                .iter()
                .find(|entry| entry.name == row.entry)
                .map_or("", |entry| &entry.version);
            write!(out, "{:<16}", format!("{} {version}", row.entry))?;
            for (index, metric) in row.metrics.iter().enumerate() {
                let ours = subject
                    .filter(|subject| subject.entry != row.entry)
                    .and_then(|subject| subject.metrics.get(index));
                write!(out, "  {:<30}", cell(metric, ours))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}

fn cell(metric: &Metric, ours: Option<&Metric>) -> String {
    let Spread { median, p10, p90 } = metric.spread;
    let ratio = match ours {
        Some(ours) if median > 0.0 => {
            let ratio = ours.spread.median / median;
            format!("  {ratio:.2}{}", if ratio > 1.0 { " loss" } else { "" })
        }
        _ => String::new(),
    };
    format!("{median:.1} ({p10:.1} to {p90:.1}){ratio}")
}
