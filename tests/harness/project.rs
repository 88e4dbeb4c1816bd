//! The folder that a spec's program runs in. It must not know what the program does there.

use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use super::spec::Entry;

/// A folder that is removed with its owner.
pub(crate) struct Project {
    // Held for its `Drop`.
    _temporary: tempfile::TempDir,
    /// Without symbolic links, since a runtime prints real paths.
    pub(crate) root: PathBuf,
}

impl Project {
    pub(crate) fn create() -> Result<Self, String> {
        let temporary = tempfile::Builder::new()
            .prefix("spec-")
            .tempdir()
            .map_err(|error| format!("no temporary folder: {error}"))?;
        let root = temporary
            .path()
            .canonicalize()
            .map_err(|error| format!("no temporary folder: {error}"))?;
        Ok(Project {
            _temporary: temporary,
            root,
        })
    }

    pub(crate) fn add(&self, entries: &[Entry]) -> Result<(), String> {
        entries.iter().try_for_each(|entry| {
            self.add_one(entry)
                .map_err(|error| format!("could not write {entry:?}: {error}"))
        })
    }

    /// Puts something in place of what is there.
    pub(crate) fn replace(&self, entry: &Entry) -> Result<(), String> {
        self.add_one(entry)
            .map_err(|error| format!("could not write {entry:?}: {error}"))
    }

    pub(crate) fn remove(&self, path: &str) -> Result<(), String> {
        let place = self.root.join(path);
        let removed = if place.is_dir() {
            fs::remove_dir_all(&place)
        } else {
            fs::remove_file(&place)
        };
        removed.map_err(|error| format!("could not remove `{path}`: {error}"))
    }

    fn add_one(&self, entry: &Entry) -> io::Result<()> {
        let (Entry::File { path, .. } | Entry::Link { path, .. }) = entry;
        let place = self.root.join(path);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        match entry {
            Entry::File { bytes, .. } => fs::write(&place, bytes),
            Entry::Link { target, .. } => symlink(target, &place),
        }
    }

    /// Copies a folder's files into the project, its `node_modules` left out.
    pub(crate) fn copy(&self, folder: &Path) -> Result<(), String> {
        let failed = |error: String| format!("could not copy `{}`: {error}", folder.display());
        let walk = walkdir::WalkDir::new(folder)
            .into_iter()
            .filter_entry(|entry| entry.file_name() != "node_modules");
        for entry in walk {
            let entry = entry.map_err(|error| failed(error.to_string()))?;
            let place = self.root.join(
                entry
                    .path()
                    .strip_prefix(folder)
                    .map_err(|error| failed(error.to_string()))?,
            );
            let done = if entry.file_type().is_dir() {
                fs::create_dir_all(&place)
            } else {
                fs::copy(entry.path(), &place).map(|_| ())
            };
            done.map_err(|error| failed(error.to_string()))?;
        }
        Ok(())
    }

    /// The packages become visible as `node_modules`, by a link: they are many and nothing writes to them.
    pub(crate) fn link_packages(&self, node_modules: &Path) -> Result<(), String> {
        let place = self.root.join("node_modules");
        if place.exists() {
            return Ok(());
        }
        symlink(node_modules, &place).map_err(|error| format!("could not link `node_modules`: {error}"))
    }
}
