//! The modules of a program that is developed: who imports whom, and from a change to the modules that need a new version.
//! Knows neither V8 nor the file system: what files hold comes as hashes.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

/// A file as the version that is in place has it.
#[derive(Clone, Debug, Default)]
struct File {
    /// Of its content when it was loaded; `None` where it could not be read.
    hash: Option<u64>,
    is_loaded: bool,
    is_commonjs: bool,
    imports: HashSet<PathBuf>,
    accepts_itself: bool,
    accepts: HashSet<PathBuf>,
}

/// Versions that are on their way, and may still fail.
struct Attempt {
    version: u32,
    files: HashSet<PathBuf>,
    fresh: HashMap<PathBuf, File>,
    /// Files that are loaded for the first time meanwhile.
    first: HashSet<PathBuf>,
}

pub(crate) struct Graph {
    main: PathBuf,
    /// What is loaded before the main module.
    preloads: Vec<PathBuf>,
    files: HashMap<PathBuf, File>,
    /// Where it is not 0.
    versions: HashMap<PathBuf, u32>,
    attempt: Option<Attempt>,
    last_version: u32,
}

/// A module that is imported anew.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Root {
    pub(crate) file: PathBuf,
    /// The module that takes it: itself, or one that imports it. The main module has nobody.
    pub(crate) taken_by: Option<PathBuf>,
}

/// What a change asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Swap {
    /// Files that get a new version.
    pub(crate) files: BTreeSet<PathBuf>,
    pub(crate) roots: BTreeSet<Root>,
}

/// A change that no module can take: one that is loaded before the program, by its path.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreachable(pub(crate) PathBuf);

impl Graph {
    pub(crate) fn new(main: PathBuf) -> Self {
        Self {
            main,
            preloads: Vec::new(),
            files: HashMap::new(),
            versions: HashMap::new(),
            attempt: None,
            last_version: 0,
        }
    }

    pub(crate) fn set_preloads(&mut self, preloads: Vec<PathBuf>) {
        self.preloads = preloads;
    }

    pub(crate) fn main(&self) -> &Path {
        &self.main
    }

    /// The version of a file that an import gets now.
    pub(crate) fn version(&self, file: &Path) -> u32 {
        match &self.attempt {
            Some(attempt) if attempt.files.contains(file) => attempt.version,
            _ => self.version_in_place(file),
        }
    }

    /// The version that a version of `importer` gets: one that is on its way is for those that are on their way as well.
    pub(crate) fn version_for(&self, importer: &Path, version: u32, file: &Path) -> u32 {
        // The versions of CommonJS have one name.
        let is_commonjs = self.files.get(importer).is_some_and(|file| file.is_commonjs);
        let is_on_its_way = self.attempt.as_ref().is_none_or(|attempt| {
            attempt.first.contains(importer)
                || attempt.files.contains(importer) && (is_commonjs || attempt.version == version)
        });
        match is_on_its_way {
            true => self.version(file),
            false => self.version_in_place(file),
        }
    }

    pub(crate) fn version_in_place(&self, file: &Path) -> u32 {
        self.versions.get(file).copied().unwrap_or(0)
    }

    /// How many versions there have been.
    pub(crate) fn last_version(&self) -> u32 {
        self.last_version
    }

    /// A file is about to be loaded, with that content.
    pub(crate) fn load(&mut self, file: &Path, hash: Option<u64>) {
        let is_first = !self.files.get(file).is_some_and(|file| file.is_loaded);
        if let Some(attempt) = self.attempt.as_mut().filter(|_| is_first) {
            attempt.first.insert(file.to_path_buf());
        }
        let entry = self.entry(file);
        entry.hash = hash;
        entry.is_loaded = true;
    }

    /// It is CommonJS: `require` has it, and its versions have no URL.
    pub(crate) fn mark_commonjs(&mut self, file: &Path) {
        self.entry(file).is_commonjs = true;
    }

    pub(crate) fn has_commonjs(&self) -> bool {
        self.files.values().any(|file| file.is_commonjs)
    }

    /// A version of a module imports a file.
    pub(crate) fn import(&mut self, importer: &Path, version: u32, file: &Path) {
        if version == self.version(importer) {
            self.entry(importer).imports.insert(file.to_path_buf());
        }
    }

    /// What CommonJS modules require, as `require` knows it.
    pub(crate) fn set_required(&mut self, required: impl IntoIterator<Item = (PathBuf, Vec<PathBuf>)>) {
        for (file, imports) in required {
            if let Some(entry) = self.files.get_mut(&file).filter(|entry| entry.is_commonjs) {
                entry.imports.extend(imports);
            }
        }
    }

    /// A version of a module takes new versions of itself (`None`) or of a file that it imports.
    pub(crate) fn accept(&mut self, module: &Path, version: u32, dependency: Option<&Path>) {
        if version != self.version(module) {
            return;
        }
        let entry = self.entry(module);
        match dependency {
            Some(file) => drop(entry.accepts.insert(file.to_path_buf())),
            None => entry.accepts_itself = true,
        }
    }

    /// The files that the program consists of, as far as it is loaded.
    pub(crate) fn alive(&self) -> BTreeSet<&Path> {
        let mut alive = BTreeSet::new();
        let mut waiting: Vec<&Path> = self.preloads.iter().chain([&self.main]).map(PathBuf::as_path).collect();
        while let Some(file) = waiting.pop() {
            if let Some(entry) = self.files.get(file)
                && alive.insert(file)
            {
                waiting.extend(entry.imports.iter().map(PathBuf::as_path));
            }
        }
        alive
    }

    /// The loaded files whose content is another one than when they were loaded.
    pub(crate) fn changed(&self, mut hash: impl FnMut(&Path) -> Option<u64>) -> BTreeSet<PathBuf> {
        let loaded = self.alive().into_iter().filter(|file| self.files[*file].is_loaded);
        loaded
            .filter(|file| hash(file) != self.files[*file].hash)
            .map(Path::to_path_buf)
            .collect()
    }

    /// Modules that nothing imports any more, and whose files have changed: whoever imports them again gets a new version.
    pub(crate) fn forget_dead(&mut self, mut hash: impl FnMut(&Path) -> Option<u64>) {
        let alive = self.alive();
        let is_dead = |(path, file): &(&PathBuf, &File)| !alive.contains(path.as_path()) && hash(path) != file.hash;
        let dead: Vec<PathBuf> = self
            .files
            .iter()
            .filter(is_dead)
            .map(|(path, _)| path.clone())
            .collect();
        for path in dead {
            self.files.remove(&path);
            self.last_version += 1;
            self.versions.insert(path, self.last_version);
        }
    }

    /// Which modules need a new version for these changes, and who takes them. A file in `refused` has taken its own change
    /// and cannot go on with it.
    pub(crate) fn plan(&self, changed: &BTreeSet<PathBuf>, refused: &BTreeSet<PathBuf>) -> Result<Swap, Unreachable> {
        let mut importers: HashMap<&Path, Vec<&Path>> = HashMap::new();
        for file in self.alive() {
            for import in &self.files[file].imports {
                importers.entry(import.as_path()).or_default().push(file);
            }
        }
        let mut swap = Swap {
            files: BTreeSet::new(),
            roots: BTreeSet::new(),
        };
        let mut seen = HashSet::new();
        let mut waiting: Vec<&Path> = changed.iter().map(PathBuf::as_path).collect();
        while let Some(file) = waiting.pop() {
            if !seen.insert(file) {
                continue;
            }
            swap.files.insert(file.to_path_buf());
            let entry = &self.files[file];
            if entry.accepts_itself && !refused.contains(file) {
                swap.roots.insert(root(file, Some(file)));
                continue;
            }
            if file == self.main {
                swap.roots.insert(root(file, None));
            } else if self.preloads.iter().any(|preload| preload == file) {
                return Err(Unreachable(file.to_path_buf()));
            }
            for importer in importers.get(file).into_iter().flatten() {
                match self.files[*importer].accepts.contains(file) {
                    true => drop(swap.roots.insert(root(file, Some(importer)))),
                    false => waiting.push(importer),
                }
            }
        }
        Ok(swap)
    }

    /// Those of the files that `require` has loaded.
    pub(crate) fn commonjs_among<'a>(&self, files: &'a BTreeSet<PathBuf>) -> impl Iterator<Item = &'a PathBuf> {
        files
            .iter()
            .filter(|file| self.files.get(*file).is_some_and(|entry| entry.is_commonjs))
    }

    /// New versions of files are on their way. Gives their number.
    pub(crate) fn begin(&mut self, files: impl IntoIterator<Item = PathBuf>) -> u32 {
        self.last_version += 1;
        self.attempt = Some(Attempt {
            version: self.last_version,
            files: files.into_iter().collect(),
            fresh: HashMap::new(),
            first: HashSet::new(),
        });
        self.last_version
    }

    /// They are in place.
    pub(crate) fn commit(&mut self) {
        let Some(Attempt {
            version,
            files,
            mut fresh,
            ..
        }) = self.attempt.take()
        else {
            return;
        };
        for path in files {
            let before = self.files.get(&path);
            // What nothing has imported yet is loaded when somebody does.
            let file = fresh.remove(&path).unwrap_or_else(|| File {
                is_commonjs: before.is_some_and(|file| file.is_commonjs),
                ..File::default()
            });
            self.files.insert(path.clone(), file);
            self.versions.insert(path, version);
        }
    }

    /// They have failed: the old ones stay.
    pub(crate) fn rollback(&mut self) {
        self.attempt = None;
    }

    fn entry(&mut self, file: &Path) -> &mut File {
        let files = match &mut self.attempt {
            Some(attempt) if attempt.files.contains(file) => &mut attempt.fresh,
            _ => &mut self.files,
        };
        files.entry(file.to_path_buf()).or_default()
    }
}

fn root(file: &Path, taken_by: Option<&Path>) -> Root {
    Root {
        file: file.to_path_buf(),
        taken_by: taken_by.map(Path::to_path_buf),
    }
}

#[cfg(test)]
#[path = "graph_tests.rs"]
mod tests;
