//! One run of one program on given CPUs, from before the fork to after the wait. It must not know what the program is.

use std::fs::File;
use std::io::{self, Read};
use std::mem;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::runtime::Runtime;

/// What a run cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    pub(crate) wall: Duration,
    /// User and system time of all threads.
    pub(crate) cpu: Duration,
    pub(crate) peak_rss_kib: u64,
}

/// How to run a script.
pub(crate) struct Job<'a> {
    pub(crate) runtime: &'a Runtime,
    pub(crate) script: &'a Path,
    pub(crate) cpus: &'a [usize],
    /// The programs' `HOME`: caches of theirs stay out of the user's.
    pub(crate) home: &'a Path,
    /// What the program must print; a wrong answer is not worth timing.
    pub(crate) stdout: &'a str,
}

pub(crate) fn run(job: &Job) -> Result<Sample> {
    let what = || format!("{} on `{}`", job.runtime.name, job.script.display());
    let errors = job.home.join("stderr.txt");
    let errors_file = File::create(&errors).context("Could not write into the bench's folder")?;
    let mut command = command(&job.runtime.binary, job.cpus, job.home);
    command.args(job.runtime.arguments).arg(job.script);
    command.current_dir(job.script.parent().unwrap_or(Path::new("/")));
    command.stdout(Stdio::piped()).stderr(errors_file);
    let started = Instant::now();
    let mut child = command.spawn().with_context(|| format!("Could not start {}", what()))?;
    let mut stdout = Vec::new();
    if let Some(mut pipe) = child.stdout.take() {
        pipe.read_to_end(&mut stdout)
            .with_context(|| format!("Could not read from {}", what()))?;
    }
    let (status, usage) = wait(&child).with_context(|| format!("Could not wait for {}", what()))?;
    let wall = started.elapsed();

    let stderr = || std::fs::read_to_string(&errors).unwrap_or_default();
    ensure!(status.success(), "{}: {status}\n{}", what(), stderr().trim());
    ensure!(
        stdout == job.stdout.as_bytes(),
        "{} printed `{}` and not `{}`",
        what(),
        String::from_utf8_lossy(&stdout),
        job.stdout
    );
    Ok(Sample {
        wall,
        cpu: time(usage.ru_utime) + time(usage.ru_stime),
        peak_rss_kib: u64::try_from(usage.ru_maxrss)?,
    })
}

/// A program on given CPUs with an environment of its own, which ends when the bench does. It reads nothing.
pub(crate) fn command(binary: &Path, cpus: &[usize], home: &Path) -> Command {
    let mut command = Command::new(binary);
    command
        .env_clear()
        .env("HOME", home)
        .env("NO_COLOR", "1")
        .env("DENO_NO_UPDATE_CHECK", "1");
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command.stdin(Stdio::null());
    let set = cpu_set(cpus);
    // SAFETY: between fork and exec only the two system calls are made, on a value that was built before.
    unsafe {
        command.pre_exec(move || {
            let pinned = libc::sched_setaffinity(0, size_of_val(&set), &set);
            match pinned | libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) {
                0 => Ok(()),
                _ => Err(io::Error::last_os_error()),
            }
        });
    }
    command
}

/// Keeps this thread on given CPUs.
pub(crate) fn pin(cpus: &[usize]) -> Result<()> {
    let set = cpu_set(cpus);
    // SAFETY: the kernel reads the given size from `set`, which lives past the call.
    let code = unsafe { libc::sched_setaffinity(0, size_of_val(&set), &set) };
    ensure!(code == 0, "Could not pin to a CPU: {}", io::Error::last_os_error());
    Ok(())
}

fn cpu_set(cpus: &[usize]) -> libc::cpu_set_t {
    // SAFETY: all zeroes is the empty set, a valid value of this plain array of bits.
    let mut set: libc::cpu_set_t = unsafe { mem::zeroed() };
    for cpu in cpus {
        // SAFETY: the numbers come from a set of the same type, so each lies within it.
        unsafe { libc::CPU_SET(*cpu, &mut set) };
    }
    set
}

/// As `Child::wait`, with the usage of that child alone. Its peak memory starts at what this process held when it forked,
/// which is why the bench itself stays small.
fn wait(child: &Child) -> Result<(ExitStatus, libc::rusage)> {
    let pid = libc::pid_t::try_from(child.id())?;
    let mut status = 0;
    // SAFETY: all zeroes is a valid value of this struct of numbers.
    let mut usage: libc::rusage = unsafe { mem::zeroed() };
    loop {
        // SAFETY: both pointers are to locals that outlive the call; the child has not been waited for, so the id is its own.
        if unsafe { libc::wait4(pid, &mut status, 0, &mut usage) } == pid {
            return Ok((ExitStatus::from_raw(status), usage));
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error.into());
        }
    }
}

fn time(value: libc::timeval) -> Duration {
    let part = |number: i64| u64::try_from(number).unwrap_or(0);
    Duration::from_secs(part(value.tv_sec)) + Duration::from_micros(part(value.tv_usec))
}
