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
use crate::listener::handover::Idle;
use crate::listener::handover::Intake;
use crate::listener::shared::Share;
use crate::peer::Peer;
use crate::server::Open;
use crate::server::Phase;
use crate::server::Server;

/// Accepts until the server goes down, whenever it is not away. The socket stays bound for others that share it.
pub(super) async fn accept(share: Share, acceptor: Acceptor, setup: Rc<Setup>, open: Open) {
    let server = open.server();
    let mut phase = server.phase();
    let mut intake = Intake::new(&setup.address);
    let mut is_away = false;
    while let Some(now) = decided(&mut phase) {
        is_away = now != Phase::Open;
        intake.set_open(!is_away);
        match is_away {
            true => stay_away(&mut intake, &setup, server, &mut phase).await,
            false => accept_while_open(&acceptor, &mut intake, &setup, server, &mut phase).await,
        }
    }
    drop(intake);
    // What waits for a server that is away is for the one that has taken its place.
    if !is_away {
        take_what_waits(&acceptor, &setup, server).await;
    }
    drop((acceptor, share));
}

async fn accept_while_open(
    acceptor: &Acceptor,
    intake: &mut Intake,
    setup: &Rc<Setup>,
    server: &Rc<Server>,
    phase: &mut watch::Receiver<Phase>,
) {
    let mut throttle = Throttle::new();
    loop {
        let (gate, limits) = (server.app().gate(), server.app().limits().clone());
        if !gate.has_room(limits.connections) {
            Limit::Connections.reached_by(limits.connections);
        }
        let accepted = tokio::select! {
            biased;
            () = left_open(phase) => return,
            // It has had a place already.
            idle = intake.next() => {
                go_on(idle, setup, server);
                continue;
            }
            accepted = async {
                gate.room(limits.connections).await;
                acceptor.accept().await
            } => accepted,
        };
        match accepted {
            Ok(accepted) => admit(accepted, setup, server),
            Err(error) if is_one_connection(&error) => {
                tracing::debug!(target: "racejs::http", %error, "a connection was gone before it was accepted");
            }
            Err(error) => {
                // The queue keeps what is waiting. Without a pause this loop would spin until a descriptor is free.
                if let Some(left_out) = throttle.pass(Instant::now()) {
                    tracing::warn!(target: "racejs::http", %error, left_out, "cannot accept connections now");
                }
                tokio::select! {
                    () = left_open(phase) => return,
                    () = tokio::time::sleep(limits.accept_pause) => {}
                }
            }
        }
    }
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

/// Serves a connection that another server had.
fn go_on(idle: Idle, setup: &Rc<Setup>, server: &Rc<Server>) {
    let moves = !idle.is_own();
    let (stream, peer) = match idle.open() {
        Ok(opened) => opened,
        Err(error) => {
            tracing::debug!(target: "racejs::http", %error, "a connection was gone before it was handed over");
            return;
        }
    };
    let mut seat = server.app().gate().enter();
    let most = server.app().limits().connections_per_address;
    let has_address = peer.local.is_some();
    if has_address && !seat.belongs_to(peer.address, most) {
        Limit::ConnectionsPerAddress.reached(&Whom::from(&peer));
        return;
    }
    deno_unsync::spawn(connection::go_on(
        stream,
        peer,
        seat,
        setup.clone(),
        Open::new(server),
        moves,
    ));
}

/// The phase, as long as it is not final.
fn decided(phase: &mut watch::Receiver<Phase>) -> Option<Phase> {
    let now = *phase.borrow_and_update();
    (!now.is_final()).then_some(now)
}

/// Until a server that is away serves again or goes down. The host looks meanwhile whether it would answer.
async fn stay_away(intake: &mut Intake, setup: &Rc<Setup>, server: &Rc<Server>, phase: &mut watch::Receiver<Phase>) {
    loop {
        tokio::select! {
            // Without a sender there is no server.
            _ = phase.wait_for(|phase| *phase == Phase::Open || phase.is_final()) => return,
            idle = intake.next() => go_on(idle, setup, server),
        }
    }
}

/// Resolves when the server goes down or away.
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
