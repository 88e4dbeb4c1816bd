//! The npm packages that some specs import: installed once from a lock file, by npm. It must not choose versions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Written after a complete install: the lock file that it was made from.
const STAMP: &str = ".installed-lock.json";

/// Installs what `folder/package-lock.json` lists unless that is done, and returns the `node_modules` folder.
pub(crate) fn install(folder: &Path) -> Result<PathBuf, String> {
    let node_modules = folder.join("node_modules");
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(|error| format!("could not read `{}`: {error}", lock.display()))?;
    if fs::read(node_modules.join(STAMP)).is_ok_and(|installed| installed == wanted) {
        return Ok(node_modules);
    }
    eprintln!("Installing the npm packages of `{}`", folder.display());
    // Scripts stay off: packages with native code must work from the prebuilt binaries that they ship.
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    let status = Command::new("npm")
        .args(arguments)
        .current_dir(folder)
        .status()
        .map_err(|error| format!("could not start `npm`, which installs the packages of the specs: {error}"))?;
    if !status.success() {
        return Err(format!(
            "`npm {}` failed in `{}`: {status}",
            arguments.join(" "),
            folder.display()
        ));
    }
    fs::write(node_modules.join(STAMP), wanted)
        .map_err(|error| format!("could not write the install's stamp: {error}"))?;
    Ok(node_modules)
}
