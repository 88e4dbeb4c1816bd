//! From the path of a request to a path beneath a root, by its text alone. Decodes once, and refuses whatever could
//! mean something else to a file system. Opens nothing.

use std::path::Path;

use percent_encoding::AsciiSet;
use percent_encoding::CONTROLS;
use percent_encoding::percent_decode_str;
use percent_encoding::utf8_percent_encode;

use crate::files::options::Dotfiles;

/// Characters that must not stand in a `Location`; to a browser a backslash is a slash.
const UNSAFE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Why a path is not looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is not percent-encoded UTF-8, or has a byte that no name has.
    Malformed,
    /// It names something that is not beneath the root.
    Outside,
    /// It has a hidden part, which is as good as none.
    Hidden,
    /// It has a hidden part.
    Denied,
}

/// A path beneath a root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relative {
    /// Names with a slash between them; empty for the root itself. No name is empty, `.` or `..`.
    pub(super) path: String,
    /// Whether only a directory will do: it ended with a slash.
    pub(super) is_directory: bool,
}

impl Relative {
    /// Whether a router in the browser may know it: its last name does not look like that of a file.
    pub(super) fn may_be_page(&self) -> bool {
        !self.path.rsplit('/').next().unwrap_or_default().contains('.')
    }
}

/// Reads the path of a request target.
pub(super) fn parse(path: &str, dotfiles: Dotfiles) -> Result<Relative, Refusal> {
    let mut names = Vec::new();
    for name in path.split('/').filter(|name| !name.is_empty()) {
        let name = percent_decode_str(name).decode_utf8().map_err(|_| Refusal::Malformed)?;
        check_name(&name, dotfiles)?;
        names.push(name);
    }
    Ok(Relative {
        path: names.join("/"),
        is_directory: path.ends_with('/'),
    })
}

/// The same for a path that is not encoded.
pub(super) fn check(path: &str, dotfiles: Dotfiles) -> Result<Relative, Refusal> {
    let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
    names.iter().try_for_each(|name| check_name(name, dotfiles))?;
    Ok(Relative {
        path: names.join("/"),
        is_directory: path.ends_with('/'),
    })
}

/// The same for an absolute path, of which only the last name is looked at: the program has chosen the others.
pub(super) fn check_absolute(path: &Path, text: &str, dotfiles: Dotfiles) -> Result<Relative, Refusal> {
    if !path.is_absolute() || text.contains('\0') {
        return Err(Refusal::Malformed);
    }
    let name = path.file_name().and_then(|name| name.to_str());
    check_name(name.unwrap_or_default(), dotfiles)?;
    Ok(Relative {
        path: text.to_string(),
        is_directory: false,
    })
}

/// Where to find the directory that `path` names without a slash at its end. Begins with exactly one slash: with two
/// it would name another host.
pub(super) fn with_slash(path: &str, query: Option<&str>) -> String {
    let path = utf8_percent_encode(path.trim_start_matches(['/', '\\']), UNSAFE);
    match query {
        Some(query) => format!("/{path}/?{}", utf8_percent_encode(query, UNSAFE)),
        None => format!("/{path}/"),
    }
}

/// A decoded slash or a backslash would make two names of one, here or on another system.
fn check_name(name: &str, dotfiles: Dotfiles) -> Result<(), Refusal> {
    if name.contains('\0') {
        return Err(Refusal::Malformed);
    }
    if name == "." || name == ".." || name.contains(['/', '\\']) || is_drive(name) {
        return Err(Refusal::Outside);
    }
    match dotfiles {
        Dotfiles::Ignore if name.starts_with('.') => Err(Refusal::Hidden),
        Dotfiles::Deny if name.starts_with('.') => Err(Refusal::Denied),
        _ => Ok(()),
    }
}

/// `C:` and streams of files, where the system has such things.
fn is_drive(name: &str) -> bool {
    cfg!(windows) && name.contains(':')
}
