//! Session tickets (RFC 8446, section 4.6.1), whose keys change by themselves every few hours. Knows no sockets.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::Weak;

use rustls::crypto::aws_lc_rs::Ticketer;
use rustls::server::ProducesTickets;

use crate::server::Address;

/// Those of the servers that are open, by their addresses. A client that comes back may be dealt to another isolate.
static SHARED: Mutex<Vec<(Address, Weak<dyn ProducesTickets>)>> = Mutex::new(Vec::new());

/// Keys of one's own.
pub(super) fn new() -> Result<Arc<dyn ProducesTickets>, rustls::Error> {
    Ticketer::new()
}

/// The keys of whoever listens on that address already, or else these.
pub(super) fn shared(address: &Address, own: &Arc<dyn ProducesTickets>) -> Arc<dyn ProducesTickets> {
    let mut known = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    known.retain(|(_, tickets)| tickets.strong_count() > 0);
    let theirs = known
        .iter()
        .find(|(there, _)| there == address)
        .and_then(|(_, tickets)| tickets.upgrade());
    theirs.unwrap_or_else(|| {
        known.push((address.clone(), Arc::downgrade(own)));
        own.clone()
    })
}
