//! Debian's source package of Node.js: fetched and verified by apt, from wherever apt's own settings say, and unpacked outside the
//! repository. It must not know what the tests are.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use anyhow::ensure;

use crate::console;
use crate::folder;

/// The release of Debian whose package it is.
const RELEASE: &str = "bookworm";

/// The keys that Debian's lists are signed with.
const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// Node's tests are CommonJS. One runtime does not guess that, and its own suite has this file as well.
const PACKAGE: &str = "{ \"type\": \"commonjs\" }\n";

/// The unpacked package.
pub(crate) struct Source {
    pub(crate) root: PathBuf,
    /// Of the package, as Debian counts.
    pub(crate) version: String,
}

/// The package in `folder`; fetched if it is not there.
///
/// # Errors
/// This is not that release of Debian, or apt fails, whose own words went to standard error then.
pub(crate) fn fetch(folder: &Path) -> Result<Source> {
    let place = folder.join("source");
    // Written last, so that what was cut short is done again.
    let stamp = place.join("complete");
    let root = place.join("nodejs");
    if let Ok(version) = fs::read_to_string(&stamp) {
        return Ok(Source { root, version });
    }
    console::note("Fetching Debian's source package of Node.js");
    if place.exists() {
        fs::remove_dir_all(&place).context("Could not remove what is left of an older try")?;
    }
    let apt = Apt::prepare(&place.join("apt"))?;
    apt.run(&["update"])?;
    apt.run(&["source", "--download-only", "nodejs"])?;
    let description = apt.description()?;
    let mut unpack = Command::new("dpkg-source");
    // The lists are signed and name the checksums of all files, which apt has compared. The description's own signature is its
    // maintainer's, whose key no package need hold.
    unpack.args(["--no-check", "-x"]).arg(&description).arg(&root);
    succeed(
        unpack,
        "unpack the package\nhint: `dpkg-source` is in the package `dpkg-dev`",
    )?;
    folder::write(&root.join("package.json"), PACKAGE)?;
    // For the editors of Node's own developers: its `paths` would lead tests to the insides of another runtime.
    fs::remove_file(root.join("tsconfig.json")).context("The package has no `tsconfig.json`")?;
    let version = version(&folder::read(&description)?)?;
    folder::write(&stamp, &version)?;
    fs::remove_dir_all(place.join("apt")).context("Could not remove the archives")?;
    Ok(Source { root, version })
}

/// apt with lists of its own, so that the machine's settings stay as they are.
struct Apt {
    folder: PathBuf,
}

impl Apt {
    fn prepare(folder: &Path) -> Result<Self> {
        for part in ["lists/partial", "cache/archives/partial"] {
            fs::create_dir_all(folder.join(part)).context("Could not make a folder for apt")?;
        }
        let mirror = mirror()?;
        let line = format!("deb-src [signed-by={KEYRING}] {mirror} {RELEASE} main\n");
        folder::write(&folder.join("sources.list"), &line)?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    fn run(&self, arguments: &[&str]) -> Result<()> {
        let place = |name: &str| self.folder.join(name).display().to_string();
        let mut command = Command::new("apt-get");
        command.arg("--quiet").current_dir(&self.folder);
        for (option, value) in [
            ("Dir::Etc::sourcelist", place("sources.list")),
            ("Dir::Etc::sourceparts", "/dev/null".to_owned()),
            ("Dir::State::lists", place("lists")),
            ("Dir::Cache", place("cache")),
            // The folder may be one that apt's own user cannot enter.
            ("APT::Sandbox::User", "root".to_owned()),
        ] {
            command.args(["-o", &format!("{option}={value}")]);
        }
        command.args(arguments);
        succeed(command, &format!("run `apt-get {}`", arguments.join(" ")))
    }

    /// The file that names the parts of the package.
    fn description(&self) -> Result<PathBuf> {
        let entries = fs::read_dir(&self.folder).context("Could not read what apt fetched")?;
        let mut files = entries.flatten().map(|entry| entry.path());
        let file = files.find(|path| path.extension().is_some_and(|extension| extension == "dsc"));
        file.context("apt fetched no source package")
    }
}

/// Where apt finds that release's packages.
fn mirror() -> Result<String> {
    let mut command = Command::new("apt-get");
    let format = "$(REPO_URI)";
    let wanted = [
        "Created-By: Packages".to_owned(),
        "Label: Debian".to_owned(),
        format!("Codename: {RELEASE}"),
        "Component: main".to_owned(),
    ];
    command.args(["indextargets", "--format", format]).args(&wanted);
    let output = command.output().context("Could not start `apt-get`")?;
    let text = String::from_utf8_lossy(&output.stdout);
    match text.lines().next() {
        Some(mirror) => Ok(mirror.to_owned()),
        None => bail!(
            "apt knows no packages of Debian's {RELEASE}\nhint: run `apt-get update` first; on another system this part cannot run"
        ),
    }
}

fn version(description: &str) -> Result<String> {
    let version = description.lines().find_map(|line| line.strip_prefix("Version: "));
    Ok(version
        .context("The source package tells no version")?
        .trim()
        .to_owned())
}

fn succeed(mut command: Command, what: &str) -> Result<()> {
    // Standard output is for results.
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status();
    let status = status.with_context(|| format!("Could not {what}"))?;
    ensure!(status.success(), "Could not {what}: {status}");
    Ok(())
}
