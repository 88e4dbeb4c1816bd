//! The listening sockets of a program. They are held here, so that none ever closes while servers come and go.

use std::collections::BTreeSet;
use std::io;
use std::os::fd::AsRawFd as _;
use std::os::fd::OwnedFd;
use std::os::fd::RawFd;

use serde::Deserialize;
use serde::Serialize;

use crate::Socket;
use crate::descriptors;

/// More than any program listens on; a bound on what a server can make the supervisor keep.
const MAX_SOCKETS: usize = 256;

struct Held {
    /// `None` for one that came from elsewhere.
    address: Option<String>,
    name: String,
    fd: OwnedFd,
}

/// A socket on its way into another program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Left {
    address: Option<String>,
    name: String,
    fd: RawFd,
}

impl Left {
    pub(crate) fn fd(&self) -> RawFd {
        self.fd
    }
}

/// All that are held.
#[derive(Default)]
pub(crate) struct Sockets {
    held: Vec<Held>,
}

impl Sockets {
    /// Those that a service manager has opened.
    pub(crate) fn from_elsewhere(descriptors: Vec<OwnedFd>) -> Self {
        let held = descriptors.into_iter().map(|fd| Held {
            address: None,
            name: String::new(),
            fd,
        });
        Self { held: held.collect() }
    }

    /// Keeps a socket. One of the same address is closed: nobody would accept from it any more.
    pub(crate) fn hold(&mut self, address: String, name: String, fd: OwnedFd) {
        let address = Some(address);
        let held = Held { address, name, fd };
        match self.held.iter().position(|other| other.address == held.address) {
            Some(index) => self.held[index] = held,
            None if self.held.len() < MAX_SOCKETS => self.held.push(held),
            None => {}
        }
    }

    /// Closes those that no server listens on: clients would wait there for ever.
    pub(crate) fn retain(&mut self, used: &BTreeSet<&String>) {
        self.held
            .retain(|held| held.address.as_ref().is_none_or(|address| used.contains(address)));
    }

    /// What a server finds.
    pub(crate) fn for_server(&self) -> Vec<Socket> {
        let sockets = self.held.iter().map(|held| Socket {
            address: held.address.clone(),
            fd: held.fd.as_raw_fd(),
        });
        sockets.collect()
    }

    /// The address that was bound first.
    pub(crate) fn first_address(&self) -> Option<&str> {
        self.held.iter().find_map(|held| held.address.as_deref())
    }

    /// For people.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = self.held.iter().map(|held| held.name.clone());
        names.filter(|name| !name.is_empty()).collect()
    }

    /// For the program that this process becomes.
    pub(crate) fn leave(&self) -> Vec<Left> {
        let left = self.held.iter().map(|held| Left {
            address: held.address.clone(),
            name: held.name.clone(),
            fd: held.fd.as_raw_fd(),
        });
        left.collect()
    }

    /// What the program before has left.
    pub(crate) fn from_left(left: Vec<Left>) -> io::Result<Self> {
        let held = left.into_iter().map(|left| {
            Ok(Held {
                address: left.address,
                name: left.name,
                fd: descriptors::take(left.fd)?,
            })
        });
        Ok(Self {
            held: held.collect::<io::Result<_>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::net::TcpStream;

    use super::*;

    fn hold(sockets: &mut Sockets, address: &str) -> std::net::SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let bound = listener.local_addr().unwrap();
        sockets.hold(address.to_owned(), format!("http://{bound}"), listener.into());
        bound
    }

    #[test]
    fn a_socket_stays_open_until_its_address_is_bound_anew_or_unused() {
        let mut sockets = Sockets::default();
        let (a, b) = (hold(&mut sockets, "a"), hold(&mut sockets, "b"));
        assert!(TcpStream::connect(a).is_ok() && TcpStream::connect(b).is_ok());
        assert_eq!(sockets.first_address(), Some("a"));
        let anew = hold(&mut sockets, "a");
        assert!(TcpStream::connect(a).is_err());
        assert_eq!(sockets.names(), [format!("http://{anew}"), format!("http://{b}")]);
        let used = "b".to_owned();
        sockets.retain(&BTreeSet::from([&used]));
        assert!(TcpStream::connect(anew).is_err() && TcpStream::connect(b).is_ok());
    }

    #[test]
    fn sockets_from_elsewhere_have_no_address_and_are_never_closed() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let bound = listener.local_addr().unwrap();
        let mut sockets = Sockets::from_elsewhere(vec![listener.into()]);
        sockets.retain(&BTreeSet::new());
        assert_eq!(sockets.for_server().len(), 1);
        assert_eq!(sockets.for_server()[0].address, None);
        assert!(TcpStream::connect(bound).is_ok());
    }

    #[test]
    fn what_is_left_is_found_again() {
        let mut sockets = Sockets::default();
        hold(&mut sockets, "a");
        let left = sockets.leave();
        let text = serde_json::to_string(&left).unwrap();
        // As after `exec`: the numbers are all there is.
        std::mem::forget(sockets);
        let sockets = Sockets::from_left(serde_json::from_str(&text).unwrap()).unwrap();
        assert_eq!(sockets.leave(), left);
    }
}
