//! From fork to exit, caches warm: an empty script, one line of output, and a graph of modules.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Bench, Profile};
use crate::module_graph;
use crate::process::{Job, Sample, run};
use crate::progress::Progress;
use crate::report::{Group, Metric, Row};
use crate::stats::Spread;

pub(super) const PROFILE: Profile = Profile {
    name: "startup",
    about: "the whole process, from fork to exit, caches warm, runs in random order on the same pinned CPUs",
    run: startup,
};

const MODULES: usize = 300;
/// Enough to fill every cache, and to settle what is decided from a count of earlier runs.
const WARM_UP_RUNS: u32 = 3;

struct Script {
    title: String,
    file: PathBuf,
    stdout: String,
}

/// One entry with one script on one set of CPUs.
struct Cell {
    script: usize,
    cpus: usize,
    entry: usize,
    samples: Vec<Sample>,
}

fn startup(bench: &mut Bench) -> Result<Vec<Group>> {
    let scripts = write_scripts(&bench.scratch)?;
    let mut cells = Vec::new();
    for script in 0..scripts.len() {
        for cpus in 0..bench.cpu_sets.len() {
            cells.extend((0..bench.entries.len()).map(|entry| Cell {
                script,
                cpus,
                entry,
                samples: Vec::new(),
            }));
        }
    }
    let mut progress = Progress::new(cells.len() * (WARM_UP_RUNS + bench.runs) as usize);
    let mut order: Vec<usize> = (0..cells.len()).collect();
    for round in 0..WARM_UP_RUNS + bench.runs {
        bench.random.shuffle(&mut order);
        for index in &order {
            let cell = &mut cells[*index];
            let (entry, script) = (&bench.entries[cell.entry], &scripts[cell.script]);
            let sample = run(&Job {
                entry,
                script: &script.file,
                cpus: &bench.cpu_sets[cell.cpus],
                home: &bench.home,
                stdout: &script.stdout,
            })?;
            if round >= WARM_UP_RUNS {
                cell.samples.push(sample);
            }
            progress.step(&format!("{}: {}", entry.name, script.title));
        }
    }
    Ok(groups(bench, &scripts, &cells))
}

fn write_scripts(folder: &Path) -> Result<Vec<Script>> {
    let write = |name: &str, text: &str| {
        let file = folder.join(name);
        fs::write(&file, text).with_context(|| format!("Could not write `{}`", file.display()))?;
        anyhow::Ok(file)
    };
    // Says what the files are, as a real project does, so that nobody has to find out by parsing twice.
    write("package.json", "{ \"type\": \"module\" }\n")?;
    let graph = module_graph::write(&folder.join("graph"), MODULES)?;
    Ok(vec![
        Script {
            title: "an empty .ts file".to_owned(),
            file: write("empty.ts", "")?,
            stdout: String::new(),
        },
        Script {
            title: "console.log(\"hi\") in a .ts file".to_owned(),
            file: write("hi.ts", "console.log(\"hi\");\n")?,
            stdout: "hi\n".to_owned(),
        },
        Script {
            title: format!("a graph of {MODULES} TypeScript modules"),
            file: graph.entry,
            stdout: graph.stdout,
        },
    ])
}

fn groups(bench: &Bench, scripts: &[Script], cells: &[Cell]) -> Vec<Group> {
    let per_group = bench.entries.len();
    let group = |cells: &[Cell]| {
        let count = bench.cpu_sets[cells[0].cpus].len();
        let title = format!(
            "{}, on {count} CPU{}",
            scripts[cells[0].script].title,
            if count == 1 { "" } else { "s" }
        );
        Group {
            title,
            rows: cells
                .iter()
                .map(|cell| row(bench.entries[cell.entry].name, &cell.samples))
                .collect(),
        }
    };
    cells.chunks(per_group).map(group).collect()
}

fn row(entry: &'static str, samples: &[Sample]) -> Row {
    let metric = |name: &'static str, value: fn(&Sample) -> f64| {
        let samples: Vec<f64> = samples.iter().map(value).collect();
        Some(Metric {
            name,
            spread: Spread::of(&samples)?,
            samples,
        })
    };
    let metrics = [
        metric("wall ms", |sample| sample.wall.as_secs_f64() * 1e3),
        metric("CPU ms", |sample| sample.cpu.as_secs_f64() * 1e3),
        metric("peak RSS MiB", |sample| sample.peak_rss_kib as f64 / 1024.0),
    ];
    Row {
        entry,
        metrics: metrics.into_iter().flatten().collect(),
    }
}
