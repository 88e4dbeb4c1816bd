//! The tables: medians with their spread, ratios, and the losses in words.

use std::io::{self, Write};

use super::{Group, Metric, Report, Row};
use crate::http::{CPU, FLOOR};
use crate::machine::Machine;
use crate::stats::Spread;

/// Above this coefficient of variation a cell is marked.
const VARIATION_MAX: f64 = 0.05;

impl Report {
    pub(crate) fn write_tables(&self, out: &mut dyn Write) -> io::Result<()> {
        let Machine {
            kernel,
            cpu,
            cpus,
            memory_mib,
            governor,
        } = &self.machine;
        writeln!(out, "{}: {}", self.suite, self.about)?;
        writeln!(
            out,
            "{cpu}, {cpus} CPUs, {memory_mib} MiB, Linux {kernel}, governor {governor}; seed {}",
            self.seed
        )?;
        writeln!(
            out,
            "Each cell is the median (p10 to p90), then racejs divided by that entry, `loss` where racejs is worse; \
             ~ where samples vary by more than {:.0} %",
            100.0 * VARIATION_MAX
        )?;
        self.notes.iter().try_for_each(|note| writeln!(out, "note: {note}"))?;
        self.groups.iter().try_for_each(|group| write_table(out, group))?;
        self.write_goals(out)
    }

    fn write_goals(&self, out: &mut dyn Write) -> io::Result<()> {
        if !self.goals.is_empty() {
            writeln!(out, "\nGoals")?;
        }
        for goal in &self.goals {
            let beside = match goal.against {
                "" => goal.subject.to_owned(),
                against => format!("{} / {against}", goal.subject),
            };
            writeln!(
                out,
                "{:<6}  {:<10}  {:<20}  {:<36}  {:.2}, goal {:.2}",
                if goal.is_met { "met" } else { "missed" },
                goal.profile,
                goal.metric,
                beside,
                goal.ratio,
                goal.goal
            )?;
        }
        Ok(())
    }
}

fn write_table(out: &mut dyn Write, group: &Group) -> io::Result<()> {
    let metrics = || group.rows.iter().flat_map(|row| &row.metrics);
    let runs = metrics().map(|metric| metric.samples.len()).min().unwrap_or(0);
    let detail = if group.detail.is_empty() {
        String::new()
    } else {
        format!("; {}", group.detail)
    };
    let plural = if runs == 1 { "" } else { "s" };
    writeln!(out, "\n{}{detail}; {runs} run{plural} of each", group.title)?;
    let mut heads: Vec<&str> = Vec::new();
    metrics().for_each(|metric| {
        if !heads.contains(&metric.name) {
            heads.push(metric.name);
        }
    });
    let cell = |row: &Row, head: &str| {
        row.metric(head)
            .map_or(String::new(), |metric| cell(group, row, metric))
    };
    let labels = group.rows.iter().map(|row| row.label.clone());
    let mut columns = vec![[String::new()].into_iter().chain(labels).collect::<Vec<_>>()];
    for head in heads {
        let cells = group.rows.iter().map(|row| cell(row, head));
        columns.push([head.to_owned()].into_iter().chain(cells).collect());
    }
    let width = |column: &Vec<String>| column.iter().map(String::len).max().unwrap_or(0);
    let widths: Vec<usize> = columns.iter().map(width).collect();
    for line in 0..=group.rows.len() {
        let cells = columns
            .iter()
            .zip(&widths)
            .map(|(column, width)| format!("{:<width$}", column[line]));
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}

fn cell(group: &Group, row: &Row, metric: &Metric) -> String {
    let Spread {
        median,
        p10,
        p90,
        variation,
    } = metric.spread;
    let mark = if variation > VARIATION_MAX { "~" } else { "" };
    let digits = if median >= 1000.0 { 0 } else { 1 };
    let numbers = format!("{mark}{median:.digits$} ({p10:.digits$} to {p90:.digits$})");
    let subject = group.row(group.subject).filter(|_| Report::is_peer(row.entry));
    let ours = subject.and_then(|subject| subject.metric(metric.name));
    let Some((ratio, is_worse)) = ours.and_then(|ours| ours.beside(metric)) else {
        return numbers;
    };
    let above = ours.and_then(|ours| above_floor(group, ours, metric));
    let above = above.map_or(String::new(), |ratio| format!(" [{ratio:.2}]"));
    format!("{numbers}  {ratio:.2}{above}{}", if is_worse { " loss" } else { "" })
}

/// The ratio of what two entries take above the floor, which no server can avoid.
fn above_floor(group: &Group, ours: &Metric, theirs: &Metric) -> Option<f64> {
    let floor = group
        .row(FLOOR)?
        .metric(CPU)
        .filter(|_| theirs.name == CPU)?
        .spread
        .median;
    let (ours, theirs) = (ours.spread.median - floor, theirs.spread.median - floor);
    (theirs > 0.0 && ours > 0.0).then_some(ours / theirs)
}

#[cfg(test)]
mod tests {
    use super::super::{Better, Group, Metric, Row};
    use super::{cell, write_table};
    use crate::http::{CPU, FLOOR};

    fn row(entry: &'static str, cpu: f64, peak: f64) -> Row {
        let metric = |name, better, value| Metric::of(name, better, vec![value]);
        Row {
            entry,
            label: entry.to_owned(),
            metrics: [
                metric(CPU, Better::Lower, cpu),
                metric("peak req/s", Better::Higher, peak),
            ]
            .into_iter()
            .flatten()
            .collect(),
        }
    }

    #[test]
    fn ratios_and_losses() {
        let group = Group {
            title: "Title".to_owned(),
            detail: "detail".to_owned(),
            subject: "racejs",
            rows: vec![
                row("racejs", 12.0, 900.0),
                row("racejs-express", 13.0, 900.0),
                row("bun", 10.0, 1000.0),
                row("node", 30.0, 300.0),
                row(FLOOR, 5.0, 2000.0),
            ],
        };
        let cells: Vec<String> = group
            .rows
            .iter()
            .flat_map(|row| row.metrics.iter().map(|metric| cell(&group, row, metric)))
            .collect();
        let expected = [
            "12.0 (12.0 to 12.0)",
            "900.0 (900.0 to 900.0)",
            "13.0 (13.0 to 13.0)",
            "900.0 (900.0 to 900.0)",
            "10.0 (10.0 to 10.0)  1.20 [1.40] loss",
            "1000 (1000 to 1000)  0.90 loss",
            "30.0 (30.0 to 30.0)  0.40 [0.28]",
            "300.0 (300.0 to 300.0)  3.00",
            "5.0 (5.0 to 5.0)",
            "2000 (2000 to 2000)",
        ];
        assert_eq!(cells, expected);

        let mut table = Vec::new();
        write_table(&mut table, &group).unwrap();
        let table = String::from_utf8(table).unwrap();
        let starts = [
            "Title; detail; 1 run of each",
            "                CPU us/request                         peak req/s",
            "racejs          12.0 (12.0 to 12.0)                    900.0 (900.0 to 900.0)",
        ];
        assert!(
            table.lines().skip(1).zip(starts).all(|(line, start)| line == start),
            "{table}"
        );
    }
}
