//! Imports that led nowhere: when what they name is there, the change that needed it can be taken. Knows no module.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use url::Url;

use crate::loader::{is_installed, is_path, package_name, probe_file};

/// A program may try out names by the thousand.
const MAX: usize = 100;

#[derive(Default)]
pub(super) struct Missing {
    files: HashSet<PathBuf>,
    /// With the file that imports them.
    packages: HashSet<(String, PathBuf)>,
}

impl Missing {
    /// Gives paths beside which it might come.
    pub(super) fn add(&mut self, specifier: &str, referrer: &str) -> Vec<PathBuf> {
        let importer = Url::parse(referrer).ok().and_then(|url| url.to_file_path().ok());
        let Some(importer) = importer.filter(|_| self.files.len() + self.packages.len() < MAX) else {
            return Vec::new();
        };
        if is_path(specifier) {
            let path = importer.parent().unwrap_or(Path::new("/")).join(specifier);
            self.files.insert(path.clone());
            return vec![path];
        }
        let name = package_name(specifier);
        self.packages.insert((name.to_string(), importer.clone()));
        let folders = importer.ancestors().skip(1);
        let projects = folders.filter(|folder| folder.join("package.json").is_file());
        projects
            .flat_map(|folder| [folder.join("node_modules"), folder.join("node_modules").join(name)])
            .collect()
    }

    /// Whether something of it is there by now.
    pub(super) fn has_come(&self) -> bool {
        self.files.iter().any(|path| probe_file(path).is_some())
            || self
                .packages
                .iter()
                .any(|(name, importer)| is_installed(name, importer))
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}
