//! Keeps the disk cache from growing without bound: once a day the entries of a month ago go, and then the oldest until
//! the rest fits. Knows only files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::{Duration, SystemTime};

const INTERVAL: Duration = Duration::from_secs(24 * 60 * 60);
const MAX_AGE: Duration = Duration::from_secs(30 * 24 * 60 * 60);
const MAX_BYTES: u64 = 512 * 1024 * 1024;

/// Called after a write; does its work on a thread of its own, at most once a process and once a day.
pub(super) fn once_a_day(root: &Path) {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        // The stamp stands beside this build's folder: the folders of earlier builds are trimmed as well.
        let Some(base) = root.parent().map(Path::to_path_buf) else {
            return;
        };
        let stamp = base.join("trimmed");
        let age = fs::metadata(&stamp)
            .and_then(|meta| meta.modified())
            .ok()
            .and_then(|time| time.elapsed().ok());
        if age.is_some_and(|age| age < INTERVAL) {
            return;
        }
        // A program may end before this does; then the next one begins again. Without a thread the cache only stays large.
        let _ = std::thread::Builder::new()
            .name("cache-trim".to_string())
            .spawn(move || {
                trim(&base, SystemTime::now(), MAX_BYTES);
                let _ = fs::write(&stamp, b"");
            });
    });
}

fn trim(base: &Path, now: SystemTime, max_bytes: u64) {
    let mut entries = entries(base);
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.modified));
    let mut kept = 0;
    for entry in entries {
        let old = now.duration_since(entry.modified).is_ok_and(|age| age > MAX_AGE);
        if old || kept + entry.len > max_bytes {
            let _ = fs::remove_file(&entry.path);
        } else {
            kept += entry.len;
        }
    }
    remove_empty_folders(base);
}

/// Those of earlier builds, two levels deep; a folder that holds something is left alone by the call itself.
fn remove_empty_folders(base: &Path) {
    for build in builds(base) {
        for kind in children(&build) {
            let _ = fs::remove_dir(kind);
        }
        let _ = fs::remove_dir(build);
    }
}

struct Entry {
    path: PathBuf,
    len: u64,
    modified: SystemTime,
}

fn children(dir: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(dir)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
}

/// The folders `run-<build>`; nothing else in the base folder is ours to touch.
fn builds(base: &Path) -> impl Iterator<Item = PathBuf> {
    children(base).filter(|path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("run-"))
    })
}

/// Every file `run-<build>/<kind>/<entry>`.
fn entries(base: &Path) -> Vec<Entry> {
    builds(base)
        .flat_map(|build| children(&build).collect::<Vec<_>>())
        .flat_map(|kind| children(&kind).collect::<Vec<_>>())
        .filter_map(|path| {
            let meta = fs::metadata(&path).ok()?;
            Some(Entry {
                len: meta.len(),
                modified: meta.modified().ok()?,
                path,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_entries_go_first_and_the_rest_fits() {
        let base = tempfile::tempdir().unwrap();
        let folder = base.path().join("run-1/v8");
        fs::create_dir_all(&folder).unwrap();
        let now = SystemTime::now();
        for (name, days) in [("new", 0), ("older", 2), ("ancient", 40)] {
            let file = fs::File::create(folder.join(name)).unwrap();
            file.set_len(100).unwrap();
            file.set_modified(now - Duration::from_secs(days * 24 * 60 * 60))
                .unwrap();
        }
        fs::write(base.path().join("unrelated"), b"x").unwrap();

        trim(base.path(), now, 1000);
        assert!(!folder.join("ancient").exists() && folder.join("older").exists());
        trim(base.path(), now, 150);
        assert!(folder.join("new").exists() && !folder.join("older").exists());
        assert!(base.path().join("unrelated").exists());
    }
}
