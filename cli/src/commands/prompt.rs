//! `racejs` at a terminal, and `racejs -i`: a prompt for JavaScript and TypeScript.

use racejs_runtime::{Entry, Purpose};

use super::dev;
use super::launch::{Start, launch};
use crate::args::{NodeFlags, ProgramArgs};
use crate::ui::Failure;

/// Opens it; the code, if there is some, runs first.
pub(super) fn open(code: Option<String>, program: ProgramArgs, node: NodeFlags) -> Result<i32, Failure> {
    if program.watch {
        return Err(dev::without_file());
    }
    if program.flags.workers.is_some_and(|count| count.get() > 1) {
        return Err(Failure::usage("A prompt runs in one isolate").hint("leave out `--workers`"));
    }
    let start = Start {
        entry: Entry::Prompt(code),
        purpose: Purpose::Run,
        args: program.words,
        is_watched: false,
        production: None,
    };
    launch(start, program.flags, node)
}
