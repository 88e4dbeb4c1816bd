//! `racejs run <file> [args]`, and the same without the verb.

use racejs_runtime::{Entry, Purpose};

use super::launch::launch;
use crate::args::ProgramArgs;
use crate::ui::Failure;

pub(super) fn run(program: ProgramArgs) -> Result<i32, Failure> {
    let (entry, args) = entry_of(program.words)?;
    launch(entry, Purpose::Run, args, program.flags)
}

/// The program that the words name, and what is left for it.
pub(super) fn entry_of(words: Vec<String>) -> Result<(Entry, Vec<String>), Failure> {
    let mut words = words.into_iter();
    let entry = match words.next() {
        None => return Err(Failure::usage("No file to run").hint("name one, as in `racejs run app.ts`")),
        Some(word) if word == "-" => Entry::Stdin,
        Some(file) => Entry::File(file),
    };
    Ok((entry, words.collect()))
}
