//! Builds this program again, with the targets and with an engine that counts where it has been. The counters are those
//! of LLVM's coverage sanitizer, whose pass a stable compiler runs on request; only the engine has them, so that the
//! input is guided by its code and not by that of libraries.

use std::env;
use std::ffi::OsStr;
use std::ffi::OsString;
use std::process::Command;
use std::process::ExitCode;

/// Set for what cargo starts in place of the compiler.
const WRAPPER: &str = "RACEJS_FUZZ_WRAPPER";

/// The crate that is watched.
const WATCHED: &str = "racejs_http_engine";

/// Counters at every edge, and the checks that a release build leaves out.
const FLAGS: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=3",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cdebug-assertions=yes",
    "-Coverflow-checks=yes",
];

/// Whether cargo has started this program in place of the compiler.
pub(crate) fn is_wrapper() -> bool {
    env::var_os(WRAPPER).is_some() && env::args_os().nth(1).is_some_and(|first| is_compiler(&first))
}

/// Runs the compiler, with the flags above for the crate that is watched.
pub(crate) fn compile() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let Some((compiler, rest)) = arguments.split_first() else {
        return ExitCode::FAILURE;
    };
    let mut command = Command::new(compiler);
    command.args(rest);
    let names_watched = |pair: &[OsString]| pair[0] == "--crate-name" && pair[1] == WATCHED;
    if rest.windows(2).any(names_watched) {
        command.args(FLAGS);
    }
    run(command).unwrap_or_else(|error| {
        crate::say(&format!("error: {error}"));
        ExitCode::FAILURE
    })
}

/// Starts cargo again, which builds and runs the program that fuzzes, with the arguments of this one.
#[cfg(not(feature = "targets"))]
pub(crate) fn build_and_run() -> Result<ExitCode, String> {
    let own = env::current_exe().map_err(|error| format!("this program has no path: {error}"))?;
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args([
            "run",
            "--quiet",
            "--release",
            "-p",
            "racejs_fuzz",
            "--features",
            "targets",
            "--",
        ])
        .args(env::args_os().skip(1))
        .env("RUSTC_WORKSPACE_WRAPPER", own)
        .env(WRAPPER, "1");
    crate::say("Building the engine with counters");
    run(command)
}

fn run(mut command: Command) -> Result<ExitCode, String> {
    let status = command
        .status()
        .map_err(|error| format!("could not start `{}`: {error}", command.get_program().to_string_lossy()))?;
    // A signal has no code.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

fn is_compiler(argument: &OsStr) -> bool {
    let name = std::path::Path::new(argument).file_stem().unwrap_or_default();
    name == "rustc" || name == "clippy-driver"
}
