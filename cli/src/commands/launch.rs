//! From flags to a running program: the log, the environment, then the runtime.

use std::num::NonZeroUsize;

use racejs_runtime::{Entry, ProductionOptions, ProgramName, Purpose, RunOptions, WatchOptions};

use crate::args::{Flags, NodeFlags};
use crate::ui::Failure;
use crate::{env_file, logging};

/// Variables that stand for a flag of Node's.
const SWITCHES: [(&str, &str); 2] = [
    ("NODE_NO_WARNINGS", "--no-warnings"),
    ("NODE_PENDING_DEPRECATION", "--pending-deprecation"),
];

/// What runs.
pub(super) struct Start {
    pub(super) entry: Entry,
    pub(super) purpose: Purpose,
    /// Its arguments.
    pub(super) args: Vec<String>,
    /// Whether it is developed.
    pub(super) is_watched: bool,
    /// Whether it is in production.
    pub(super) production: Option<ProductionOptions>,
}

/// Runs the entry and returns its exit code. The runtime reports the program's own errors.
pub(super) fn launch(start: Start, flags: Flags, node: NodeFlags) -> Result<i32, Failure> {
    logging::init()?;
    // Before the files add to the environment: a new start reads them anew.
    let watch = start.is_watched.then(|| WatchOptions {
        argv: std::env::args_os().collect(),
        env: std::env::vars_os().collect(),
        files: env_file::paths(&flags.env.choice),
    });
    env_file::load(flags.env.choice)?;
    let inspect = flags.inspect.session();
    let mut process = node.process;
    for (variable, flag) in SWITCHES {
        if std::env::var_os(variable).is_some_and(|value| value == "1") {
            process.options.push(flag.to_owned());
        }
    }
    if let Entry::Eval(code) | Entry::Print(code) | Entry::Prompt(Some(code)) = &start.entry {
        process.program = ProgramName::None;
        process.eval = Some(code.clone());
    }
    Ok(racejs_runtime::run(RunOptions {
        entry: start.entry,
        purpose: start.purpose,
        watch,
        production: start.production,
        workers: flags.workers.unwrap_or(NonZeroUsize::MIN),
        args: start.args,
        conditions: flags.conditions,
        imports: flags.import,
        requires: flags.require,
        inspect,
        is_module: node.is_module,
        process,
        v8_flags: flags.v8_flags,
    }))
}
