//! Files that are read before a module is: a change of one takes effect when the program starts again. Knows nothing of what
//! they say.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

/// What governs the modules below a folder.
const NAMES: [&str; 2] = ["package.json", "tsconfig.json"];
/// Folders above a file that are looked into.
const MAX_DEPTH: usize = 16;

#[derive(Default)]
pub(super) struct Settings {
    /// With the hashes of what was read; `None` for one that was not there.
    files: BTreeMap<PathBuf, Option<u64>>,
    folders: HashSet<PathBuf>,
}

/// Those that count in a folder, there or not.
pub(super) fn of_folder(folder: &Path) -> Vec<PathBuf> {
    NAMES.iter().map(|name| folder.join(name)).collect()
}

impl Settings {
    pub(super) fn add(&mut self, path: PathBuf, hash: Option<u64>) {
        self.files.entry(path).or_insert(hash);
    }

    /// Those that are there and govern a file, of folders that were not looked into before; up to where its repository ends.
    pub(super) fn around(&mut self, file: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for folder in file.ancestors().skip(1).take(MAX_DEPTH) {
            if !self.folders.insert(folder.to_path_buf()) {
                break;
            }
            found.extend(of_folder(folder).into_iter().filter(|path| path.is_file()));
            if folder.join(".git").exists() {
                break;
            }
        }
        found
    }

    pub(super) fn changed(&self, mut hash: impl FnMut(&Path) -> Option<u64>) -> BTreeSet<PathBuf> {
        let changed = self.files.iter().filter(|(path, known)| hash(path) != **known);
        changed.map(|(path, _)| path.clone()).collect()
    }
}
