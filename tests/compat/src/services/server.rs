//! One running server: started without privileges, waited for until it says that it is ready, stopped in its own way.
//! It must not know which server it is.

use std::fs::File;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use tokio::process::{Child, Command};

use crate::execute::own_group;
use crate::folder::Folder;
use crate::say;

const START_TIMEOUT: Duration = Duration::from_secs(60);
const STOP_TIMEOUT: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(50);
/// A port is found and not reserved, so another program may take it first.
const START_ATTEMPTS: usize = 3;
/// Debian's `nobody`: PostgreSQL and MariaDB refuse to be root, and none of the servers needs to be.
const NOBODY: u32 = 65534;

pub(super) struct Server {
    name: &'static str,
    child: Child,
    stop_signal: i32,
    pub(super) variables: Vec<(String, String)>,
}

/// How to start a server on a port, and how it says that it is ready.
pub(super) struct Plan<'a> {
    pub(super) name: &'static str,
    /// The server's own, made by `own_folder`.
    pub(super) folder: &'a Path,
    pub(super) command: &'a dyn Fn(u16) -> Command,
    pub(super) ready: &'static str,
    pub(super) stop_signal: i32,
    pub(super) variables: &'a dyn Fn(u16) -> Vec<(&'static str, String)>,
}

impl Server {
    pub(super) async fn start(plan: &Plan<'_>) -> Result<Server> {
        let mut last = String::new();
        for _ in 0..START_ATTEMPTS {
            let port = free_port()?;
            let log = plan.folder.join("server.log");
            let mut child = spawn((plan.command)(port), plan, &log)?;
            match wait_until_ready(&mut child, plan.ready, &log).await {
                Ok(()) => {
                    return Ok(Server {
                        name: plan.name,
                        child,
                        stop_signal: plan.stop_signal,
                        variables: named((plan.variables)(port)),
                    });
                }
                Err(error) => last = format!("{error:#}"),
            }
        }
        bail!("{} did not start: {last}", plan.name)
    }

    pub(super) async fn stop(mut self) {
        if let Some(id) = self.child.id().and_then(|id| libc::pid_t::try_from(id).ok()) {
            // SAFETY: a system call without pointers; the child has not been waited for, so the id is its own.
            unsafe { libc::kill(id, self.stop_signal) };
            if tokio::time::timeout(STOP_TIMEOUT, self.child.wait()).await.is_err() {
                say(&format!("{} did not stop when it was asked to", self.name));
            }
            // SAFETY: as above, for the group that the server was started in, which may still hold processes.
            unsafe { libc::kill(-id, libc::SIGKILL) };
        }
        let _ = self.child.kill().await;
    }
}

fn spawn(mut command: Command, plan: &Plan, log: &Path) -> Result<Child> {
    let output = File::create(log).context("Could not make a file for the log of a server")?;
    let errors = output.try_clone().context("Could not share the log of a server")?;
    command.current_dir(plan.folder);
    command.stdin(Stdio::null()).stdout(output).stderr(errors);
    unprivileged(&mut command);
    own_group(&mut command);
    command
        .spawn()
        .with_context(|| format!("Could not start {}", plan.name))
}

async fn wait_until_ready(child: &mut Child, ready: &str, log: &Path) -> Result<()> {
    let start = Instant::now();
    let said = || std::fs::read_to_string(log).unwrap_or_default();
    while start.elapsed() < START_TIMEOUT {
        if said().contains(ready) {
            return Ok(());
        }
        if let Some(status) = child.try_wait().context("Could not wait for a server")? {
            bail!("{status}\n{}", said().trim());
        }
        tokio::time::sleep(POLL).await;
    }
    bail!(
        "it was not ready after {} seconds\n{}",
        START_TIMEOUT.as_secs(),
        said().trim()
    )
}

fn named(variables: Vec<(&'static str, String)>) -> Vec<(String, String)> {
    variables
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("Could not find a free port")?;
    Ok(listener.local_addr()?.port())
}

pub(super) fn is_root() -> bool {
    // SAFETY: a system call without arguments that cannot fail.
    unsafe { libc::geteuid() == 0 }
}

/// Gives up root before the program starts.
pub(super) fn unprivileged(command: &mut Command) {
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
}

/// A folder that the server may write.
pub(super) fn own_folder(name: &str, folder: &Folder) -> Result<PathBuf> {
    let made = folder.server_data(name)?;
    if is_root() {
        chown(&made, Some(NOBODY), Some(NOBODY)).context("Could not give a folder to a server")?;
    }
    Ok(made)
}

/// Runs a program that prepares a server's data, as the server's user.
pub(super) async fn prepare(mut command: Command, folder: &Path) -> Result<()> {
    unprivileged(&mut command);
    own_group(&mut command);
    command.current_dir(folder).stdin(Stdio::null());
    let what = command.as_std().get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .await
        .with_context(|| format!("Could not start `{what}`"))?;
    ensure!(
        output.status.success(),
        "`{what}` failed: {}\n{}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stdout).trim(),
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(())
}

/// A password of this run.
pub(super) fn password() -> String {
    format!("{:032x}", rand::random::<u128>())
}
