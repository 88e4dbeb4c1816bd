//! The signals that reach a supervisor, and their names. Knows not what they cause.

use std::fs::File;
use std::io;
use std::mem::MaybeUninit;
use std::ptr;

use tokio::signal::unix::Signal;
use tokio::signal::unix::SignalKind;
use tokio::signal::unix::signal;

/// What a signal asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    Stop,
    Reload,
    /// A process has ended.
    Look,
}

/// All that are heard.
pub(crate) struct Signals {
    terminate: Signal,
    interrupt: Option<Signal>,
    hangup: Option<Signal>,
    child: Signal,
    has_terminal: bool,
}

impl Signals {
    /// Hears them from now on. Needs a tokio runtime around it. What is ignored, as behind `nohup`, stays ignored.
    pub(crate) fn new() -> io::Result<Self> {
        let heard = |kind: SignalKind| match is_ignored(kind.as_raw_value()) {
            true => Ok(None),
            false => signal(kind).map(Some),
        };
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: heard(SignalKind::interrupt())?,
            hangup: heard(SignalKind::hangup())?,
            child: signal(SignalKind::child())?,
            has_terminal: has_terminal(),
        })
    }

    /// The next one. May be dropped and asked again.
    pub(crate) async fn next(&mut self) -> Wish {
        tokio::select! {
            _ = self.terminate.recv() => Wish::Stop,
            () = optional(&mut self.interrupt) => Wish::Stop,
            // A terminal that is closed says so by the same signal, and is not there any more.
            () = optional(&mut self.hangup) => match self.has_terminal && !has_terminal() {
                true => Wish::Stop,
                false => Wish::Reload,
            },
            _ = self.child.recv() => Wish::Look,
        }
    }
}

async fn optional(stream: &mut Option<Signal>) {
    match stream {
        Some(stream) => drop(stream.recv().await),
        None => std::future::pending().await,
    }
}

fn has_terminal() -> bool {
    File::open("/dev/tty").is_ok()
}

/// Whether this process ignores a signal, as behind `nohup`.
pub fn is_ignored(number: i32) -> bool {
    let mut action = MaybeUninit::<libc::sigaction>::uninit();
    // SAFETY: without a new action the present one is written into the place given, which is read only where that succeeded.
    unsafe {
        libc::sigaction(number, ptr::null(), action.as_mut_ptr()) == 0
            && action.assume_init().sa_sigaction == libc::SIG_IGN
    }
}

/// Those that end processes.
const NAMES: [(i32, &str); 15] = [
    (libc::SIGHUP, "SIGHUP"),
    (libc::SIGINT, "SIGINT"),
    (libc::SIGQUIT, "SIGQUIT"),
    (libc::SIGILL, "SIGILL"),
    (libc::SIGTRAP, "SIGTRAP"),
    (libc::SIGABRT, "SIGABRT"),
    (libc::SIGBUS, "SIGBUS"),
    (libc::SIGFPE, "SIGFPE"),
    (libc::SIGKILL, "SIGKILL"),
    (libc::SIGSEGV, "SIGSEGV"),
    (libc::SIGPIPE, "SIGPIPE"),
    (libc::SIGTERM, "SIGTERM"),
    (libc::SIGXCPU, "SIGXCPU"),
    (libc::SIGXFSZ, "SIGXFSZ"),
    (libc::SIGSYS, "SIGSYS"),
];

/// As people know it.
pub(crate) fn name(number: i32) -> String {
    match NAMES.iter().find(|(known, _)| *known == number) {
        Some((_, name)) => (*name).to_owned(),
        None => format!("signal {number}"),
    }
}
