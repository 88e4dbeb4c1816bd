//! How many connections an app has, in all and from each client. Knows no sockets.

use std::cell::Cell;
use std::cell::RefCell;
use std::collections::HashMap;
use std::net::IpAddr;
use std::net::Ipv6Addr;
use std::rc::Rc;

use tokio::sync::Notify;

/// Counts the connections of all servers of an app.
#[derive(Default)]
pub(crate) struct Gate {
    open: Cell<usize>,
    by_client: RefCell<HashMap<IpAddr, usize>>,
    left: Notify,
}

impl Gate {
    /// Resolves when there are fewer connections than `limit`, of which there is always one.
    pub(super) async fn room(&self, limit: usize) {
        loop {
            let left = self.left.notified();
            tokio::pin!(left);
            left.as_mut().enable();
            if self.has_room(limit) {
                return;
            }
            left.await;
        }
    }

    pub(super) fn has_room(&self, limit: usize) -> bool {
        self.open.get() < limit.max(1)
    }

    /// Counts a connection for as long as its seat lives.
    pub(super) fn enter(self: &Rc<Self>) -> Seat {
        self.open.set(self.open.get() + 1);
        Seat {
            gate: self.clone(),
            client: None,
        }
    }
}

/// One connection's place.
pub(super) struct Seat {
    gate: Rc<Gate>,
    client: Option<IpAddr>,
}

impl Seat {
    /// Counts it as that client's as well, unless the client has `limit` connections already.
    pub(super) fn belongs_to(&mut self, address: IpAddr, limit: usize) -> bool {
        let client = client(address);
        let mut by_client = self.gate.by_client.borrow_mut();
        let count = by_client.entry(client).or_default();
        let has_room = *count < limit.max(1);
        if has_room {
            *count += 1;
            self.client = Some(client);
        }
        has_room
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let gate = &self.gate;
        gate.open.set(gate.open.get() - 1);
        if let Some(client) = self.client {
            let mut by_client = gate.by_client.borrow_mut();
            if let Some(count) = by_client.get_mut(&client) {
                *count -= 1;
                if *count == 0 {
                    by_client.remove(&client);
                }
            }
        }
        gate.left.notify_waiters();
    }
}

/// Whoever has one IPv6 address has 2^64 of them: there a client is a network of that size.
fn client(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_client_has_its_share() {
        let gate = Rc::new(Gate::default());
        let (mut first, mut second, mut third) = (gate.enter(), gate.enter(), gate.enter());
        assert!(first.belongs_to("2001:db8::1".parse().unwrap(), 1));
        assert!(!second.belongs_to("2001:db8::2".parse().unwrap(), 1));
        assert!(third.belongs_to("2001:db8:0:1::1".parse().unwrap(), 1));
        assert!(!gate.has_room(3) && gate.has_room(4));
        drop(first);
        assert!(gate.has_room(3));
        assert!(second.belongs_to("2001:db8::2".parse().unwrap(), 1));
        drop((second, third));
        assert_eq!(gate.open.get(), 0);
        assert!(gate.by_client.borrow().is_empty());
    }

    #[test]
    fn ipv4_is_one_client_in_either_form() {
        let gate = Rc::new(Gate::default());
        let (mut first, mut second) = (gate.enter(), gate.enter());
        assert!(first.belongs_to("192.0.2.1".parse().unwrap(), 1));
        assert!(!second.belongs_to("::ffff:192.0.2.1".parse().unwrap(), 1));
    }
}
