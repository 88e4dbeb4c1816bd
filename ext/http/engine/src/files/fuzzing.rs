//! For the fuzzer: from the text of a path to what would be looked for. Opens nothing.

use super::options::Dotfiles;
use super::path;

/// A path that would be looked for beneath a root.
#[derive(Debug)]
pub struct Beneath {
    /// Names with a slash between them.
    pub path: String,
    /// Where a browser would be sent for the directory of that name.
    pub location: String,
}

/// Reads a request's path, percent-encoded; `None` if nothing is looked for.
pub fn beneath_root(encoded: &str, dotfiles: Dotfiles) -> Option<Beneath> {
    let relative = path::parse(encoded, dotfiles).ok()?;
    Some(Beneath {
        location: path::with_slash(&relative.path, None),
        path: relative.path,
    })
}
