//! `racejs run <file> [args]`, and the same without the verb.

use racejs_runtime::Entry;

use super::launch::launch;
use crate::args::ProgramArgs;
use crate::ui::Failure;

pub(super) fn run(program: ProgramArgs) -> Result<i32, Failure> {
    let mut words = program.words.into_iter();
    let entry = match words.next() {
        None => return Err(Failure::usage("No file to run").hint("name one, as in `racejs run app.ts`")),
        Some(word) if word == "-" => Entry::Stdin,
        Some(file) => Entry::File(file),
    };
    launch(entry, words.collect(), program.flags)
}
