//! A runtime under measurement: its binary, and how it is told to run a file. It must not know where a peer came from.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde::Serialize;

/// The name that ratios are taken of.
pub(crate) const SUBJECT: &str = "racejs";

/// One runtime.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Runtime {
    pub(crate) name: &'static str,
    /// As the binary itself says.
    pub(crate) version: String,
    pub(crate) binary: PathBuf,
    /// What stands before the file name.
    pub(crate) arguments: &'static [&'static str],
}

impl Runtime {
    /// Asks the binary for its version, which also shows that it runs here.
    pub(crate) fn new(name: &'static str, binary: PathBuf, arguments: &'static [&'static str]) -> Result<Self> {
        let output = Command::new(&binary).arg("--version").output();
        let output = output.with_context(|| format!("Could not start {name}, `{}`", binary.display()))?;
        ensure!(
            output.status.success(),
            "`{} --version` failed: {}",
            binary.display(),
            String::from_utf8_lossy(&output.stderr).trim()
        );
        // `v26.10.0`, `deno 2.9.6 (stable, …)`, `1.4.5`, `racejs 0.1.0`: the first word that holds a digit.
        let text = String::from_utf8_lossy(&output.stdout);
        let Some(version) = text
            .split_whitespace()
            .find(|word| word.contains(|c: char| c.is_ascii_digit()))
        else {
            bail!("`{} --version` printed no version", binary.display());
        };
        Ok(Runtime {
            name,
            version: version.trim_start_matches('v').to_owned(),
            binary,
            arguments,
        })
    }

    pub(crate) fn label(&self) -> String {
        format!("{} {}", self.name, self.version)
    }
}

/// The racejs binary that was named, or the one beside this program.
pub(crate) fn racejs(named: Option<&Path>) -> Result<Runtime> {
    let binary = match named {
        Some(path) => path.to_owned(),
        None => std::env::current_exe()
            .context("Could not tell where this program is")?
            .with_file_name(SUBJECT),
    };
    let Ok(found) = binary.canonicalize() else {
        bail!(
            "There is no racejs binary at `{}`\nhint: build it with `cargo build --release`, or say `--racejs FILE`",
            binary.display()
        );
    };
    Runtime::new(SUBJECT, found, &[])
}
