//! Who is at the other end of a connection. Knows nothing of requests, and believes no header.

use std::any::Any;
use std::cell::OnceCell;
use std::fmt;
use std::net::AddrParseError;
use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::net::SocketAddr;
use std::rc::Rc;
use std::str::FromStr;

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
    /// What a program's side wants to keep for as long as the connection lives.
    pub kept: OnceCell<Rc<dyn Any>>,
}

impl Peer {
    /// The peer of a TCP connection.
    pub fn tcp(remote: SocketAddr, local: Option<SocketAddr>, is_tls: bool) -> Self {
        Self {
            address: remote.ip().to_canonical(),
            port: remote.port(),
            local,
            is_tls,
            kept: OnceCell::new(),
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
            kept: OnceCell::new(),
        }
    }
}

/// Address and port of the client, those of this end, and whether the connection is encrypted, with spaces between them.
/// What there is not is a `-`.
impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ", self.address, self.port)?;
        match self.local {
            Some(local) => write!(f, "{} {}", local.ip().to_canonical(), local.port())?,
            None => f.write_str("- -")?,
        }
        f.write_str(if self.is_tls { " tls" } else { " -" })
    }
}

/// What [`fmt::Display`] has made of a peer.
impl FromStr for Peer {
    type Err = AddrParseError;

    fn from_str(text: &str) -> Result<Self, AddrParseError> {
        let mut parts = text.split(' ');
        let mut next = || parts.next().unwrap_or_default();
        let address = next().parse()?;
        let port = next().parse().unwrap_or(0);
        let (local, local_port) = (next().parse::<IpAddr>(), next().parse());
        Ok(Self {
            address,
            port,
            local: local.ok().zip(local_port.ok()).map(SocketAddr::from),
            is_tls: next() == "tls",
            kept: OnceCell::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_text_tells_all_of_it() {
        let remote = "[2001:db8::1]:50000".parse().unwrap();
        let local = "127.0.0.1:443".parse().unwrap();
        for peer in [
            Peer::tcp(remote, Some(local), true),
            Peer::tcp(remote, None, false),
            Peer::unix(),
        ] {
            let read: Peer = peer.to_string().parse().unwrap();
            assert_eq!(
                (read.address, read.port, read.local, read.is_tls),
                (peer.address, peer.port, peer.local, peer.is_tls)
            );
        }
        assert_eq!(
            Peer::tcp(remote, Some(local), true).to_string(),
            "2001:db8::1 50000 127.0.0.1 443 tls"
        );
        assert!("nobody".parse::<Peer>().is_err());
    }
}
