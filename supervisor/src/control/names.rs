//! What a program is called, and which one is meant. Pure.

use std::path::Path;

use super::ControlError;
use super::Who;

const MAX_LENGTH: usize = 64;

/// Whether a program may be called so: the name is that of a file as well.
///
/// # Errors
/// What is expected.
pub fn parse_name(text: &str) -> Result<String, String> {
    let is_fine = (1..=MAX_LENGTH).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        && !text.starts_with(['.', '-']);
    if is_fine {
        Ok(text.to_owned())
    } else {
        Err(format!(
            "at most {MAX_LENGTH} letters, digits, `-`, `_` and `.`, of which a letter, a digit or `_` comes first"
        ))
    }
}

/// The name of a program that was given none: its file's, and what tells it from others of that name elsewhere.
pub fn default_name(program: &Path) -> String {
    let stem = program.file_stem().unwrap_or_default().to_string_lossy();
    let letters = stem
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
    let stem: String = letters.take(MAX_LENGTH / 2).collect();
    let stem = match stem.trim_matches('-') {
        "" => "program",
        stem => stem,
    };
    format!(
        "{stem}-{:06x}",
        hash(program.as_os_str().as_encoded_bytes()) & 0xff_ffff
    )
}

/// FNV-1a: the same with every version of the binary.
fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

/// The program that a command without a name means: the one in the working directory, or else the only one.
pub(crate) fn choose(running: Vec<Who>, directory: &Path) -> Result<Who, ControlError> {
    let (near, far): (Vec<Who>, Vec<Who>) = running.into_iter().partition(|who| who.program.starts_with(directory));
    let mut candidates = if near.is_empty() { far } else { near };
    match candidates.len() {
        0 => Err(ControlError::NothingRuns(None)),
        1 => Ok(candidates.remove(0)),
        _ => Err(ControlError::Several(
            candidates.into_iter().map(|who| who.name).collect(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_be_that_of_a_file() {
        assert!(parse_name("shop.api-2_b").is_ok());
        for wrong in ["", ".", "..", ".hidden", "-f", "a/b", "a b", "é", &"x".repeat(65)] {
            assert!(parse_name(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_default_name_tells_files_of_the_same_name_apart() {
        let (a, b) = (
            default_name(Path::new("/a/app.ts")),
            default_name(Path::new("/b/app.ts")),
        );
        assert!(a.starts_with("app-") && b.starts_with("app-") && a != b, "{a} {b}");
        assert_eq!(a, default_name(Path::new("/a/app.ts")));
        for path in ["/", "/.x y.ts", "/ä", &format!("/{}.ts", "x".repeat(200))] {
            assert!(parse_name(&default_name(Path::new(path))).is_ok(), "{path}");
        }
    }

    #[test]
    fn the_program_in_the_working_directory_is_meant_or_else_the_only_one() {
        let who = |name: &str, program: &str| Who {
            name: name.to_owned(),
            program: program.into(),
        };
        let all = || vec![who("a", "/srv/a/src/app.ts"), who("b", "/srv/b/app.ts")];
        let chosen = |running, directory: &str| {
            choose(running, Path::new(directory)).map_or_else(|error| error.to_string(), |who| who.name)
        };
        assert_eq!(chosen(all(), "/srv/a"), "a");
        assert_eq!(chosen(all(), "/srv/b"), "b");
        assert_eq!(chosen(all(), "/srv"), "Several programs run: `a`, `b`");
        assert_eq!(chosen(all(), "/home"), "Several programs run: `a`, `b`");
        assert_eq!(chosen(vec![who("a", "/srv/a/app.ts")], "/home"), "a");
        assert_eq!(chosen(Vec::new(), "/"), "No program runs under `racejs start`");
    }
}
