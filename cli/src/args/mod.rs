//! The command line: what may be typed, and what was. Reads no file and runs nothing.

mod env_files;
mod inspect;
mod node;
mod node_flags;
mod packages;
mod pages;
mod settings;
mod start;
mod test;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::num::NonZeroUsize;

use clap::{ArgAction, CommandFactory as _, FromArgMatches as _};

use crate::ui::{Usage, explain, help_styles};
pub(crate) use env_files::{EnvChoice, EnvFile};
use env_files::{EnvFlags, EnvOrder};
use inspect::InspectFlags;
use node::KnowsFlag;
pub(crate) use node::NodeFlags;
pub(crate) use packages::{AddArgs, ExecuteArgs, InstallArgs, RemoveArgs};
pub(crate) use start::{NameArgs, StartArgs, StatusArgs};
pub(crate) use test::TestArgs;

/// The verbs a user can type, for suggestions.
pub(crate) const VERBS: [&str; 16] = [
    "run",
    "dev",
    "start",
    "reload",
    "rollback",
    "status",
    "stop",
    "upgrade-in-place",
    "test",
    "routes",
    "types",
    "add",
    "install",
    "remove",
    "x",
    "help",
];

#[derive(Debug, clap::Parser)]
#[command(
    name = "racejs",
    version,
    about = pages::ABOUT,
    override_usage = pages::USAGE,
    after_help = pages::AFTER_HELP,
    after_long_help = pages::AFTER_LONG_HELP,
    styles = help_styles(),
    disable_version_flag = true,
    args_conflicts_with_subcommands = true,
    args_override_self = true,
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) verb: Option<Verb>,

    /// Run this code instead of a file
    #[arg(
        short,
        long,
        value_name = "CODE",
        allow_hyphen_values = true,
        conflicts_with = "print"
    )]
    pub(crate) eval: Option<String>,

    /// Print the value of this expression
    #[arg(short, long, value_name = "EXPRESSION", allow_hyphen_values = true)]
    pub(crate) print: Option<String>,

    /// Open a prompt, even where standard input is no terminal
    #[arg(short, long, conflicts_with = "print")]
    pub(crate) interactive: bool,

    #[command(flatten)]
    pub(crate) program: ProgramArgs,

    /// Print the version
    #[arg(short = 'V', short_alias = 'v', long, action = ArgAction::Version)]
    version: (),
}

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Verb {
    /// Run a program, or a script of package.json: `racejs run app.ts`
    #[command(override_usage = pages::RUN_USAGE, after_long_help = pages::RUN_AFTER_LONG_HELP, args_override_self = true)]
    Run(ProgramArgs),

    /// Run a program whose edits go live: `racejs dev app.ts`
    #[command(override_usage = pages::DEV_USAGE, after_long_help = pages::DEV_AFTER_LONG_HELP, args_override_self = true)]
    Dev(ProgramArgs),

    /// Run a program in production, under a supervisor: `racejs start app.ts`
    #[command(override_usage = pages::START_USAGE, after_long_help = pages::START_AFTER_LONG_HELP, args_override_self = true)]
    Start(StartArgs),

    /// Let the program on disk follow the one that serves, without a pause: `racejs reload`
    #[command(after_help = pages::RELOAD_AFTER_HELP)]
    Reload(NameArgs),

    /// Let the release before serve again: `racejs rollback`
    #[command(after_help = pages::ROLLBACK_AFTER_HELP)]
    Rollback(NameArgs),

    /// Show a program in production and its processes: `racejs status`
    Status(StatusArgs),

    /// Stop a program in production: `racejs stop`
    Stop(NameArgs),

    /// Let a supervisor become the racejs binary that is on disk: `racejs upgrade-in-place`
    #[command(after_help = pages::UPGRADE_AFTER_HELP)]
    UpgradeInPlace(NameArgs),

    /// Run tests, each file in a process of its own: `racejs test`
    #[command(override_usage = pages::TEST_USAGE, after_long_help = pages::TEST_AFTER_LONG_HELP, args_override_self = true)]
    Test(TestArgs),

    /// List the routes of a program, without listening: `racejs routes app.ts`
    #[command(override_usage = pages::ROUTES_USAGE, args_override_self = true)]
    Routes(RoutesArgs),

    /// Print the types of the module `racejs`: `racejs types > racejs.d.ts`
    Types,

    /// Add packages to the project, with its own package manager: `racejs add zod`
    #[command(after_help = pages::MANAGERS)]
    Add(AddArgs),

    /// Install what the project needs: `racejs install`
    #[command(visible_alias = "i", after_help = pages::MANAGERS)]
    Install(InstallArgs),

    /// Remove packages from the project: `racejs remove zod`
    #[command(visible_aliases = ["rm", "uninstall"], after_help = pages::MANAGERS)]
    Remove(RemoveArgs),

    /// Run a tool of the project, or one that is not installed: `racejs x prettier .`
    #[command(visible_aliases = ["exec", "dlx"], override_usage = pages::X_USAGE, after_help = pages::X_AFTER_HELP)]
    X(ExecuteArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProgramArgs {
    // One list, because only the last positional can take words that look like flags.
    /// The program (`-` reads it from stdin), then the arguments it finds in `process.argv`
    #[arg(value_name = "FILE] [ARGS", trailing_var_arg = true)]
    pub(crate) words: Vec<String>,

    /// Take changes of the program's files into the running program, as `racejs dev` does
    #[arg(long, help_heading = "Developing")]
    pub(crate) watch: bool,

    #[command(flatten)]
    pub(crate) flags: Flags,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RoutesArgs {
    /// Print JSON, for tools
    #[arg(long)]
    pub(crate) json: bool,

    #[command(flatten)]
    pub(crate) program: ProgramArgs,
}

/// The flags that shape how a program runs, whichever way it is named.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Flags {
    /// Import this module before the program; may be repeated
    #[arg(long, alias = "preload", value_name = "MODULE", help_heading = "Modules")]
    pub(crate) import: Vec<String>,

    /// Require this CommonJS module before the program; may be repeated
    #[arg(short, long, value_name = "MODULE", help_heading = "Modules")]
    pub(crate) require: Vec<String>,

    /// Add a condition for the `exports` and `imports` of packages; may be repeated
    #[arg(
        short = 'C',
        long,
        value_name = "NAME",
        value_delimiter = ',',
        help_heading = "Modules"
    )]
    pub(crate) conditions: Vec<String>,

    /// Run the program in so many isolates that share its ports: a number, or `auto` for one a core
    #[arg(long, value_name = "N", help_heading = "Serving", value_parser = parse_workers)]
    pub(crate) workers: Option<NonZeroUsize>,

    #[command(flatten)]
    pub(crate) env: EnvFlags,

    #[command(flatten)]
    pub(crate) inspect: InspectFlags,

    /// Set options of the engine, separated by commas
    #[arg(
        long, value_name = "FLAGS", help_heading = "Debugging",
        value_delimiter = ',', allow_hyphen_values = true, value_parser = parse_v8_flag,
    )]
    pub(crate) v8_flags: Vec<String>,
}

/// Reads the words of the command line, the binary's own name first, and `NODE_OPTIONS` if it is set.
///
/// # Errors
/// A help page that was asked for, or a failure that says what is wrong with the words.
pub(crate) fn parse(
    argv: impl IntoIterator<Item = OsString>,
    node_options: Option<&str>,
    engine: KnowsFlag,
) -> Result<(Cli, NodeFlags), Usage> {
    // Undecodable bytes become U+FFFD, as in Node: a program sees strings.
    let words = argv
        .into_iter()
        .skip(1)
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let mut command = Cli::command();
    let (words, node) = node::separate(words, node_options, &command, engine).map_err(Usage::Wrong)?;
    let mut matches = command
        .try_get_matches_from_mut(std::iter::once("racejs".to_owned()).chain(words))
        .map_err(|error| explain(&error))?;
    let order = match matches.subcommand() {
        Some(("run" | "dev" | "start" | "routes", inner)) => Some(EnvOrder::of(inner)),
        Some(_) => None,
        None => Some(EnvOrder::of(&matches)),
    };
    let mut cli = Cli::from_arg_matches_mut(&mut matches).map_err(|error| explain(&error))?;
    if let Some(order) = order {
        cli.flags_mut().env.resolve(order);
    }
    Ok((cli.with_late_verb(), node))
}

impl Cli {
    fn flags_mut(&mut self) -> &mut Flags {
        match &mut self.verb {
            Some(Verb::Run(program) | Verb::Dev(program)) => &mut program.flags,
            Some(Verb::Start(start)) => &mut start.flags,
            Some(Verb::Test(test)) => &mut test.flags,
            Some(Verb::Routes(routes)) => &mut routes.program.flags,
            _ => &mut self.program.flags,
        }
    }

    /// `racejs --inspect run app.ts`: the parser looks for no verb after a flag, people write it there all the same.
    fn with_late_verb(mut self) -> Self {
        let is_late = self.verb.is_none() && self.eval.is_none() && self.print.is_none();
        if is_late && self.program.words.len() > 1 && self.program.words[0] == "run" {
            self.program.words.remove(0);
        }
        self
    }
}

/// More threads than this would only wait for each other.
const MAX_WORKERS: usize = 256;

fn parse_workers(text: &str) -> Result<NonZeroUsize, String> {
    if text == "auto" {
        return Ok(std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN));
    }
    let count = text
        .parse()
        .ok()
        .filter(|count: &NonZeroUsize| count.get() <= MAX_WORKERS);
    count.ok_or_else(|| format!("a number from 1 to {MAX_WORKERS}, or `auto`"))
}

/// The engine wants the dashes; `--v8-flags=expose-gc` means the same as `--v8-flags=--expose-gc`.
fn parse_v8_flag(text: &str) -> Result<String, String> {
    let name = text.trim().trim_start_matches('-');
    if name.is_empty() {
        Err("a name is missing".to_owned())
    } else {
        Ok(format!("--{name}"))
    }
}
