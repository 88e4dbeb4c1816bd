//! What is to be done, and for how long.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use anyhow::Result;
use clap::Parser;
use clap::Subcommand;

use crate::drain;
use crate::process::Binary;
use crate::reloads;
use crate::report::Report;
use crate::soak;
use crate::suite;

/// Hostile clients, a soak, a shutdown and reloads under load, against the racejs binary
///
/// The tables go to standard output, as Markdown. The exit code is 1 if a promise is broken.
#[derive(Parser)]
#[command(name = "racejs_abuse")]
struct Arguments {
    /// The racejs binary [default: `RACEJS_BIN`, else the one built into the same folder as this program]
    #[arg(long, value_name = "FILE", global = true)]
    racejs: Option<PathBuf>,
    /// Isolates of the server
    #[arg(long, default_value_t = 1, global = true)]
    workers: u32,
    /// All four, in little more than a minute
    #[arg(long)]
    quick: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Each attack beside legitimate requests
    Suite {
        /// How long each attack goes on
        #[arg(long, default_value_t = 10)]
        seconds: u64,
    },
    /// Every kind of client at half load; is any answer wrong, does the memory grow
    Soak {
        /// How long
        #[arg(long, default_value_t = 30.0)]
        minutes: f64,
    },
    /// SIGTERM under load; is every accepted request answered
    Drain {
        /// How often
        #[arg(long, default_value_t = 20)]
        rounds: u32,
    },
    /// New releases under load, and as many that cannot start; is every request answered, whole
    Reloads {
        /// How often
        #[arg(long, default_value_t = 100)]
        rounds: u32,
    },
}

/// Does what the command line says.
pub(crate) fn run() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let binary = Binary::find(arguments.racejs, arguments.workers)?;
    raise_file_limit();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("Could not make a runtime")?;
    let report = runtime.block_on(perform(&binary, arguments.quick, arguments.command))?;
    report.print().context("Could not print the tables")?;
    Ok(if report.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

async fn perform(binary: &Binary, is_quick: bool, command: Option<Command>) -> Result<Report> {
    let mut report = Report::default();
    match command {
        Some(Command::Suite { seconds }) => suite::run(binary, Duration::from_secs(seconds), &mut report).await?,
        Some(Command::Soak { minutes }) => {
            soak::run(binary, Duration::from_secs_f64(minutes * 60.0), &mut report).await?
        }
        Some(Command::Reloads { rounds }) => reloads::run(binary, rounds, &mut report).await?,
        Some(Command::Drain { rounds }) => drain::run(binary, rounds, &mut report).await?,
        None if is_quick => {
            suite::run(binary, Duration::from_millis(2500), &mut report).await?;
            soak::run(binary, Duration::from_secs(12), &mut report).await?;
            drain::run(binary, 3, &mut report).await?;
            reloads::run(binary, 3, &mut report).await?;
        }
        None => anyhow::bail!("Nothing to do\nhint: say `--quick`, `suite`, `soak`, `drain` or `reloads`"),
    }
    Ok(report)
}

/// As many files as the system allows: each client is one.
fn raise_file_limit() {
    let mut limit = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: `limit` is a place that may be read and written; a failure changes nothing.
    unsafe {
        if libc::getrlimit(libc::RLIMIT_NOFILE, &raw mut limit) == 0 {
            limit.rlim_cur = limit.rlim_max;
            libc::setrlimit(libc::RLIMIT_NOFILE, &raw const limit);
        }
    }
}
