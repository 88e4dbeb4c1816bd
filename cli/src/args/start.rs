//! The verbs of production: the one that starts a program, and those that speak to its supervisor.

use std::time::Duration;

use racejs_supervisor::{parse_duration, parse_name, parse_probe};

use super::Flags;

#[derive(Debug, clap::Args)]
pub(crate) struct StartArgs {
    /// The program, then the arguments it finds in `process.argv`; those that look like flags behind `--`
    #[arg(value_name = "FILE] [ARGS")]
    pub(crate) words: Vec<String>,

    /// How commands call the program [default: its file's name and a few letters]
    #[arg(long, value_name = "NAME", help_heading = "Production", value_parser = parse_name)]
    pub(crate) name: Option<String>,

    /// Let a new release answer `GET PATH` with 2xx or 3xx before it serves
    #[arg(long, value_name = "PATH", help_heading = "Production", value_parser = parse_probe)]
    pub(crate) probe: Option<String>,

    /// How long a new release may take to be ready
    #[arg(long, value_name = "TIME", help_heading = "Production", default_value = "30s", value_parser = parse_duration)]
    pub(crate) ready_timeout: Duration,

    /// How long the release before may take to finish its requests
    #[arg(long, value_name = "TIME", help_heading = "Production", default_value = "70s", value_parser = parse_duration)]
    pub(crate) drain_timeout: Duration,

    /// How long the release before is kept for `racejs rollback`; 0: not at all
    #[arg(long, value_name = "TIME", help_heading = "Production", default_value = "10m", value_parser = parse_duration)]
    pub(crate) keep: Duration,

    /// How long the program may keep its thread before its isolate is replaced; 0: for ever
    #[arg(long, value_name = "TIME", help_heading = "Production", default_value = "10s", value_parser = parse_duration)]
    pub(crate) hang_timeout: Duration,

    #[command(flatten)]
    pub(crate) flags: Flags,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NameArgs {
    /// The program; without it, the one in the working directory, or the only one that runs
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct StatusArgs {
    /// Print JSON, for tools
    #[arg(long)]
    pub(crate) json: bool,

    #[command(flatten)]
    pub(crate) program: NameArgs,
}
