//! `racejs test [files, folders or patterns]`: the runtime finds the files and runs them.

use racejs_runtime::{Entry, Purpose};

use super::launch::launch;
use crate::args::TestArgs;
use crate::ui::Failure;

/// What programs and environment files look at.
const MODE: &str = "NODE_ENV";

pub(super) fn run(test: TestArgs) -> Result<i32, Failure> {
    if std::env::var_os(MODE).is_none() {
        // SAFETY: nothing has started a thread yet, so nobody can be reading the environment.
        unsafe { std::env::set_var(MODE, "test") };
    }
    let (options, flags) = test.into_options();
    launch(Entry::Tests(options), Purpose::Run, Vec::new(), flags)
}
