//! Where things are: the folder outside the repository for the suite and its runs, and the files inside the repository.

use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::Result;

/// The crate's own folder, at which the files of results are read and written.
pub(crate) fn of_crate() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The generated page.
pub(crate) fn page() -> PathBuf {
    of_crate().join("../../docs/node-tests.md")
}

/// A committed file of results, by its name.
pub(crate) fn results(name: &str) -> PathBuf {
    of_crate().join("results").join(name)
}

/// The folder outside the repository; made if it is not there.
pub(crate) fn outside(given: Option<PathBuf>) -> Result<PathBuf> {
    let folder = match given {
        Some(folder) => folder,
        None => cache()?.join("node-tests"),
    };
    fs::create_dir_all(&folder).with_context(|| format!("Could not make the folder `{}`", folder.display()))?;
    folder
        .canonicalize()
        .with_context(|| format!("Could not read the folder `{}`", folder.display()))
}

/// The folder that all parts of the checks share.
pub(crate) fn cache() -> Result<PathBuf> {
    match env::var_os("RACEJS_CI_CACHE") {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => {
            let home = env::var_os("HOME").context("There is no `HOME`; say `--folder`")?;
            Ok(Path::new(&home).join(".cache/racejs"))
        }
    }
}

pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("Could not read `{}`", path.display()))
}

pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("Could not write `{}`", path.display()))
}
