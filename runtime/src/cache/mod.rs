//! The disk cache: transpiled output, CommonJS analyses and V8 code caches, each entry checked against the content it was
//! made from, so that a stale one is never used. Knows nothing of what the bytes mean.
//!
//! A cache may be lost or unwritable at any time: reading then misses, writing does nothing.

mod analysis;
mod trim;

use std::fs;
use std::hash::Hasher;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use deno_runtime::code_cache::{CodeCache, CodeCacheType};
use twox_hash::XxHash64;
use url::Url;

pub(crate) use analysis::AnalysisCache;

/// What an entry holds; each kind has a folder of its own.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Transpiled,
    Analysis,
    V8Code,
}

impl Kind {
    fn folder(self) -> &'static str {
        match self {
            Self::Transpiled => "transpiled",
            Self::Analysis => "analysis",
            Self::V8Code => "v8",
        }
    }
}

/// A folder of entries `<kind>/<hash of the key>`. Each begins with two hashes of 8 bytes: of the content that it was made
/// from, and of the payload that follows, so that a damaged one is a miss.
pub(crate) struct DiskCache {
    root: Option<PathBuf>,
}

impl DiskCache {
    /// The cache of this version of RaceJS: `$RACEJS_CACHE_DIR`, else `$XDG_CACHE_HOME/racejs`, else `~/.cache/racejs`.
    /// An empty `RACEJS_CACHE_DIR` turns it off.
    pub(crate) fn from_env() -> Self {
        let base = match std::env::var_os("RACEJS_CACHE_DIR") {
            Some(dir) if dir.is_empty() => None,
            // Made absolute: the program may change its working directory.
            Some(dir) => std::path::absolute(dir).ok(),
            None => std::env::var_os("XDG_CACHE_HOME")
                .map(PathBuf::from)
                .filter(|dir| dir.is_absolute())
                .or_else(|| std::env::home_dir().map(|home| home.join(".cache")))
                .filter(|dir| dir.is_absolute())
                .map(|dir| dir.join("racejs")),
        };
        Self {
            root: base.map(|dir| dir.join(format!("run-{:016x}", build_id()))),
        }
    }

    /// The payload stored under `key`, if it was made from content of this hash.
    pub(crate) fn get(&self, kind: Kind, key: &str, content: u64) -> Option<Vec<u8>> {
        let mut entry = fs::read(self.path(kind, key)?).ok()?;
        let (head, payload) = entry.split_at_checked(HEAD_BYTES)?;
        if head[..8] != content.to_le_bytes() || head[8..] != payload_hash(&[payload]).to_le_bytes() {
            return None;
        }
        entry.drain(..HEAD_BYTES);
        Some(entry)
    }

    /// Stores the payload, in one step, so that a reader sees the old entry or the new one.
    pub(crate) fn put(&self, kind: Kind, key: &str, content: u64, parts: &[&[u8]]) {
        let Some(path) = self.path(kind, key) else { return };
        if let Err(error) = write_entry(&path, content, parts) {
            tracing::debug!(path = %path.display(), %error, "cache entry not written");
        }
        if let Some(root) = &self.root {
            trim::once_a_day(root);
        }
    }

    /// A file that stands beside the entries, and is the same for every version of RaceJS.
    pub(crate) fn beside(&self, name: &str) -> Option<PathBuf> {
        Some(self.root.as_ref()?.parent()?.join(name))
    }

    fn path(&self, kind: Kind, key: &str) -> Option<PathBuf> {
        let root = self.root.as_ref()?;
        let name = match kind {
            // V8 refuses code that it compiled under other flags: each set of flags has entries of its own.
            Kind::V8Code => hash(&[key.as_bytes(), &v8_tag().to_le_bytes()]),
            _ => hash(&[key.as_bytes()]),
        };
        Some(root.join(kind.folder()).join(format!("{name:016x}")))
    }
}

/// V8's version and flags in a number. To be asked only when V8 runs, as it does whenever there is code to keep.
fn v8_tag() -> u32 {
    static TAG: OnceLock<u32> = OnceLock::new();
    *TAG.get_or_init(deno_core::v8::script_compiler::cached_data_version_tag)
}

fn write_entry(path: &Path, content: u64, parts: &[&[u8]]) -> std::io::Result<()> {
    let folder = path.parent().ok_or(ErrorKind::InvalidInput)?;
    let mut file = match tempfile::NamedTempFile::new_in(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            tempfile::NamedTempFile::new_in(folder)?
        }
        other => other?,
    };
    file.write_all(&content.to_le_bytes())?;
    file.write_all(&payload_hash(parts).to_le_bytes())?;
    for part in parts {
        file.write_all(part)?;
    }
    file.persist(path)?;
    Ok(())
}

const HEAD_BYTES: usize = 16;

fn payload_hash(parts: &[&[u8]]) -> u64 {
    let mut hasher = XxHash64::with_seed(1);
    for part in parts {
        hasher.write(part);
    }
    hasher.finish()
}

/// A 64-bit hash of the parts and of where each ends. Not for defence against an adversary: who can write to the cache
/// folder can run code as this user anyway.
pub(crate) fn hash(parts: &[&[u8]]) -> u64 {
    let mut hasher = XxHash64::with_seed(0);
    for part in parts {
        hasher.write_u64(part.len() as u64);
        hasher.write(part);
    }
    hasher.finish()
}

/// Differs between any two builds of the binary, so that none reads what another wrote: V8 checks little of a code cache.
fn build_id() -> u64 {
    static ID: OnceLock<u64> = OnceLock::new();
    *ID.get_or_init(|| {
        let stamp = std::env::current_exe().and_then(fs::metadata).ok().map(|meta| {
            let modified = meta
                .modified()
                .ok()
                .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
            (meta.len(), modified.map_or(0, |time| time.as_nanos()))
        });
        let (len, modified) = stamp.unwrap_or_default();
        hash(&[
            env!("CARGO_PKG_VERSION").as_bytes(),
            &len.to_le_bytes(),
            &modified.to_le_bytes(),
        ])
    })
}

/// deno_runtime's port for the code caches of scripts (CommonJS modules, `node:vm`), kept like all others.
pub(crate) struct ScriptCache(pub(crate) std::sync::Arc<DiskCache>);

impl CodeCache for ScriptCache {
    fn get_sync(&self, specifier: &Url, _kind: CodeCacheType, source: u64) -> Option<Vec<u8>> {
        self.0.get(Kind::V8Code, specifier.as_str(), source)
    }

    fn set_sync(&self, specifier: Url, _kind: CodeCacheType, source: u64, data: &[u8]) {
        self.0.put(Kind::V8Code, specifier.as_str(), source, &[data]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_entries_of_the_same_content_are_given() {
        let dir = tempfile::tempdir().unwrap();
        let cache = DiskCache {
            root: Some(dir.path().join("run-test")),
        };
        cache.put(Kind::Transpiled, "a", 7, &[b"one ", b"two"]);
        assert_eq!(
            cache.get(Kind::Transpiled, "a", 7).as_deref(),
            Some(b"one two".as_slice())
        );
        assert_eq!(cache.get(Kind::Transpiled, "a", 8), None);
        let path = cache.path(Kind::Transpiled, "a").unwrap();
        let mut damaged = fs::read(&path).unwrap();
        damaged[20] = 0;
        fs::write(&path, &damaged).unwrap();
        assert_eq!(cache.get(Kind::Transpiled, "a", 7), None);
        fs::write(&path, &damaged[..10]).unwrap();
        assert_eq!(cache.get(Kind::Transpiled, "a", 7), None);
    }
}
