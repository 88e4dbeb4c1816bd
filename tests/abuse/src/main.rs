//! `racejs_abuse`: hostile clients, a soak and a shutdown under load, against the racejs binary, on this machine alone.
//! It must not know how the server works: it sees sockets, exit codes and what the system tells of a process.

mod arguments;
mod attacks;
mod client;
mod drain;
mod http2;
mod load;
mod placement;
mod process;
mod reloads;
mod report;
mod sample;
mod soak;
mod soak_clients;
mod socket;
mod suite;

use std::io::Write;
use std::process::ExitCode;

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
