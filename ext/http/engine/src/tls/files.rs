//! Whether the files of certificates have changed. Knows nothing of what is in them.

use std::os::unix::fs::MetadataExt;

use crate::tls::Certificate;
use crate::tls::PemSource;

/// What changes with a file: device, inode, length, seconds and nanoseconds of its last change. `None` if there is no
/// such file.
pub(super) type Stamp = Option<(u64, u64, u64, i64, i64)>;

/// The state of all files. A link is followed: tools renew certificates by pointing it elsewhere.
pub(super) fn stamps(certificates: &[Certificate]) -> Vec<Stamp> {
    let sources = certificates.iter().flat_map(|pair| [&pair.cert, &pair.key]);
    let stamps = sources.filter_map(|source| match source {
        PemSource::Text(_) => None,
        PemSource::Path(path) => Some(
            std::fs::metadata(path)
                .ok()
                .map(|file| (file.dev(), file.ino(), file.size(), file.mtime(), file.mtime_nsec())),
        ),
    });
    stamps.collect()
}
