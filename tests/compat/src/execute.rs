//! One run of one program: its own process group, a time limit, and no more of its output than can be of use.
//! It must not know what the output means.

use std::io;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::Command;
use tokio::task::JoinHandle;

use crate::catalogue::Program;
use crate::folder::Folder;
use crate::runtimes::Runtime;

/// More of a stream is read and dropped.
const OUTPUT_MAX: usize = 256 * 1024;
/// For what is left in a pipe once every process of the group is gone.
const PIPE_TIMEOUT: Duration = Duration::from_secs(2);

/// How a run ended.
pub(crate) struct Run {
    /// `None`: the time was up.
    pub(crate) status: Option<ExitStatus>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// `scratch`: an empty folder that is the program's alone; `run_id`: for names of tables and keys that must not be another run's.
pub(crate) async fn execute(
    program: &Program,
    runtime: &Runtime,
    folder: &Folder,
    scratch: &Path,
    run_id: &str,
    services: &[(String, String)],
) -> Result<Run> {
    let file = Path::new("programs").join(program.file.file_name().unwrap_or_default());
    let mut command = Command::new(&runtime.binary);
    command.args(runtime.arguments).arg(file).current_dir(&folder.root);
    command.env_clear().envs(services.iter().cloned());
    command
        .env("HOME", folder.home())
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("NO_COLOR", "1")
        .env("DENO_NO_UPDATE_CHECK", "1")
        .env("SCRATCH", scratch)
        .env("RUN_ID", run_id);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    own_group(&mut command);
    let what = || format!("Could not run `{}` on {}", program.name, runtime.name);
    let mut child = command.spawn().with_context(what)?;
    let group = Group {
        id: child.id().and_then(|id| libc::pid_t::try_from(id).ok()),
        mark: format!("SCRATCH={}", scratch.display()),
    };
    let (stdout, stderr) = (child.stdout.take().map(read), child.stderr.take().map(read));
    let status = match tokio::time::timeout(program.timeout, child.wait()).await {
        Ok(status) => Some(status.with_context(what)?),
        Err(_) => None,
    };
    // Whatever the program started and left behind goes with it.
    drop(group);
    Ok(Run {
        status,
        stdout: text(stdout).await,
        stderr: text(stderr).await,
    })
}

/// A process group of its own, which does not outlive this program.
pub(crate) fn own_group(command: &mut Command) {
    command.process_group(0).kill_on_drop(true);
    // SAFETY: between fork and exec only one system call is made.
    unsafe {
        command.pre_exec(|| match libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) {
            0 => Ok(()),
            _ => Err(io::Error::last_os_error()),
        });
    }
}

/// All processes of a run. They are killed when it goes out of scope, also when the run is given up.
struct Group {
    id: Option<libc::pid_t>,
    /// A variable that no other run's processes have: some programs start processes in groups of their own.
    mark: String,
}

impl Drop for Group {
    fn drop(&mut self) {
        let strays = processes_with(&self.mark);
        for id in self.id.map(|id| -id).into_iter().chain(strays) {
            // SAFETY: a system call without pointers. The ids are of this run's processes.
            unsafe { libc::kill(id, libc::SIGKILL) };
        }
    }
}

fn processes_with(variable: &str) -> Vec<libc::pid_t> {
    let Ok(entries) = std::fs::read_dir("/proc") else {
        return Vec::new();
    };
    let ids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    ids.filter(|id: &libc::pid_t| {
        // Unreadable: another user's, or gone.
        let environment = std::fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
        environment
            .split(|byte| *byte == 0)
            .any(|entry| entry == variable.as_bytes())
    })
    .collect()
}

fn read(mut pipe: impl AsyncRead + Unpin + Send + 'static) -> JoinHandle<String> {
    tokio::spawn(async move {
        let (mut kept, mut part) = (Vec::new(), vec![0; 16 * 1024]);
        while let Ok(length @ 1..) = pipe.read(&mut part).await {
            let room = OUTPUT_MAX.saturating_sub(kept.len());
            kept.extend_from_slice(part.get(..length.min(room)).unwrap_or_default());
        }
        String::from_utf8_lossy(&kept).into_owned()
    })
}

/// Empty if a process that left the group still holds the pipe.
async fn text(reading: Option<JoinHandle<String>>) -> String {
    let Some(mut reading) = reading else {
        return String::new();
    };
    match tokio::time::timeout(PIPE_TIMEOUT, &mut reading).await {
        Ok(text) => text.unwrap_or_default(),
        Err(_) => {
            reading.abort();
            String::new()
        }
    }
}
