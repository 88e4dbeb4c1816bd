//! `racejs_compat run`: each npm package of the list, exercised by a small program, on racejs and its peers; the answers become a table.
//! It must not know any package: the programs in `programs/` do.

#![allow(clippy::expect_used, reason = "patterns are constant")]

mod arguments;
mod catalogue;
mod execute;
mod folder;
mod judge;
mod matrix;
mod page;
mod reasons;
mod results;
mod runtimes;
mod services;

#[cfg(test)]
mod tests;

use std::io::Write;
use std::process::ExitCode;

use tokio::signal::unix::{SignalKind, signal};

fn main() -> ExitCode {
    match arguments::run() {
        Ok(code) => code,
        Err(error) => {
            say(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// A line of progress. A closed standard error leaves nobody to tell.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Comes when somebody asks this program to end; gives the exit code that tells so.
async fn asked_to_end() -> anyhow::Result<u8> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let mut hang_up = signal(SignalKind::hangup())?;
    Ok(tokio::select! {
        _ = interrupt.recv() => 130,
        _ = terminate.recv() => 143,
        _ = hang_up.recv() => 129,
    })
}
