//! Checks of the repository itself: who may import whom, sizes, headers, documents, checksums. Each check is a trial and reads files only.
//! It must not repeat what clippy or rustfmt check.

mod coverage;
mod documents;
mod edges;
mod files;
mod script_imports;
mod selftest;
mod sizes;
mod sources;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use libtest_mimic::Trial;

use files::Tree;

/// What is wrong, one text each, as `path: fault`.
type Faults = Vec<String>;
type Check = fn(&Tree) -> Result<Faults, String>;

const CHECKS: &[(&str, Check)] = &[
    ("crates import only what the layers allow", edges::check),
    (
        "scripts import other folders through their mod.ts",
        script_imports::check,
    ),
    ("files keep to their size", sizes::check),
    ("files open with what they are", sources::headers),
    ("no machine's paths in the sources", sources::machine_paths),
    ("what is left to do has a reason", sources::reasons),
    ("paths in documents exist", documents::check),
    (
        "the V8 archive is the one whose checksums stand beside it",
        sources::checksums,
    ),
    ("each example is run by a spec", coverage::examples),
    ("each error code is specified or documented", coverage::error_codes),
];

pub(crate) fn trials(root: &Path) -> Vec<Trial> {
    let root: Arc<PathBuf> = Arc::new(root.to_path_buf());
    let mut trials: Vec<Trial> = CHECKS
        .iter()
        .map(|(name, check)| {
            let root = Arc::clone(&root);
            Trial::test(format!("tidy/{name}"), move || {
                match check(&Tree::of_repository(&root)?)?.as_slice() {
                    [] => Ok(()),
                    faults => Err(faults.join("\n").into()),
                }
            })
        })
        .collect();
    trials.extend(selftest::trials());
    trials
}
