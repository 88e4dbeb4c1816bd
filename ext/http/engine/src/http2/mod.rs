//! HTTP/2 (RFC 9113) over the `h2` crate: from a connection to requests, and from answers to frames. Frames, HPACK
//! and flow control are the crate's; what a client may cost, what a request may look like and how an answer is
//! written is decided here. Knows no V8.

mod answer;
mod body;
mod pace;
mod progress;
mod pull;
mod request;
mod session;
mod stream;

use std::rc::Rc;

use bytes::Bytes;
use h2::server::Builder;
use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;

use crate::http2::progress::Tracked;
use crate::limits::Limit;
use crate::limits::Limits;
use crate::limits::Whom;
use crate::peer::Peer;
use crate::server::Open;

/// What every connection begins with (RFC 9113, section 3.4).
pub(crate) const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Bytes of request bodies that a client may send ahead of their readers, on one stream and on all of them.
const STREAM_WINDOW: u32 = 256 * 1024;
const CONNECTION_WINDOW: u32 = 1024 * 1024;

/// Bytes of one answer that may wait for the socket; there are as many as there are streams.
const SEND_BUFFER: usize = 64 * 1024;

/// Streams that a client may open and cancel before they were looked at.
const MAX_UNSEEN_RESETS: usize = 20;

/// Streams that a client may make this side reset by breaking the protocol.
const MAX_FORCED_RESETS: usize = 256;

/// Serves a connection to its end. `open` keeps its server from being counted as drained.
pub(crate) async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin + 'static, peer: Rc<Peer>, open: Open) {
    let limits = open.server().app().limits().clone();
    let mut phase = open.server().phase();
    let (stream, progress) = Tracked::new(stream, limits.write_patience());
    let handshake = builder(&limits).handshake::<_, Bytes>(stream);
    let shaken = tokio::select! {
        shaken = tokio::time::timeout(limits.head_timeout, handshake) => shaken,
        _ = phase.wait_for(|phase| phase.closes_connections()) => return,
    };
    match shaken {
        Ok(Ok(connection)) => session::run(connection, progress, peer, &open).await,
        Ok(Err(error)) => {
            tracing::debug!(target: "racejs::http", peer = %peer.address, %error, "no HTTP/2 connection");
        }
        Err(_) => Limit::HeadTimeout.reached(&Whom::from(&*peer)),
    }
}

fn builder(limits: &Limits) -> Builder {
    let mut builder = Builder::new();
    builder
        .initial_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .max_send_buffer_size(SEND_BUFFER)
        .max_concurrent_streams(limits.streams)
        .max_header_list_size(u32::try_from(limits.head_bytes).unwrap_or(u32::MAX))
        .max_pending_accept_reset_streams(MAX_UNSEEN_RESETS)
        .max_local_error_reset_streams(Some(MAX_FORCED_RESETS));
    builder
}

#[cfg(test)]
mod tests;
