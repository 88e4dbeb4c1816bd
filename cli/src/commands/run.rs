//! `racejs run <file> [args]`, and the same without the verb.

use std::path::Path;

use racejs_runtime::{Entry, Purpose};

use super::launch::{Start, launch};
use super::{dev, script, unknown};
use crate::args::{NodeFlags, ProgramArgs};
use crate::ui::Failure;

/// With the verb the word may name a script of package.json as well, which comes first, as in package managers.
pub(super) fn run(program: ProgramArgs, node: NodeFlags) -> Result<i32, Failure> {
    let Some(word) = program.words.first() else {
        return run_file(program, node);
    };
    // A file that is there by its full name needs no look at package.json, which may even be broken.
    let is_file = !unknown::is_bare(word) && Path::new(word).is_file();
    let script = if is_file { None } else { script::find(word)? };
    if let Some(script) = script {
        let workers = program.flags.workers.map(|_| "--workers");
        let watch = program.watch.then_some("--watch");
        if let Some(flag) = node.process.exec_argv.first().map(String::as_str).or(workers).or(watch) {
            return Err(Failure::usage(format!(
                "`{flag}` is for programs, and `{word}` is a script of package.json"
            ))
            .hint("write the flag into the script")
            .hint(format!("`racejs run {flag} ./{word}` runs a file of that name")));
        }
        let args = &program.words[1..];
        // Those who are used to npm write it, which needs it to tell the script's flags from its own.
        return script.run(args.strip_prefix(&["--".to_owned()]).unwrap_or(args));
    }
    if unknown::is_bare(word) && !unknown::is_program(word) {
        script::neither(word)?;
    }
    run_file(program, node)
}

pub(super) fn run_file(program: ProgramArgs, node: NodeFlags) -> Result<i32, Failure> {
    let (entry, args) = entry_of(program.words)?;
    if program.watch {
        dev::check(&entry, &program.flags)?;
    }
    let start = Start {
        entry,
        purpose: Purpose::Run,
        args,
        is_watched: program.watch,
        production: None,
    };
    launch(start, program.flags, node)
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
