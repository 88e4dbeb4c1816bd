//! Connections that go from one server to another between two requests: to another thread's server of the same address, or through
//! the supervisor to another process. Nothing has been read of them that was not answered.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::Mutex;
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
    sender: mpsc::UnboundedSender<Idle>,
}

static TAKERS: Mutex<Vec<Taker>> = Mutex::new(Vec::new());

/// Numbers takers, and deals connections out among them.
static COUNTER: AtomicUsize = AtomicUsize::new(0);

/// Gives a connection to a server of this process that serves at its address.
///
/// # Errors
/// The connection, if there is none.
pub fn adopt(idle: Idle) -> Result<(), Idle> {
    let takers = TAKERS.lock().unwrap_or_else(PoisonError::into_inner);
    let fitting: Vec<_> = takers.iter().filter(|taker| taker.address == idle.address).collect();
    if fitting.is_empty() {
        return Err(idle);
    }
    let next = COUNTER.fetch_add(1, Ordering::Relaxed) % fitting.len();
    fitting[next].sender.send(idle).map_err(|refused| refused.0)
}

/// Gives a connection to whoever serves at its address now. If there is nobody, it is closed.
pub(super) fn pass_on(idle: Idle) {
    if let Err(idle) = adopt(idle) {
        supervision::idle(idle);
    }
}

/// A server's place among those that take connections, for as long as it accepts.
pub(super) struct Intake {
    number: usize,
    receiver: mpsc::UnboundedReceiver<Idle>,
}

impl Intake {
    /// Takes connections of an address from now on.
    pub(super) fn take(address: &str) -> Self {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        // No more can wait than the process has descriptors.
        let (sender, receiver) = mpsc::unbounded_channel();
        let taker = Taker {
            number,
            address: address.to_string(),
            sender,
        };
        TAKERS.lock().unwrap_or_else(PoisonError::into_inner).push(taker);
        Self { number, receiver }
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
        let mut takers = TAKERS.lock().unwrap_or_else(PoisonError::into_inner);
        takers.retain(|taker| taker.number != self.number);
        drop(takers);
        while let Ok(idle) = self.receiver.try_recv() {
            pass_on(idle);
        }
    }
}

#[cfg(test)]
mod tests;
