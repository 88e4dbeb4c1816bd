//! Finds and builds the program under test. It must not know how the program is used.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names a program to test in place of the one that is built here.
const OVERRIDE: &str = "RACEJS_BIN";

/// The program: `RACEJS_BIN`, or the one that cargo builds beside this test binary, brought up to date first.
pub(crate) fn locate(package: &str, root: &Path) -> Result<PathBuf, String> {
    let path = match env::var_os(OVERRIDE) {
        Some(path) => PathBuf::from(path),
        None => build(package, root)?,
    };
    path.canonicalize()
        .map_err(|error| format!("the program under test, `{}`: {error}", path.display()))
}

/// Cargo's output goes to the terminal: a first build takes long, and silence would look like a hang.
fn build(package: &str, root: &Path) -> Result<PathBuf, String> {
    let own = env::current_exe().map_err(|error| format!("this test binary has no path: {error}"))?;
    // <target>/<profile>/deps/racejs_tests-<hash>
    let folder = own
        .ancestors()
        .nth(2)
        .ok_or_else(|| format!("`{}` is in no target folder", own.display()))?;
    let profile = folder.file_name().and_then(|name| name.to_str()).unwrap_or("release");
    let target = folder
        .parent()
        .ok_or_else(|| format!("`{}` is in no target folder", own.display()))?;
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args([
        "build",
        "-p",
        package,
        "--profile",
        if profile == "debug" { "dev" } else { profile },
    ]);
    command.arg("--target-dir").arg(target).current_dir(root);
    // What cargo sets for the packages that it builds is about the tests, not about the program.
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CARGO_PKG_")) {
        command.env_remove(name);
    }
    command
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("CARGO_MANIFEST_PATH");
    eprintln!("Building `{package}`, the program under test");
    let status = command
        .status()
        .map_err(|error| format!("could not start cargo: {error}"))?;
    if !status.success() {
        return Err(format!("`cargo build -p {package}` failed: {status}"));
    }
    Ok(folder.join(format!("{package}{}", env::consts::EXE_SUFFIX)))
}
