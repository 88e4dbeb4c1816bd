//! How files are served. The names are those of `serve-static`, which programs know.

use std::path::PathBuf;
use std::time::Duration;

use http::HeaderMap;

/// What happens to paths with a part that begins with a dot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dotfiles {
    /// They are files like others.
    Allow,
    /// 403.
    Deny,
    /// As if they did not exist.
    #[default]
    Ignore,
}

/// How files are served.
#[derive(Clone, Debug)]
pub struct FileOptions {
    /// The directory beneath which everything lies. Without one, [`super::send`] takes absolute paths and
    /// [`super::serve`] finds nothing. It is opened anew for each request, so that it may be replaced.
    pub root: Option<PathBuf>,
    /// What happens to hidden files.
    pub dotfiles: Dotfiles,
    /// Files that stand for their directory, the first that exists.
    pub index: Vec<String>,
    /// Whether a directory without a slash behind it is redirected to one with it; otherwise it is not found.
    pub redirect: bool,
    /// Endings to try, without the dot, for a path that is not found and has none.
    pub extensions: Vec<String>,
    /// A file beneath the root for pages that are not found: those of an app that routes in the browser. Only for
    /// requests that accept HTML, and for paths whose last part has no dot.
    pub fallback: Option<String>,
    /// Whether the program has a say in what is not found or not allowed. It is for whoever calls; nothing here
    /// depends on it.
    pub fallthrough: bool,
    /// Whether links may lead out of the root. Otherwise only links to what lies beneath it are followed, and no
    /// absolute ones.
    pub follow_symlinks: bool,
    /// Whether `file.br`, `file.zst` and `file.gz` are sent in place of `file` to clients that take them.
    pub precompressed: bool,
    /// Whether parts of files are sent.
    pub accept_ranges: bool,
    /// Whether answers have an entity tag.
    pub etag: bool,
    /// Whether answers name the file's last change.
    pub last_modified: bool,
    /// Whether answers have `Cache-Control`.
    pub cache_control: bool,
    /// How long caches may keep a file without asking.
    pub max_age: Duration,
    /// Whether a file never changes while caches keep it.
    pub immutable: bool,
    /// Further fields of answers with a file; they win over those made here.
    pub headers: HeaderMap,
}

impl Default for FileOptions {
    fn default() -> Self {
        Self {
            root: None,
            dotfiles: Dotfiles::Ignore,
            index: vec!["index.html".to_string()],
            redirect: true,
            extensions: Vec::new(),
            fallback: None,
            fallthrough: true,
            follow_symlinks: false,
            precompressed: false,
            accept_ranges: true,
            etag: true,
            last_modified: true,
            cache_control: true,
            max_age: Duration::ZERO,
            immutable: false,
            headers: HeaderMap::new(),
        }
    }
}
