//! Binding sockets, TCP and Unix. Knows no connections.

use std::io;
use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::net::Ipv6Addr;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::ToSocketAddrs;
use std::os::fd::AsFd;
use std::os::fd::OwnedFd;
use std::os::unix::fs::FileTypeExt;
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::path::PathBuf;

use socket2::Domain;
use socket2::Protocol;
use socket2::SockAddr;
use socket2::Type;

use crate::error::HttpError;
use crate::listener::ListenAddress;
use crate::listener::cluster;
use crate::listener::stream::Socket;
use crate::listener::stream::Stream;
use crate::listener::supervision;
use crate::server::Address;

/// Connections that wait to be accepted; the kernel cuts it to its own maximum.
pub(super) const BACKLOG: i32 = 1024;

/// Bytes of an answer that the system takes before it can send them. Its own bound is megabytes for each client that
/// does not read, kept even for a while after the connection is closed; this is enough to keep a fast one busy.
#[cfg(any(target_os = "linux", target_os = "android"))]
const UNSENT_BYTES: u32 = 256 * 1024;

/// A socket that listens, for one thread or several. It stays bound until the last one lets go of it.
pub(super) struct Bound {
    socket: Listening,
    address: Address,
    /// Goes after the socket: a file must not vanish under a socket that still listens.
    _file: Option<SocketFile>,
}

enum Listening {
    Tcp(TcpListener),
    Unix(UnixListener),
}

impl Bound {
    /// Where it is bound; the port is the real one.
    pub(super) fn address(&self) -> &Address {
        &self.address
    }

    /// A further descriptor of the same socket.
    pub(super) fn duplicate(&self) -> io::Result<OwnedFd> {
        match &self.socket {
            Listening::Tcp(socket) => socket.as_fd().try_clone_to_owned(),
            Listening::Unix(socket) => socket.as_fd().try_clone_to_owned(),
        }
    }

    /// Another handle of the same socket, for this thread's runtime.
    pub(super) fn acceptor(&self) -> io::Result<Acceptor> {
        Ok(match &self.socket {
            Listening::Tcp(socket) => Acceptor::Tcp(tokio::net::TcpListener::from_std(socket.try_clone()?)?),
            Listening::Unix(socket) => Acceptor::Unix(tokio::net::UnixListener::from_std(socket.try_clone()?)?),
        })
    }
}

/// A connection, with both of its ends if it is a TCP one.
pub(super) type Accepted = (Stream, Option<(SocketAddr, Option<SocketAddr>)>);

/// Takes connections from a bound socket.
pub(super) enum Acceptor {
    Tcp(tokio::net::TcpListener),
    Unix(tokio::net::UnixListener),
}

impl Acceptor {
    /// The next connection.
    pub(super) async fn accept(&self) -> io::Result<Accepted> {
        match self {
            Self::Tcp(listener) => {
                let (stream, remote) = listener.accept().await?;
                // Small answers must not wait for a full segment. A socket that refuses is as good as closed.
                let _ = stream.set_nodelay(true);
                let local = stream.local_addr().ok();
                Ok((Stream::new(Socket::Tcp(stream)), Some((remote, local))))
            }
            Self::Unix(listener) => {
                let (stream, _) = listener.accept().await?;
                Ok((Stream::new(Socket::Unix(stream)), None))
            }
        }
    }
}

/// Binds and listens.
pub(super) fn bind(address: &ListenAddress) -> Result<Bound, HttpError> {
    match address {
        ListenAddress::Tcp { host, port } => bind_tcp(host.as_deref(), *port),
        ListenAddress::Unix { path } => bind_unix(path),
    }
    .map_err(|source| failed(address, source))
}

/// Takes a socket that listens already.
pub(super) fn inherit(address: &ListenAddress, socket: OwnedFd) -> Result<Bound, HttpError> {
    let socket = socket2::Socket::from(socket);
    // What is accepted by others in between must not be waited for.
    let bound = socket.set_nonblocking(true).and_then(|()| match address {
        ListenAddress::Tcp { .. } => listening(socket.into()),
        ListenAddress::Unix { path } => Ok(Bound {
            socket: Listening::Unix(socket.into()),
            address: Address::Unix(path.clone()),
            _file: None,
        }),
    });
    bound.map_err(|source| failed(address, source))
}

/// What a program is told when it cannot listen.
pub(super) fn failed(address: &ListenAddress, source: io::Error) -> HttpError {
    match address {
        ListenAddress::Tcp { host, port } => HttpError::listen(host.as_deref().unwrap_or("::"), *port, source),
        ListenAddress::Unix { path } => HttpError::listen_unix(path, source),
    }
}

fn bind_tcp(host: Option<&str>, port: u16) -> io::Result<Bound> {
    let socket = match host {
        Some(host) => bind_any(host, port)?,
        None => bind_everywhere(port)?,
    };
    listening(socket)
}

fn listening(socket: TcpListener) -> io::Result<Bound> {
    let address = Address::Tcp(socket.local_addr()?);
    Ok(Bound {
        socket: Listening::Tcp(socket),
        address,
        _file: None,
    })
}

fn bind_any(host: &str, port: u16) -> io::Result<TcpListener> {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    for address in (bare.unwrap_or(host), port).to_socket_addrs()? {
        match bind_address(address) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn bind_everywhere(port: u16) -> io::Result<TcpListener> {
    match bind_address(SocketAddr::from((Ipv6Addr::UNSPECIFIED, port))) {
        // Only a host without IPv6 falls back: a taken port must not be hidden by the other family.
        Err(error) if error.kind() != io::ErrorKind::AddrInUse => {
            bind_address(SocketAddr::from((Ipv4Addr::UNSPECIFIED, port)))
        }
        result => result,
    }
}

fn bind_address(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = socket2::Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    // A restarted server must not wait for the sockets of its predecessor to time out.
    socket.set_reuse_address(true)?;
    cluster::prepare(&socket, address)?;
    if address.ip() == IpAddr::V6(Ipv6Addr::UNSPECIFIED) {
        // `::` means IPv4 as well, whatever this system's default is.
        socket.set_only_v6(false)?;
    }
    // Connections inherit it. A system that refuses serves all the same.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let _ = socket.set_tcp_notsent_lowat(UNSENT_BYTES);
    socket.set_nonblocking(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

fn bind_unix(path: &Path) -> io::Result<Bound> {
    let address = SockAddr::unix(path)?;
    let socket = unix_socket()?;
    match socket.bind(&address) {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            remove_if_stale(path, &address)?;
            socket.bind(&address)?;
        }
        result => result?,
    }
    // A supervisor keeps the socket for the next process.
    let file = match supervision::is_supervised() {
        true => None,
        false => Some(SocketFile::of(path)?),
    };
    socket.listen(BACKLOG)?;
    Ok(Bound {
        socket: Listening::Unix(socket.into()),
        address: Address::Unix(path.to_path_buf()),
        _file: file,
    })
}

fn unix_socket() -> io::Result<socket2::Socket> {
    let socket = socket2::Socket::new(Domain::UNIX, Type::STREAM, None)?;
    socket.set_nonblocking(true)?;
    Ok(socket)
}

/// Removes the file that a process has left behind when it ended, and nothing else: neither a file that is no socket,
/// nor a socket on which somebody accepts.
fn remove_if_stale(path: &Path, address: &SockAddr) -> io::Result<()> {
    if !std::fs::symlink_metadata(path)?.file_type().is_socket() {
        let reason = "there is a file of that name, which is no socket";
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, reason));
    }
    // It does not wait: somebody whose queue is full is somebody, too.
    match unix_socket()?.connect(address) {
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => std::fs::remove_file(path),
        _ => Err(io::ErrorKind::AddrInUse.into()),
    }
}

/// The file of a Unix socket; removed when dropped, unless another one has taken its place.
struct SocketFile {
    path: PathBuf,
    identity: (u64, u64),
}

impl SocketFile {
    fn of(path: &Path) -> io::Result<Self> {
        Ok(Self {
            path: std::path::absolute(path)?,
            identity: identity(path)?,
        })
    }
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        if identity(&self.path).is_ok_and(|identity| identity == self.identity) {
            // Whoever may not remove it leaves a stale file, which the next one to listen removes.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn identity(path: &Path) -> io::Result<(u64, u64)> {
    let file = std::fs::symlink_metadata(path)?;
    Ok((file.dev(), file.ino()))
}
