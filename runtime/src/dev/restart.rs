//! The program from its very beginning: this process becomes a new one, with the same number, terminal and command line. What is
//! read before a program starts (environment files, tsconfig.json) takes effect in no other way. Knows no modules.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use crate::options::WatchOptions;
use crate::terminal;

/// By this the next program finds the sockets that this one listens on.
const SOCKETS: &str = "RACEJS_SOCKETS";

/// Takes what the program before has left for this one. While the process has one thread.
pub(crate) fn inherit() {
    if let Some(said) = std::env::var_os(SOCKETS) {
        // SAFETY: called from `run` before the process has a second thread.
        unsafe { std::env::remove_var(SOCKETS) };
        racejs_http::inherit(&said.to_string_lossy());
    }
}

/// Starts again, with sockets that have been left for that; comes back only if the system cannot.
pub(super) fn restart(options: &WatchOptions, sockets: &str, cwd: &Path) {
    racejs_http::flush_logs(crate::run::LOG_PATIENCE);
    let Some((name, args)) = options.argv.split_first() else {
        return;
    };
    let program = std::env::current_exe().unwrap_or_else(|_| name.into());
    let mut command = Command::new(program);
    command.arg0(name).args(args).env_clear().current_dir(cwd);
    command.envs(options.env.iter().map(|(name, value)| (name, value)));
    command.env(SOCKETS, sockets);
    let error = command.exec();
    terminal::print(&format!("error: Cannot start the program again: {error}\n"));
}
