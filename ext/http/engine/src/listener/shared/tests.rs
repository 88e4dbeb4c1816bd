//! Threads that share a socket. Each test has an address of its own: the table is the whole process's.

use std::thread;

use super::*;
use crate::server::Address;

fn tcp(host: &str, port: u16) -> ListenAddress {
    ListenAddress::Tcp {
        host: Some(host.to_string()),
        port,
    }
}

fn port(share: &Share) -> u16 {
    port_of(&share.bound)
}

fn port_of(bound: &Bound) -> u16 {
    match bound.address() {
        Address::Tcp(address) => address.port(),
        Address::Unix(path) => panic!("{path:?}"),
    }
}

/// On a thread of its own, as an isolate would.
fn elsewhere<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    thread::spawn(work).join().unwrap()
}

#[test]
fn free_ports_are_shared_in_the_order_of_the_calls() {
    let listen = || bind_shared(&tcp("127.0.0.2", 0)).unwrap();
    let mine = [listen(), listen()];
    let theirs = elsewhere(move || [listen(), listen(), listen()]);
    assert_ne!(port(&mine[0]), port(&mine[1]));
    assert_eq!(port(&mine[0]), port(&theirs[0]));
    assert_eq!(port(&mine[1]), port(&theirs[1]));
    assert!(![port(&mine[0]), port(&mine[1])].contains(&port(&theirs[2])));
}

#[test]
fn a_socket_stays_bound_until_the_last_thread_lets_go() {
    let free = bind::bind(&tcp("127.0.0.3", 0)).unwrap();
    let address = tcp("127.0.0.3", port_of(&free));
    drop(free);
    let mine = bind_shared(&address).unwrap();
    let there = address.clone();
    let theirs = elsewhere(move || bind_shared(&there).unwrap());
    // The same thread twice is a mistake of the program.
    assert_eq!(bind_shared(&address).map(drop).unwrap_err().code(), "EADDRINUSE");
    drop(mine);
    assert!(bind::bind(&address).is_err());
    let again = bind_shared(&address).unwrap();
    assert!(Arc::ptr_eq(&again.bound, &theirs.bound));
    drop((again, theirs));
    assert!(bind::bind(&address).is_ok());
}

#[test]
fn unix_sockets_are_shared_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("socket");
    let address = ListenAddress::Unix { path: path.clone() };
    let mine = bind_shared(&address).unwrap();
    let theirs = elsewhere(move || bind_shared(&address).unwrap());
    drop(mine);
    assert!(path.exists());
    drop(theirs);
    assert!(!path.exists());
}
