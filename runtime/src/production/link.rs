//! The thread that speaks with the supervisor.

use std::io;
use std::os::fd::{AsFd as _, OwnedFd};
use std::sync::Arc;

use racejs_http::Idle;
use racejs_supervisor::{Channel, Packet, ToServer, ToSupervisor};
use tokio::sync::mpsc;

use super::{Outgoing, Production, Stage};

type Link = Channel<ToSupervisor, ToServer>;

/// Starts it.
pub(super) fn start(
    production: Arc<Production>,
    fd: OwnedFd,
    mut queue: mpsc::UnboundedReceiver<Outgoing>,
) -> io::Result<()> {
    let thread = std::thread::Builder::new().name("supervisor".into());
    let run = move || {
        deno_runtime::tokio_util::create_and_run_current_thread(async move {
            if let Err(error) = speak(&production, fd, &mut queue).await {
                tracing::warn!(%error, "cannot speak with the supervisor");
            }
            end_process();
        });
    };
    thread.spawn(run).map(drop)
}

/// Until the supervisor is gone.
async fn speak(production: &Production, fd: OwnedFd, queue: &mut mpsc::UnboundedReceiver<Outgoing>) -> io::Result<()> {
    let link = Link::from_fd(fd)?;
    loop {
        tokio::select! {
            Some((message, socket)) = queue.recv() => {
                match link.send(&message, socket.as_ref().map(OwnedFd::as_fd)).await {
                    // One that is too long concerns the supervisor less than the others do.
                    Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
                        tracing::warn!(%error, "cannot tell the supervisor");
                    }
                    sent => sent?,
                }
            }
            received = link.receive() => match received {
                Ok(Some(packet)) => hear(production, packet),
                Ok(None) => return Ok(()),
                // A supervisor that is newer than this server may say more.
                Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                    tracing::debug!(%error, "the supervisor said something unknown");
                }
                Err(error) => return Err(error),
            },
        }
    }
}

fn hear(production: &Production, packet: Packet<ToServer>) {
    match packet.message {
        ToServer::Serve => production.enter(Stage::Serving),
        ToServer::Leave => production.enter(Stage::Away),
        ToServer::Report => production.send(ToSupervisor::Report(production.report()), None),
        ToServer::Connection(connection) => {
            // Nobody would ever take one for an address that the program does not listen on.
            if let Some(socket) = packet.socket
                && production.listens_on(&connection.address)
            {
                racejs_http::adopt_in_time(Idle {
                    address: connection.address,
                    peer: connection.peer,
                    socket,
                });
            }
        }
    }
}

/// Nobody would start the next one or stop this one: it ends as if it were asked to.
fn end_process() {
    racejs_http::let_sockets_go();
    // SAFETY: only numbers are handed over.
    unsafe { libc::kill(libc::getpid(), libc::SIGTERM) };
}
