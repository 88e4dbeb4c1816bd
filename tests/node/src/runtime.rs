//! The runtimes, and how each is told to run a test. It must not know how a test is judged.

#[cfg(test)]
mod tests;

use std::env;
use std::fmt;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::time::UNIX_EPOCH;

use anyhow::Context;
use anyhow::Result;
use anyhow::ensure;
use clap::ValueEnum;
use serde::Deserialize;
use serde::Serialize;

use crate::folder;
use crate::suite::Test;

/// Which runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Racejs,
    Deno,
    Node,
}

/// In the order of all tables.
pub(crate) const KINDS: [Kind; 3] = [Kind::Racejs, Kind::Deno, Kind::Node];

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Racejs => "racejs",
            Self::Deno => "deno",
            Self::Node => "node",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A binary of one of them.
#[derive(Clone, Debug)]
pub(crate) struct Runtime {
    pub(crate) kind: Kind,
    binary: PathBuf,
    /// As it tells it itself.
    pub(crate) version: String,
    /// Whether what a file gives to `node:test` is run.
    pub(crate) runs_node_test: bool,
}

/// Where deno is once the benchmarks have installed their peers, in the folder that all checks share.
const DENO: &str = "bench/peers/node_modules/@deno/linux-x64-glibc/deno";

/// Binaries that were named on the command line.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Binaries {
    /// The racejs binary [default: `RACEJS_BIN`, else the one built into the same folder as this program]
    #[arg(long, value_name = "FILE", global = true)]
    racejs: Option<PathBuf>,
    /// The deno binary [default: the one that the benchmarks installed]
    #[arg(long, value_name = "FILE", global = true)]
    deno: Option<PathBuf>,
    /// The node binary [default: the first one in `PATH`]
    #[arg(long, value_name = "FILE", global = true)]
    node: Option<PathBuf>,
}

impl Runtime {
    /// Finds the binary, and asks it for its version.
    pub(crate) fn find(kind: Kind, binaries: &Binaries) -> Result<Self> {
        let (binary, hint) = match kind {
            Kind::Racejs => (racejs(binaries)?, "build it with `cargo build --release`"),
            Kind::Deno => (
                binaries
                    .deno
                    .clone()
                    .map_or_else(|| Ok(folder::cache()?.join(DENO)), anyhow::Ok)?,
                "`cargo run --release -p racejs_bench -- startup --peers deno` installs it",
            ),
            Kind::Node => (
                binaries.node.clone().or_else(|| in_path("node")).unwrap_or_default(),
                "install Debian's package `nodejs`",
            ),
        };
        let binary = binary.canonicalize().with_context(|| {
            format!(
                "There is no {kind} at `{}`\nhint: {hint}, or say `--{kind}`",
                binary.display()
            )
        })?;
        let version = version(&binary)?;
        Ok(Self {
            kind,
            binary,
            version,
            runs_node_test: true,
        })
    }

    /// Changes when the binary does, so that results of another one are not taken for its own.
    pub(crate) fn identity(&self) -> Result<String> {
        let about = fs::metadata(&self.binary).context("Could not read about a binary")?;
        let modified = about
            .modified()
            .ok()
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let seconds = modified.unwrap_or_default().as_secs();
        Ok(format!("{} {} bytes {seconds}", self.version, about.len()))
    }

    /// A test of the suite, run from the suite's root.
    pub(crate) fn test(&self, root: &Path, test: &Test) -> Command {
        let mut command = Command::new(&self.binary);
        command.current_dir(root).env_clear();
        let engine = engine_flags(&test.flags);
        match self.kind {
            // Its own flags, all of them.
            Kind::Node => drop(command.args(&test.flags)),
            Kind::Deno => {
                command.args(if test.uses_node_test {
                    ["test", "-A", "--quiet", "--no-check"].as_slice()
                } else {
                    ["run", "-A", "--quiet"].as_slice()
                });
                command.args([
                    "--unsafe-proto",
                    "--unstable-bare-node-builtins",
                    "--unstable-detect-cjs",
                ]);
            }
            Kind::Racejs => drop(command.arg("run")),
        }
        if self.kind != Kind::Node {
            if !engine.is_empty() {
                command.arg(format!("--v8-flags={}", engine.join(",")));
            }
            let options = node_options(&test.flags);
            if !options.is_empty() {
                command.env("NODE_OPTIONS", options.join(" "));
            }
        }
        command.arg(Path::new("test").join(&test.name));
        command
    }

    /// A script with arguments, without a setting.
    pub(crate) fn script(&self, root: &Path, script: &Path) -> Command {
        let mut command = Command::new(&self.binary);
        command.current_dir(root).env_clear();
        match self.kind {
            Kind::Node => {}
            Kind::Deno => drop(command.args(["run", "-A", "--quiet", "--unsafe-proto"])),
            Kind::Racejs => drop(command.arg("run")),
        }
        command.arg(script);
        command
    }
}

/// What `NODE_OPTIONS` is read for by the implementation of Node's modules that racejs and deno share.
const OPTIONS: [&str; 3] = ["--no-warnings", "--pending-deprecation", "--expose-internals"];
const OPTION_PREFIXES: [&str; 4] = ["--dns-result-order=", "--tls-max-", "--tls-min-", "--use-bundled-ca"];

fn node_options(flags: &[String]) -> Vec<&str> {
    let is_read = |flag: &&str| OPTIONS.contains(flag) || OPTION_PREFIXES.iter().any(|prefix| flag.starts_with(prefix));
    flags.iter().map(String::as_str).filter(is_read).collect()
}

/// Flags of the engine's that a test cannot do without; the others tell how it should collect garbage.
const ENGINE_FLAGS: [&str; 3] = ["--allow-natives-syntax", "--expose-externalize-string", "--expose-gc"];

fn engine_flags(flags: &[String]) -> Vec<String> {
    let mut flags: Vec<String> = flags.iter().map(|flag| flag.replace('_', "-")).collect();
    flags.retain(|flag| ENGINE_FLAGS.contains(&flag.as_str()));
    flags
}

fn racejs(binaries: &Binaries) -> Result<PathBuf> {
    let beside = || -> Option<PathBuf> { Some(env::current_exe().ok()?.parent()?.join("racejs")) };
    let given = binaries.racejs.clone();
    let path = given
        .or_else(|| env::var_os("RACEJS_BIN").map(PathBuf::from))
        .or_else(beside);
    path.context("This program has no path; say `--racejs`")
}

fn in_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

fn version(binary: &Path) -> Result<String> {
    let output = Command::new(binary).arg("--version").output();
    let output = output.with_context(|| format!("Could not start `{}`", binary.display()))?;
    ensure!(output.status.success(), "`{} --version` failed", binary.display());
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().next().unwrap_or_default();
    // `v20.1.0`, `deno 2.1.0 (stable, …)`, `racejs 0.1.0`
    let number = line.split_whitespace().find_map(|word| {
        let word = word.trim_start_matches('v');
        word.starts_with(|letter: char| letter.is_ascii_digit()).then_some(word)
    });
    Ok(number.with_context(|| format!("`{line}` holds no version"))?.to_owned())
}
