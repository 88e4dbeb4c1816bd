//! What a supervisor, another process, is told of the sockets of this one, so that they outlive it.

use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::OnceLock;
use std::sync::PoisonError;

use crate::listener::bind::Bound;
use crate::listener::handover::Idle;
use crate::listener::inherited;

/// Reaches the supervisor. Called from any thread; must not wait.
pub trait Supervisor: Send + Sync {
    /// A socket listens. `address` says what was asked for, to [`super::inherit_socket`] and [`super::adopt`]; `name` says it to people.
    fn bound(&self, address: String, name: String, socket: OwnedFd);

    /// No server of this process serves at the address of a connection any more.
    fn idle(&self, idle: Idle);
}

/// Sockets that outlive the process at most. A program that listens anew all the time has no more of that.
const MAX_KEPT: usize = 256;

static SUPERVISOR: OnceLock<Arc<dyn Supervisor>> = OnceLock::new();

/// Sockets stay bound until the process ends: the supervisor holds them as well, so that nobody could bind them again.
static KEPT: Mutex<Vec<Arc<Bound>>> = Mutex::new(Vec::new());

/// Has a supervisor told of sockets from now on. Once in a process, before anything listens.
pub fn supervise(supervisor: Arc<dyn Supervisor>) {
    // The first one stays.
    let _ = SUPERVISOR.set(supervisor);
}

pub(super) fn is_supervised() -> bool {
    SUPERVISOR.get().is_some()
}

pub(super) fn bound(address: &str, bound: &Arc<Bound>) {
    let Some(supervisor) = SUPERVISOR.get() else {
        return;
    };
    {
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MAX_KEPT {
            return;
        }
        kept.push(bound.clone());
    }
    if let Ok(socket) = bound.duplicate() {
        supervisor.bound(address.to_string(), bound.address().to_string(), socket);
    }
}

/// The process is about to end: as soon as its servers have closed, who connects is refused, and does not wait in vain.
pub fn let_sockets_go() {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).clear();
}

pub(super) fn idle(idle: Idle) {
    match SUPERVISOR.get() {
        Some(supervisor) => supervisor.idle(idle),
        // There may be a program that takes the place of this one.
        None => inherited::leave(idle),
    }
}
