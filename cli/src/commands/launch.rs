//! From flags to a running program: the log, the environment, then the runtime.

use std::num::NonZeroUsize;

use racejs_runtime::{Entry, Purpose, RunOptions};

use crate::args::Flags;
use crate::ui::Failure;
use crate::{env_file, logging};

/// Runs the entry and returns its exit code. The runtime reports the program's own errors.
pub(super) fn launch(entry: Entry, purpose: Purpose, args: Vec<String>, flags: Flags) -> Result<i32, Failure> {
    logging::init()?;
    env_file::load(flags.env.choice)?;
    let inspect = flags.inspect.session();
    Ok(racejs_runtime::run(RunOptions {
        entry,
        purpose,
        workers: flags.workers.unwrap_or(NonZeroUsize::MIN),
        args,
        conditions: flags.conditions,
        imports: flags.import,
        requires: flags.require,
        inspect,
        v8_flags: flags.v8_flags,
    }))
}
