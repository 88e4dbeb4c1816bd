//! `racejs test [files, folders or patterns]`: the runtime finds the files and runs them.

use racejs_runtime::{Entry, Purpose};

use super::launch::{Start, launch};
use crate::args::{NodeFlags, TestArgs};
use crate::ui::Failure;

/// What programs and environment files look at.
const MODE: &str = "NODE_ENV";

pub(super) fn run(test: TestArgs, node: NodeFlags) -> Result<i32, Failure> {
    if std::env::var_os(MODE).is_none() {
        // SAFETY: nothing has started a thread yet, so nobody can be reading the environment.
        unsafe { std::env::set_var(MODE, "test") };
    }
    let (options, flags) = test.into_options();
    let start = Start {
        entry: Entry::Tests(options),
        purpose: Purpose::Run,
        args: Vec::new(),
        is_watched: false,
        production: None,
    };
    launch(start, flags, node)
}
