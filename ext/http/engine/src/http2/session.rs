//! One HTTP/2 connection: its streams, and how it goes down. Knows no requests.

use std::rc::Rc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use h2::Reason;
use h2::server::Connection;
use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;
use tokio::time::Instant;

use crate::http2::pace::Pace;
use crate::http2::pace::Verdict;
use crate::http2::progress::Progress;
use crate::http2::stream;
use crate::http2::stream::Ended;
use crate::http2::stream::Shared;
use crate::limits::Limit;
use crate::limits::Whom;
use crate::peer::Peer;
use crate::server::Open;
use crate::server::Phase;

/// How long the last frame to a client that is thrown out may take.
const FAREWELL_TIME: Duration = Duration::from_secs(1);

/// Streams that a client may begin before other connections have their turn.
const TURN: u32 = 16;

/// Serves streams until the connection ends. With it end all that are left: their clients have gone.
pub(super) async fn run<S>(mut connection: Connection<S, Bytes>, progress: Rc<Progress>, peer: Rc<Peer>, open: &Open)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let app = open.server().app();
    let mut phase = open.server().phase();
    let mut pace = Pace::new(app.limits(), Instant::now());
    let shared = Rc::new(Shared::new(open.server(), &peer));
    let whom = || Whom::from(&*peer);
    let mut streams = FuturesUnordered::new();
    let check = tokio::time::sleep_until(Instant::now());
    tokio::pin!(check);
    let mut turn = Turn::default();
    loop {
        turn.end_in_time().await;
        let leaves = tokio::select! {
            _ = phase.changed() => match *phase.borrow_and_update() {
                Phase::Open => false,
                Phase::Leaving | Phase::Draining => true,
                Phase::Left | Phase::Closed => return,
            },
            Some(ended) = streams.next(), if !streams.is_empty() => {
                if pace.end(ended == Ended::Reset, Instant::now()) {
                    Limit::StreamResets.reached(&whom());
                    drop(streams);
                    return throw_out(connection).await;
                }
                false
            }
            accepted = connection.accept() => match accepted {
                Some(Ok((request, respond))) => {
                    streams.push(stream::serve(shared.clone(), request, respond));
                    turn.begun += 1;
                    let is_last = pace.begin();
                    if is_last {
                        Limit::RequestsPerConnection.reached(&whom());
                    }
                    is_last
                }
                Some(Err(error)) => return note_failure(&error, &peer),
                None => return,
            },
            () = &mut check => match pace.check(connection.has_streams(), progress.end(), Instant::now()) {
                Verdict::Stay(until) => {
                    check.as_mut().reset(until);
                    false
                }
                Verdict::Leave => {
                    Limit::IdleTimeout.reached(&whom());
                    true
                }
                Verdict::GiveUp => return progress.limit().reached(&whom()),
                Verdict::Close => return,
            },
        };
        if leaves {
            connection.graceful_shutdown();
            pace.leave(Instant::now());
            check.as_mut().reset(Instant::now());
        }
    }
}

fn note_failure(error: &h2::Error, peer: &Peer) {
    // Of its own accord, `h2` ends connections with frames that only cost: resets, heads without end.
    if error.is_library() && error.reason() == Some(Reason::ENHANCE_YOUR_CALM) {
        Limit::FrameFlood.reached(&Whom::from(peer));
    }
    tracing::debug!(target: "racejs::http", peer = %peer.address, %error, "connection failed");
}

/// What a connection does before others have their turn.
#[derive(Default)]
struct Turn {
    /// Streams that its client has begun.
    begun: u32,
}

impl Turn {
    async fn end_in_time(&mut self) {
        if self.begun == TURN {
            self.begun = 0;
            tokio::task::yield_now().await;
        }
    }
}

/// Tells the client why (RFC 9113, section 7), if it listens.
async fn throw_out<S: AsyncRead + AsyncWrite + Unpin>(mut connection: Connection<S, Bytes>) {
    connection.abrupt_shutdown(Reason::ENHANCE_YOUR_CALM);
    let farewell = async { while let Some(Ok(_)) = connection.accept().await {} };
    let _ = tokio::time::timeout(FAREWELL_TIME, farewell).await;
}
