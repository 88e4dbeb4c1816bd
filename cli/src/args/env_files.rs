//! The flags that choose environment files. Reading those files is `crate::env_file`'s work.

use std::path::PathBuf;

use clap::ArgMatches;

/// A file named on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EnvFile {
    pub(crate) path: PathBuf,
    /// Whether the file has to exist.
    pub(crate) required: bool,
}

/// Which files a command line asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum EnvChoice {
    /// Nothing was said: the usual files of the working directory.
    #[default]
    Usual,
    Nothing,
    /// These and no others, a later one winning.
    Named(Vec<EnvFile>),
}

#[derive(Debug, Default, clap::Args)]
pub(crate) struct EnvFlags {
    /// Read environment variables from this file instead of `.env`; may be repeated, a later file wins
    #[arg(
        long,
        value_name = "PATH",
        help_heading = "Environment",
        conflicts_with = "no_env_file"
    )]
    env_file: Vec<PathBuf>,

    /// The same for a file that may be missing
    #[arg(
        long,
        value_name = "PATH",
        help_heading = "Environment",
        conflicts_with = "no_env_file"
    )]
    env_file_if_exists: Vec<PathBuf>,

    /// Read no environment file
    #[arg(long, help_heading = "Environment")]
    no_env_file: bool,

    /// What the three flags come to.
    #[arg(skip)]
    pub(crate) choice: EnvChoice,
}

/// Where each file stood among the words: the order of the two flags decides which file wins.
pub(super) struct EnvOrder {
    required: Vec<usize>,
    optional: Vec<usize>,
}

impl EnvOrder {
    pub(super) fn of(matches: &ArgMatches) -> Self {
        let positions = |flag| matches.indices_of(flag).into_iter().flatten().collect();
        Self {
            required: positions("env_file"),
            optional: positions("env_file_if_exists"),
        }
    }
}

impl EnvFlags {
    /// Works out the choice. Called once, on what was just parsed.
    pub(super) fn resolve(&mut self, order: EnvOrder) {
        let required = placed(order.required, std::mem::take(&mut self.env_file), true);
        let optional = placed(order.optional, std::mem::take(&mut self.env_file_if_exists), false);
        let mut files: Vec<(usize, EnvFile)> = required.chain(optional).collect();
        files.sort_by_key(|(position, _)| *position);
        self.choice = match (self.no_env_file, files.is_empty()) {
            (true, _) => EnvChoice::Nothing,
            (false, true) => EnvChoice::Usual,
            (false, false) => EnvChoice::Named(files.into_iter().map(|(_, file)| file).collect()),
        };
    }
}

fn placed(positions: Vec<usize>, paths: Vec<PathBuf>, required: bool) -> impl Iterator<Item = (usize, EnvFile)> {
    positions
        .into_iter()
        .zip(paths)
        .map(move |(position, path)| (position, EnvFile { path, required }))
}
