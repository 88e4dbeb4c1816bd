//! The folder outside the tree in which the programs run: their packages, installed by npm from the lock file, and copies of themselves.
//! It must not choose versions, and it runs no install script.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use crate::say;

/// What the runtime itself brings has no version of its own.
const BUILT_IN: &str = "built in";

pub(crate) struct Folder {
    /// `~/.cache/racejs`, or wherever `--folder` is.
    pub(crate) cache: PathBuf,
    pub(crate) root: PathBuf,
    /// Within the root, so that what programs write there finds the packages; gone at the end.
    scratch: TempDir,
    /// Data of servers, which run as another user: a home folder may be closed to them.
    data: TempDir,
}

impl Folder {
    pub(crate) fn prepare(named: Option<&Path>, tree: &Path) -> Result<Self> {
        let root = match named {
            Some(root) => root.to_owned(),
            None => Path::new(&std::env::var_os("HOME").context("There is no `HOME`; say `--folder`")?)
                .join(".cache/racejs/compat"),
        };
        let read = |name: &str| {
            let file = tree.join(name);
            fs::read_to_string(&file).with_context(|| format!("Could not read `{}`", file.display()))
        };
        install(&root, &read("package.json")?, &read("package-lock.json")?)?;
        copy_programs(&tree.join("programs"), &root.join("programs"))?;
        fs::create_dir_all(root.join("home")).context("Could not make a home for the programs")?;
        let scratch = tempfile::Builder::new().prefix("scratch-").tempdir_in(&root);
        let data = tempfile::Builder::new().prefix("racejs-compat-").tempdir();
        let data = data.context("Could not make a temporary folder")?;
        fs::set_permissions(data.path(), fs::Permissions::from_mode(0o711)).context("Could not open a folder")?;
        Ok(Folder {
            cache: root.parent().unwrap_or(&root).to_owned(),
            scratch: scratch.context("Could not make a temporary folder")?,
            data,
            root,
        })
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.root.join("home")
    }

    /// A new empty folder.
    pub(crate) fn scratch(&self, name: &str) -> Result<PathBuf> {
        let folder = self.scratch.path().join(name);
        fs::create_dir(&folder).with_context(|| format!("Could not make the folder `{}`", folder.display()))?;
        Ok(folder)
    }

    /// A new empty folder that only its owner, who is to be changed, may enter.
    pub(crate) fn server_data(&self, name: &str) -> Result<PathBuf> {
        let folder = self.data.path().join(name);
        let made = fs::DirBuilder::new().mode(0o700).create(&folder);
        made.with_context(|| format!("Could not make the folder `{}`", folder.display()))?;
        Ok(folder)
    }

    /// As the installed package says it.
    pub(crate) fn version(&self, package: &str) -> Result<String> {
        if package.starts_with("node:") {
            return Ok(BUILT_IN.to_owned());
        }
        let file = self.root.join("node_modules").join(package).join("package.json");
        let text = fs::read_to_string(&file).with_context(|| format!("Could not read `{}`", file.display()))?;
        let manifest: serde_json::Value = serde_json::from_str(&text).context("A manifest is no JSON")?;
        let version = manifest["version"].as_str();
        Ok(version
            .with_context(|| format!("`{}` has no version", file.display()))?
            .to_owned())
    }
}

/// `npm ci`, unless the same was installed before.
pub(crate) fn install(folder: &Path, manifest: &str, lock: &str) -> Result<()> {
    // Written last, so that an install that was cut short is done again.
    let stamp = folder.join("installed-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say(&format!("Installing packages into `{}`", folder.display()));
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).with_context(|| format!("Could not write `{name}`"))
    };
    fs::create_dir_all(folder).with_context(|| format!("Could not make the folder `{}`", folder.display()))?;
    write("package.json", manifest)?;
    write("package-lock.json", lock)?;
    let status = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .status()
        .context("Could not start `npm`, which installs the packages")?;
    ensure!(status.success(), "`npm ci` failed in `{}`: {status}", folder.display());
    fs::write(&stamp, lock).context("Could not write the stamp of the install")
}

/// Copies, since a program finds packages beside the place where it really is.
fn copy_programs(from: &Path, to: &Path) -> Result<()> {
    match fs::remove_dir_all(to) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(error).context("Could not remove the programs of the last run");
        }
        _ => fs::create_dir(to).context("Could not make a folder for the programs")?,
    }
    for entry in fs::read_dir(from).with_context(|| format!("Could not read `{}`", from.display()))? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name())).context("Could not copy a program")?;
    }
    Ok(())
}
