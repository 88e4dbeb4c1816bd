//! `racejs_bench <profile>`: measures the racejs binary beside pinned peers, on this machine, in one run.
//! It must not know what a profile measures: each is a file of `profiles/`, in whose list it stands.

mod entry;
mod machine;
mod module_graph;
mod peers;
mod process;
mod profiles;
mod progress;
mod random;
mod report;
mod stats;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use clap::builder::PossibleValuesParser;

use entry::Entry;
use profiles::{Bench, Profile};
use random::Random;
use report::Report;

/// Measures racejs beside node, deno and bun
///
/// The peers come from npm, at the versions of `tests/bench/peers`, into a folder outside the repository.
/// The tables go to standard output; the same numbers and every sample go to a JSON file.
#[derive(Parser)]
#[command(name = "racejs_bench")]
struct Arguments {
    /// What to measure
    #[arg(value_parser = PossibleValuesParser::new(profiles::ALL.iter().map(|profile| profile.name)))]
    profile: String,
    /// Measured runs of each entry
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    runs: u32,
    /// The racejs binary [default: the one built into the same folder as this program]
    #[arg(long, value_name = "FILE")]
    racejs: Option<PathBuf>,
    /// What to measure beside racejs
    #[arg(long, value_delimiter = ',', default_values_t = peers::NAMES.map(str::to_owned), value_parser = PossibleValuesParser::new(peers::NAMES))]
    peers: Vec<String>,
    /// Numbers of CPUs to pin to, each measured by itself [default: 1,2]
    #[arg(long, value_delimiter = ',', value_name = "COUNT")]
    cpus: Vec<usize>,
    /// Seed of the order of runs [default: the clock]
    #[arg(long)]
    seed: Option<u64>,
    /// Folder for the peers and the results [default: ~/.cache/racejs/bench]
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // A closed standard error leaves nobody to tell.
            let _ = writeln!(std::io::stderr(), "error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let folder = match &arguments.folder {
        Some(folder) => folder.clone(),
        None => Path::new(&std::env::var_os("HOME").context("There is no `HOME`; say `--folder`")?)
            .join(".cache/racejs/bench"),
    };
    std::fs::create_dir_all(&folder).with_context(|| format!("Could not make the folder `{}`", folder.display()))?;
    let profile = profiles::ALL
        .iter()
        .find(|profile| profile.name == arguments.profile)
        .context("No such profile")?;

    let mut entries = vec![entry::racejs(arguments.racejs.as_deref())?];
    entries.extend(peers::install(&folder, &arguments.peers)?);
    let report = measure(arguments, profile, &folder, entries)?;

    let file = folder.join(format!("{}.json", profile.name));
    report.write_json(&file)?;
    report
        .write_tables(&mut std::io::stdout().lock())
        .context("Could not print the tables")?;
    progress::note(&format!("Every sample is in `{}`", file.display()));
    Ok(())
}

fn measure(arguments: &Arguments, profile: &Profile, folder: &Path, entries: Vec<Entry>) -> Result<Report> {
    let scratch = tempfile::Builder::new()
        .prefix("scratch-")
        .tempdir_in(folder)
        .context("Could not make a temporary folder")?;
    let seed = arguments.seed.unwrap_or_else(Random::seed_from_clock);
    let mut bench = Bench {
        cpu_sets: cpu_sets(&arguments.cpus)?,
        runs: arguments.runs,
        random: Random::new(seed),
        home: folder.join("home"),
        scratch: scratch.path().to_owned(),
        entries,
    };
    std::fs::create_dir_all(&bench.home).context("Could not make a home for the programs")?;
    let groups = (profile.run)(&mut bench)?;
    Ok(Report {
        profile: profile.name,
        about: profile.about,
        seed,
        machine: machine::read()?,
        entries: bench.entries,
        groups,
    })
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
