//! What a server finds in its environment: who started it, as what, and the sockets that are there already.

use std::os::fd::FromRawFd;
use std::os::fd::OwnedFd;
use std::os::fd::RawFd;

use serde::Deserialize;
use serde::Serialize;

/// Where it stands.
pub(crate) const VARIABLE: &str = "RACEJS_SUPERVISOR";

/// A process that runs the program under a supervisor.
#[derive(Debug, Serialize, Deserialize)]
pub struct Supervised {
    /// The server's end of the channel.
    channel: RawFd,
    /// Counts releases, from 1.
    pub generation: u64,
    /// Whether another server is in place: this one accepts nothing until it is told to.
    pub holds: bool,
    /// Listening sockets, which the program finds when it asks for them.
    pub sockets: Vec<Socket>,
}

/// A listening socket that is inherited. The descriptor is open, and not close-on-exec.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Socket {
    /// What a server before had asked for; `None` for one that the supervisor got from elsewhere (systemd): it is for whoever
    /// asks for the address that it is bound to.
    pub address: Option<String>,
    /// Its number.
    pub fd: RawFd,
}

/// What the variable says to a server.
pub(crate) fn text(channel: RawFd, generation: u64, holds: bool, sockets: Vec<Socket>) -> serde_json::Result<String> {
    serde_json::to_string(&Supervised {
        channel,
        generation,
        holds,
        sockets,
    })
}

impl Supervised {
    /// Takes it out of the environment. To be called once, while the process has one thread.
    pub fn from_environment() -> Option<Self> {
        let said = std::env::var(VARIABLE).ok()?;
        // SAFETY: the process has one thread, as the caller has promised.
        unsafe { std::env::remove_var(VARIABLE) };
        serde_json::from_str(&said).ok()
    }

    /// Whether this process has been started by a supervisor; for those that only look.
    pub fn is_told() -> bool {
        std::env::var_os(VARIABLE).is_some()
    }

    /// The server's end of the channel. To be called once.
    pub fn take_channel(&self) -> OwnedFd {
        // SAFETY: the supervisor has left the descriptor open for this process, which has opened none of that number. What the
        // program starts must not have it.
        unsafe {
            libc::fcntl(self.channel, libc::F_SETFD, libc::FD_CLOEXEC);
            OwnedFd::from_raw_fd(self.channel)
        }
    }
}
