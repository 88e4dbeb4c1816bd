//! Which descriptors another program may have.

use std::io;
use std::os::fd::FromRawFd as _;
use std::os::fd::OwnedFd;
use std::os::fd::RawFd;

/// Says whether the descriptor outlives `exec`. Allocates nothing, and may be called between `fork` and `exec`.
pub(crate) fn set_inherited(fd: RawFd, is_inherited: bool) -> io::Result<()> {
    let flag = if is_inherited { 0 } else { libc::FD_CLOEXEC };
    // SAFETY: no memory is touched; a number that is no descriptor is an error.
    match unsafe { libc::fcntl(fd, libc::F_SETFD, flag) } {
        -1 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}

/// Takes a descriptor that another program has left for this one.
pub(crate) fn take(fd: RawFd) -> io::Result<OwnedFd> {
    set_inherited(fd, false)?;
    // SAFETY: it is open, as the call before has shown, and whoever left it has named it once.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}
