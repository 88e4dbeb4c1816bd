//! The repository's files as the checks see them. It must not know what is checked.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Paths relative to a root, sorted. Files that git ignores are not among them; files not yet added are.
pub(super) struct Tree {
    pub(super) root: PathBuf,
    pub(super) files: Vec<String>,
}

impl Tree {
    pub(super) fn of_repository(root: &Path) -> Result<Self, String> {
        let output = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(root)
            .output()
            .map_err(|error| format!("could not start git, which lists the files: {error}"))?;
        if !output.status.success() {
            return Err(format!(
                "git could not list the files: {}",
                String::from_utf8_lossy(&output.stderr).trim_end()
            ));
        }
        let listing = String::from_utf8_lossy(&output.stdout);
        let mut files: Vec<String> = listing
            .split('\0')
            .filter(|path| root.join(path).is_file())
            .map(str::to_owned)
            .collect();
        files.sort();
        files.dedup();
        Ok(Tree {
            root: root.to_path_buf(),
            files,
        })
    }

    /// Every file below a folder, for trees made by a test.
    pub(super) fn of_folder(root: &Path) -> Self {
        let walk = walkdir::WalkDir::new(root)
            .sort_by_file_name()
            .into_iter()
            .filter_map(Result::ok);
        let files = walk.filter(|entry| entry.file_type().is_file());
        let files =
            files.filter_map(|entry| Some(entry.path().strip_prefix(root).ok()?.to_string_lossy().into_owned()));
        Tree {
            root: root.to_path_buf(),
            files: files.collect(),
        }
    }

    /// The text of a file, or nothing where it is no text.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.root.join(path)).ok()
    }

    pub(super) fn exists(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// Files that the project's people write in Rust or TypeScript: `vendor/` is not theirs.
    pub(super) fn sources(&self) -> impl Iterator<Item = &str> {
        let ours = self
            .files
            .iter()
            .map(String::as_str)
            .filter(|path| !path.starts_with("vendor/"));
        ours.filter(|path| path.ends_with(".rs") || path.ends_with(".ts"))
    }
}
