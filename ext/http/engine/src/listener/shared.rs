//! One listening socket for several isolates of a process: who comes first binds it, the others get handles of the
//! same socket, and the kernel deals the connections out. Knows no connections.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::Weak;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use serde::Deserialize;
use serde::Serialize;

use crate::error::HttpError;
use crate::listener::ListenAddress;
use crate::listener::bind;
use crate::listener::bind::Bound;
use crate::listener::inherited;
use crate::listener::supervision;

static IS_SHARING: AtomicBool = AtomicBool::new(false);

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Key {
    pub(super) address: ListenAddress,
    /// The how-manieth time a thread asks for the address: a free port is another one each time.
    pub(super) ordinal: usize,
}

impl Key {
    /// As other processes have it.
    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

static SOCKETS: LazyLock<Mutex<HashMap<Key, Weak<Bound>>>> = LazyLock::new(Mutex::default);

thread_local! {
    /// What this thread has asked for. An isolate has its thread to itself.
    static ASKED: RefCell<HashMap<ListenAddress, Vec<Weak<()>>>> = RefCell::default();
}

/// One listener's part in a socket.
pub(super) struct Share {
    pub(super) bound: Arc<Bound>,
    pub(super) key: Key,
    /// By this its thread knows that it still has it; others may have the socket for longer.
    _asked: Arc<()>,
}

/// Whether threads of this process that listen on the same address share its socket; without it, the second one is
/// told that the address is in use. Where several ask for port 0, the first call of each thread shares one port, the
/// second another. Takes effect for later calls of [`super::listen`].
pub fn share_listeners(is_sharing: bool) {
    IS_SHARING.store(is_sharing, Ordering::Relaxed);
}

/// Binds, or joins a socket that another thread has bound.
pub(super) fn bind(address: &ListenAddress) -> Result<Share, HttpError> {
    if IS_SHARING.load(Ordering::Relaxed) || supervision::is_supervised() {
        return bind_shared(address);
    }
    let key = Key {
        address: address.clone(),
        ordinal: 0,
    };
    Ok(Share {
        bound: bind_noted(&key)?,
        key,
        _asked: Arc::default(),
    })
}

fn bind_shared(address: &ListenAddress) -> Result<Share, HttpError> {
    ASKED.with_borrow_mut(|asked| {
        let mine = asked.entry(address.clone()).or_default();
        // A free port is never the same twice. A given one is, as soon as this thread has let go of it.
        if address.is_fixed() {
            mine.retain(|share| share.strong_count() > 0);
        }
        let key = Key {
            address: address.clone(),
            ordinal: mine.len(),
        };
        let bound = join(&key)?;
        let asked = Arc::new(());
        mine.push(Arc::downgrade(&asked));
        Ok(Share {
            bound,
            key,
            _asked: asked,
        })
    })
}

fn bind_noted(key: &Key) -> Result<Arc<Bound>, HttpError> {
    let bound = Arc::new(match inherited::take(key) {
        Some(socket) => bind::inherit(&key.address, socket)?,
        None => bind::bind(&key.address)?,
    });
    inherited::note(key, &bound);
    supervision::bound(&key.text(), &bound);
    Ok(bound)
}

fn join(key: &Key) -> Result<Arc<Bound>, HttpError> {
    // Held while it binds, so that threads that start together do not compete for the address.
    let mut sockets = SOCKETS.lock().unwrap_or_else(PoisonError::into_inner);
    sockets.retain(|_, socket| socket.strong_count() > 0);
    if let Some(bound) = sockets.get(key).and_then(Weak::upgrade) {
        return Ok(bound);
    }
    let bound = bind_noted(key)?;
    sockets.insert(key.clone(), Arc::downgrade(&bound));
    Ok(bound)
}

#[cfg(test)]
mod tests;
