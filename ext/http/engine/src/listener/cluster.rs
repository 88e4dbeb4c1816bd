//! Ports that the worker processes of one cluster share, each by a socket of its own. The system deals the connections out, and would
//! let any process of the same user take part: that one is told that the address is in use, as anywhere else.

use std::fs;
use std::io;
use std::net::IpAddr;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

static IS_SHARED: AtomicBool = AtomicBool::new(false);

/// Whether processes that have the same parent as this one may listen on its ports. A socket that closes loses the connections that
/// nobody has accepted. Takes effect for later calls of [`super::listen`]; on Linux alone.
pub fn share_ports(is_shared: bool) {
    IS_SHARED.store(is_shared, Ordering::Relaxed);
}

/// Prepares a socket that is about to be bound.
///
/// # Errors
/// `AddrInUse` if somebody else listens there, or this process already; what the system says otherwise.
pub(super) fn prepare(socket: &socket2::Socket, address: SocketAddr) -> io::Result<()> {
    if !IS_SHARED.load(Ordering::Relaxed) || address.port() == 0 {
        return Ok(());
    }
    if !is_free_for_siblings(address)? {
        return Err(io::ErrorKind::AddrInUse.into());
    }
    socket.set_reuse_port(true)
}

/// Whether all sockets that listen there belong to processes of the same parent, none of them to this process. What Linux tells of
/// sockets and processes is described in proc(5).
fn is_free_for_siblings(address: SocketAddr) -> io::Result<bool> {
    let mut taken = String::new();
    for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
        // There is no second one without IPv6.
        let table = fs::read_to_string(table).unwrap_or_default();
        table
            .lines()
            .filter_map(|line| listening_at(line, address))
            .for_each(|inode| taken.push_str(&format!("socket:[{inode}] ")));
    }
    let mut taken: Vec<&str> = taken.split_whitespace().collect();
    if taken.is_empty() {
        return Ok(true);
    }
    let own = std::process::id();
    let parent = std::os::unix::process::parent_id();
    for entry in fs::read_dir("/proc")?.flatten() {
        let process = entry.file_name().to_string_lossy().parse::<u32>();
        let is_sibling = |process: &u32| *process != own && parent_of(&entry.path()) == Some(parent);
        if process.is_ok_and(|process| is_sibling(&process)) {
            // Of one that has ended meanwhile there is nothing to see.
            let files = fs::read_dir(entry.path().join("fd")).into_iter().flatten().flatten();
            let files: Vec<_> = files.filter_map(|file| fs::read_link(file.path()).ok()).collect();
            taken.retain(|socket| !files.iter().any(|file| file.as_os_str() == *socket));
        }
    }
    Ok(taken.is_empty())
}

/// The inode of a socket, by its line in the system's table, if it listens where it is in the way of that address.
fn listening_at(line: &str, address: SocketAddr) -> Option<&str> {
    const LISTENS: &str = "0A";
    let mut fields = line.split_whitespace().skip(1);
    let (ip, port) = fields.next()?.split_once(':')?;
    let is_listening = fields.nth(1)? == LISTENS && u16::from_str_radix(port, 16) == Ok(address.port());
    let is_everywhere = ip.bytes().all(|digit| digit == b'0') || address.ip().is_unspecified();
    (is_listening && (is_everywhere || ip == hexadecimal(address.ip()))).then(|| fields.nth(5))?
}

/// As the system writes it: words of 32 bits in the order of its own bytes.
fn hexadecimal(ip: IpAddr) -> String {
    let octets = match ip {
        IpAddr::V4(ip) => ip.octets().to_vec(),
        IpAddr::V6(ip) => ip.octets().to_vec(),
    };
    let words = octets.chunks_exact(4).map(|word| {
        let word = u32::from_ne_bytes([word[0], word[1], word[2], word[3]]);
        format!("{word:08X}")
    });
    words.collect()
}

/// The fourth field of `stat`; the second one is a name in parentheses, which may hold anything.
fn parent_of(process: &Path) -> Option<u32> {
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    after_name.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_system_tells_who_listens_where() {
        let line = "   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 13370 1 0000000000000000";
        let at = |address: &str| listening_at(line, address.parse().unwrap());
        assert_eq!(at("127.0.0.1:3000"), Some("13370"));
        assert_eq!(at("0.0.0.0:3000"), Some("13370"));
        assert_eq!(at("[::]:3000"), Some("13370"));
        assert_eq!(at("127.0.0.2:3000"), None);
        assert_eq!(at("127.0.0.1:3001"), None);
        let connected = line.replace(" 0A ", " 01 ");
        assert_eq!(listening_at(&connected, "127.0.0.1:3000".parse().unwrap()), None);
        assert_eq!(hexadecimal("::1".parse().unwrap()), "00000000000000000000000001000000");
    }

    #[test]
    fn a_socket_of_this_process_is_in_the_way() {
        let socket = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = socket.local_addr().unwrap();
        assert!(!is_free_for_siblings(address).unwrap());
        drop(socket);
        assert!(is_free_for_siblings(address).unwrap());
    }
}
