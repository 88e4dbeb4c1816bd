//! One process: started in a group of its own, watched until it ends or its time is over, and ended with all that it started.
//! It must not know what runs.

#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::io::Read;
use std::os::fd::AsRawFd;
use std::os::fd::FromRawFd;
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context;
use anyhow::Result;

use crate::outcome::Outcome;

/// Of what a process prints, so much of the beginning and of the end is kept.
const KEPT_BYTES: usize = 4096;

/// After a process has ended, so long is waited for what is still in its pipe.
const DRAIN_TIME: Duration = Duration::from_millis(200);

/// Names a folder that belongs to one process and what it starts; those that leave its group are found by it.
pub(crate) const OWNER_VARIABLE: &str = "NODE_TEST_DIR";

/// What is known of a process that is over.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) outcome: Outcome,
    pub(crate) took: Duration,
    /// The beginning and the end of what it printed.
    pub(crate) output: String,
}

/// Runs `command`, whose `NODE_TEST_DIR` must be `owned`, to its end or for `limit`. Nothing that it started is left afterwards.
///
/// # Errors
/// It cannot be started or watched.
pub(crate) fn run(mut command: Command, owned: &Path, limit: Duration) -> Result<Finished> {
    let (mut reader, writer) = io::pipe().context("Could not make a pipe")?;
    let both = writer.try_clone().context("Could not make a pipe")?;
    command.env(OWNER_VARIABLE, owned);
    command.stdin(Stdio::null()).stdout(writer).stderr(both);
    command.process_group(0);
    // SAFETY: between fork and exec only two system calls are made, which allocate nothing.
    unsafe { command.pre_exec(before_exec) };
    let started = Instant::now();
    let mut child = command
        .spawn()
        .with_context(|| format!("Could not start `{}`", command.get_program().display()))?;
    // It holds the other end of the pipe, which would never end.
    drop(command);
    let mut output = Output::default();
    let ended = watch(&child, &mut reader, &mut output, started + limit);
    kill_group(&child);
    kill_escaped(owned);
    let status = child.wait().context("Could not wait for a process")?;
    let took = started.elapsed();
    let is_over = ended.context("Could not watch a process")?;
    let drained = Instant::now() + DRAIN_TIME;
    while let Ready::Output = wait(reader.as_raw_fd(), None, drained)? {
        if !output.read(&mut reader)? {
            break;
        }
    }
    let output = output.text();
    let outcome = if is_over {
        Outcome::of(status, &output)
    } else {
        Outcome::TimedOut
    };
    Ok(Finished { outcome, took, output })
}

/// It dies with this program, and leaves no core file.
fn before_exec() -> io::Result<()> {
    let none = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: the first takes numbers, the second reads a struct that lives past the call.
    let code =
        unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) | libc::setrlimit(libc::RLIMIT_CORE, &none) };
    match code {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Reads until the process is over, and gives whether it was before `end`.
fn watch(child: &Child, reader: &mut io::PipeReader, output: &mut Output, end: Instant) -> io::Result<bool> {
    let process = open_process(child)?;
    let mut is_open = true;
    loop {
        let pipe = if is_open { reader.as_raw_fd() } else { -1 };
        match wait(pipe, Some(&process), end)? {
            Ready::Output => is_open = output.read(reader)?,
            Ready::Ended => return Ok(true),
            Ready::Late => return Ok(false),
        }
    }
}

/// Becomes readable when the process ends, so that nothing has to look again and again.
fn open_process(child: &Child) -> io::Result<OwnedFd> {
    // SAFETY: the call takes numbers alone.
    let descriptor = unsafe { libc::syscall(libc::SYS_pidfd_open, child.id(), 0) };
    match i32::try_from(descriptor) {
        // SAFETY: the kernel has just made it, and nobody else knows it.
        Ok(descriptor) if descriptor >= 0 => Ok(unsafe { OwnedFd::from_raw_fd(descriptor) }),
        _ => Err(io::Error::last_os_error()),
    }
}

enum Ready {
    Output,
    Ended,
    Late,
}

/// Waits for the pipe, if that is not -1, or the process. What was printed comes first only where the process still runs.
fn wait(pipe: i32, process: Option<&OwnedFd>, end: Instant) -> io::Result<Ready> {
    let entry = |fd| libc::pollfd {
        fd,
        events: libc::POLLIN,
        revents: 0,
    };
    let mut entries = [entry(pipe), entry(process.map_or(-1, AsRawFd::as_raw_fd))];
    loop {
        let left = end.saturating_duration_since(Instant::now());
        // A part of a millisecond counts as one: zero would not wait at all.
        let milliseconds = left.as_millis().saturating_add(u128::from(!left.is_zero()));
        let milliseconds = libc::c_int::try_from(milliseconds).unwrap_or(libc::c_int::MAX);
        // SAFETY: the array lives past the call, with the length that is told.
        let ready = unsafe { libc::poll(entries.as_mut_ptr(), 2, milliseconds) };
        match ready {
            0 => return Ok(Ready::Late),
            1.. if entries[0].revents != 0 => return Ok(Ready::Output),
            1.. => return Ok(Ready::Ended),
            _ => {
                let error = io::Error::last_os_error();
                if error.kind() != io::ErrorKind::Interrupted {
                    return Err(error);
                }
            }
        }
    }
}

fn kill_group(child: &Child) {
    if let Ok(group) = libc::pid_t::try_from(child.id()) {
        // SAFETY: the leader has not been waited for, so that the number is still that of its group. It may be empty.
        unsafe { libc::kill(-group, libc::SIGKILL) };
    }
}

/// Those that moved to another group; all inherit the variable that names their owner.
fn kill_escaped(owned: &Path) {
    let variable = format!("{OWNER_VARIABLE}={}", owned.display()).into_bytes();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(pid) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse::<libc::pid_t>().ok())
        else {
            continue;
        };
        let environment = fs::read(entry.path().join("environ")).unwrap_or_default();
        if environment.split(|byte| *byte == 0).any(|other| other == variable) {
            // SAFETY: the call takes numbers alone. The process carried the variable a moment ago.
            unsafe { libc::kill(pid, libc::SIGKILL) };
        }
    }
}

/// The beginning and the end of what was printed.
#[derive(Default)]
struct Output {
    first: Vec<u8>,
    last: Vec<u8>,
    is_cut: bool,
}

impl Output {
    /// Reads what is there; false at the end.
    fn read(&mut self, reader: &mut impl Read) -> io::Result<bool> {
        let mut buffer = [0; 16 * 1024];
        let read = reader.read(&mut buffer)?;
        self.add(&buffer[..read]);
        Ok(read > 0)
    }

    fn add(&mut self, bytes: &[u8]) {
        let room = KEPT_BYTES - self.first.len();
        let (first, last) = bytes.split_at(room.min(bytes.len()));
        self.first.extend(first);
        self.last.extend(last);
        if self.last.len() > KEPT_BYTES {
            self.last.drain(..self.last.len() - KEPT_BYTES);
            self.is_cut = true;
        }
    }

    fn text(&self) -> String {
        let first = String::from_utf8_lossy(&self.first);
        let last = String::from_utf8_lossy(&self.last);
        let between = if self.is_cut { "\n[…]\n" } else { "" };
        format!("{first}{between}{last}")
    }
}
