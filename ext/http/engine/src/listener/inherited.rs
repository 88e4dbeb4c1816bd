//! Listening sockets from another process: the program before this one, which is developed, or a supervisor. Nobody is refused while
//! a program starts, and a free port stays the same. Knows no connections.

use std::os::fd::FromRawFd;
use std::os::fd::IntoRawFd;
use std::os::fd::OwnedFd;
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
use crate::listener::handover;
use crate::listener::handover::Idle;
use crate::listener::shared::Key;

/// What the next program is told of.
#[derive(Serialize, Deserialize, Default)]
struct Heirlooms {
    sockets: Vec<Heirloom>,
    connections: Vec<IdleHeirloom>,
}

/// A listening socket.
#[derive(Serialize, Deserialize)]
struct Heirloom {
    asked: Key,
    fd: RawFd,
}

/// A connection that waits for a request.
#[derive(Serialize, Deserialize)]
struct IdleHeirloom {
    address: String,
    peer: String,
    fd: RawFd,
}

/// A socket from before.
struct Inherited {
    /// What was asked for when it was bound, if that is known.
    asked: Option<Key>,
    socket: OwnedFd,
}

/// A variable of the environment holds at most 128 KiB; each of them takes about 150 bytes there.
const MAX_CONNECTIONS: usize = 500;

/// Sockets that are bound, by what was asked for.
static BOUND: Mutex<Vec<(Key, Weak<Bound>)>> = Mutex::new(Vec::new());

/// Sockets from before, for whoever asks for the same.
static INHERITED: Mutex<Vec<Inherited>> = Mutex::new(Vec::new());

/// Connections that wait, from when on there is to be a next program.
static LEFT: Mutex<Option<Vec<Idle>>> = Mutex::new(None);

/// Remembers a socket, for [`bequeath`].
pub(super) fn note(asked: &Key, bound: &Arc<Bound>) {
    let mut known = BOUND.lock().unwrap_or_else(PoisonError::into_inner);
    known.retain(|(_, bound)| bound.strong_count() > 0);
    known.push((asked.clone(), Arc::downgrade(bound)));
}

/// The socket from before that listens there.
pub(super) fn take(asked: &Key) -> Option<OwnedFd> {
    let mut inherited = INHERITED.lock().unwrap_or_else(PoisonError::into_inner);
    let same = |socket: &Inherited| socket.asked.as_ref() == Some(asked);
    let at = inherited.iter().position(same);
    // The program may not ask in the order in which the one before did.
    let alike = |socket: &Inherited| {
        socket
            .asked
            .as_ref()
            .is_some_and(|before| before.address == asked.address)
    };
    let at = at.or_else(|| inherited.iter().position(alike));
    let unasked = |socket: &Inherited| socket.asked.is_none() && fits(socket, &asked.address);
    let at = at.or_else(|| inherited.iter().position(unasked))?;
    Some(inherited.remove(at).socket)
}

/// Whether a socket that somebody else has bound is meant for whoever asks for this address. At which host a port is open was
/// decided by who bound it.
fn fits(socket: &Inherited, asked: &ListenAddress) -> bool {
    let bound = socket2::SockRef::from(&socket.socket).local_addr().ok();
    match asked {
        ListenAddress::Tcp { port, .. } => {
            let bound = bound.and_then(|bound| bound.as_socket());
            bound.is_some_and(|bound| bound.port() == *port)
        }
        ListenAddress::Unix { path } => {
            let bound = bound.and_then(|bound| bound.as_pathname().map(std::path::Path::to_path_buf));
            bound.is_some_and(|bound| std::path::absolute(path).is_ok_and(|path| path == bound))
        }
    }
}

/// From now on connections that no server takes are for the next program. Servers that leave their address give them.
pub fn keep_connections() {
    LEFT.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .get_or_insert_default();
}

/// A connection that no server takes.
pub(super) fn leave(idle: Idle) {
    if let Some(left) = LEFT.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
        left.push(idle);
    }
}

/// Leaves all listening TCP sockets to the program that is about to take this one's place, with the connections that wait for a
/// request, and says how to find them. They stay open from now on, whatever becomes of their servers. The file of a Unix
/// socket goes with its process.
pub fn bequeath() -> String {
    let known = BOUND.lock().unwrap_or_else(PoisonError::into_inner);
    let alive = known
        .iter()
        .filter_map(|(asked, bound)| Some((asked, bound.upgrade()?)));
    let sockets = alive
        .filter(|(asked, _)| matches!(asked.address, ListenAddress::Tcp { .. }))
        .filter_map(|(asked, bound)| {
            Some(Heirloom {
                asked: asked.clone(),
                fd: bequeathed(bound.duplicate().ok()?)?,
            })
        });
    let sockets: Vec<_> = sockets.collect();
    // Servers on free ports are not told apart, and a connection must not come to another one.
    let is_clear = |idle: &Idle| sockets.iter().filter(|left| left.asked.text() == idle.address).count() == 1;
    let idle = LEFT.lock().unwrap_or_else(PoisonError::into_inner).take();
    let connections = idle
        .unwrap_or_default()
        .into_iter()
        .filter(is_clear)
        .filter_map(|idle| {
            Some(IdleHeirloom {
                address: idle.address,
                peer: idle.peer,
                fd: bequeathed(idle.socket)?,
            })
        });
    let connections = connections.take(MAX_CONNECTIONS).collect();
    let left = Heirlooms { sockets, connections };
    serde_json::to_string(&left).unwrap_or_default()
}

/// Stays open for the next program.
fn bequeathed(socket: OwnedFd) -> Option<RawFd> {
    fcntl_setfd(&socket, FdFlags::empty()).ok()?;
    Some(socket.into_raw_fd())
}

/// Takes what [`bequeath`] said in the program before. To be called once, before anything listens.
pub fn inherit(said: &str) {
    let left: Heirlooms = serde_json::from_str(said).unwrap_or_default();
    left.sockets.into_iter().for_each(|left| add(Some(left.asked), left.fd));
    for IdleHeirloom { address, peer, fd } in left.connections {
        if let Some(socket) = take_over(fd) {
            handover::adopt_in_time(Idle { address, peer, socket });
        }
    }
}

/// Takes a socket that a supervisor has left open for this process. `address` is what [`super::Supervisor::bound`] was told; without
/// it the socket is for whoever asks for the port that it listens on. To be called before anything listens, once for each.
pub fn inherit_socket(address: Option<&str>, fd: RawFd) {
    let asked = address.map(serde_json::from_str);
    match asked.transpose() {
        Ok(asked) => add(asked, fd),
        Err(error) => tracing::warn!(target: "racejs::http", %error, "a socket was left for an unknown address"),
    }
}

fn add(asked: Option<Key>, fd: RawFd) {
    if let Some(socket) = take_over(fd) {
        let mut inherited = INHERITED.lock().unwrap_or_else(PoisonError::into_inner);
        inherited.push(Inherited { asked, socket });
    }
}

/// Programs that this one starts do not get it.
fn take_over(fd: RawFd) -> Option<OwnedFd> {
    // The first three are the standard streams.
    if fd <= 2 {
        return None;
    }
    // SAFETY: another process has left the descriptor open for this one, which has opened none of that number.
    let socket = unsafe { OwnedFd::from_raw_fd(fd) };
    fcntl_setfd(&socket, FdFlags::CLOEXEC).ok()?;
    Some(socket)
}

/// Closes what nobody has asked for.
pub fn disinherit() {
    INHERITED.lock().unwrap_or_else(PoisonError::into_inner).clear();
}
