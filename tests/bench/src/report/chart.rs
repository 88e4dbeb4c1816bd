//! The chart for the documents: CPU time a request, a bar for each entry of each profile. It must not leave an entry out.

use std::fmt::Write;

use super::{Group, Metric, Report, Row};
use crate::http::{CPU, FLOOR};

const WIDTH: f64 = 960.0;
const LABEL_WIDTH: f64 = 250.0;
/// Room for the number behind the longest bar.
const NUMBER_WIDTH: f64 = 150.0;
const BAR_HEIGHT: f64 = 16.0;
const BAR_STEP: f64 = 21.0;
const TITLE_HEIGHT: f64 = 34.0;
const HEAD_HEIGHT: f64 = 56.0;

const STYLE: &str = "text{font:12px system-ui,sans-serif;fill:#24292f}.t{font-weight:600;font-size:14px}.s{fill:#57606a}\
    .ours{fill:#d9480f}.peer{fill:#8fa3b8}.floor{fill:#d0d7de}.w{stroke:#24292f;stroke-width:1}\
    rect.b{fill:#fff}@media(prefers-color-scheme:dark){text{fill:#e6edf3}.s{fill:#9198a1}.w{stroke:#e6edf3}rect.b{fill:#0d1117}\
    .floor{fill:#3d444d}}";

/// `None` where no profile has what is drawn.
pub(super) fn draw(report: &Report) -> Option<String> {
    let groups: Vec<(&Group, Vec<(&Row, &Metric)>)> = report
        .groups
        .iter()
        .map(|group| (group, bars(group)))
        .filter(|(_, bars)| !bars.is_empty())
        .collect();
    let bars: usize = groups.iter().map(|(_, bars)| bars.len()).sum();
    if bars == 0 {
        return None;
    }
    let height = HEAD_HEIGHT + groups.len() as f64 * TITLE_HEIGHT + bars as f64 * BAR_STEP + 12.0;
    let machine = &report.machine;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\">\n\
         <title>Server CPU time a request</title>\n<style>{STYLE}</style>\n\
         <rect class=\"b\" width=\"{WIDTH}\" height=\"{height}\"/>\n"
    );
    text(
        &mut svg,
        12.0,
        24.0,
        "t",
        "Server CPU time a request, in microseconds: less is better",
    );
    let machine = format!(
        "{}, {} CPUs, Linux {}; bars are medians, lines go from p10 to p90",
        machine.cpu, machine.cpus, machine.kernel
    );
    text(&mut svg, 12.0, 44.0, "s", &machine);
    let mut y = HEAD_HEIGHT;
    for (group, bars) in &groups {
        text(&mut svg, 12.0, y + 22.0, "t", &group.title);
        y += TITLE_HEIGHT;
        let longest = bars.iter().map(|(_, metric)| metric.spread.p90).fold(0.0, f64::max);
        let scale = (WIDTH - LABEL_WIDTH - NUMBER_WIDTH) / longest.max(f64::MIN_POSITIVE);
        let ours = group.row(group.subject).and_then(|row| row.metric(CPU));
        for (row, metric) in bars {
            let ours = ours.filter(|_| Report::is_peer(row.entry));
            bar(&mut svg, y, scale, row, metric, ours);
            y += BAR_STEP;
        }
    }
    svg.push_str("</svg>\n");
    Some(svg)
}

/// The shortest one on top.
fn bars(group: &Group) -> Vec<(&Row, &Metric)> {
    let mut bars: Vec<(&Row, &Metric)> = group
        .rows
        .iter()
        .filter_map(|row| Some((row, row.metric(CPU)?)))
        .collect();
    bars.sort_by(|(_, one), (_, other)| one.spread.median.total_cmp(&other.spread.median));
    bars
}

fn bar(svg: &mut String, y: f64, scale: f64, row: &Row, metric: &Metric, ours: Option<&Metric>) {
    let spread = metric.spread;
    let class = match row.entry {
        FLOOR => "floor",
        entry if Report::is_ours(entry) => "ours",
        _ => "peer",
    };
    let at = |value: f64| LABEL_WIDTH + value * scale;
    let middle = y + BAR_HEIGHT / 2.0;
    text(svg, 12.0, y + 12.0, "", &row.label);
    let _ = writeln!(
        svg,
        "<rect class=\"{class}\" x=\"{LABEL_WIDTH}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{BAR_HEIGHT}\"/>\
         <line class=\"w\" x1=\"{:.1}\" y1=\"{middle:.1}\" x2=\"{:.1}\" y2=\"{middle:.1}\"/>",
        spread.median * scale,
        at(spread.p10),
        at(spread.p90)
    );
    let ratio = ours.and_then(|ours| ours.beside(metric));
    let ratio = ratio.map_or(String::new(), |(ratio, is_worse)| {
        format!("  (racejs is at {ratio:.2}{})", if is_worse { ", a loss" } else { "" })
    });
    text(
        svg,
        at(spread.median.max(spread.p90)) + 6.0,
        y + 12.0,
        "s",
        &format!("{:.1}{ratio}", spread.median),
    );
}

fn text(svg: &mut String, x: f64, y: f64, class: &str, text: &str) {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        svg,
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{escaped}</text>"
    );
}
