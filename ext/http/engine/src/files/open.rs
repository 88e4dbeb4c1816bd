//! Opens what lies beneath a root, and nothing else, however links are laid. Blocks; runs on a thread that may.

use std::fs::File;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::time::SystemTime;

/// What a path led to.
#[derive(Debug)]
pub(super) enum Opened {
    /// A regular file.
    File(OpenFile),
    /// A directory.
    Directory,
    /// Nothing, or nothing that has content: a socket, a pipe, a device.
    Missing,
    /// Something outside the root, or that may not be read.
    Refused,
}

/// A regular file and what the system said of it when it was opened.
#[derive(Debug)]
pub(super) struct OpenFile {
    pub(super) file: File,
    pub(super) size: u64,
    pub(super) modified: Option<SystemTime>,
}

/// A directory that everything lies beneath.
pub(super) struct Root {
    path: PathBuf,
    follows_links: bool,
    #[cfg(target_os = "linux")]
    directory: File,
}

impl Root {
    /// # Errors
    /// When there is no such directory.
    pub(super) fn open(path: &Path, follows_links: bool) -> io::Result<Self> {
        Ok(Self {
            path: path.to_path_buf(),
            follows_links,
            #[cfg(target_os = "linux")]
            directory: linux::open_directory(path)?,
        })
    }

    /// Opens names with slashes between them, none of which is `..`; empty for the root itself.
    ///
    /// # Errors
    /// When the system fails: no file descriptors are left, or the disk is broken.
    pub(super) fn open_beneath(&self, relative: &str) -> io::Result<Opened> {
        if self.follows_links {
            return sort(open_plain(&self.path.join(relative)));
        }
        #[cfg(target_os = "linux")]
        if let Some(opened) = linux::open_beneath(&self.directory, relative) {
            return sort(opened);
        }
        sort(self.open_checked(relative))
    }

    /// For systems that cannot be asked to stay beneath a directory: looks first where the path leads. Whoever may
    /// write beneath the root could change a link in between, here alone.
    pub(super) fn open_checked(&self, relative: &str) -> io::Result<File> {
        let root = self.path.canonicalize()?;
        let path = root.join(relative).canonicalize()?;
        if !path.starts_with(&root) {
            return Err(io::ErrorKind::CrossesDevices.into());
        }
        open_plain(&path)
    }
}

/// Opens a path that is trusted to be the right one.
pub(super) fn open_trusted(path: &Path) -> io::Result<Opened> {
    sort(open_plain(path))
}

/// Neither waits for the other end of a pipe nor makes a terminal its own.
fn open_plain(path: &Path) -> io::Result<File> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        options.custom_flags(flags.bits().cast_signed());
    }
    options.open(path)
}

fn sort(opened: io::Result<File>) -> io::Result<Opened> {
    let file = match opened {
        Ok(file) => file,
        Err(error) => return sort_error(error),
    };
    let metadata = file.metadata()?;
    Ok(if metadata.is_dir() {
        Opened::Directory
    } else if metadata.is_file() {
        Opened::File(OpenFile {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            file,
        })
    } else {
        Opened::Missing
    })
}

fn sort_error(error: io::Error) -> io::Result<Opened> {
    use io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
            Ok(Opened::Missing)
        }
        ErrorKind::PermissionDenied | ErrorKind::CrossesDevices => Ok(Opened::Refused),
        _ if is_no_file(&error) => Ok(Opened::Missing),
        _ => Err(error),
    }
}

/// A link to itself, a socket, or a device without a driver.
#[cfg(unix)]
fn is_no_file(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let code = error.raw_os_error().map(Errno::from_raw_os_error);
    matches!(code, Some(Errno::LOOP | Errno::NXIO | Errno::NODEV))
}

#[cfg(not(unix))]
fn is_no_file(_error: &io::Error) -> bool {
    false
}

#[cfg(target_os = "linux")]
mod linux {
    //! The kernel's own way to stay beneath a directory, since Linux 5.6.

    use std::fs::File;
    use std::io;
    use std::path::Path;
    use std::sync::atomic::AtomicBool;
    use std::sync::atomic::Ordering;

    use rustix::fs::Mode;
    use rustix::fs::OFlags;
    use rustix::fs::ResolveFlags;
    use rustix::fs::open;
    use rustix::fs::openat2;
    use rustix::io::Errno;

    /// The kernel gives up when somebody renames at the same time, rather than be tricked.
    const TRIES: usize = 8;

    /// Set once the kernel has said that it has no such call.
    static IS_UNKNOWN: AtomicBool = AtomicBool::new(false);

    /// The directory itself, without a right to list it.
    pub(super) fn open_directory(path: &Path) -> io::Result<File> {
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(open(path, flags, Mode::empty())?.into())
    }

    /// `None` if there is no such call here.
    pub(super) fn open_beneath(root: &File, relative: &str) -> Option<io::Result<File>> {
        if IS_UNKNOWN.load(Ordering::Relaxed) {
            return None;
        }
        let path = if relative.is_empty() { "." } else { relative };
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_MAGICLINKS;
        let mut tries = TRIES;
        loop {
            match openat2(root, path, flags, Mode::empty(), resolve) {
                Ok(file) => return Some(Ok(File::from(file))),
                Err(Errno::AGAIN | Errno::INTR) if tries > 0 => tries -= 1,
                Err(Errno::NOSYS) => {
                    IS_UNKNOWN.store(true, Ordering::Relaxed);
                    return None;
                }
                // A sandbox may say so of a call that it does not know.
                Err(Errno::PERM) => return None,
                Err(error) => return Some(Err(error.into())),
            }
        }
    }
}
