//! From fork to exit, caches warm: an empty script, one line of output, and a graph of modules.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::Bench;
use crate::machine;
use crate::module_graph;
use crate::process::{self, Job, Sample};
use crate::progress::Progress;
use crate::report::{Better, Group, Metric, Row};
use crate::runtime::{Runtime, SUBJECT};

pub(crate) const ABOUT: &str =
    "the whole process, from fork to exit, caches warm, runs in random order on the same pinned CPUs";

/// What can be said of it.
#[derive(clap::Args)]
pub(crate) struct StartupArguments {
    /// Measured runs of each entry
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    runs: u32,
    /// Numbers of CPUs to pin to, each measured by itself [default: 1,2]
    #[arg(long, value_delimiter = ',', value_name = "COUNT")]
    cpus: Vec<usize>,
}

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

pub(crate) fn run(arguments: &StartupArguments, bench: &mut Bench) -> Result<Vec<Group>> {
    let scripts = write_scripts(&bench.scratch)?;
    let cpu_sets = cpu_sets(&arguments.cpus)?;
    let mut cells = Vec::new();
    for script in 0..scripts.len() {
        for cpus in 0..cpu_sets.len() {
            cells.extend((0..bench.runtimes.len()).map(|entry| Cell {
                script,
                cpus,
                entry,
                samples: Vec::new(),
            }));
        }
    }
    let mut progress = Progress::new(cells.len() * (WARM_UP_RUNS + arguments.runs) as usize);
    let mut order: Vec<usize> = (0..cells.len()).collect();
    for round in 0..WARM_UP_RUNS + arguments.runs {
        bench.random.shuffle(&mut order);
        for index in &order {
            let cell = &mut cells[*index];
            let (runtime, script) = (&bench.runtimes[cell.entry], &scripts[cell.script]);
            let sample = process::run(&Job {
                runtime,
                script: &script.file,
                cpus: &cpu_sets[cell.cpus],
                home: &bench.home,
                stdout: &script.stdout,
            })?;
            if round >= WARM_UP_RUNS {
                cell.samples.push(sample);
            }
            progress.step(&format!("{}: {}", runtime.name, script.title));
        }
    }
    Ok(groups(bench, &cpu_sets, &scripts, &cells))
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

fn groups(bench: &Bench, cpu_sets: &[Vec<usize>], scripts: &[Script], cells: &[Cell]) -> Vec<Group> {
    let per_group = bench.runtimes.len();
    let group = |cells: &[Cell]| {
        let count = cpu_sets[cells[0].cpus].len();
        let title = format!(
            "{}, on {count} CPU{}",
            scripts[cells[0].script].title,
            if count == 1 { "" } else { "s" }
        );
        Group {
            title,
            detail: String::new(),
            subject: SUBJECT,
            rows: cells
                .iter()
                .map(|cell| row(&bench.runtimes[cell.entry], &cell.samples))
                .collect(),
        }
    };
    cells.chunks(per_group).map(group).collect()
}

fn row(runtime: &Runtime, samples: &[Sample]) -> Row {
    let metric = |name: &'static str, value: fn(&Sample) -> f64| {
        Metric::of(name, Better::Lower, samples.iter().map(value).collect())
    };
    let metrics = [
        metric("wall ms", |sample| sample.wall.as_secs_f64() * 1e3),
        metric("CPU ms", |sample| sample.cpu.as_secs_f64() * 1e3),
        metric("peak RSS MiB", |sample| sample.peak_rss_kib as f64 / 1024.0),
    ];
    Row {
        entry: runtime.name,
        label: runtime.label(),
        metrics: metrics.into_iter().flatten().collect(),
    }
}

/// The last CPUs of those this process may use: the first ones serve most interrupts.
fn cpu_sets(counts: &[usize]) -> Result<Vec<Vec<usize>>> {
    let allowed = machine::allowed_cpus()?;
    let default: Vec<usize> = [1, 2].into_iter().filter(|count| *count <= allowed.len()).collect();
    let counts = if counts.is_empty() { &default } else { counts };
    let set = |count: &usize| {
        ensure!(
            (1..=allowed.len()).contains(count),
            "`--cpus {count}`: this process may use {} CPUs",
            allowed.len()
        );
        Ok(allowed[allowed.len() - count..].to_vec())
    };
    counts.iter().map(set).collect()
}
