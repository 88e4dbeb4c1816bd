//! `racejs run <script>`: a script of package.json, as package managers run it. Knows no programs of RaceJS's own.

use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Command;

use super::beside;
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

    /// The exit code, where nothing may follow: the script failed, or was asked to end.
    fn wait_for(&self, name: &str, args: &[String]) -> Result<Option<i32>, Failure> {
        let (status, is_asked) = beside::run(self.command(name, args))
            .map_err(|error| Failure::program(format!("Cannot run `sh`: {error}")))?;
        match (status.code(), status.signal()) {
            (Some(0), _) => Ok(is_asked.then_some(0)),
            (Some(code), _) => Ok(Some(code)),
            // Whoever waits for this process sees what became of the script; exec is the way back to the default action.
            (None, signal) => {
                let signal = signal.unwrap_or_default();
                let line = format!("kill -{signal} $$; exit {}", 128 + signal);
                replace(Command::new("sh").args(["-c", &line]), "sh").map(Some)
            }
        }
    }

    fn command(&self, name: &str, args: &[String]) -> Command {
        let manifest = &self.project.manifest;
        let script = manifest.script(name).unwrap_or_default();
        let mut line = script.to_owned();
        for arg in args {
            line.push(' ');
            line.push_str(&quoted(arg));
        }
        show(&line);
        let folder = &self.project.folder;
        let mut command = Command::new("sh");
        // A shell in between would get the signals, and die of them alone.
        let place = if is_one_program(script) { "exec " } else { "" };
        command
            .args(["-c", &format!("{place}{line}")])
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

/// What a shell does by itself, and what is no command at all.
const SHELL_WORDS: [&str; 61] = [
    ".", "alias", "bg", "break", "builtin", "case", "cd", "chdir", "command", "continue", "coproc", "declare", "dirs",
    "do", "done", "echo", "elif", "else", "esac", "eval", "exec", "exit", "export", "false", "fc", "fg", "fi", "for",
    "function", "getopts", "hash", "if", "in", "jobs", "kill", "let", "local", "printf", "pwd", "read", "readonly",
    "return", "select", "set", "shift", "source", "test", "then", "time", "times", "trap", "true", "type", "typeset",
    "ulimit", "umask", "unalias", "unset", "until", "wait", "while",
];

/// Whether the line is one program with its arguments, so that the shell has nothing to do behind it.
fn is_one_program(line: &str) -> bool {
    let program = line.split_whitespace().next().unwrap_or_default();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./@+".contains(letter);
    !line.contains([';', '&', '|', '(', ')', '<', '>', '`', '\n'])
        && !program.is_empty()
        && !program.starts_with('-')
        && program.chars().all(is_plain)
        && !SHELL_WORDS.contains(&program)
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

#[cfg(test)]
mod tests {
    use super::is_one_program;

    #[test]
    fn the_shell_makes_way_for_a_program_and_for_nothing_else() {
        for line in [
            "vite",
            " node --watch app.js",
            "./a.sh $HOME 'x y'",
            "@scope/tool",
            "eslint \"src/*.{js,ts}\"",
        ] {
            assert!(is_one_program(line), "{line}");
        }
        for line in [
            "", "exit 5", "a && b", "a; b", "a | b", "a > b", "a $(b)", "a `b`", "a\nb", "A=1 b", "$A b", "'a b' c",
            "! a", "[ a ]", ": a", ". a", "~/a", "# a", "-a",
        ] {
            assert!(!is_one_program(line), "{line}");
        }
    }
}
