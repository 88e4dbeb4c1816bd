//! What stands in files, as hashes, asked again only where a file's own data say that it may have changed. Knows no modules.

use std::collections::HashMap;
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::cache::hash;

/// Of a file that was written less than that ago, the next write may leave no other time.
const YOUNG: Duration = Duration::from_millis(50);

#[derive(PartialEq, Eq)]
struct Stamp {
    modified: (i64, i64),
    size: u64,
    inode: u64,
}

impl Stamp {
    fn of(data: &Metadata) -> Self {
        Self {
            modified: (data.mtime(), data.mtime_nsec()),
            size: data.size(),
            inode: data.ino(),
        }
    }
}

/// Hashes of files that were asked for.
#[derive(Default)]
pub(super) struct Disk {
    known: HashMap<PathBuf, (Stamp, u64)>,
}

impl Disk {
    /// The hash of a file's content; `None` if there is no such file that can be read.
    pub(super) fn hash(&mut self, path: &Path) -> Option<u64> {
        let data = std::fs::metadata(path).ok().filter(Metadata::is_file);
        let Some(data) = data else {
            self.known.remove(path);
            return None;
        };
        let stamp = Stamp::of(&data);
        if let Some((known, hash)) = self.known.get(path)
            && *known == stamp
        {
            return Some(*hash);
        }
        let content = hash(&[&std::fs::read(path).ok()?]);
        let age = data.modified().ok().map(|time| SystemTime::now().duration_since(time));
        if matches!(age, Some(Ok(age)) if age > YOUNG) {
            self.known.insert(path.to_path_buf(), (stamp, content));
        } else {
            self.known.remove(path);
        }
        Some(content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_says_what_is_there_now() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        let mut disk = Disk::default();
        assert_eq!(disk.hash(&path), None);
        std::fs::write(&path, "one").unwrap();
        let first = disk.hash(&path);
        std::fs::write(&path, "two").unwrap();
        assert_ne!(disk.hash(&path), first);
        std::fs::write(&path, "one").unwrap();
        assert_eq!(disk.hash(&path), first);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(disk.hash(&path), None);
    }
}
