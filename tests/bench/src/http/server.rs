//! A server process and its children: started on given CPUs, watched through `/proc`, ended. It must not know what they serve.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::mem;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// A first start compiles, on a machine that may be busy.
const START_TIME_MAX: Duration = Duration::from_secs(30);
/// Between two attempts to connect to a server that starts.
const RETRY: Duration = Duration::from_micros(100);

pub(crate) struct Server {
    child: Child,
    pub(crate) started: Instant,
    pub(crate) address: SocketAddr,
    errors: PathBuf,
}

/// A port that nobody listens on.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("There is no free port")?;
    Ok(listener.local_addr()?.port())
}

impl Server {
    /// Starts a program that listens on the port, with what it prints kept in a file of the folder.
    pub(crate) fn start(mut command: Command, port: u16, folder: &Path) -> Result<Self> {
        let errors = folder.join("server.txt");
        let output = File::create(&errors).context("Could not write into the bench's folder")?;
        command.stdout(Stdio::from(output.try_clone()?)).stderr(output);
        // A group of its own, which is ended as a whole.
        command.process_group(0);
        let started = Instant::now();
        let child = command.spawn().context("Could not start the server")?;
        Ok(Server {
            child,
            started,
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
            errors,
        })
    }

    /// A connection, as soon as the server takes one.
    pub(crate) fn connect(&mut self) -> Result<TcpStream> {
        loop {
            if let Ok(socket) = TcpStream::connect(self.address) {
                return Ok(socket);
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("The server ended with {status}\n{}", self.output());
            }
            ensure!(
                self.started.elapsed() < START_TIME_MAX,
                "The server does not listen\n{}",
                self.output()
            );
            std::thread::sleep(RETRY);
        }
    }

    /// What it has printed.
    pub(crate) fn output(&self) -> String {
        fs::read_to_string(&self.errors).unwrap_or_default().trim().to_owned()
    }

    /// CPU time of all its processes and threads, those that have ended included.
    pub(crate) fn cpu(&self) -> Result<Duration> {
        self.processes().into_iter().map(cpu_time).sum()
    }

    /// Resident memory of all its processes, in MiB.
    pub(crate) fn memory(&self) -> Result<f64> {
        let mut kib = 0.0;
        for process in self.processes() {
            let status = fs::read_to_string(format!("/proc/{process}/status")).context("The server has ended")?;
            let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
            let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
            kib += number
                .context("A process of the server has no `VmRSS`")?
                .parse::<f64>()?;
        }
        Ok(kib / 1024.0)
    }

    fn processes(&self) -> Vec<libc::pid_t> {
        let mut found = vec![self.child.id() as libc::pid_t];
        let parents: Vec<(libc::pid_t, libc::pid_t)> = fs::read_dir("/proc")
            .into_iter()
            .flatten()
            .filter_map(|entry| {
                let process = entry.ok()?.file_name().to_str()?.parse().ok()?;
                Some((process, parent(process)?))
            })
            .collect();
        let mut known: HashSet<libc::pid_t> = found.iter().copied().collect();
        let mut next = 0;
        while let Some(process) = found.get(next).copied() {
            let children = parents.iter().filter(|(_, parent)| *parent == process);
            found.extend(children.map(|(child, _)| *child).filter(|child| known.insert(*child)));
            next += 1;
        }
        found
    }
}

/// It is not asked: what it does at its end is no part of this.
impl Drop for Server {
    fn drop(&mut self) {
        let group = self.child.id() as libc::pid_t;
        // SAFETY: no memory is passed. The id is the group's own as long as one process of it lives, and if none does, it was free
        // a moment ago.
        unsafe { libc::kill(-group, libc::SIGKILL) };
        // It cannot be left running; whether it can be waited for makes no difference.
        let _ = self.child.wait();
    }
}

/// The fourth field of `/proc/PID/stat`; the second one is a name in parentheses, which may hold anything.
fn parent(process: libc::pid_t) -> Option<libc::pid_t> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    after_name.split_whitespace().nth(1)?.parse().ok()
}

/// In nanoseconds, unlike the ticks of `/proc/PID/stat`.
fn cpu_time(process: libc::pid_t) -> Result<Duration> {
    let mut clock = 0;
    // SAFETY: the pointer is to a local that outlives the call.
    let code = unsafe { libc::clock_getcpuclockid(process, &mut clock) };
    ensure!(
        code == 0,
        "The CPU time of process {process}: {}",
        io::Error::from_raw_os_error(code)
    );
    // SAFETY: all zeroes is a valid value of this struct of numbers.
    let mut time: libc::timespec = unsafe { mem::zeroed() };
    // SAFETY: the pointer is to a local that outlives the call.
    let code = unsafe { libc::clock_gettime(clock, &mut time) };
    ensure!(
        code == 0,
        "The CPU time of process {process}: {}",
        io::Error::last_os_error()
    );
    Ok(Duration::new(u64::try_from(time.tv_sec)?, u32::try_from(time.tv_nsec)?))
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::Duration;

    use super::{Server, free_port};

    #[test]
    fn cpu_time_and_memory_are_those_of_all_processes() {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        // A child that works; the shell waits for it.
        command.args(["-c", "(while :; do :; done) & wait"]);
        let server = Server::start(command, free_port().unwrap(), folder.path()).unwrap();
        let enough = Duration::from_millis(50);
        while server.cpu().unwrap() < enough {
            std::thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(server.processes().len(), 2);
        assert!(server.memory().unwrap() > 0.0);
    }
}
