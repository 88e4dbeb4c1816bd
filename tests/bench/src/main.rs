//! `racejs_bench <suite>`: measures the racejs binary beside pinned peers, on this machine, in one run.
//! It must not know what a suite measures: `startup.rs`, `reload.rs` and `http/` do.

mod http;
mod machine;
mod module_graph;
mod peers;
mod process;
mod progress;
mod random;
mod reload;
mod report;
mod runtime;
mod startup;
mod stats;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};

use random::Random;
use report::Report;
use runtime::{Runtime, SUBJECT};

/// Measures racejs beside node, deno and bun
///
/// The peers come from npm, at the versions of `tests/bench/peers`, into a folder outside the repository.
/// The tables go to standard output; the same numbers and every sample go to a JSON file.
#[derive(Parser)]
#[command(name = "racejs_bench")]
struct Arguments {
    #[command(subcommand)]
    suite: Suite,
    #[command(flatten)]
    common: Common,
}

#[derive(Subcommand)]
enum Suite {
    /// Programs from fork to exit: an empty one, one line, 300 modules
    Startup(startup::StartupArguments),
    /// From an edit to the first answer of the new code, in a server of 300 modules
    Reload(reload::ReloadArguments),
    /// Servers: CPU time a request, throughput, latency, memory
    Http(http::HttpArguments),
    #[command(hide = true)]
    Floor(http::floor::FloorArguments),
}

#[derive(Args)]
struct Common {
    /// The racejs binary [default: the one built into the same folder as this program]
    #[arg(long, global = true, value_name = "FILE")]
    racejs: Option<PathBuf>,
    /// Leaves racejs out: for work on the bench itself, where there is no binary
    #[arg(long, global = true, conflicts_with = "racejs")]
    without_racejs: bool,
    /// What to measure beside racejs [default: all]
    #[arg(long, global = true, value_delimiter = ',', value_parser = PossibleValuesParser::new(peers::NAMES))]
    peers: Vec<String>,
    /// Seed of the order of runs [default: the clock]
    #[arg(long, global = true)]
    seed: Option<u64>,
    /// Folder for the peers and the results [default: ~/.cache/racejs/bench]
    #[arg(long, global = true, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// The settings that all suites share.
struct Bench {
    runtimes: Vec<Runtime>,
    random: Random,
    /// Where the peers and the results are.
    folder: PathBuf,
    /// The `HOME` of the programs; kept from one run of the bench to the next.
    home: PathBuf,
    /// Empty, for the suite's files, and gone at the end.
    scratch: PathBuf,
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

fn run(Arguments { suite, common }: &Arguments) -> Result<()> {
    if let Suite::Floor(arguments) = suite {
        match http::floor::run(arguments)? {}
    }
    let folder = match &common.folder {
        Some(folder) => folder.clone(),
        None => Path::new(&std::env::var_os("HOME").context("There is no `HOME`; say `--folder`")?)
            .join(".cache/racejs/bench"),
    };
    std::fs::create_dir_all(&folder).with_context(|| format!("Could not make the folder `{}`", folder.display()))?;
    let mut runtimes = Vec::new();
    if !common.without_racejs {
        runtimes.push(runtime::racejs(common.racejs.as_deref())?);
    }
    let all = peers::NAMES.map(str::to_owned);
    runtimes.extend(peers::install(
        &folder,
        if common.peers.is_empty() { &all } else { &common.peers },
    )?);

    let report = measure(suite, common, &folder, runtimes)?;
    if report.groups.is_empty() {
        return Ok(());
    }
    for file in report.write_files(&folder)? {
        progress::note(&format!("Written: `{}`", file.display()));
    }
    report
        .write_tables(&mut std::io::stdout().lock())
        .context("Could not print the tables")
}

fn measure(suite: &Suite, common: &Common, folder: &Path, runtimes: Vec<Runtime>) -> Result<Report> {
    let scratch = tempfile::Builder::new()
        .prefix("scratch-")
        .tempdir_in(folder)
        .context("Could not make a temporary folder")?;
    let seed = common.seed.unwrap_or_else(Random::seed_from_clock);
    let mut bench = Bench {
        random: Random::new(seed),
        folder: folder.to_owned(),
        home: folder.join("home"),
        scratch: scratch.path().to_owned(),
        runtimes,
    };
    std::fs::create_dir_all(&bench.home).context("Could not make a home for the programs")?;
    // Before anything is pinned, so that it sees all CPUs.
    let machine = machine::read()?;
    let mut report = Report::new(seed, machine);
    match suite {
        Suite::Startup(arguments) => {
            report.suite = "startup";
            report.about = startup::ABOUT.to_owned();
            report.groups = startup::run(arguments, &mut bench)?;
        }
        Suite::Reload(arguments) => {
            report.suite = "reload";
            report.about = reload::ABOUT.to_owned();
            report.groups = reload::run(arguments, &mut bench)?;
        }
        Suite::Http(arguments) => http::run(arguments, &mut bench, &mut report)?,
        Suite::Floor(_) => {}
    }
    report.runtimes = bench.runtimes;
    Ok(report)
}
