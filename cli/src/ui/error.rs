//! An error of the command itself, as opposed to one of the program it runs.

use std::fmt;
use std::io::Write as _;

use super::style::{ERROR, HINT};

/// The exit code of a wrong command line or configuration.
const EXIT_USAGE: i32 = 2;
/// The exit code of a program that failed.
const EXIT_FAILED: i32 = 1;

/// What went wrong, and what to do about it.
///
/// The message is sentence case, has no final period and keeps values in backticks.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    hints: Vec<String>,
    exit_code: i32,
}

impl Failure {
    /// An error in the command line or in the configuration.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hints: Vec::new(),
            exit_code: EXIT_USAGE,
        }
    }

    /// An error of a program that was to run.
    pub(crate) fn program(message: impl Into<String>) -> Self {
        Self {
            exit_code: EXIT_FAILED,
            ..Self::usage(message)
        }
    }

    /// Adds a line that says how to go on.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Prints the failure to stderr and returns the exit code that goes with it.
    pub(crate) fn report(&self) -> i32 {
        let mut stderr = anstream::stderr().lock();
        // Nobody is left to tell when stderr itself is closed.
        let _ = writeln!(stderr, "{ERROR}error{ERROR:#}: {}", self.message);
        for hint in &self.hints {
            let _ = writeln!(stderr, "{HINT}hint{HINT:#}: {hint}");
        }
        self.exit_code
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.hints.iter().try_for_each(|hint| write!(f, "\nhint: {hint}"))
    }
}
