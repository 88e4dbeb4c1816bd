//! What is remembered of directories while a module graph loads, so that three hundred files in one folder do not ask three
//! hundred times: where the folder really is, whether a tsconfig.json governs it, which package.json it has.
//!
//! Per thread, and dropped by [`forget`] when the graph is loaded: a file made later is seen by a later import.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use deno_package_json::{PackageJsonCache, PackageJsonCacheResult, PackageJsonRc};
use node_resolver::cache::NodeResolutionThreadLocalCache;

#[derive(Default)]
struct Known {
    real: HashMap<PathBuf, PathBuf>,
    has_tsconfig: HashMap<PathBuf, bool>,
    package_jsons: HashMap<PathBuf, Option<PackageJsonRc>>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// The directory with symbolic links resolved, itself if that fails.
pub(super) fn real(dir: &Path) -> PathBuf {
    remember(
        |known| &mut known.real,
        dir,
        || std::fs::canonicalize(dir).unwrap_or_else(|_| dir.to_path_buf()),
    )
}

/// Whether the directory or one above it holds a tsconfig.json.
pub(super) fn has_tsconfig(dir: &Path) -> bool {
    let find = || dir.join("tsconfig.json").is_file() || dir.parent().is_some_and(has_tsconfig);
    remember(|known| &mut known.has_tsconfig, dir, find)
}

pub(super) fn forget() {
    KNOWN.take();
    NodeResolutionThreadLocalCache::clear();
}

/// The remembered value, else the one found now. `find` may ask for other directories.
fn remember<V: Clone>(
    field: impl Fn(&mut Known) -> &mut HashMap<PathBuf, V>,
    dir: &Path,
    find: impl FnOnce() -> V,
) -> V {
    if let Some(value) = KNOWN.with_borrow_mut(|known| field(known).get(dir).cloned()) {
        return value;
    }
    let value = find();
    KNOWN.with_borrow_mut(|known| field(known).insert(dir.to_path_buf(), value.clone()));
    value
}

/// package.json files for Node's resolution, with the misses: most directories have none.
#[derive(Debug)]
pub(super) struct PackageJsons;

impl PackageJsonCache for PackageJsons {
    fn get(&self, path: &Path) -> PackageJsonCacheResult {
        KNOWN.with_borrow(|known| match known.package_jsons.get(path) {
            Some(found) => PackageJsonCacheResult::Hit(found.clone()),
            None => PackageJsonCacheResult::NotCached,
        })
    }

    fn set(&self, path: PathBuf, package_json: Option<PackageJsonRc>) {
        KNOWN.with_borrow_mut(|known| known.package_jsons.insert(path, package_json));
    }
}
