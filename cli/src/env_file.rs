//! Environment files: which are read, which value wins, and putting them into the process. Knows no flag's spelling
//! but those its errors name.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sys_traits::BaseEnvVar;

use crate::args::{EnvChoice, EnvFile};
use crate::ui::Failure;

/// Puts the variables of the chosen files into the environment of this process.
///
/// Must be called while the process has one thread.
pub(crate) fn load(choice: EnvChoice) -> Result<(), Failure> {
    let sources = Sources::from(choice, std::env::var_os("NODE_ENV").as_deref());
    let added = collect(&sources, Path::new(""), &|name| std::env::var_os(name))?;
    for (name, value) in &added {
        // SAFETY: nothing has started a thread yet, so nobody can be reading the environment.
        unsafe { std::env::set_var(name, value) };
    }
    Ok(())
}

/// The files that [`load`] looks for, in the working directory where they are relative.
pub(crate) fn paths(choice: &EnvChoice) -> Vec<PathBuf> {
    let sources = Sources::from(choice.clone(), std::env::var_os("NODE_ENV").as_deref());
    let paths = sources.files.into_iter().map(|file| std::path::absolute(&file.path));
    paths.filter_map(Result::ok).collect()
}

/// The files to read, a later one winning over an earlier one.
#[derive(Debug, PartialEq, Eq)]
struct Sources {
    files: Vec<EnvFile>,
    /// Whether the user named them; only then is a folder of that name a mistake.
    named: bool,
}

impl Sources {
    fn from(choice: EnvChoice, node_env: Option<&OsStr>) -> Self {
        match choice {
            EnvChoice::Nothing => Self {
                files: Vec::new(),
                named: true,
            },
            EnvChoice::Named(files) => Self { files, named: true },
            EnvChoice::Usual => Self {
                files: usual_files(node_env),
                named: false,
            },
        }
    }
}

fn usual_files(node_env: Option<&OsStr>) -> Vec<EnvFile> {
    let mode = node_env
        .and_then(OsStr::to_str)
        .filter(|mode| !mode.is_empty())
        .unwrap_or("development");
    let mut paths = vec![PathBuf::from(".env")];
    if !mode.contains(['/', '\\']) {
        paths.push(format!(".env.{mode}").into());
    }
    // What one developer keeps locally must not decide whether tests pass.
    if mode != "test" && mode != "local" {
        paths.push(".env.local".into());
    }
    paths
        .into_iter()
        .map(|path| EnvFile { path, required: false })
        .collect()
}

/// The variables the files add to those that `real` knows.
fn collect(
    sources: &Sources,
    folder: &Path,
    real: &dyn Fn(&OsStr) -> Option<OsString>,
) -> Result<BTreeMap<String, String>, Failure> {
    let merged = Merged {
        real,
        files: RefCell::default(),
    };
    for file in &sources.files {
        if let Some(content) = read(file, folder, sources.named)? {
            tracing::debug!(path = %file.path.display(), "read environment file");
            merged.add(file, content.trim_start_matches('\u{feff}'))?;
        }
    }
    let mut added = merged.files.into_inner();
    added.retain(|name, _| !name.is_empty() && real(name.as_ref()).is_none());
    Ok(added)
}

/// What a `${NAME}` inside a file sees: the real environment, then everything read so far.
struct Merged<'a> {
    real: &'a dyn Fn(&OsStr) -> Option<OsString>,
    files: RefCell<BTreeMap<String, String>>,
}

impl Merged<'_> {
    fn add(&self, file: &EnvFile, content: &str) -> Result<(), Failure> {
        let mut with_nul = None;
        deno_dotenv::parse_env_content_with_substitution_hook(self, content, &mut |name, value| {
            if name.contains('\0') || value.contains('\0') {
                with_nul = Some(name.replace('\0', "\u{fffd}"));
            } else {
                self.files.borrow_mut().insert(name.to_owned(), value.to_owned());
            }
        });
        match with_nul {
            None => Ok(()),
            Some(name) => {
                let path = file.path.display();
                Err(Failure::usage(format!(
                    "Environment file `{path}` has a NUL byte in the variable `{name}`"
                )))
            }
        }
    }
}

impl BaseEnvVar for Merged<'_> {
    fn base_env_var_os(&self, name: &OsStr) -> Option<OsString> {
        (self.real)(name).or_else(|| self.files.borrow().get(name.to_str()?).map(OsString::from))
    }
}

fn read(file: &EnvFile, folder: &Path, named: bool) -> Result<Option<String>, Failure> {
    let path = file.path.display();
    let bytes = match std::fs::read(folder.join(&file.path)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound && !file.required => return Ok(None),
        // Python keeps its virtual environments in a folder that is often called `.env`.
        Err(error) if error.kind() == ErrorKind::IsADirectory && !named => return Ok(None),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Failure::usage(format!("Environment file `{path}` does not exist"))
                .hint("`--env-file-if-exists` is for a file that may be missing"));
        }
        Err(error) => {
            let failure = Failure::usage(format!("Environment file `{path}` cannot be read: {}", reason(&error)));
            return Err(if named {
                failure
            } else {
                failure.hint("`--no-env-file` starts without it")
            });
        }
    };
    String::from_utf8(bytes).map(Some).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..valid].iter().filter(|byte| **byte == b'\n').count();
        Failure::usage(format!(
            "Environment file `{path}` is not UTF-8: line {line} has an invalid byte"
        ))
        .hint("save the file as UTF-8")
    })
}

/// The system's words for an error, without its number.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a directory".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests;
