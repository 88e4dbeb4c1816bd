//! The program from its very beginning: this process becomes a new one, with the same number, terminal and command line. What is
//! read before a program starts (environment files, tsconfig.json) takes effect in no other way. Knows no modules.

use std::fs::File;
use std::io::{Read as _, Seek as _, Write as _};
use std::os::fd::{FromRawFd as _, IntoRawFd as _, RawFd};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use crate::options::WatchOptions;
use crate::terminal;

/// By this the next program finds the sockets that this one listens on, and the connections that wait for a request.
const SOCKETS: &str = "RACEJS_SOCKETS";
/// The descriptor of a file that has what `keep()` keeps.
const KEPT: &str = "RACEJS_KEPT";

/// Takes what the program before has left for this one. While the process has one thread.
pub(crate) fn inherit() {
    if let Some(said) = std::env::var_os(SOCKETS) {
        // SAFETY: called from `run` before the process has a second thread.
        unsafe { std::env::remove_var(SOCKETS) };
        racejs_http::inherit(&said.to_string_lossy());
    }
    if let Some(said) = std::env::var_os(KEPT) {
        // SAFETY: the same.
        unsafe { std::env::remove_var(KEPT) };
        let fd = said.to_str().and_then(|said| said.parse().ok());
        if let Some(fd) = fd.filter(|fd: &RawFd| *fd > 2) {
            racejs_http::leave_kept(read(fd));
        }
    }
}

fn read(fd: RawFd) -> Vec<u8> {
    // SAFETY: the program before has left the descriptor open for this one, which has opened none of that number.
    let mut file = unsafe { File::from_raw_fd(fd) };
    let mut bytes = Vec::new();
    match file.rewind().and_then(|()| file.read_to_end(&mut bytes)) {
        Ok(_) => bytes,
        Err(_) => Vec::new(),
    }
}

/// A file without a name that the next program finds open. Without it, what it would have held is made anew.
fn left_open(bytes: &[u8]) -> Option<RawFd> {
    if bytes.is_empty() {
        return None;
    }
    let mut file = tempfile::tempfile().ok()?;
    file.write_all(bytes).ok()?;
    let fd = file.into_raw_fd();
    // SAFETY: only numbers are handed over.
    (unsafe { libc::fcntl(fd, libc::F_SETFD, 0) } == 0).then_some(fd)
}

/// Starts again, with the sockets and with what is kept; comes back only if the system cannot.
pub(super) fn restart(options: &WatchOptions, kept: &[u8], cwd: &Path) {
    racejs_http::flush_logs(crate::run::LOG_PATIENCE);
    let Some((name, args)) = options.argv.split_first() else {
        return;
    };
    let program = std::env::current_exe().unwrap_or_else(|_| name.into());
    let mut command = Command::new(program);
    command.arg0(name).args(args).env_clear().current_dir(cwd);
    command.envs(options.env.iter().map(|(name, value)| (name, value)));
    command.env(SOCKETS, racejs_http::bequeath());
    if let Some(fd) = left_open(kept) {
        command.env(KEPT, fd.to_string());
    }
    let error = command.exec();
    terminal::print(&format!("error: Cannot start the program again: {error}\n"));
}
