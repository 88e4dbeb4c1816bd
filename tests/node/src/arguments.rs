//! What is to be done.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;
use clap::Subcommand;

use crate::check;
use crate::folder;
use crate::measure;
use crate::page;
use crate::runtime::Binaries;
use crate::show;

/// Node's own tests and web platform tests, under racejs, deno and node
///
/// They come from Debian's source package of Node.js, which apt fetches into a folder outside the repository.
/// Tables go to standard output. The exit code is 1 if racejs no longer passes what the lists say.
#[derive(Parser)]
#[command(name = "racejs_node_tests")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    binaries: Binaries,
    /// Folder for the tests and their results [default: `node-tests` in `RACEJS_CI_CACHE`, else ~/.cache/racejs/node-tests]
    #[arg(long, global = true, value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// How many tests run at a time
    #[arg(long, global = true, default_value_t = 2)]
    jobs: usize,
}

#[derive(Subcommand)]
enum Command {
    /// Run all tests under all three, and compare; goes on where an earlier run was cut short
    Run(measure::RunArguments),
    /// Run a sample of the tests that racejs is known to pass
    Check(check::CheckArguments),
    /// Run tests whose name holds a text under each runtime, and show what they print
    Show(show::ShowArguments),
    /// Write the page from the committed files
    Page,
}

/// Does what the command line says.
pub(crate) fn run() -> Result<ExitCode> {
    let Arguments {
        command,
        binaries,
        folder,
        jobs,
    } = Arguments::parse();
    let outside = || folder::outside(folder.clone());
    let is_fine = match command {
        Command::Run(arguments) => measure::run(&arguments, &binaries, &outside()?, jobs)?,
        Command::Check(arguments) => check::run(&arguments, &binaries, &outside()?, jobs)?,
        Command::Show(arguments) => show::run(&arguments, &binaries, &outside()?, jobs)?,
        Command::Page => page::write().map(|()| true)?,
    };
    Ok(if is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
