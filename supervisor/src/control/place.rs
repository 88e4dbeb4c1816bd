//! Where the sockets of supervisors are: folders that belong to the user alone.

use std::fs::DirBuilder;
use std::fs::File;
use std::fs::Metadata;
use std::fs::OpenOptions;
use std::fs::TryLockError;
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::path::PathBuf;

/// Endings of the files of a name.
const SOCKET: &str = "sock";
const LOCK: &str = "lock";
/// Names looked at in one folder.
const MAX_NAMES: usize = 256;

/// The folders that may hold sockets, the one for new ones first.
pub(crate) fn folders() -> Vec<PathBuf> {
    // SAFETY: no memory is touched.
    let user = unsafe { libc::geteuid() };
    let said = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    // A shell without a session has no such variable, and means the same programs.
    let usual = PathBuf::from(format!("/run/user/{user}"));
    let said = said.filter(|folder| folder.is_absolute() && folder.is_dir());
    let mut folders: Vec<PathBuf> = said.into_iter().map(|folder| folder.join("racejs")).collect();
    for folder in [usual.join("racejs"), PathBuf::from(format!("/tmp/racejs-{user}"))] {
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    folders
}

/// Makes sure that the folder is there, and nobody else's.
pub(crate) fn prepare(folder: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => check(folder),
    }
}

/// Refuses a folder that others can write to, or a link that leads to one.
pub(crate) fn check(folder: &Path) -> io::Result<()> {
    let found = std::fs::symlink_metadata(folder)?;
    if found.is_dir() && is_own(&found) && found.mode() & 0o077 == 0 {
        Ok(())
    } else {
        let text = format!("`{}` is not a folder of this user alone", folder.display());
        Err(io::Error::new(io::ErrorKind::PermissionDenied, text))
    }
}

fn is_own(found: &Metadata) -> bool {
    // SAFETY: no memory is touched.
    found.uid() == unsafe { libc::geteuid() }
}

pub(crate) fn socket(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.{SOCKET}"))
}

fn lock_path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.{LOCK}"))
}

/// The names whose sockets are in the folder, those of programs that have died among them.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    if check(folder).is_err() {
        return Vec::new();
    }
    let Ok(entries) = folder.read_dir() else {
        return Vec::new();
    };
    let names = entries.flatten().filter_map(|entry| {
        let path = PathBuf::from(entry.file_name());
        let is_socket = path.extension().is_some_and(|ending| ending == SOCKET);
        is_socket
            .then(|| path.file_stem()?.to_str().map(str::to_owned))
            .flatten()
    });
    let mut names: Vec<String> = names.take(MAX_NAMES).collect();
    names.sort();
    names
}

/// Takes the name for as long as the file is open, this process or its death decides; `None` if another has it.
pub(crate) fn lock(folder: &Path, name: &str) -> io::Result<Option<File>> {
    let path = lock_path(folder, name);
    loop {
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .custom_flags(libc::O_NOFOLLOW)
            .open(&path)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
            Ok(()) => {}
        }
        // Whoever had the name may have removed the file between the two calls.
        let here = file.metadata()?.ino();
        if std::fs::symlink_metadata(&path).is_ok_and(|found| found.ino() == here) {
            return Ok(Some(file));
        }
    }
}

/// Removes what belongs to the name. The lock is held until then.
pub(crate) fn clear(folder: &Path, name: &str) {
    // What is not there any more need not be removed.
    let _ = std::fs::remove_file(socket(folder, name));
    let _ = std::fs::remove_file(lock_path(folder, name));
}
