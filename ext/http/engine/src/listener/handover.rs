//! Connections that go from one server to another between two requests: to another thread's server of the same address, or through
//! the supervisor to another process. Nothing has been read of them that was not answered.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use socket2::Domain;
use tokio::net::TcpStream;
use tokio::net::UnixStream;
use tokio::sync::mpsc;

use crate::listener::stream::Socket;
use crate::listener::stream::Stream;
use crate::listener::supervision;
use crate::peer::Peer;

/// A connection that waits for its next request.
#[derive(Debug)]
pub struct Idle {
    /// The listening socket that it came by, as [`super::Supervisor::bound`] was told.
    pub address: String,
    /// The client's [`Peer`] as text; empty for one that this host has made.
    pub peer: String,
    /// The connection.
    pub socket: OwnedFd,
}

impl Idle {
    /// Takes a connection from the runtime of this thread.
    pub(super) fn new(address: &str, peer: &Peer, stream: Stream) -> io::Result<Self> {
        Ok(Self {
            address: address.to_string(),
            peer: peer.to_string(),
            socket: stream.into_socket()?,
        })
    }

    /// Whether it is one that this host has made, to see whether the program answers.
    pub(super) fn is_own(&self) -> bool {
        self.peer.is_empty()
    }

    /// Gives it to the runtime of this thread.
    pub(super) fn open(self) -> io::Result<(Stream, Peer)> {
        let peer = self.peer.parse().unwrap_or_else(|_| Peer::unix());
        let socket = socket2::Socket::from(self.socket);
        socket.set_nonblocking(true)?;
        let socket = match socket.domain()? {
            Domain::UNIX => Socket::Unix(UnixStream::from_std(socket.into())?),
            _ => Socket::Tcp(TcpStream::from_std(socket.into())?),
        };
        Ok((Stream::new(socket), peer))
    }
}

/// A server that takes connections.
struct Taker {
    number: usize,
    address: String,
    /// Whether it serves; one that is away takes the host's own alone.
    is_open: bool,
    sender: mpsc::UnboundedSender<Idle>,
}

#[derive(Default)]
struct Registry {
    takers: Vec<Taker>,
    /// For servers that will take them.
    waiting: Vec<Idle>,
}

static REGISTRY: Mutex<Registry> = Mutex::new(Registry {
    takers: Vec::new(),
    waiting: Vec::new(),
});

/// Connections that wait for a server at most.
const MAX_WAITING: usize = 16 * 1024;

/// Numbers takers, and deals connections out among them.
static COUNTER: AtomicUsize = AtomicUsize::new(0);

/// Gives a connection to a server of this process that serves at its address.
///
/// # Errors
/// The connection, if there is none.
pub fn adopt(idle: Idle) -> Result<(), Idle> {
    registry().give(idle)
}

/// The same, or to the next one that does. Beyond a bound it is closed.
pub fn adopt_in_time(idle: Idle) {
    let mut registry = registry();
    if let Err(idle) = registry.give(idle)
        && registry.waiting.len() < MAX_WAITING
    {
        registry.waiting.push(idle);
    }
}

fn registry() -> MutexGuard<'static, Registry> {
    REGISTRY.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Taker {
    fn takes(&self, idle: &Idle) -> bool {
        self.address == idle.address && (self.is_open || idle.is_own())
    }
}

impl Registry {
    fn give(&self, idle: Idle) -> Result<(), Idle> {
        let fitting: Vec<_> = self.takers.iter().filter(|taker| taker.takes(&idle)).collect();
        if fitting.is_empty() {
            return Err(idle);
        }
        let next = COUNTER.fetch_add(1, Ordering::Relaxed) % fitting.len();
        fitting[next].sender.send(idle).map_err(|refused| refused.0)
    }
}

/// Gives a connection to whoever serves at its address now. If there is nobody, it is closed.
pub(super) fn pass_on(idle: Idle) {
    if let Err(idle) = adopt(idle) {
        supervision::idle(idle);
    }
}

/// A server's place among those that take connections.
pub(super) struct Intake {
    number: usize,
    receiver: mpsc::UnboundedReceiver<Idle>,
}

impl Intake {
    /// Takes connections of an address, the host's own for now.
    pub(super) fn new(address: &str) -> Self {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        // No more can wait than the process has descriptors.
        let (sender, receiver) = mpsc::unbounded_channel();
        let taker = Taker {
            number,
            address: address.to_string(),
            is_open: false,
            sender,
        };
        registry().takers.push(taker);
        Self { number, receiver }
    }

    /// From now on it takes all connections, or again the host's own alone.
    pub(super) fn set_open(&mut self, is_open: bool) {
        let mut registry = registry();
        let Registry { takers, waiting } = &mut *registry;
        if let Some(taker) = takers.iter_mut().find(|taker| taker.number == self.number) {
            taker.is_open = is_open;
            for idle in waiting.extract_if(.., |idle| taker.takes(idle)) {
                let _ = taker.sender.send(idle);
            }
        }
        drop(registry);
        if !is_open {
            self.pass_all_on();
        }
    }

    fn pass_all_on(&mut self) {
        // It may get some of them back.
        let waiting: Vec<_> = std::iter::from_fn(|| self.receiver.try_recv().ok()).collect();
        waiting.into_iter().for_each(pass_on);
    }

    /// The next one.
    pub(super) async fn next(&mut self) -> Idle {
        match self.receiver.recv().await {
            Some(idle) => idle,
            // Nobody takes the sender away but the drop below.
            None => std::future::pending().await,
        }
    }
}

impl Drop for Intake {
    fn drop(&mut self) {
        registry().takers.retain(|taker| taker.number != self.number);
        self.pass_all_on();
    }
}

#[cfg(test)]
mod tests;
