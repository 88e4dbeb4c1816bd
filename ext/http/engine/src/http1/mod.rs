//! HTTP/1.1 and HTTP/1.0 (RFC 9110, RFC 9112): from the bytes of a connection to exchanges, and from answers to bytes.
//! Knows no V8, and nothing of how a request is answered.
//!
//! `head` reads the head of a request, with `framing` and `target`, unless `recent` knows it; `chunked` its body; `write` frames answers. These
//! are pure. `inbound` and `outbox` hold what has come and what is to go; `connection` moves bytes between them and the
//! socket, `requests` leads from one request to the next, and `answers` writes bodies. A connection is one task: a
//! request costs no other one, and no channel.

mod answers;
mod body;
mod bytes;
mod chunked;
mod connection;
mod framing;
#[cfg(feature = "fuzzing")]
pub(crate) mod fuzzing;
mod handover;
mod head;
mod inbound;
mod outbox;
mod recent;
mod requests;
mod target;
mod write;

use std::cell::Cell;
use std::future::Future;
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;
use tokio::sync::watch;

use crate::http1::connection::Connection;
use crate::peer::Peer;
use crate::server::Open;
use crate::server::Phase;
use crate::waiter::Seldom;

/// Serves a connection to its end, or until another server may have it: then it comes back, between two requests. Only one that
/// `moves` does. `open` keeps its server from being counted as drained.
pub(crate) async fn serve<S>(stream: S, peer: Rc<Peer>, open: Open, moves: bool) -> Option<S>
where
    S: AsyncRead + AsyncWrite + Unpin + 'static,
{
    let server = open.server();
    let phase = Rc::new(Cell::new(Phase::Open));
    let connection = Connection::new(stream, peer, server.clone(), phase.clone(), moves);
    let mut run = pin!(connection.run());
    // Polled once in the life of most connections, and not with each of their requests.
    let mut going_down = Seldom::new(go_down(server.phase(), phase));
    let mut is_down = false;
    poll_fn(|cx| {
        is_down = is_down || going_down.poll(cx).is_ready();
        if is_down {
            return Poll::Ready(None);
        }
        run.as_mut().poll(cx)
    })
    .await
}

/// Tells a connection that its server goes down. Resolves when its time is over.
async fn go_down(mut phase: watch::Receiver<Phase>, known: Rc<Cell<Phase>>) {
    while phase.changed().await.is_ok() {
        let now = *phase.borrow_and_update();
        if now == known.get() {
            continue;
        }
        if now.closes_connections() {
            return;
        }
        if now == Phase::Draining {
            // What the client has sent by now still counts; the runtime hears of it between two turns.
            tokio::task::yield_now().await;
        }
        // The connection looks at it when it is polled, which is next.
        known.set(now);
    }
}

#[cfg(test)]
mod tests;
