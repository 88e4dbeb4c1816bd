//! `racejs run <script>`: a script of package.json, as package managers run it. Knows no programs of RaceJS's own.

use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Command;

use super::take_over::{quoted, replace, show, working_directory};
use crate::packages::Project;
use crate::ui::Failure;

/// A script that the nearest package.json has.
pub(super) struct Script {
    project: Project,
    name: String,
    /// Where the user is.
    cwd: std::path::PathBuf,
}

/// The script of that name. A word that can only be a path is none.
pub(super) fn find(word: &str) -> Result<Option<Script>, Failure> {
    let is_path = word.starts_with(['.', '/']) || word == "-";
    let cwd = working_directory()?;
    let Some(project) = (if is_path { None } else { Project::nearest(&cwd)? }) else {
        return Ok(None);
    };
    if project.manifest.script(word).is_none() {
        return Ok(None);
    }
    Ok(Some(Script {
        project,
        name: word.to_owned(),
        cwd,
    }))
}

impl Script {
    /// Runs the script with what comes before and after it; the last one takes this process's place.
    pub(super) fn run(&self, args: &[String]) -> Result<i32, Failure> {
        let (before, after) = (format!("pre{}", self.name), format!("post{}", self.name));
        let has = |name: &str| self.project.manifest.script(name).is_some();
        if has(&before)
            && let Some(code) = self.wait_for(&before, &[])?
        {
            return Ok(code);
        }
        if !has(&after) {
            return replace(&mut self.command(&self.name, args), "sh");
        }
        match self.wait_for(&self.name, args)? {
            Some(code) => Ok(code),
            None => replace(&mut self.command(&after, &[]), "sh"),
        }
    }

    /// The exit code of a script that failed.
    fn wait_for(&self, name: &str, args: &[String]) -> Result<Option<i32>, Failure> {
        let status = self
            .command(name, args)
            .status()
            .map_err(|error| Failure::program(format!("Cannot run `sh`: {error}")))?;
        Ok(match status.code() {
            Some(0) => None,
            Some(code) => Some(code),
            // As a shell has it.
            None => Some(128 + status.signal().unwrap_or_default()),
        })
    }

    fn command(&self, name: &str, args: &[String]) -> Command {
        let manifest = &self.project.manifest;
        let mut line = manifest.script(name).unwrap_or_default().to_owned();
        for arg in args {
            line.push(' ');
            line.push_str(&quoted(arg));
        }
        show(&line);
        let folder = &self.project.folder;
        let mut command = Command::new("sh");
        command
            .args(["-c", &line])
            .current_dir(folder)
            .env("PATH", search_path(folder))
            .env("INIT_CWD", &self.cwd)
            .env("npm_lifecycle_event", name)
            .env("npm_lifecycle_script", &line)
            .env("npm_package_json", folder.join("package.json"))
            .env("npm_config_user_agent", concat!("racejs/", env!("CARGO_PKG_VERSION")));
        for field in ["name", "version"] {
            if let Some(value) = manifest.text(field) {
                command.env(format!("npm_package_{field}"), value);
            }
        }
        command
    }
}

/// The tools of the project come first, those of folders above it next. RaceJS itself is there wherever it was installed.
fn search_path(folder: &Path) -> OsString {
    let tools = folder.ancestors().map(|folder| folder.join("node_modules/.bin"));
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let own = std::env::current_exe()
        .ok()
        .and_then(|path| Some(path.parent()?.to_path_buf()));
    let folders: Vec<_> = tools.chain(std::env::split_paths(&inherited)).chain(own).collect();
    std::env::join_paths(folders).unwrap_or(inherited)
}

/// Says that a word is neither a script nor a file, where the project has scripts at all.
pub(super) fn neither(word: &str) -> Result<(), Failure> {
    let Some(project) = Project::nearest(&working_directory()?)? else {
        return Ok(());
    };
    let names: Vec<&str> = project.manifest.scripts().collect();
    if names.is_empty() {
        return Ok(());
    }
    let failure = Failure::usage(format!("There is neither a script nor a file `{word}`"));
    let near = names
        .iter()
        .map(|name| (strsim::damerau_levenshtein(word, name), name))
        .filter(|(slips, _)| *slips <= (word.len() / 3).clamp(1, 3))
        .min();
    Err(match near {
        Some((_, name)) => failure.hint(format!("did you mean `racejs run {name}`?")),
        None => {
            let path = project.folder.join("package.json");
            failure.hint(format!("the scripts of `{}` are {}", path.display(), listed(&names)))
        }
    })
}

fn listed(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
