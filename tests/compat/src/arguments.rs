//! The command line, and the order of a whole run. It must not know how a program is run or what an answer means.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};

use crate::catalogue::{self, Program};
use crate::folder::Folder;
use crate::matrix::{self, Matrix};
use crate::results::{Findings, Results};
use crate::runtimes::{self, Runtime};
use crate::services::Services;
use crate::{asked_to_end, page, reasons, say};

/// Runs the npm packages that people use most on racejs, node, deno and bun
#[derive(Parser)]
#[command(name = "racejs_compat")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the programs, compare with the committed results, and write these and `docs/packages.md` anew
    Run(RunArguments),
}

#[derive(Args)]
struct RunArguments {
    /// Only the programs of these names (`programs/NAME.*`) or of these packages [default: all]
    #[arg(long, value_delimiter = ',', value_name = "PACKAGES")]
    only: Vec<String>,
    /// All but the programs of these names or packages
    #[arg(long, value_delimiter = ',', value_name = "PACKAGES")]
    except: Vec<String>,
    /// Only on these runtimes [default: all]
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(runtimes::NAMES))]
    runtimes: Vec<String>,
    /// Compare with the committed results and write nothing
    #[arg(long)]
    check: bool,
    /// Write the results although packages fail that passed before
    #[arg(long, conflicts_with = "check")]
    accept: bool,
    /// How many programs run at a time
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// The racejs binary [default: the one built into the same folder as this program]
    #[arg(long, value_name = "FILE")]
    racejs: Option<PathBuf>,
    /// Folder for the packages [default: ~/.cache/racejs/compat]
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

pub(crate) fn run() -> Result<ExitCode> {
    let Command::Run(arguments) = Arguments::parse().command;
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build();
    tokio.context("Could not start tokio")?.block_on(run_all(&arguments))
}

async fn run_all(arguments: &RunArguments) -> Result<ExitCode> {
    let tree = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = catalogue::read(&tree.join("programs"))?;
    let chosen = choose(&all, arguments)?;
    let folder = Folder::prepare(arguments.folder.as_deref(), tree)?;
    let runtimes = runtimes::find(&arguments.runtimes, arguments.racejs.as_deref(), &folder)?;

    let services = Services::default();
    let work = async {
        services.start(&chosen, &folder).await?;
        matrix::run(&chosen, &runtimes, &services, &folder, arguments.jobs).await
    };
    let ended = tokio::select! {
        matrix = work => Ok(matrix),
        code = asked_to_end() => Err(code),
    };
    // However the work ended, the servers end before the folder with their data goes.
    services.stop().await;
    match ended {
        Ok(matrix) => report(&matrix?, &all, arguments, &runtimes, tree),
        Err(code) => Ok(ExitCode::from(code?)),
    }
}

fn choose<'a>(all: &'a [Program], arguments: &RunArguments) -> Result<Vec<&'a Program>> {
    let names = arguments.only.iter().chain(&arguments.except);
    for name in names {
        ensure!(
            all.iter().any(|program| program.is(name)),
            "No program or package is called `{name}`\nhint: the programs are in `tests/compat/programs`"
        );
    }
    let is_chosen = |program: &&Program| {
        let named = |names: &[String]| names.iter().any(|name| program.is(name));
        (arguments.only.is_empty() || named(&arguments.only)) && !named(&arguments.except)
    };
    Ok(all.iter().filter(is_chosen).collect())
}

/// Compares with what is committed, prints what is wrong, and writes what is new.
fn report(
    matrix: &Matrix,
    all: &[Program],
    arguments: &RunArguments,
    runtimes: &[Runtime],
    tree: &Path,
) -> Result<ExitCode> {
    let (stored, page_file) = (tree.join("results.json"), tree.join("../../docs/packages.md"));
    let reasons = reasons::read(&tree.join("reasons.txt"))?;
    let committed = Results::read(&stored)?;
    let versions: BTreeMap<String, String> = runtimes
        .iter()
        .map(|runtime| (runtime.name.to_owned(), runtime.version.clone()))
        .collect();
    let fresh = committed.merge(matrix, versions, all);
    let mut findings = Findings::default();
    findings.regressions(&committed, matrix);
    let regressed = findings.any();
    findings.reasons(&fresh, &reasons);
    if arguments.check {
        findings.stale(&committed, matrix, all);
        let written = std::fs::read_to_string(&page_file).unwrap_or_default();
        if written != page::render(&committed, &reasons) {
            findings.add("docs/packages.md is not what tests/compat/results.json and tests/compat/reasons.txt make");
        }
    } else if !regressed || arguments.accept {
        fresh.write(&stored)?;
        std::fs::write(&page_file, page::render(&fresh, &reasons)).context("Could not write `docs/packages.md`")?;
    }
    for finding in findings.list() {
        say(&format!("error: {finding}"));
    }
    if regressed && !arguments.check && !arguments.accept {
        say("hint: nothing was written; `--accept` writes results that are worse than the committed ones");
    }
    summary(matrix);
    let is_fine = !findings.any() || (arguments.accept && findings.only_regressions());
    Ok(if is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn summary(matrix: &Matrix) {
    for (runtime, passed, total) in matrix.totals() {
        say(&format!("{runtime}: {passed} of {total} programs passed"));
    }
}
