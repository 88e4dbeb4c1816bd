//! The accept loop: it outlives a shortage of file descriptors and keeps the number of connections within bounds.
//! Knows no protocol.

use std::io;
use std::rc::Rc;

use futures_util::FutureExt as _;
use tokio::sync::watch;
use tokio::time::Instant;

use crate::limits::Limit;
use crate::limits::Throttle;
use crate::limits::Whom;
use crate::listener::Setup;
use crate::listener::bind;
use crate::listener::bind::Accepted;
use crate::listener::bind::Acceptor;
use crate::listener::connection;
use crate::listener::shared::Share;
use crate::peer::Peer;
use crate::server::Open;
use crate::server::Phase;
use crate::server::Server;

/// Accepts until the server goes down. The socket stays bound for others that share it.
pub(super) async fn accept(share: Share, acceptor: Acceptor, setup: Rc<Setup>, open: Open) {
    let server = open.server();
    let mut phase = server.phase();
    let mut throttle = Throttle::new();
    loop {
        let (gate, limits) = (server.app().gate(), server.app().limits().clone());
        if !gate.has_room(limits.connections) {
            Limit::Connections.reached_by(limits.connections);
        }
        let accepted = tokio::select! {
            biased;
            () = left_open(&mut phase) => break,
            accepted = async {
                gate.room(limits.connections).await;
                acceptor.accept().await
            } => accepted,
        };
        match accepted {
            Ok(accepted) => admit(accepted, &setup, server),
            Err(error) if is_one_connection(&error) => {
                tracing::debug!(target: "racejs::http", %error, "a connection was gone before it was accepted");
            }
            Err(error) => {
                // The queue keeps what is waiting. Without a pause this loop would spin until a descriptor is free.
                if let Some(left_out) = throttle.pass(Instant::now()) {
                    tracing::warn!(target: "racejs::http", %error, left_out, "cannot accept connections now");
                }
                tokio::select! {
                    () = left_open(&mut phase) => break,
                    () = tokio::time::sleep(limits.accept_pause) => {}
                }
            }
        }
    }
    take_what_waits(&acceptor, &setup, server).await;
    drop((acceptor, share));
}

/// Clients whose connection stands and who may have asked already: closing the socket would reset them.
async fn take_what_waits(acceptor: &Acceptor, setup: &Rc<Setup>, server: &Rc<Server>) {
    // The runtime asks the system what is there between two turns.
    tokio::task::yield_now().await;
    let limits = server.app().limits().clone();
    for _ in 0..bind::BACKLOG {
        if !server.app().gate().has_room(limits.connections) {
            break;
        }
        match acceptor.accept().now_or_never() {
            Some(Ok(accepted)) => admit(accepted, setup, server),
            Some(Err(error)) if is_one_connection(&error) => {}
            Some(Err(_)) | None => break,
        }
    }
}

fn admit((stream, ends): Accepted, setup: &Rc<Setup>, server: &Rc<Server>) {
    let mut seat = server.app().gate().enter();
    let is_tls = setup.tls.is_some();
    let peer = match ends {
        Some((remote, local)) => Peer::tcp(remote, local, is_tls),
        None => Peer { is_tls, ..Peer::unix() },
    };
    // Behind a proxy the header names the client, later.
    let is_client_known = ends.is_some() && !setup.proxy_protocol;
    let most = server.app().limits().connections_per_address;
    if is_client_known && !seat.belongs_to(peer.address, most) {
        Limit::ConnectionsPerAddress.reached(&Whom::from(&peer));
        return;
    }
    deno_unsync::spawn(connection::serve(stream, peer, seat, setup.clone(), Open::new(server)));
}

/// Resolves when the server goes down.
async fn left_open(phase: &mut watch::Receiver<Phase>) {
    // Without a sender there is no server.
    let _ = phase.wait_for(|phase| *phase != Phase::Open).await;
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
