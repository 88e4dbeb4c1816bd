//! The racejs binary: found, started with the program under attack, watched, and ended.

use std::env;
use std::path::PathBuf;
use std::process::ExitStatus;
use std::process::Stdio;
use std::time::Duration;

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use anyhow::ensure;
use tempfile::TempDir;
use tokio::io::AsyncBufReadExt;
use tokio::io::BufReader;
use tokio::process::Child;
use tokio::process::Command;

use crate::placement::Placement;

const PROGRAM: &str = include_str!("app.ts");

/// How commands call the program, and where they find it.
const NAME: &str = "abused";
const CONTROL: &str = "XDG_RUNTIME_DIR";

/// A first start compiles, on a machine that may be busy.
const START_TIME: Duration = Duration::from_secs(60);

/// What is started.
pub(crate) struct Binary {
    path: PathBuf,
    pub(crate) workers: u32,
}

impl Binary {
    pub(crate) fn find(given: Option<PathBuf>, workers: u32) -> Result<Self> {
        let beside = || -> Option<PathBuf> { Some(env::current_exe().ok()?.parent()?.join("racejs")) };
        let path = given
            .or_else(|| env::var_os("RACEJS_BIN").map(PathBuf::from))
            .or_else(beside);
        let path = path.context("This program has no path; say `--racejs`")?;
        let path = path.canonicalize().with_context(|| {
            format!(
                "There is no racejs at `{}`\nhint: build it with `cargo build --release`, or say `--racejs`",
                path.display()
            )
        })?;
        Ok(Self { path, workers })
    }
}

/// A server that runs.
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
    /// Holds its program.
    folder: TempDir,
    binary: PathBuf,
}

impl Server {
    /// A server on its own.
    pub(crate) async fn start(binary: &Binary, placement: Placement) -> Result<Self> {
        Self::launch(binary, placement, &[]).await
    }

    /// A supervisor, and the server under it.
    pub(crate) async fn start_in_production(binary: &Binary) -> Result<Self> {
        let words = ["start", "--name", NAME, "--keep", "0"];
        Self::launch(binary, Placement::default(), &words).await
    }

    async fn launch(binary: &Binary, placement: Placement, words: &[&str]) -> Result<Self> {
        let folder = tempfile::tempdir().context("Could not make a folder for the program")?;
        let file = folder.path().join("app.ts");
        std::fs::write(&file, PROGRAM).context("Could not write the program")?;
        let mut command = Command::new(&binary.path);
        command
            .args(words)
            .args(["--workers", &binary.workers.to_string()])
            .arg(&file)
            .env("NODE_ENV", "production")
            .env(CONTROL, folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        // SAFETY: between fork and exec it makes two system calls and allocates nothing.
        unsafe { command.pre_exec(move || placement.place_server()) };
        let mut child = command
            .spawn()
            .with_context(|| format!("Could not start `{}`", binary.path.display()))?;
        let stdout = child.stdout.take().context("The program has no output")?;
        let mut lines = BufReader::new(stdout).lines();
        let port = tokio::time::timeout(START_TIME, async {
            while let Some(line) = lines.next_line().await? {
                if let Some(port) = line.strip_prefix("Listening on http://127.0.0.1:") {
                    return port.trim().parse().context("The program tells no port");
                }
            }
            bail!("The program ended before it listened")
        });
        let port = port.await.context("The program does not start")??;
        // Each isolate says so; the pipe must not fill up.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self {
            child,
            port,
            folder,
            binary: binary.path.clone(),
        })
    }

    /// Puts another program in the place of the one on disk, or that one again.
    pub(crate) fn release(&self, program: Option<&str>) -> Result<()> {
        let file = self.folder.path().join("app.ts");
        std::fs::write(file, program.unwrap_or(PROGRAM)).context("Could not write the program")
    }

    /// Has what is on disk take over; whether it did, and what was said.
    pub(crate) async fn reload(&self) -> Result<(bool, String)> {
        let mut command = Command::new(&self.binary);
        command.args(["reload", NAME]).env(CONTROL, self.folder.path());
        let output = command.output().await.context("Could not start the command")?;
        let said = String::from_utf8_lossy(&output.stderr).trim().to_string();
        Ok((output.status.success(), said))
    }

    /// Memory in use, in MiB (`VmRSS`).
    pub(crate) fn memory(&self) -> Result<f64> {
        let pid = self.child.id().context("The server has ended")?;
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).context("The server has ended")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB"));
        let kib: f64 = kib
            .context("The system does not tell how much memory a process uses")?
            .parse()?;
        Ok(kib / 1024.0)
    }

    /// Fails if it has ended.
    pub(crate) fn check(&mut self) -> Result<()> {
        let ended = self.child.try_wait().context("Could not look after the server")?;
        ensure!(ended.is_none(), "The server ended by itself: {ended:?}");
        Ok(())
    }

    /// Asks it to end.
    pub(crate) fn terminate(&self) -> Result<()> {
        let pid = self.child.id().context("The server has ended already")?;
        let pid = libc::pid_t::try_from(pid).context("The server has no usable process id")?;
        // SAFETY: the child has not been waited for, so that the id is still its own.
        ensure!(unsafe { libc::kill(pid, libc::SIGTERM) } == 0, "Could not send SIGTERM");
        Ok(())
    }

    pub(crate) async fn ended(&mut self, time: Duration) -> Result<ExitStatus> {
        let status = tokio::time::timeout(time, self.child.wait()).await;
        Ok(status.context("The server does not end")??)
    }
}
