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
use crate::listener::shared::Key;

/// A socket as it is told of to the next program.
#[derive(Serialize, Deserialize)]
struct Heirloom {
    asked: Key,
    fd: RawFd,
}

/// A socket from before.
struct Inherited {
    /// What was asked for when it was bound, if that is known.
    asked: Option<Key>,
    socket: OwnedFd,
}

/// Sockets that are bound, by what was asked for.
static BOUND: Mutex<Vec<(Key, Weak<Bound>)>> = Mutex::new(Vec::new());

/// Sockets from before, for whoever asks for the same.
static INHERITED: Mutex<Vec<Inherited>> = Mutex::new(Vec::new());

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
    let at = at.or_else(|| {
        inherited
            .iter()
            .position(|socket| socket.asked.is_none() && fits(socket, &asked.address))
    })?;
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

/// Leaves all listening TCP sockets to the program that is about to take this one's place, and says how to find them. They stay
/// open from now on, whatever becomes of their servers. The file of a Unix socket goes with its process.
pub fn bequeath() -> String {
    let known = BOUND.lock().unwrap_or_else(PoisonError::into_inner);
    let alive = known
        .iter()
        .filter_map(|(asked, bound)| Some((asked, bound.upgrade()?)));
    let left: Vec<Heirloom> = alive
        .filter(|(asked, _)| matches!(asked.address, ListenAddress::Tcp { .. }))
        .filter_map(|(asked, bound)| {
            let socket = bound.duplicate().ok()?;
            fcntl_setfd(&socket, FdFlags::empty()).ok()?;
            Some(Heirloom {
                asked: asked.clone(),
                fd: socket.into_raw_fd(),
            })
        })
        .collect();
    serde_json::to_string(&left).unwrap_or_default()
}

/// Takes what [`bequeath`] said in the program before. To be called once, before anything listens.
pub fn inherit(said: &str) {
    let left: Vec<Heirloom> = serde_json::from_str(said).unwrap_or_default();
    left.into_iter().for_each(|left| add(Some(left.asked), left.fd));
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
    // The first three are the standard streams.
    if fd <= 2 {
        return;
    }
    // SAFETY: another process has left the descriptor open for this one, which has opened none of that number.
    let socket = unsafe { OwnedFd::from_raw_fd(fd) };
    if fcntl_setfd(&socket, FdFlags::CLOEXEC).is_ok() {
        let mut inherited = INHERITED.lock().unwrap_or_else(PoisonError::into_inner);
        inherited.push(Inherited { asked, socket });
    }
}

/// Closes what nobody has asked for.
pub fn disinherit() {
    INHERITED.lock().unwrap_or_else(PoisonError::into_inner).clear();
}
