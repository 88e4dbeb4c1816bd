//! One binary after another in the same process: what the old one leaves for the new one, in the environment.

use std::ffi::OsString;
use std::io;
use std::os::fd::RawFd;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use serde::Serialize;
use tokio::time::timeout;

use crate::Launch;
use crate::control::server;
use crate::descriptors;
use crate::generations::Generations;
use crate::generations::Moment;
use crate::generations::ServerId;
use crate::sockets;
use crate::systemd;

const VARIABLE: &str = "RACEJS_SUPERVISOR_STATE";
/// Changes when a field changes its meaning. New ones have defaults.
const FORMAT: u32 = 1;
/// How long the new binary may take to say its version.
const PATIENCE: Duration = Duration::from_secs(10);

/// A supervisor on its way from one binary to the next.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct State {
    format: u32,
    pub(crate) name: String,
    pub(crate) began: Moment,
    pub(crate) generations: Generations,
    pub(crate) processes: Vec<LeftProcess>,
    pub(crate) sockets: Vec<sockets::Left>,
    pub(crate) control: server::Left,
    /// The connection of whoever waits for the outcome.
    pub(crate) asker: Option<RawFd>,
}

/// A process, with the supervisor's end of its channel.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct LeftProcess {
    pub(crate) id: ServerId,
    pub(crate) pid: i32,
    pub(crate) channel: RawFd,
    /// The addresses that it listens on, if it has ever said so.
    #[serde(default)]
    pub(crate) uses: Option<Vec<String>>,
}

impl State {
    pub(crate) fn new(name: &str, began: Moment, generations: Generations, control: server::Left) -> Self {
        Self {
            format: FORMAT,
            name: name.to_owned(),
            began,
            generations,
            processes: Vec::new(),
            sockets: Vec::new(),
            control,
            asker: None,
        }
    }

    /// Takes it out of the environment. To be called once, while the process has one thread.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn from_environment() -> Result<Option<Self>, String> {
        let Some(said) = std::env::var_os(VARIABLE) else {
            return Ok(None);
        };
        // SAFETY: the process has one thread, as the caller has promised.
        unsafe { std::env::remove_var(VARIABLE) };
        Self::parse(&said.to_string_lossy()).map(Some)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let state: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match state.format {
            FORMAT => Ok(state),
            other => Err(format!("it has format {other}, and {FORMAT} is known here")),
        }
    }

    fn descriptors(&self) -> Vec<RawFd> {
        let channels = self.processes.iter().map(|process| process.channel);
        let sockets = self.sockets.iter().map(sockets::Left::fd);
        let control = self.control.descriptors();
        channels.chain(sockets).chain(control).chain(self.asker).collect()
    }

    /// Becomes the binary; returns only if that was not possible.
    pub(crate) fn exec(&self, binary: &Path, launch: &Launch) -> io::Error {
        let text = match serde_json::to_string(self) {
            Ok(text) => text,
            Err(error) => return error.into(),
        };
        let mut command = Command::new(binary);
        if let Some((name, args)) = launch.argv.split_first() {
            command.arg0(name).args(args);
        }
        command.current_dir(&launch.directory).env(VARIABLE, text);
        for variable in systemd::LISTEN_VARIABLES {
            command.env_remove(variable);
        }
        let descriptors = self.descriptors();
        for fd in &descriptors {
            if let Err(error) = descriptors::set_inherited(*fd, true) {
                return error;
            }
        }
        let error = command.exec();
        for fd in descriptors {
            // It was open a moment ago, and goes on being that.
            let _ = descriptors::set_inherited(fd, false);
        }
        error
    }
}

/// Whether the binary starts at all.
pub(crate) async fn test(binary: PathBuf) -> Result<(), String> {
    let mut command = tokio::process::Command::new(&binary);
    command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null());
    let shown = binary.display();
    match timeout(PATIENCE, command.kill_on_drop(true).status()).await {
        Err(_) => Err(format!(
            "`{shown} --version` gave no answer within {} s",
            PATIENCE.as_secs()
        )),
        Ok(Err(error)) => Err(format!("`{shown}` cannot be run: {error}")),
        Ok(Ok(status)) if !status.success() => Err(format!("`{shown} --version` failed: {status}")),
        Ok(Ok(_)) => Ok(()),
    }
}

/// The path that this program was started by, which may hold another one in time: links are not followed. The word is its name on
/// the command line.
///
/// # Errors
/// The system does not say which program this is.
pub fn binary_path(word: Option<&OsString>) -> io::Result<PathBuf> {
    let running = std::env::current_exe()?;
    let Some(word) = word.map(Path::new) else {
        return Ok(running);
    };
    let is_path = word.components().count() > 1;
    let candidates: Vec<PathBuf> = match is_path {
        true => vec![std::path::absolute(word)?],
        false => std::env::var_os("PATH")
            .map(|path| std::env::split_paths(&path).map(|folder| folder.join(word)).collect())
            .unwrap_or_default(),
    };
    let same = candidates
        .into_iter()
        .find(|path| path.canonicalize().is_ok_and(|found| found == running));
    Ok(same.unwrap_or(running))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binary_is_the_path_that_it_was_started_by() {
        let running = std::env::current_exe().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("racejs");
        std::os::unix::fs::symlink(&running, &link).unwrap();
        assert_eq!(binary_path(Some(&link.clone().into_os_string())).unwrap(), link);
        assert_eq!(binary_path(Some(&"no-such-program".into())).unwrap(), running);
        assert_eq!(binary_path(None).unwrap(), running);
    }

    #[tokio::test]
    async fn a_binary_that_does_not_start_is_found_out() {
        assert_eq!(test("/bin/true".into()).await, Ok(()));
        assert!(test("/bin/false".into()).await.unwrap_err().contains("failed"));
        assert!(test("/no/such".into()).await.unwrap_err().contains("cannot be run"));
    }

    #[test]
    fn a_state_of_another_format_is_refused() {
        let state = r#"{"format":2,"name":"a","began":{"secs":0,"nanos":0},"generations":null}"#;
        assert!(State::parse(state).is_err());
    }
}
