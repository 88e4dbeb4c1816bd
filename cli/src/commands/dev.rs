//! `racejs dev <file> [args]`: a program whose edits go live, the same as `racejs run --watch`.

use racejs_runtime::Entry;

use super::{run, script};
use crate::args::{Flags, NodeFlags, ProgramArgs};
use crate::ui::Failure;

pub(super) fn run(mut program: ProgramArgs, node: NodeFlags) -> Result<i32, Failure> {
    if program.words.is_empty() && script::find("dev")?.is_some() {
        let failure = Failure::usage("No file to run");
        return Err(failure.hint("`racejs run dev` runs the script of package.json"));
    }
    program.watch = true;
    run::run_file(program, node)
}

/// Whether a program can be developed in that way.
pub(super) fn check(entry: &Entry, flags: &Flags) -> Result<(), Failure> {
    if !matches!(entry, Entry::File(_)) {
        return Err(without_file());
    }
    if flags.workers.is_some_and(|count| count.get() > 1) {
        return Err(Failure::usage("A program that is watched runs in one isolate")
            .hint("leave out `--workers`; in production it takes effect without `--watch`"));
    }
    Ok(())
}

/// Code that stands in no file does not change.
pub(super) fn without_file() -> Failure {
    Failure::usage("There is no file to watch").hint("name one, as in `racejs dev app.ts`")
}
