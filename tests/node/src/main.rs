//! `racejs_node_tests`: Node's own tests and web platform tests, under racejs, deno and node, each test in a process of its own.
//! It must not know how a runtime works: it sees exit codes, signals and what is printed.

mod arguments;
mod canary;
mod check;
mod console;
mod counts;
mod differences;
mod folder;
mod journal;
mod lists;
mod measure;
mod outcome;
mod page;
mod pool;
mod process;
mod runtime;
mod show;
mod source;
mod suite;
mod verdict;
mod web;

use std::process::ExitCode;

fn main() -> ExitCode {
    match arguments::run() {
        Ok(code) => code,
        Err(error) => {
            console::note(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}
