//! How the process of a test file speaks with the command that started it: settings in the environment, lines through a
//! pipe. Knows nothing of what the lines say.

use std::fs::File;
use std::io::Write;
use std::os::fd::{FromRawFd, OwnedFd, RawFd};
use std::sync::{Mutex, OnceLock};

/// The variable that says so; it is for this process alone, and never seen by the program.
const VARIABLE: &str = "RACEJS_TEST_FILE";

static CHANNEL: OnceLock<Mutex<File>> = OnceLock::new();

/// This process runs one test file for a command.
pub struct FileRun {
    /// The command's settings, as JSON.
    pub settings: String,
}

impl FileRun {
    /// Takes what a command left in the environment. To be called while the process has one thread.
    pub fn from_environment() -> Option<Self> {
        let settings = std::env::var(VARIABLE).ok()?;
        // SAFETY: the caller says that nobody else can be reading the environment.
        unsafe { std::env::remove_var(VARIABLE) };
        let value: serde_json::Value = serde_json::from_str(&settings).ok()?;
        let number = value.get("channel").and_then(serde_json::Value::as_i64)?;
        open(RawFd::try_from(number).ok()?)?;
        Some(Self { settings })
    }
}

fn open(number: RawFd) -> Option<()> {
    if number < 3 {
        return None;
    }
    // SAFETY: the command opened the descriptor for this process and names it once, in a variable that is gone by now.
    let descriptor = unsafe { OwnedFd::from_raw_fd(number) };
    // Otherwise whatever the tests start would keep the pipe open.
    rustix::io::fcntl_setfd(&descriptor, rustix::io::FdFlags::CLOEXEC).ok()?;
    CHANNEL.set(Mutex::new(File::from(descriptor))).ok()
}

/// Sends a line. Nobody is left to tell when the command is gone.
pub(crate) fn send(line: &str) {
    let Some(channel) = CHANNEL.get() else { return };
    if let Ok(mut channel) = channel.lock() {
        let _ = channel.write_all(format!("{line}\n").as_bytes());
    }
}

/// Tells the command that the file could not be run, with the report on it.
pub fn send_failure(report: &str) {
    send(&serde_json::json!({ "type": "file:failure", "data": { "report": report } }).to_string());
}

/// Whether a command listens.
pub fn is_open() -> bool {
    CHANNEL.get().is_some()
}
