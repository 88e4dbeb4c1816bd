//! One module per verb, and the choice between them.

mod eval;
mod launch;
mod routes;
mod run;
mod test;
mod types;
mod unknown;

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};

use racejs_runtime::{Entry, Purpose};

use crate::args::{self, Cli, Verb};
use crate::ui::{Failure, Usage};

/// Does what the command line says and returns the exit code of the process.
pub(crate) fn dispatch(argv: impl IntoIterator<Item = OsString>) -> i32 {
    let outcome = match args::parse(argv) {
        Ok(cli) => choose(cli),
        Err(Usage::Wrong(failure)) => Err(failure),
        Err(Usage::Page(page)) => {
            // A reader such as `head` may be gone already; that is no failure.
            let _ = write!(anstream::stdout(), "{}", page.ansi());
            Ok(0)
        }
    };
    outcome.unwrap_or_else(|failure| failure.report())
}

fn choose(cli: Cli) -> Result<i32, Failure> {
    match cli.verb {
        Some(Verb::Run(program)) => run::run(program),
        Some(Verb::Test(test)) => test::run(test),
        Some(Verb::Routes(routes)) => routes::run(routes),
        Some(Verb::Types) => Ok(types::run()),
        Some(Verb::Eval(code)) => eval::run(code),
        None => without_verb(cli),
    }
}

fn without_verb(cli: Cli) -> Result<i32, Failure> {
    let program = cli.program;
    if let Some(code) = cli.eval {
        return launch::launch(Entry::Eval(code), Purpose::Run, program.words, program.flags);
    }
    if let Some(expression) = cli.print {
        return launch::launch(eval::printing(&expression), Purpose::Run, program.words, program.flags);
    }
    let Some(word) = program.words.first() else {
        return without_words(program.flags);
    };
    unknown::check(word)?;
    run::run(program)
}

/// A pipe is a program to run, as in Node. A person at a terminal has no shell to type into yet, and gets the help.
fn without_words(flags: args::Flags) -> Result<i32, Failure> {
    if !std::io::stdin().is_terminal() {
        return launch::launch(Entry::Stdin, Purpose::Run, Vec::new(), flags);
    }
    let _ = write!(anstream::stderr(), "{}", args::short_help().ansi());
    Ok(2)
}
