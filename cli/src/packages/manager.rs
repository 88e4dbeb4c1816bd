//! Which package manager a project is kept with.

use std::path::{Path, PathBuf};

use super::manifest::{Manifest, Project};
use crate::ui::Failure;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manager {
    Npm,
    Pnpm,
    Bun,
    /// Yarn 1.
    YarnClassic,
    /// Yarn 2 and later, whose words differ.
    Yarn,
}

/// The files that a manager leaves behind, the first ones first in messages.
const LOCK_FILES: [(&str, Manager); 6] = [
    ("package-lock.json", Manager::Npm),
    ("npm-shrinkwrap.json", Manager::Npm),
    ("yarn.lock", Manager::Yarn),
    ("pnpm-lock.yaml", Manager::Pnpm),
    ("bun.lock", Manager::Bun),
    ("bun.lockb", Manager::Bun),
];

/// Where nothing says which: npm, or what is there instead.
const BY_DEFAULT: [Manager; 4] = [Manager::Npm, Manager::Pnpm, Manager::Yarn, Manager::Bun];

impl Manager {
    /// The name of its program.
    pub(crate) fn program(self) -> &'static str {
        match self {
            Self::Npm => "npm",
            Self::Pnpm => "pnpm",
            Self::Bun => "bun",
            Self::YarnClassic | Self::Yarn => "yarn",
        }
    }

    /// The manager as it is, refused where it is not installed.
    pub(crate) fn installed(self) -> Result<Self, Failure> {
        if find_program(self.program()).is_some() {
            return Ok(self);
        }
        let name = self.program();
        let failure = Failure::usage(format!("The project is kept with {name}, which is not installed"));
        Err(match self {
            Self::Npm => failure.hint("npm comes with Node.js: https://nodejs.org"),
            Self::Bun => failure.hint("`npm install --global bun` installs it"),
            _ if find_program("corepack").is_some() => failure.hint(format!("`corepack enable {name}` brings it")),
            _ => failure.hint(format!("`npm install --global {name}` installs it")),
        })
    }
}

/// The manager of the project that `start` is in: what package.json says, else whose lock file there is, else npm.
pub(crate) fn of_project(start: &Path) -> Result<Manager, Failure> {
    let Some(project) = Project::nearest(start)? else {
        return by_default();
    };
    if let Some(manager) = of_folder(&project.folder, &project.manifest)? {
        return manager.installed();
    }
    for folder in project.folder.ancestors().skip(1) {
        let manifest = if folder.join("package.json").is_file() {
            Manifest::read(folder)?
        } else {
            Manifest::default()
        };
        // A lock file somewhere above has nothing to say unless the project is part of what it locks.
        let is_workspace = manifest.has("workspaces") || folder.join("pnpm-workspace.yaml").is_file();
        if is_workspace && let Some(manager) = of_folder(folder, &manifest)? {
            return manager.installed();
        }
    }
    by_default()
}

fn by_default() -> Result<Manager, Failure> {
    let installed = |manager: &Manager| find_program(manager.program()).is_some();
    BY_DEFAULT.into_iter().find(installed).ok_or_else(|| {
        Failure::usage("No package manager is installed").hint("npm comes with Node.js: https://nodejs.org")
    })
}

fn of_folder(folder: &Path, manifest: &Manifest) -> Result<Option<Manager>, Failure> {
    match manifest.package_manager() {
        Some(named) => by_name(folder, named).map(Some),
        None => by_lock_file(folder),
    }
}

/// `named` as in `pnpm@10.1.0+sha512.…`; the version may be missing.
fn by_name(folder: &Path, named: &str) -> Result<Manager, Failure> {
    let (name, version) = named.split_once('@').unwrap_or((named, ""));
    Ok(match name {
        "npm" => Manager::Npm,
        "pnpm" => Manager::Pnpm,
        "bun" => Manager::Bun,
        "yarn" if version.split(['.', '-', '+']).next() == Some("1") => Manager::YarnClassic,
        "yarn" if version.is_empty() => yarn(folder),
        "yarn" => Manager::Yarn,
        _ => {
            let path = folder.join("package.json");
            return Err(
                Failure::usage(format!("Unknown package manager `{name}` in `{}`", path.display()))
                    .hint("`packageManager` may name npm, pnpm, yarn or bun, as in `pnpm@10.0.0`"),
            );
        }
    })
}

fn by_lock_file(folder: &Path) -> Result<Option<Manager>, Failure> {
    let found: Vec<(&str, Manager)> = LOCK_FILES
        .into_iter()
        .filter(|(name, _)| folder.join(name).is_file())
        .collect();
    let Some((first, manager)) = found.first().copied() else {
        return Ok(None);
    };
    if let Some((other, _)) = found.iter().find(|(_, other)| *other != manager) {
        return Err(
            Failure::usage(format!("`{}` has both `{first}` and `{other}`", folder.display()))
                .hint("delete the one of the manager that is not used")
                .hint("or name the other one in package.json, as in `\"packageManager\": \"pnpm@10.0.0\"`"),
        );
    }
    Ok(Some(if manager == Manager::Yarn {
        yarn(folder)
    } else {
        manager
    }))
}

/// Yarn's first version wrote lock files in a format of its own, later ones YAML.
fn yarn(folder: &Path) -> Manager {
    let lock = std::fs::read_to_string(folder.join("yarn.lock")).unwrap_or_default();
    if lock.contains("# yarn lockfile v1") {
        Manager::YarnClassic
    } else {
        Manager::Yarn
    }
}

/// A program in the folders of `PATH`.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| is_executable(file))
}

pub(super) fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata()
        .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}
