//! `racejs reload`, `rollback`, `status`, `stop` and `upgrade-in-place`: what a supervisor that runs is asked for.

use std::io::Write as _;

use racejs_supervisor::{Command, ControlError, Outcome, Running};

use super::start;
use crate::args::{NameArgs, StatusArgs};
use crate::ui::Failure;

/// Asks, says what happens on stderr, and waits for the end.
pub(super) fn ask(program: NameArgs, command: Command) -> Result<i32, Failure> {
    let directory = start::working_directory()?;
    let running = Running::find(program.name.as_deref(), &directory).map_err(failure)?;
    outcome(&running, command).map(|_| 0)
}

/// Where several programs are meant, each of them is shown; a tool that wants JSON names one.
pub(super) fn status(status: StatusArgs) -> Result<i32, Failure> {
    let directory = start::working_directory()?;
    let found = match Running::find(status.program.name.as_deref(), &directory) {
        Err(ControlError::Several(names)) if !status.json => {
            names.iter().map(|name| Running::find(Some(name), &directory)).collect()
        }
        found => found.map(|running| vec![running]),
    };
    let texts: Result<Vec<String>, Failure> = found
        .map_err(failure)?
        .iter()
        .map(|running| status_of(running, status.json))
        .collect();
    // A reader such as `head` may be gone already; that is no failure.
    let _ = write!(anstream::stdout(), "{}", texts?.join("\n"));
    Ok(0)
}

fn status_of(running: &Running, is_json: bool) -> Result<String, Failure> {
    let Outcome::Status(found) = outcome(running, Command::Status)? else {
        return Err(Failure::program("The supervisor has not said how the program is"));
    };
    match is_json {
        true => serde_json::to_string_pretty(&found)
            .map(|text| text + "\n")
            .map_err(|error| Failure::program(error.to_string())),
        false => Ok(found.to_text()),
    }
}

fn outcome(running: &Running, command: Command) -> Result<Outcome, Failure> {
    let name = running.who().name.clone();
    let outcome = running.ask(command, |text| say(&name, text)).map_err(failure)?;
    if let Outcome::Done(text) = &outcome {
        say(&name, text);
    }
    Ok(outcome)
}

fn say(name: &str, text: &str) {
    // Nobody is left to tell when stderr itself is closed.
    let _ = writeln!(anstream::stderr(), "{name}: {text}");
}

fn failure(error: ControlError) -> Failure {
    let failure = Failure::program(error.to_string());
    match error {
        ControlError::NothingRuns(None) => failure.hint("`racejs start app.ts` starts one"),
        ControlError::NothingRuns(Some(_)) => failure.hint("`racejs status` without a name finds those of this user"),
        ControlError::Several(_) => failure.hint("name one, as in `racejs status NAME`"),
        ControlError::Refused(_) => failure,
        ControlError::NoAnswer { .. } => failure.hint("what was asked for may have been done all the same"),
    }
}
