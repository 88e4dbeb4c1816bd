//! How the commands reach a supervisor that runs: lines of JSON over a Unix socket that only its owner can open.

pub(crate) mod client;
pub(crate) mod names;
pub(crate) mod place;
pub(crate) mod server;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use serde::Deserialize;
use serde::Serialize;

use crate::Status;

/// Bytes of the longest request.
const MAX_REQUEST: u64 = 4096;
/// Bytes of the longest answer: a status with a report of each isolate.
const MAX_ANSWER: u64 = 1024 * 1024;

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// Which program it is.
    Who,
    /// How it is.
    Status,
    /// Let what is on disk serve.
    Reload,
    /// Let the release before serve.
    Rollback,
    /// End it.
    Stop,
    /// Become the binary that is on disk.
    UpgradeInPlace,
}

#[derive(Debug, Serialize, Deserialize)]
struct Request {
    command: Command,
}

/// A line of the answer. All but [`Answer::Progress`] are the last one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(crate) enum Answer {
    Progress { text: String },
    Done { text: String },
    Refused { reason: String },
    Who(Who),
    Status(Status),
}

/// A program that runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// By which it is called.
    pub name: String,
    /// Its file.
    pub program: PathBuf,
}

/// Why a command has come to nothing.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// Nothing of that name runs, or nothing at all.
    #[error("{}", match .0 { Some(name) => format!("No program of the name `{name}` runs"), None => "No program runs under `racejs start`".to_owned() })]
    NothingRuns(Option<String>),
    /// It is not clear which is meant.
    #[error("Several programs run: {}", .0.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))]
    Several(Vec<String>),
    /// The supervisor has said no.
    #[error("{0}")]
    Refused(String),
    /// The supervisor cannot be understood, or has gone.
    #[error("The supervisor of `{name}` gave no answer: {error}")]
    NoAnswer {
        /// Of the program.
        name: String,
        /// What happened to the connection.
        error: std::io::Error,
    },
}
