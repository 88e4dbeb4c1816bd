//! Listening sockets: binding, and an accept loop that outlives a shortage of file descriptors.

use std::io;
use std::net::IpAddr;
use std::net::Ipv6Addr;
use std::net::SocketAddr;
use std::net::ToSocketAddrs;
use std::rc::Rc;

use tokio::net::TcpListener;
use tokio::net::TcpSocket;

use crate::app::App;
use crate::error::HttpError;
use crate::http1;
use crate::peer::Peer;
use crate::server::Open;
use crate::server::Phase;
use crate::server::Server;

/// Connections that wait to be accepted; the kernel cuts it to its own maximum.
const BACKLOG: u32 = 1024;

/// Binds at once and accepts from then on, on the calling thread's runtime. `host` is an address or a
/// name; `None` is every address, IPv6 and IPv4, as Node has it.
///
/// # Errors
/// The system's reasons, as `EADDRINUSE`, `EACCES` or `RACE_HTTP_LISTEN`.
pub fn listen(app: Rc<App>, host: Option<&str>, port: u16) -> Result<Rc<Server>, HttpError> {
    let named = host.unwrap_or("::");
    let failed = |source| HttpError::listen(named, port, source);
    let listener = match host {
        Some(host) => bind_any(host, port).map_err(failed)?,
        None => bind_everywhere(port).map_err(failed)?,
    };
    let address = listener.local_addr().map_err(failed)?;
    let server = Server::new(app, address);
    deno_unsync::spawn(accept(listener, Open::new(&server)));
    Ok(server)
}

fn bind_any(host: &str, port: u16) -> io::Result<TcpListener> {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    for address in (host, port).to_socket_addrs()? {
        match bind(address) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn bind_everywhere(port: u16) -> io::Result<TcpListener> {
    match bind(SocketAddr::from((Ipv6Addr::UNSPECIFIED, port))) {
        // Only a host without IPv6 falls back: a taken port must not be hidden by the other family.
        Err(error) if error.kind() != io::ErrorKind::AddrInUse => {
            bind(SocketAddr::from((std::net::Ipv4Addr::UNSPECIFIED, port)))
        }
        result => result,
    }
}

fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // A restarted server must not wait for the sockets of its predecessor to time out.
    socket.set_reuseaddr(true)?;
    if address.ip() == IpAddr::V6(Ipv6Addr::UNSPECIFIED) {
        // `::` means IPv4 as well, whatever this system's default is.
        socket2::SockRef::from(&socket).set_only_v6(false)?;
    }
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

async fn accept(listener: TcpListener, open: Open) {
    let server = open.server();
    let mut phase = server.phase();
    loop {
        let accepted = tokio::select! {
            biased;
            _ = phase.changed() => {
                if *phase.borrow_and_update() == Phase::Open { continue } else { break }
            }
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                // Small answers must not wait for a full segment. A socket that refuses is as good as closed.
                let _ = stream.set_nodelay(true);
                let peer = Rc::new(Peer::tcp(peer, stream.local_addr().ok(), false));
                deno_unsync::spawn(http1::serve(stream, peer, Open::new(server)));
            }
            Err(error) if is_one_connection(&error) => {
                tracing::debug!(target: "racejs::http", %error, "a connection was gone before it was accepted");
            }
            Err(error) => {
                // The queue keeps what is waiting. Without a pause this loop would spin until a descriptor is free.
                tracing::warn!(target: "racejs::http", %error, "cannot accept connections now");
                tokio::time::sleep(server.app.limits().accept_pause).await;
            }
        }
    }
}

fn is_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::Interrupted
    )
}
