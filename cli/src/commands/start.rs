//! `racejs start <file> [args]`: a program in production. The process that a user starts becomes the supervisor; the servers that
//! it starts have the same command line, and run the program.

use std::env::current_dir;
use std::fs::metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::sync::Arc;

use racejs_runtime::{Entry, ProductionOptions, Purpose};
use racejs_supervisor::{Launch, Settings, StartError, Supervised, binary_path, default_name};

use super::launch::{Start, launch};
use super::{script, take_over};
use crate::args::{NodeFlags, StartArgs};
use crate::logging;
use crate::ui::Failure;

/// The binary that runs, whatever stands at its path by now: supervisor and servers are of one version.
const ITSELF: &str = "/proc/self/exe";

pub(super) fn run(start: StartArgs, node: NodeFlags) -> Result<i32, Failure> {
    if Supervised::is_told() {
        return serve(start, node);
    }
    let file = file_of(&start)?;
    logging::init()?;
    let directory = working_directory()?;
    let program = std::path::absolute(directory.join(file))
        .map_err(|error| Failure::usage(format!("Cannot name the program: {error}")))?;
    let name = start.name.unwrap_or_else(|| default_name(&program));
    let settings = Settings {
        name: name.clone(),
        program,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        launch: Launch {
            program: ITSELF.into(),
            argv: std::env::args_os().collect(),
            directory,
        },
        binary: binary_path(std::env::args_os().next().as_ref())
            .map_err(|error| Failure::program(format!("Cannot find the racejs binary: {error}")))?,
        probe: start.probe,
        ready_timeout: start.ready_timeout,
        drain_timeout: start.drain_timeout,
        keep: start.keep,
    };
    racejs_supervisor::supervise(settings).map_err(|error| match error {
        StartError::Runs(_) => Failure::program(error.to_string())
            .hint(format!("`racejs reload {name}` lets what is on disk serve"))
            .hint("`--name` gives a second one a name of its own"),
        error => Failure::program(error.to_string()),
    })
}

/// What the supervisor has started.
fn serve(start: StartArgs, node: NodeFlags) -> Result<i32, Failure> {
    let file = file_of(&start)?.to_owned();
    let Some(supervised) = Supervised::from_environment() else {
        return Err(Failure::usage(
            "What the supervisor has left in `RACEJS_SUPERVISOR` cannot be read",
        ));
    };
    let program = Start {
        entry: Entry::File(file),
        purpose: Purpose::Run,
        args: start.words.into_iter().skip(1).collect(),
        is_watched: false,
        production: Some(ProductionOptions {
            supervised: Arc::new(supervised),
            hang_timeout: start.hang_timeout,
        }),
    };
    launch(program, start.flags, node)
}

fn file_of(start: &StartArgs) -> Result<&str, Failure> {
    if start.flags.inspect.session().is_some() {
        return Err(Failure::usage("A program in production has no debugger")
            .hint("`racejs run --inspect` runs it with one: two releases could not share its port"));
    }
    match start.words.first().map(String::as_str) {
        None => {
            let failure = Failure::usage("No file to start");
            Err(match script::find("start")? {
                Some(_) => failure.hint("`racejs run start` runs the script of package.json"),
                None => failure.hint("name one, as in `racejs start app.ts`"),
            })
        }
        Some("-") => Err(Failure::usage("A program from stdin cannot be started again")
            .hint("write it into a file, as in `racejs start app.ts`")),
        Some(file) => Ok(file),
    }
}

/// As the user has gone there: a link to the release in place leads to the next one in time.
pub(super) fn working_directory() -> Result<PathBuf, Failure> {
    let directory = take_over::working_directory()?;
    let said = std::env::var_os("PWD")
        .map(PathBuf::from)
        .filter(|said| said.is_absolute());
    let is_same = |said: &PathBuf| match (metadata(said), current_dir().and_then(metadata)) {
        (Ok(said), Ok(here)) => (said.dev(), said.ino()) == (here.dev(), here.ino()),
        _ => false,
    };
    Ok(said.filter(is_same).unwrap_or(directory))
}
