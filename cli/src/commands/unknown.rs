//! Tells a mistyped verb from the name of a program.

use std::path::Path;

use super::script;
use crate::args::VERBS;
use crate::ui::Failure;

/// Refuses a word that can be neither a verb nor a program.
///
/// Only a bare word is judged: with a dot or a slash it is meant as a path, and the runtime says best what is wrong with it.
pub(super) fn check(word: &str) -> Result<(), Failure> {
    if !is_bare(word) || is_program(word) {
        return Ok(());
    }
    if word == "inspect" {
        return Err(Failure::program("RaceJS has no debugger for the terminal").hint(
            "`racejs --inspect-brk app.ts` waits for one with windows: `chrome://inspect` in Chrome, or an editor's",
        ));
    }
    let failure = Failure::usage(format!("Unknown command `{word}`"));
    Err(match nearest(word) {
        _ if script::find(word)?.is_some() => {
            failure.hint(format!("`racejs run {word}` runs the script of package.json"))
        }
        Some(verb) => failure.hint(format!("did you mean `racejs {verb}`?")),
        None => failure.hint("there is no program of that name here either; `racejs --help` lists the commands"),
    })
}

/// Whether the word says nothing of where a file would be.
pub(super) fn is_bare(word: &str) -> bool {
    !word.contains(['.', '/', '\\', ':']) && word != "-"
}

/// Whether the runtime may find a program of that name.
pub(super) fn is_program(word: &str) -> bool {
    is_program_of(Path::new("."), word)
}

/// Whether the folder holds the word itself or a file of that name with some extension.
fn is_program_of(folder: &Path, word: &str) -> bool {
    if folder.join(word).exists() {
        return true;
    }
    let Ok(entries) = folder.read_dir() else { return false };
    entries.flatten().any(|entry| {
        Path::new(&entry.file_name())
            .file_stem()
            .is_some_and(|stem| stem == word)
    })
}

/// The verb a word was meant to be: at most one slip of the keyboard away, or two for a longer word.
fn nearest(word: &str) -> Option<&'static str> {
    let slips = if word.len() > 4 { 2 } else { 1 };
    VERBS
        .into_iter()
        // Every short word would be near to this one.
        .filter(|verb| verb.len() > 1)
        .find(|verb| strsim::damerau_levenshtein(word, verb) <= slips)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_finds_its_verb() {
        assert_eq!(nearest("rnu"), Some("run"));
        assert_eq!(nearest("rum"), Some("run"));
        assert_eq!(nearest("hlep"), Some("help"));
        assert_eq!(nearest("instal"), Some("install"));
        assert_eq!(nearest("y"), None);
        assert_eq!(nearest("deb"), Some("dev"));
        assert_eq!(nearest("strat"), Some("start"));
        assert_eq!(nearest("tset"), Some("test"));
    }

    #[test]
    fn a_path_is_left_to_the_runtime_and_a_program_may_be_named_without_extension() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("rnu.ts"), "").unwrap();
        std::fs::create_dir(folder.path().join("rin")).unwrap();
        assert!(is_program_of(folder.path(), "rnu"));
        assert!(is_program_of(folder.path(), "rin"));
        assert!(!is_program_of(folder.path(), "rn"));
        assert!(check("./missing").is_ok());
        assert!(check("missing.ts").is_ok());
        assert_eq!(
            check("rnu").unwrap_err().to_string(),
            "Unknown command `rnu`\nhint: did you mean `racejs run`?"
        );
    }
}
