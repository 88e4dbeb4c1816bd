//! Listening sockets that go from a process to the program that takes its place: nobody is refused while that one starts, and a
//! free port stays the same. TCP alone: the file of a Unix socket goes with its process. Knows no connections.

use std::net::TcpListener;
use std::os::fd::FromRawFd;
use std::os::fd::IntoRawFd;
use std::os::fd::RawFd;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::Weak;

use rustix::io::FdFlags;
use rustix::io::fcntl_setfd;
use serde::Deserialize;
use serde::Serialize;

use crate::listener::ListenAddress;
use crate::listener::bind::Bound;

/// A socket as it is told of to the next program.
#[derive(Serialize, Deserialize)]
struct Heirloom {
    host: Option<String>,
    port: u16,
    fd: RawFd,
}

/// Sockets that are bound, by what was asked for.
static BOUND: Mutex<Vec<(ListenAddress, Weak<Bound>)>> = Mutex::new(Vec::new());

/// Sockets from before, for whoever asks for the same.
static INHERITED: Mutex<Vec<(ListenAddress, TcpListener)>> = Mutex::new(Vec::new());

/// Remembers a socket, for [`bequeath`].
pub(super) fn note(address: &ListenAddress, bound: &Arc<Bound>) {
    let mut known = BOUND.lock().unwrap_or_else(PoisonError::into_inner);
    known.retain(|(_, bound)| bound.strong_count() > 0);
    known.push((address.clone(), Arc::downgrade(bound)));
}

/// The socket from before that listens there.
pub(super) fn take(address: &ListenAddress) -> Option<TcpListener> {
    let mut inherited = INHERITED.lock().unwrap_or_else(PoisonError::into_inner);
    let at = inherited.iter().position(|(known, _)| known == address)?;
    Some(inherited.swap_remove(at).1)
}

/// Leaves all listening sockets to the program that is about to take this one's place, and says how to find them. They stay
/// open from now on, whatever becomes of their servers.
pub fn bequeath() -> String {
    let known = BOUND.lock().unwrap_or_else(PoisonError::into_inner);
    let alive = known
        .iter()
        .filter_map(|(address, bound)| Some((address, bound.upgrade()?)));
    let left: Vec<Heirloom> = alive
        .filter_map(|(address, bound)| {
            let ListenAddress::Tcp { host, port } = address else {
                return None;
            };
            let socket = bound.duplicate()?;
            fcntl_setfd(&socket, FdFlags::empty()).ok()?;
            Some(Heirloom {
                host: host.clone(),
                port: *port,
                fd: socket.into_raw_fd(),
            })
        })
        .collect();
    serde_json::to_string(&left).unwrap_or_default()
}

/// Takes what [`bequeath`] said in the program before. To be called once, before anything listens.
pub fn inherit(said: &str) {
    let left: Vec<Heirloom> = serde_json::from_str(said).unwrap_or_default();
    let mut inherited = INHERITED.lock().unwrap_or_else(PoisonError::into_inner);
    // The first three are the standard streams.
    for Heirloom { host, port, fd } in left.into_iter().filter(|left| left.fd > 2) {
        // SAFETY: the program before has left the descriptor open for this one, which has opened none by now.
        let socket = unsafe { TcpListener::from_raw_fd(fd) };
        if fcntl_setfd(&socket, FdFlags::CLOEXEC).is_ok() {
            inherited.push((ListenAddress::Tcp { host, port }, socket));
        }
    }
}

/// Closes what nobody has asked for.
pub fn disinherit() {
    INHERITED.lock().unwrap_or_else(PoisonError::into_inner).clear();
}
