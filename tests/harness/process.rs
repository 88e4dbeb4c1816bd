//! One run of a program: start, watch its output, signal, end. It must not know what the output should be.
//! Nothing here sleeps: every wait is for an event of the program, bounded by the deadline.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::spec::Exit;

/// How long output may stay open after the program's end: a descendant that holds it is a fault of its own.
const CLOSE_WITHIN: Duration = Duration::from_secs(5);

/// What is run, and in which surroundings.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) path: PathBuf,
    pub(crate) args: Vec<String>,
    /// The whole environment: nothing is inherited.
    pub(crate) env: BTreeMap<String, String>,
    pub(crate) cwd: PathBuf,
    pub(crate) stdin: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stream {
    Stdout,
    Stderr,
}

enum Event {
    Output(Stream, Vec<u8>),
    Closed,
    Exited(std::io::Result<ExitStatus>),
}

/// What is known of a program that was started.
pub(crate) struct Running {
    pid: i32,
    events: Receiver<Event>,
    deadline: Instant,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: Vec<u8>,
    streams_open: u8,
    exit: Option<Exit>,
    /// How much of both has been passed by [`Running::wait_until`].
    passed: [usize; 2],
}

/// A runner that a shell has put in the background ignores Ctrl-C, and what it starts would inherit that.
fn hear_signals(command: &mut Command) {
    let reset = || {
        for signal in [libc::SIGINT, libc::SIGQUIT] {
            // SAFETY: async-signal-safe, and it sets no handler of ours.
            unsafe { libc::signal(signal, libc::SIG_DFL) };
        }
        Ok(())
    };
    // SAFETY: what runs between fork and exec allocates nothing and takes no lock.
    unsafe { command.pre_exec(reset) };
}

impl Running {
    pub(crate) fn start(program: &Program, timeout: Duration) -> Result<Self, String> {
        let mut command = Command::new(&program.path);
        command
            .args(&program.args)
            .env_clear()
            .envs(&program.env)
            .current_dir(&program.cwd);
        command.stdin(if program.stdin.is_some() {
            Stdio::piped()
        } else {
            Stdio::null()
        });
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        // A group of its own, so that a kill takes the program's children as well and spares the runner.
        command.process_group(0);
        hear_signals(&mut command);
        let mut child = command
            .spawn()
            .map_err(|error| format!("could not start `{}`: {error}", program.path.display()))?;
        let (sender, events) = channel();
        feed(&mut child, program.stdin.clone());
        read(child.stdout.take(), Stream::Stdout, sender.clone());
        read(child.stderr.take(), Stream::Stderr, sender.clone());
        let pid = child.id() as i32;
        thread::spawn(move || sender.send(Event::Exited(child.wait())));
        let deadline = Instant::now() + timeout;
        Ok(Running {
            pid,
            events,
            deadline,
            stdout: Vec::new(),
            stderr: Vec::new(),
            streams_open: 2,
            exit: None,
            passed: [0; 2],
        })
    }

    pub(crate) fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Waits until `found` makes something of the output so far (standard output first, then standard error).
    pub(crate) fn wait_for<T>(&mut self, what: &str, found: impl Fn(&str) -> Option<T>) -> Result<T, String> {
        loop {
            if let Some(value) = self.with_output(&found) {
                return Ok(value);
            }
            if self.ended() {
                return Err(format!("the program ended before {what}"));
            }
            self.next_event(self.deadline)
                .map_err(|_| format!("timed out before {what}"))?;
        }
    }

    /// Waits for a text behind what earlier waits have passed, in either stream.
    pub(crate) fn wait_until(&mut self, text: &str) -> Result<(), String> {
        let passed = self.passed;
        let end_of = |output: &[u8], from: usize| {
            let rest = String::from_utf8_lossy(&output[from..]).into_owned();
            rest.find(text).map(|at| from + at + text.len())
        };
        loop {
            let ends = [end_of(&self.stdout, passed[0]), end_of(&self.stderr, passed[1])];
            if let Some(stream) = ends.iter().position(Option::is_some) {
                self.passed[stream] = ends[stream].unwrap_or_default();
                return Ok(());
            }
            if self.ended() {
                return Err(format!("the program ended before it printed `{text}`"));
            }
            self.next_event(self.deadline)
                .map_err(|_| format!("timed out before it printed `{text}`"))?;
        }
    }

    /// What `find` makes of the output so far (standard output first, then standard error).
    pub(crate) fn with_output<T>(&self, find: impl Fn(&str) -> Option<T>) -> Option<T> {
        let texts = [&self.stdout, &self.stderr].map(|output| String::from_utf8_lossy(output));
        texts.iter().find_map(|text| find(text))
    }

    /// A signal for the whole group, as a terminal's Ctrl-C is.
    pub(crate) fn signal(&self, name: &str) -> Result<(), String> {
        let number = signal_number(name)?;
        // SAFETY: `killpg` takes two integers and touches no memory of this process.
        match unsafe { libc::killpg(self.pid, number) } {
            0 => Ok(()),
            _ => Err(format!("could not send {name}: {}", std::io::Error::last_os_error())),
        }
    }

    /// Waits for the end. On any error the whole group has been killed.
    pub(crate) fn finish(&mut self) -> Result<Exit, String> {
        let mut deadline = self.deadline;
        while !self.ended() {
            if self.next_event(deadline).is_err() {
                self.kill();
                return Err(match self.exit {
                    Some(_) => "the program ended, but a process that it started keeps its output open".to_owned(),
                    None => "timed out: the program was killed".to_owned(),
                });
            }
            if self.exit.is_some() {
                deadline = deadline.min(Instant::now() + CLOSE_WITHIN);
            }
        }
        self.exit
            .clone()
            .ok_or_else(|| "the program's exit status is unknown".to_owned())
    }

    pub(crate) fn kill(&self) {
        // The group may be gone already, which is what is wanted.
        let _ = self.signal("SIGKILL");
    }

    fn ended(&self) -> bool {
        self.exit.is_some() && self.streams_open == 0
    }

    fn next_event(&mut self, deadline: Instant) -> Result<(), RecvTimeoutError> {
        match self
            .events
            .recv_timeout(deadline.saturating_duration_since(Instant::now()))?
        {
            Event::Output(Stream::Stdout, bytes) => self.stdout.extend(bytes),
            Event::Output(Stream::Stderr, bytes) => self.stderr.extend(bytes),
            Event::Closed => self.streams_open -= 1,
            Event::Exited(status) => self.exit = Some(to_exit(status)),
        }
        Ok(())
    }
}

/// From its name (`SIGINT`) to its number here.
pub(crate) fn signal_number(name: &str) -> Result<i32, String> {
    match name {
        "SIGHUP" => Ok(libc::SIGHUP),
        "SIGINT" => Ok(libc::SIGINT),
        "SIGQUIT" => Ok(libc::SIGQUIT),
        "SIGABRT" => Ok(libc::SIGABRT),
        "SIGKILL" => Ok(libc::SIGKILL),
        "SIGUSR1" => Ok(libc::SIGUSR1),
        "SIGUSR2" => Ok(libc::SIGUSR2),
        "SIGTERM" => Ok(libc::SIGTERM),
        _ => Err(format!("unknown signal `{name}`")),
    }
}

fn to_exit(status: std::io::Result<ExitStatus>) -> Exit {
    let names = [
        "SIGHUP", "SIGINT", "SIGQUIT", "SIGABRT", "SIGKILL", "SIGUSR1", "SIGUSR2", "SIGTERM",
    ];
    match status {
        Ok(status) => match (status.code(), status.signal()) {
            (Some(code), _) => Exit::Code(code),
            (None, Some(number)) => {
                let name = names.iter().find(|name| signal_number(name) == Ok(number));
                Exit::Signal(name.map_or_else(|| format!("signal {number}"), |name| (*name).to_owned()))
            }
            (None, None) => Exit::Signal("unknown".to_owned()),
        },
        Err(error) => Exit::Signal(format!("unknown ({error})")),
    }
}

fn feed(child: &mut Child, text: Option<String>) {
    if let (Some(mut stdin), Some(text)) = (child.stdin.take(), text) {
        // A program may end without reading its input; that is no error of the runner's.
        thread::spawn(move || stdin.write_all(text.as_bytes()));
    }
}

fn read(stream: Option<impl Read + Send + 'static>, which: Stream, sender: Sender<Event>) {
    let Some(mut stream) = stream else { return };
    thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(length @ 1..) = stream.read(&mut buffer) {
            if sender.send(Event::Output(which, buffer[..length].to_vec())).is_err() {
                return;
            }
        }
        let _ = sender.send(Event::Closed);
    });
}
