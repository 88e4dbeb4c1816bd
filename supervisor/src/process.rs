//! One process that runs the program: how it is started, spoken to, and waited for.

use std::ffi::OsString;
use std::io;
use std::io::IsTerminal as _;
use std::os::fd::AsFd as _;
use std::os::fd::AsRawFd as _;
use std::os::fd::OwnedFd;
use std::os::fd::RawFd;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;

use tokio::sync::mpsc;
use tokio::sync::oneshot;

use crate::Channel;
use crate::Packet;
use crate::Socket;
use crate::ToServer;
use crate::ToSupervisor;
use crate::descriptors;
use crate::generations::End;
use crate::generations::Signal;
use crate::supervised;
use crate::systemd;

/// Messages that may wait for a process that does not read.
const MAX_WAITING: usize = 64 * 1024;
/// Places among those that connections leave for what matters more.
const RESERVED: usize = 64;

/// The command line that starts servers, each time anew.
#[derive(Clone, Debug)]
pub struct Launch {
    /// The program to run: the binary itself.
    pub program: PathBuf,
    /// The words, its own name first.
    pub argv: Vec<OsString>,
    /// Where it runs. As it is called, links included: these may lead elsewhere by then.
    pub directory: PathBuf,
}

/// What comes from a process.
#[derive(Debug)]
pub(crate) enum Heard {
    Said(Packet<ToSupervisor>),
    /// After all that it has said.
    Ended(End),
}

type Line = (ToServer, Option<OwnedFd>);

/// A process that was started and not yet waited for.
pub(crate) struct Process {
    pid: libc::pid_t,
    channel: Arc<Channel<ToServer, ToSupervisor>>,
    queue: mpsc::Sender<Line>,
    ended: Option<oneshot::Sender<End>>,
}

impl Process {
    /// Starts it, with sockets that it finds. Returns once it runs the program, or cannot.
    pub(crate) fn start(
        launch: &Launch,
        generation: u64,
        holds: bool,
        sockets: Vec<Socket>,
        hear: impl AsyncFn(Heard) + 'static,
    ) -> io::Result<Self> {
        let (here, there) = Channel::<ToServer, ToSupervisor>::pair()?;
        let there = there.into_fd();
        let inherited: Vec<RawFd> = sockets
            .iter()
            .map(|socket| socket.fd)
            .chain([there.as_raw_fd()])
            .collect();
        let said = supervised::text(there.as_raw_fd(), generation, holds, sockets)?;
        let mut command = Command::new(&launch.program);
        if let Some((name, args)) = launch.argv.split_first() {
            command.arg0(name).args(args);
        }
        command.current_dir(&launch.directory).env(supervised::VARIABLE, said);
        for variable in systemd::VARIABLES {
            command.env_remove(variable);
        }
        if std::env::var_os("NODE_ENV").is_none() {
            command.env("NODE_ENV", "production");
        }
        // A terminal's signals are the supervisor's to hear. A process in its background would be stopped for reading from it.
        command.process_group(0);
        if io::stdin().is_terminal() {
            command.stdin(Stdio::null());
        }
        let parent = std::process::id();
        // SAFETY: between `fork` and `exec` only system calls are made.
        unsafe { command.pre_exec(move || prepare(&inherited, parent)) };
        let child = command.spawn()?;
        let pid = libc::pid_t::try_from(child.id()).map_err(io::Error::other)?;
        Ok(Self::over(pid, here, hear))
    }

    /// One that the program before has started.
    pub(crate) fn adopt(pid: libc::pid_t, channel: RawFd, hear: impl AsyncFn(Heard) + 'static) -> io::Result<Self> {
        let channel = Channel::from_fd(descriptors::take(channel)?)?;
        Ok(Self::over(pid, channel, hear))
    }

    fn over(pid: libc::pid_t, channel: Channel<ToServer, ToSupervisor>, hear: impl AsyncFn(Heard) + 'static) -> Self {
        let channel = Arc::new(channel);
        let (queue, lines) = mpsc::channel(MAX_WAITING);
        let (ended, end) = oneshot::channel();
        tokio::task::spawn_local(write(channel.clone(), lines));
        tokio::task::spawn_local(read(channel.clone(), end, hear));
        Self {
            pid,
            channel,
            queue,
            ended: Some(ended),
        }
    }

    pub(crate) fn pid(&self) -> libc::pid_t {
        self.pid
    }

    /// For the program that this process becomes.
    pub(crate) fn channel(&self) -> RawFd {
        self.channel.as_fd().as_raw_fd()
    }

    /// Whether all that was said has been sent.
    pub(crate) fn is_idle(&self) -> bool {
        self.queue.capacity() == MAX_WAITING
    }

    /// What it does not read is dropped in the end; connections before anything else.
    pub(crate) fn send(&self, message: ToServer, socket: Option<OwnedFd>) {
        if socket.is_none() || self.queue.capacity() > RESERVED {
            let _ = self.queue.try_send((message, socket));
        }
    }

    pub(crate) fn signal(&self, signal: Signal) {
        // It would be nobody's number, or somebody else's.
        if self.ended.is_none() {
            return;
        }
        let number = match signal {
            Signal::End => libc::SIGTERM,
            Signal::Kill => libc::SIGKILL,
            Signal::Freeze => libc::SIGSTOP,
            Signal::Thaw => libc::SIGCONT,
        };
        // SAFETY: only numbers are handed over, and the child has not been waited for.
        unsafe { libc::kill(self.pid, number) };
    }

    /// Looks whether it has ended. That is heard after all that it has said.
    pub(crate) fn look(&mut self) {
        if self.ended.is_none() {
            return;
        }
        let mut status = 0;
        // SAFETY: the status is written into a place that is there.
        let found = unsafe { libc::waitpid(self.pid, &raw mut status, libc::WNOHANG) };
        let end = match found {
            0 => return,
            // There is no such child: nothing more will be heard of it.
            -1 => End::NotStarted("it is gone".to_owned()),
            _ if libc::WIFSIGNALED(status) => End::Signal(libc::WTERMSIG(status)),
            _ => End::Code(libc::WEXITSTATUS(status)),
        };
        if let Some(ended) = self.ended.take() {
            let _ = ended.send(end);
        }
    }
}

/// In the new process.
fn prepare(inherited: &[RawFd], parent: u32) -> io::Result<()> {
    for fd in inherited {
        descriptors::set_inherited(*fd, true)?;
    }
    // A server sees by its channel that the supervisor is gone, and ends as it should. One that is frozen must wake for that.
    // SAFETY: plain system calls.
    let is_orphan = unsafe {
        libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGCONT);
        u32::try_from(libc::getppid()) != Ok(parent)
    };
    match is_orphan {
        true => Err(io::ErrorKind::BrokenPipe.into()),
        false => Ok(()),
    }
}

async fn write(channel: Arc<Channel<ToServer, ToSupervisor>>, mut lines: mpsc::Receiver<Line>) {
    while let Some((message, socket)) = lines.recv().await {
        // The end of the process says all about a channel that is closed.
        let _ = channel
            .send(&message, socket.as_ref().map(|socket| socket.as_fd()))
            .await;
    }
}

async fn read(
    channel: Arc<Channel<ToServer, ToSupervisor>>,
    mut ended: oneshot::Receiver<End>,
    hear: impl AsyncFn(Heard),
) {
    let mut is_open = true;
    loop {
        tokio::select! {
            biased;
            packet = channel.receive(), if is_open => match packet {
                Ok(Some(packet)) => hear(Heard::Said(packet)).await,
                // A message that cannot be read is one of another version.
                Err(error) if error.kind() == io::ErrorKind::InvalidData => tracing::warn!("a message was dropped: {error}"),
                Ok(None) | Err(_) => is_open = false,
            },
            end = &mut ended => {
                if let Ok(end) = end {
                    hear(Heard::Ended(end)).await;
                }
                return;
            }
        }
    }
}
