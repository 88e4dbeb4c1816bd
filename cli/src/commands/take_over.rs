//! Another program in the place of this one: it gets the terminal, the standard streams, the signals and the exit code.

use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;

use crate::ui::{COMMAND, Failure};

pub(super) struct Line {
    pub(super) program: PathBuf,
    pub(super) args: Vec<String>,
    /// Whether it is printed first.
    pub(super) is_shown: bool,
}

/// Runs the line; returns only if that was not possible.
pub(super) fn take_over(line: Line) -> Result<i32, Failure> {
    if line.is_shown {
        let name = line.program.file_name().unwrap_or(line.program.as_os_str());
        let words = std::iter::once(name.to_string_lossy()).chain(line.args.iter().map(|arg| quoted(arg).into()));
        show(&words.collect::<Vec<_>>().join(" "));
    }
    let mut command = Command::new(&line.program);
    replace(command.args(&line.args), &line.program.display().to_string())
}

/// Becomes the program.
pub(super) fn replace(command: &mut Command, name: &str) -> Result<i32, Failure> {
    let error = command.exec();
    Err(Failure::program(format!("Cannot run `{name}`: {error}")))
}

/// What is about to run, on stderr.
pub(super) fn show(line: &str) {
    // Nobody is left to tell when stderr itself is closed.
    let _ = writeln!(anstream::stderr(), "{COMMAND}$ {line}{COMMAND:#}");
}

pub(super) fn working_directory() -> Result<PathBuf, Failure> {
    std::env::current_dir().map_err(|error| Failure::usage(format!("Cannot read the working directory: {error}")))
}

/// The word as a shell reads it.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_=./:@%+,^".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_are_quoted_where_a_shell_would_read_something_else() {
        assert_eq!(quoted("@scope/name@1.2"), "@scope/name@1.2");
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's $HOME"), r"'it'\''s $HOME'");
        assert_eq!(quoted("~/x"), "'~/x'");
        assert_eq!(quoted(""), "''");
    }
}
