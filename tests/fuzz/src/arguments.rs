//! What is to be run, and for how long; the table at the end.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use crate::campaign;
use crate::coverage::Coverage;
use crate::execute;
use crate::finding;
use crate::say;
use crate::targets;
use crate::targets::Target;

/// Random input for every parser of the engine, guided by coverage
///
/// A fault ends the search with exit code 1; its input is kept in a file.
#[derive(Parser)]
#[command(name = "racejs_fuzz")]
struct Arguments {
    /// What to run [default: all]
    targets: Vec<String>,
    /// How long, in all: each target gets the same part of it
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Seed of the search; the same seed does not lead to the same inputs on a machine that is faster or slower
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// An input to run once, as a fault has left it
    #[arg(long, value_name = "FILE")]
    replay: Option<PathBuf>,
    /// Says what targets there are
    #[arg(long)]
    list: bool,
}

/// Does what the command line says.
///
/// # Errors
/// If that makes no sense.
pub(crate) fn run() -> Result<ExitCode, String> {
    let arguments = Arguments::parse();
    let all = targets::all();
    if arguments.list {
        all.iter()
            .for_each(|target| say(&format!("{:16} {}", target.name, target.about)));
        return Ok(ExitCode::SUCCESS);
    }
    let chosen: Vec<&'static Target> = match arguments.targets.is_empty() {
        true => all,
        false => arguments
            .targets
            .iter()
            .map(|name| find(&all, name))
            .collect::<Result<_, _>>()?,
    };
    execute::keep_panics();
    execute::watch(|target, input| {
        finding::report(target, input, "it does not end");
        std::process::exit(1);
    });
    if let Some(path) = &arguments.replay {
        return replay(&chosen, &finding::read(path)?);
    }
    let counters = Coverage::new().counters();
    if counters == 0 {
        return Err(
            "the engine was built without counters\nhint: start it as `cargo run --release -p racejs_fuzz`".into(),
        );
    }
    say(&format!("{} targets, {} edges in the engine", chosen.len(), counters));
    let time = Duration::from_secs(arguments.seconds) / u32::try_from(chosen.len()).unwrap_or(1);
    let mut has_found = false;
    for target in chosen {
        let outcome = campaign::run(target, time, arguments.seed);
        has_found |= outcome.has_found;
        say(&format!(
            "{:16} {:>10} executions {:>7.0}/s {:>6} inputs {:>6} edges  {}",
            target.name,
            outcome.executions,
            outcome.executions as f64 / outcome.time.as_secs_f64().max(0.001),
            outcome.kept,
            outcome.edges,
            if outcome.has_found { "FAULT" } else { "ok" },
        ));
    }
    Ok(if has_found {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn find(all: &[&'static Target], name: &str) -> Result<&'static Target, String> {
    let names = || all.iter().map(|target| target.name).collect::<Vec<_>>().join(", ");
    let found = all.iter().copied().find(|target| target.name == name);
    found.ok_or_else(|| format!("there is no target `{name}`\nhint: there are {}", names()))
}

fn replay(chosen: &[&'static Target], input: &[u8]) -> Result<ExitCode, String> {
    let [target] = chosen else {
        return Err("an input is for one target\nhint: name it".to_string());
    };
    match execute::execute(target, input) {
        Ok(()) => {
            say(&format!("{}: ok", target.name));
            Ok(ExitCode::SUCCESS)
        }
        Err(what) => {
            say(&format!("{}: {what}", target.name));
            Ok(ExitCode::FAILURE)
        }
    }
}
