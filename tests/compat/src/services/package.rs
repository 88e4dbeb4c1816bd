//! Debian's packages of the servers, installed where they are missing. It must not start the servers that such a package would run by itself.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use tokio::process::Command;

use super::server::is_root;
use crate::say;

/// The program, after installing `package` if it is nowhere.
pub(super) async fn provide(package: &str, find: impl Fn() -> Option<PathBuf>) -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if !is_root() {
        bail!(
            "The server of the package `{package}` is missing, and only root can install it\nhint: sudo apt-get install {package}"
        );
    }
    say(&format!("Installing the package `{package}`"));
    apt_get(&["-qq", "update"]).await?;
    apt_get(&["-qq", "install", "-y", "--no-install-recommends", package]).await?;
    find().with_context(|| format!("The package `{package}` does not hold the server where it is looked for"))
}

async fn apt_get(arguments: &[&str]) -> Result<()> {
    let output = Command::new("apt-get")
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        // Keeps a package from starting a server of its own.
        .env("RUNLEVEL", "1")
        .kill_on_drop(false)
        .output()
        .await
        .context("Could not start `apt-get`")?;
    ensure!(
        output.status.success(),
        "`apt-get {}` failed: {}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(())
}

/// The first of these that exists.
pub(super) fn first(places: &[&str]) -> Option<PathBuf> {
    places
        .iter()
        .map(|place| Path::new(place).to_owned())
        .find(|place| place.exists())
}
