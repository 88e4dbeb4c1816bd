//! One module per verb, and the choice between them.

mod beside;
mod control;
mod dev;
mod launch;
mod packages;
mod prompt;
mod routes;
mod run;
mod script;
mod start;
mod take_over;
mod test;
mod types;
mod unknown;

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};

use racejs_runtime::{Entry, Purpose};
use racejs_supervisor::Command;

use self::launch::{Start, launch};
use crate::args::{self, Cli, NodeFlags, ProgramArgs, Verb};
use crate::ui::{Failure, Usage};

/// Does what the command line says and returns the exit code of the process.
pub(crate) fn dispatch(argv: impl IntoIterator<Item = OsString>) -> i32 {
    let outcome = match parse(argv) {
        Ok((cli, node)) => choose(cli, node),
        Err(Usage::Wrong(failure)) => Err(failure),
        Err(Usage::Page(page)) => {
            // A reader such as `head` may be gone already; that is no failure.
            let _ = write!(anstream::stdout(), "{}", page.ansi());
            Ok(0)
        }
    };
    outcome.unwrap_or_else(|failure| failure.report())
}

fn parse(argv: impl IntoIterator<Item = OsString>) -> Result<(Cli, NodeFlags), Usage> {
    let options = std::env::var("NODE_OPTIONS").ok();
    args::parse(argv, options.as_deref(), &racejs_runtime::take_engine_flag)
}

fn choose(cli: Cli, node: NodeFlags) -> Result<i32, Failure> {
    match cli.verb {
        Some(Verb::Run(program)) => run::run(program, node),
        Some(Verb::Dev(program)) => dev::run(program, node),
        Some(Verb::Start(start)) => start::run(start, node),
        Some(Verb::Reload(program)) => control::ask(program, Command::Reload),
        Some(Verb::Rollback(program)) => control::ask(program, Command::Rollback),
        Some(Verb::Status(status)) => control::status(status),
        Some(Verb::Stop(program)) => control::ask(program, Command::Stop),
        Some(Verb::UpgradeInPlace(program)) => control::ask(program, Command::UpgradeInPlace),
        Some(Verb::Test(test)) => test::run(test, node),
        Some(Verb::Routes(routes)) => routes::run(routes, node),
        Some(Verb::Types) => Ok(types::run()),
        Some(Verb::Add(add)) => packages::add(add),
        Some(Verb::Install(install)) => packages::install(install),
        Some(Verb::Remove(remove)) => packages::remove(remove),
        Some(Verb::X(execute)) => packages::execute(execute),
        None => without_verb(cli, node),
    }
}

fn without_verb(cli: Cli, node: NodeFlags) -> Result<i32, Failure> {
    let program = cli.program;
    // As in Node, a file that is named is run all the same.
    if cli.interactive && (cli.eval.is_some() || program.words.is_empty()) {
        return prompt::open(cli.eval, program, node);
    }
    if let Some(entry) = cli.eval.map(Entry::Eval).or(cli.print.map(Entry::Print)) {
        if program.watch {
            return Err(dev::without_file());
        }
        let start = Start {
            entry,
            purpose: Purpose::Run,
            args: program.words,
            is_watched: false,
            production: None,
        };
        return launch(start, program.flags, node);
    }
    let Some(word) = program.words.first() else {
        return without_words(program, node);
    };
    unknown::check(word)?;
    run::run_file(program, node)
}

/// A pipe is a program to run, a terminal is somebody who types, as in Node.
fn without_words(program: ProgramArgs, node: NodeFlags) -> Result<i32, Failure> {
    if std::io::stdin().is_terminal() {
        return prompt::open(None, program, node);
    }
    let start = Start {
        entry: Entry::Stdin,
        purpose: Purpose::Run,
        args: Vec::new(),
        is_watched: false,
        production: None,
    };
    launch(start, program.flags, node)
}
