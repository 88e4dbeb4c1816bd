//! `racejs_fuzz [--seconds N] [target…]`: random input for every parser of the engine, guided by coverage, with a stable
//! compiler. It must not know what a target checks: each stands in `targets/`, in whose list it is.

#[cfg(feature = "targets")]
mod allocated;
#[cfg(feature = "targets")]
mod arguments;
#[cfg(feature = "targets")]
mod campaign;
#[cfg(feature = "targets")]
mod corpus;
#[cfg(feature = "targets")]
mod coverage;
#[cfg(feature = "targets")]
mod execute;
#[cfg(feature = "targets")]
mod finding;
mod instrument;
#[cfg(feature = "targets")]
mod mutate;
#[cfg(feature = "targets")]
mod random;
#[cfg(feature = "targets")]
mod targets;

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    if instrument::is_wrapper() {
        return instrument::compile();
    }
    #[cfg(feature = "targets")]
    let outcome = arguments::run();
    #[cfg(not(feature = "targets"))]
    let outcome = instrument::build_and_run();
    outcome.unwrap_or_else(|error| {
        say(&format!("error: {error}"));
        ExitCode::FAILURE
    })
}

/// A line of progress. A closed standard error leaves nobody to tell.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
