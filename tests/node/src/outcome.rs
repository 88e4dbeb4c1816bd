//! How the run of one test ended. It must not know what the test was.

use std::fmt;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use serde::Deserialize;
use serde::Serialize;

/// How one process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Outcome {
    /// Exit code 0.
    Passed,
    /// Exit code 0, and the test says that it cannot be run here.
    Skipped,
    /// Exit code 0, but what the test gives to `node:test` was never run.
    Hollow,
    /// Another exit code.
    Exit(i32),
    /// A signal that this program did not send.
    Signal(i32),
    /// It still ran when its time was over, and was killed.
    TimedOut,
}

/// What a test of Node's prints in place of its result when it cannot be run.
const SKIPPED: &str = "1..0 # Skipped";

impl Outcome {
    /// Of a process that ended by itself and printed `output` first.
    pub(crate) fn of(status: ExitStatus, output: &str) -> Self {
        match (status.code(), status.signal()) {
            (Some(0), _) if output.lines().any(|line| line.starts_with(SKIPPED)) => Self::Skipped,
            (Some(0), _) => Self::Passed,
            (Some(code), _) => Self::Exit(code),
            (None, signal) => Self::Signal(signal.unwrap_or_default()),
        }
    }

    pub(crate) fn is_pass(self) -> bool {
        self == Self::Passed
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passed => formatter.write_str("passed"),
            Self::Skipped => formatter.write_str("skipped"),
            Self::Hollow => formatter.write_str("passed without running anything"),
            Self::Exit(code) => write!(formatter, "exit code {code}"),
            Self::Signal(signal) => write!(formatter, "signal {signal}"),
            Self::TimedOut => formatter.write_str("timed out"),
        }
    }
}
