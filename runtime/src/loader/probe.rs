//! Finds the file a path without its full name means: TypeScript before JavaScript, an index file in a directory, and
//! `./x.js` written for `./x.ts`, as TypeScript's own resolution has it. Knows only paths and the file system.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::directories;

/// Extensions tried, in order, when a path has none of its own or none that exists.
const EXTENSIONS: [&str; 9] = ["ts", "tsx", "js", "jsx", "mts", "mjs", "cts", "cjs", "json"];

/// The source extensions that compile to the one written.
fn sources_of(extension: &OsStr) -> &'static [&'static str] {
    match extension.to_str() {
        Some("js") => &["ts", "tsx"],
        Some("jsx") => &["tsx"],
        Some("mjs") => &["mts"],
        Some("cjs") => &["cts"],
        _ => &[],
    }
}

pub(crate) enum Probed {
    /// The file, with symbolic links resolved.
    File(PathBuf),
    /// A directory without an index file.
    Directory,
    Missing,
}

pub(crate) fn probe(path: &Path) -> Probed {
    // Most imports name a plain file: then one look at it is enough.
    let entry = std::fs::symlink_metadata(path);
    if entry.as_ref().is_ok_and(std::fs::Metadata::is_file) {
        return Probed::File(real(path));
    }
    let kind = if entry.is_ok() { std::fs::metadata(path) } else { entry };
    if kind.as_ref().is_ok_and(|kind| !kind.is_dir()) {
        return Probed::File(resolve_link(path));
    }
    if let Some(found) = with_extension(path) {
        return Probed::File(resolve_link(&found));
    }
    if kind.is_err() {
        return Probed::Missing;
    }
    match with_extension(&path.join("index")) {
        Some(found) => Probed::File(resolve_link(&found)),
        None => Probed::Directory,
    }
}

fn with_extension(path: &Path) -> Option<PathBuf> {
    let swapped = path.extension().map(sources_of).unwrap_or_default();
    let candidates = swapped.iter().map(|extension| path.with_extension(extension));
    let appended = EXTENSIONS.iter().map(|extension| {
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(extension);
        PathBuf::from(name)
    });
    candidates.chain(appended).find(|candidate| candidate.is_file())
}

/// The path of a plain file with the links in its directory resolved.
fn real(file: &Path) -> PathBuf {
    match (file.parent(), file.file_name()) {
        (Some(dir), Some(name)) => directories::real(dir).join(name),
        _ => file.to_path_buf(),
    }
}

/// The same for a file that may be a link itself.
fn resolve_link(file: &Path) -> PathBuf {
    std::fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probed(dir: &Path, name: &str) -> Option<String> {
        match probe(&dir.join(name)) {
            Probed::File(path) => Some(path.strip_prefix(directories::real(dir)).unwrap().display().to_string()),
            Probed::Directory => Some("directory".to_string()),
            Probed::Missing => None,
        }
    }

    #[test]
    fn finds_what_typescript_finds() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path();
        for file in [
            "a.ts",
            "b.tsx",
            "c.js",
            "c.ts",
            "d/index.ts",
            "e/other.ts",
            "f.config.ts",
            "g.mts",
        ] {
            let path = dir.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        std::os::unix::fs::symlink(dir.join("a.ts"), dir.join("link.ts")).unwrap();
        for (asked, found) in [
            ("a", Some("a.ts")),
            ("a.js", Some("a.ts")),
            ("b.jsx", Some("b.tsx")),
            ("c.js", Some("c.js")),
            ("c", Some("c.ts")),
            ("d", Some("d/index.ts")),
            ("e", Some("directory")),
            ("f.config", Some("f.config.ts")),
            ("g.mjs", Some("g.mts")),
            ("link", Some("a.ts")),
            ("missing", None),
        ] {
            assert_eq!(probed(dir, asked).as_deref(), found, "{asked}");
        }
    }
}
