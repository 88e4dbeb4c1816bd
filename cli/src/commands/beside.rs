//! Another program beside this one, which waits for its end and hands on the signals that ask for it. Knows nothing of what runs.

use std::fs::File;
use std::future::poll_fn;
use std::io;
use std::os::fd::AsRawFd as _;
use std::process::{Command, ExitStatus};
use std::task::{Context, Poll};

use racejs_supervisor::is_ignored;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// What asks a program to end.
const ENDING: [i32; 3] = [libc::SIGTERM, libc::SIGINT, libc::SIGHUP];

/// Runs the program to its end. Says how it ended, and whether it was asked to.
pub(super) fn run(command: Command) -> io::Result<(ExitStatus, bool)> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut signals = Signals::new()?;
        let mut child = tokio::process::Command::from(command).spawn()?;
        let mut is_asked = false;
        loop {
            tokio::select! {
                biased;
                number = signals.next() => {
                    is_asked = true;
                    if let Some(id) = child.id() {
                        forward(number, id);
                    }
                }
                status = child.wait() => return Ok((status?, is_asked)),
            }
        }
    })
}

struct Signals(Vec<(i32, Signal)>);

impl Signals {
    /// What is ignored here, as behind `nohup`, is ignored by the other program as well.
    fn new() -> io::Result<Self> {
        let heard = ENDING.into_iter().filter(|number| !is_ignored(*number));
        let streams = heard.map(|number| signal(SignalKind::from_raw(number)).map(|stream| (number, stream)));
        Ok(Self(streams.collect::<io::Result<_>>()?))
    }

    async fn next(&mut self) -> i32 {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context) -> Poll<i32> {
        for (number, stream) in &mut self.0 {
            if stream.poll_recv(context).is_ready() {
                return Poll::Ready(*number);
            }
        }
        Poll::Pending
    }
}

fn forward(number: i32, id: u32) {
    // The terminal tells all programs in its foreground, and many take a second signal for impatience.
    if number != libc::SIGTERM && is_in_foreground() {
        return;
    }
    if let Ok(id) = i32::try_from(id) {
        // SAFETY: only a number is handed over. The child was not waited for yet, so that it is nobody else's.
        unsafe { libc::kill(id, number) };
    }
}

fn is_in_foreground() -> bool {
    File::open("/dev/tty").is_ok_and(|terminal| {
        // SAFETY: the descriptor is open until the end of this function, and neither call touches memory.
        unsafe { libc::tcgetpgrp(terminal.as_raw_fd()) == libc::getpgrp() }
    })
}
