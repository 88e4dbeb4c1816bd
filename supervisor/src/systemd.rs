//! What systemd says to a service, and wants to hear: sockets that it has opened, and notes on how the service is.

use std::env::VarError;
use std::ffi::OsString;
use std::os::fd::OwnedFd;
use std::os::fd::RawFd;
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::net::SocketAddr;
use std::os::unix::net::UnixDatagram;

use crate::descriptors;
use crate::generations::Moment;
use crate::generations::Notice;

/// Meant for this process, and not for those that it starts.
pub(crate) const VARIABLES: [&str; 4] = ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", NOTIFY];
/// The same for a program that this process becomes: it has the sockets already.
pub(crate) const LISTEN_VARIABLES: [&str; 3] = ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"];

const NOTIFY: &str = "NOTIFY_SOCKET";
/// By convention.
const FIRST_SOCKET: RawFd = 3;
const MAX_SOCKETS: RawFd = 128;

/// The sockets that were opened for this process. To be called once.
pub(crate) fn sockets() -> Vec<OwnedFd> {
    let numbers = socket_numbers(
        std::env::var("LISTEN_PID"),
        std::env::var("LISTEN_FDS"),
        std::process::id(),
    );
    numbers.filter_map(|fd| descriptors::take(fd).ok()).collect()
}

fn socket_numbers(pid: Result<String, VarError>, count: Result<String, VarError>, own: u32) -> std::ops::Range<RawFd> {
    let is_meant = pid.is_ok_and(|pid| pid.parse() == Ok(own));
    let count = count.ok().filter(|_| is_meant).and_then(|count| count.parse().ok());
    let count = count.unwrap_or(0).clamp(0, MAX_SOCKETS);
    FIRST_SOCKET..FIRST_SOCKET + count
}

/// Sends notes to whoever has asked for them.
pub(crate) struct Notifier(Option<(UnixDatagram, SocketAddr)>);

impl Notifier {
    pub(crate) fn new() -> Self {
        Self(std::env::var_os(NOTIFY).and_then(open))
    }

    /// One that is lost does no harm.
    pub(crate) fn send(&self, notice: Notice, now: Moment) {
        if let Some((socket, address)) = &self.0 {
            let _ = socket.send_to_addr(text(notice, now).as_bytes(), address);
        }
    }
}

fn open(path: OsString) -> Option<(UnixDatagram, SocketAddr)> {
    let address = match path.as_bytes() {
        [b'@', name @ ..] => SocketAddr::from_abstract_name(name),
        _ => SocketAddr::from_pathname(path),
    };
    let socket = UnixDatagram::unbound().ok()?;
    // A supervisor does not stand still because its manager does.
    socket.set_nonblocking(true).ok()?;
    Some((socket, address.ok()?))
}

fn text(notice: Notice, now: Moment) -> String {
    match notice {
        Notice::Ready => "READY=1".to_owned(),
        Notice::Reloading => format!("RELOADING=1\nMONOTONIC_USEC={}", now.as_micros()),
        Notice::Stopping => "STOPPING=1".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn sockets_are_taken_by_the_process_they_are_meant_for() {
        let numbers = |pid: &str, count: &str| socket_numbers(Ok(pid.to_owned()), Ok(count.to_owned()), 7);
        assert_eq!(numbers("7", "2"), 3..5);
        assert_eq!(numbers("8", "2"), 3..3);
        assert_eq!(numbers("7", "-2"), 3..3);
        assert_eq!(numbers("7", "many"), 3..3);
        assert_eq!(numbers("7", "2147483647"), 3..131);
        assert_eq!(socket_numbers(Err(VarError::NotPresent), Ok("2".to_owned()), 7), 3..3);
    }

    #[test]
    fn notes_reach_the_socket_by_its_path() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notify");
        let manager = UnixDatagram::bind(&path).unwrap();
        let notifier = Notifier(open(path.into_os_string()));
        let mut heard = [0; 256];
        let mut next = |notice| {
            notifier.send(notice, Duration::from_micros(12));
            let length = manager.recv(&mut heard).unwrap();
            String::from_utf8(heard[..length].to_vec()).unwrap()
        };
        assert_eq!(next(Notice::Ready), "READY=1");
        assert_eq!(next(Notice::Reloading), "RELOADING=1\nMONOTONIC_USEC=12");
        assert_eq!(next(Notice::Stopping), "STOPPING=1");
    }

    #[test]
    fn a_name_with_an_at_sign_is_abstract() {
        let (_, address) = open("@racejs/notify".into()).unwrap();
        assert_eq!(address.as_abstract_name(), Some(b"racejs/notify".as_slice()));
    }
}
