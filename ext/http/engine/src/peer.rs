//! Who is at the other end of a connection. Knows nothing of requests, and believes no header.

use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::net::SocketAddr;

/// The two ends of a connection, as the transport (or a PROXY header, where that is switched on) tells them.
#[derive(Clone, Debug)]
pub struct Peer {
    /// The client; an IPv4 address is never shown in its IPv6 form. 127.0.0.1 for a Unix socket.
    pub address: IpAddr,
    /// The client's port; 0 for a Unix socket.
    pub port: u16,
    /// This end; `None` for a Unix socket.
    pub local: Option<SocketAddr>,
    /// Whether the connection is encrypted.
    pub is_tls: bool,
}

impl Peer {
    /// The peer of a TCP connection.
    pub fn tcp(remote: SocketAddr, local: Option<SocketAddr>, is_tls: bool) -> Self {
        Self {
            address: remote.ip().to_canonical(),
            port: remote.port(),
            local,
            is_tls,
        }
    }

    /// The peer of a Unix socket, which has no address.
    pub fn unix() -> Self {
        Self::local(false)
    }

    /// This process itself: a request without a socket.
    pub fn local(is_tls: bool) -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            local: None,
            is_tls,
        }
    }
}
