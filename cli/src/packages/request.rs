//! What is asked of a package manager, in the words of each. Runs nothing.

use super::manager::Manager;

/// Where a package is noted in package.json.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    Usual,
    Dev,
    Optional,
    Peer,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Request {
    Add {
        packages: Vec<String>,
        kind: Kind,
        /// The version as it is now, without a range.
        exact: bool,
    },
    Remove {
        packages: Vec<String>,
    },
    Install {
        /// What the lock file says, or a failure.
        frozen: bool,
        /// Without what is needed for development alone.
        production: bool,
        ignore_scripts: bool,
    },
    /// A tool that the project does not have.
    Execute {
        /// The package that has the tool, where it is named otherwise.
        package: Option<String>,
        tool: String,
        args: Vec<String>,
    },
}

impl Request {
    /// The program and its arguments. `extra` are the user's own words for the manager.
    pub(crate) fn command(&self, manager: Manager, extra: &[String]) -> Vec<String> {
        let mut line = vec![manager.program().to_owned()];
        match self {
            Self::Add { packages, kind, exact } => {
                line.extend(words(if manager == Manager::Npm { "install" } else { "add" }));
                line.extend(words(kind_flag(manager, *kind)));
                line.extend(exact.then(|| exact_flag(manager).to_owned()));
                line.extend_from_slice(extra);
                line.extend_from_slice(packages);
            }
            Self::Remove { packages } => {
                line.extend(words(if manager == Manager::Npm { "uninstall" } else { "remove" }));
                line.extend_from_slice(extra);
                line.extend_from_slice(packages);
            }
            Self::Install {
                frozen,
                production,
                ignore_scripts,
            } => {
                line.extend(words(install(manager, *frozen, *production)));
                line.extend(words(if *ignore_scripts { ignoring_scripts(manager) } else { "" }));
                line.extend_from_slice(extra);
            }
            Self::Execute { package, tool, args } => return execution(manager, package.as_deref(), tool, args),
        }
        line
    }
}

fn words(text: &'static str) -> impl Iterator<Item = String> {
    text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned)
}

fn kind_flag(manager: Manager, kind: Kind) -> &'static str {
    let is_long = matches!(manager, Manager::Npm | Manager::Pnpm);
    match (kind, is_long) {
        (Kind::Usual, _) => "",
        (Kind::Dev, true) => "--save-dev",
        (Kind::Dev, false) => "--dev",
        (Kind::Optional, true) => "--save-optional",
        (Kind::Optional, false) => "--optional",
        (Kind::Peer, true) => "--save-peer",
        (Kind::Peer, false) => "--peer",
    }
}

fn exact_flag(manager: Manager) -> &'static str {
    match manager {
        Manager::Npm | Manager::Pnpm => "--save-exact",
        Manager::Bun | Manager::Yarn | Manager::YarnClassic => "--exact",
    }
}

fn install(manager: Manager, frozen: bool, production: bool) -> &'static str {
    match (manager, frozen, production) {
        (Manager::Npm, false, false) => "install",
        (Manager::Npm, false, true) => "install --omit=dev",
        (Manager::Npm, true, false) => "ci",
        (Manager::Npm, true, true) => "ci --omit=dev",
        (Manager::Pnpm, false, true) => "install --prod",
        (Manager::Pnpm, true, true) => "install --frozen-lockfile --prod",
        (Manager::Bun | Manager::YarnClassic, false, true) => "install --production",
        (Manager::Bun | Manager::YarnClassic, true, true) => "install --frozen-lockfile --production",
        // This one never changes the lock file.
        (Manager::Yarn, _, true) => "workspaces focus --all --production",
        (Manager::Yarn, true, false) => "install --immutable",
        (_, true, false) => "install --frozen-lockfile",
        (_, false, false) => "install",
    }
}

fn ignoring_scripts(manager: Manager) -> &'static str {
    if manager == Manager::Yarn {
        "--mode=skip-build"
    } else {
        "--ignore-scripts"
    }
}

fn execution(manager: Manager, package: Option<&str>, tool: &str, args: &[String]) -> Vec<String> {
    let option = |flag: &str| package.map(|package| format!("{flag}{package}"));
    let (program, before, verb, after) = match manager {
        // Yarn 1 runs nothing that is not installed.
        Manager::Npm | Manager::YarnClassic => ("npx", None, None, option("--package=")),
        Manager::Pnpm => ("pnpm", option("--package="), Some("dlx"), None),
        Manager::Yarn => ("yarn", None, Some("dlx"), option("--package=")),
        Manager::Bun => ("bun", None, Some("x"), option("--package=")),
    };
    let verb = verb.map(str::to_owned);
    let head = [Some(program.to_owned()), before, verb, after, Some(tool.to_owned())];
    head.into_iter().flatten().chain(args.iter().cloned()).collect()
}
