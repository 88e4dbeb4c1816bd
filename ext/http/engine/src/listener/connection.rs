//! One accepted connection on its way to a protocol: PROXY header, TLS handshake, and which protocol it is. Knows no
//! requests.

use std::io;
use std::rc::Rc;
use std::time::Duration;

use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;
use tokio::sync::watch;

use crate::http1;
use crate::http2;
use crate::limits::Limit;
use crate::limits::Whom;
use crate::listener::Setup;
use crate::listener::gate::Seat;
use crate::listener::handover;
use crate::listener::handover::Idle;
use crate::listener::proxy_protocol;
use crate::listener::proxy_protocol::Ends;
use crate::listener::stream::Stream;
use crate::peer::Peer;
use crate::server::Open;
use crate::server::Phase;
use crate::tls;
use crate::tls::Tls;

/// Why a connection never got to a protocol. None of it is worth more than a line for whoever looks for it.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error(transparent)]
    Proxy(#[from] proxy_protocol::Invalid),
    #[error("its client has as many connections as it may")]
    TooMany,
    #[error("it did not begin in time")]
    Timeout,
    #[error("the server closes")]
    Closed,
}

/// Serves a connection to its end.
pub(super) async fn serve(stream: Stream, mut peer: Peer, mut seat: Seat, setup: Rc<Setup>, open: Open) {
    let begun = begin(stream, &mut peer, &mut seat, &setup, &open).await;
    let peer = Rc::new(peer);
    match begun {
        Ok(Begun::Plain(stream, Protocol::Http1)) => serve_requests(stream, peer, &setup, open, true).await,
        Ok(Begun::Plain(stream, Protocol::Http2)) => http2::serve(stream, peer, open).await,
        // What both ends have agreed on is in this process alone, so that it cannot go to another.
        Ok(Begun::Tls(stream, Protocol::Http1)) => drop(http1::serve(*stream, peer, open, false).await),
        Ok(Begun::Tls(stream, Protocol::Http2)) => http2::serve(*stream, peer, open).await,
        Err(Refusal::TooMany) => Limit::ConnectionsPerAddress.reached(&Whom::from(&*peer)),
        Err(Refusal::Timeout) => Limit::HeadTimeout.reached(&Whom::from(&*peer)),
        Err(refusal) => {
            tracing::debug!(target: "racejs::http", peer = %peer.address, %refusal, "closed a connection before its first request");
        }
    }
    drop(seat);
}

/// Serves a connection that another server had, from its next request on.
pub(super) async fn go_on(stream: Stream, peer: Peer, seat: Seat, setup: Rc<Setup>, open: Open, moves: bool) {
    serve_requests(stream, Rc::new(peer), &setup, open, moves).await;
    drop(seat);
}

/// Serves HTTP/1 to its end, or until another server may have the connection.
async fn serve_requests(stream: Stream, peer: Rc<Peer>, setup: &Setup, open: Open, moves: bool) {
    if let Some(stream) = http1::serve(stream, peer.clone(), open, moves).await {
        match Idle::new(&setup.address, &peer, stream) {
            Ok(idle) => handover::pass_on(idle),
            Err(error) => {
                tracing::debug!(target: "racejs::http", peer = %peer.address, %error, "a connection cannot be handed over");
            }
        }
    }
}

enum Protocol {
    Http1,
    Http2,
}

/// A connection whose protocol is known.
enum Begun {
    Plain(Stream, Protocol),
    Tls(Box<tls::TlsStream<Stream>>, Protocol),
}

async fn begin(
    mut stream: Stream,
    peer: &mut Peer,
    seat: &mut Seat,
    setup: &Setup,
    open: &Open,
) -> Result<Begun, Refusal> {
    let limits = open.server().app().limits().clone();
    let mut phase = open.server().phase();
    let time = limits.head_timeout;
    if setup.proxy_protocol {
        let ends = in_time(time, &mut phase, read_proxy_header(&mut stream)).await?;
        if let Some(ends) = ends {
            *peer = Peer::tcp(ends.source, Some(ends.destination), peer.is_tls);
        }
        let has_address = peer.local.is_some();
        if has_address && !seat.belongs_to(peer.address, limits.connections_per_address) {
            return Err(Refusal::TooMany);
        }
    }
    if let Some(tls) = &setup.tls {
        let (stream, protocol) = in_time(time, &mut phase, shake_hands(tls, stream)).await?;
        return Ok(Begun::Tls(Box::new(stream), protocol));
    }
    let protocol = match setup.h2c {
        true => look_for_http2(&mut stream, time, &mut phase).await?,
        false => Protocol::Http1,
    };
    Ok(Begun::Plain(stream, protocol))
}

/// A server that drains lets clients finish what they have begun; one that is closed does not.
async fn in_time<T>(
    time: Duration,
    phase: &mut watch::Receiver<Phase>,
    work: impl Future<Output = Result<T, Refusal>>,
) -> Result<T, Refusal> {
    tokio::select! {
        done = tokio::time::timeout(time, work) => done.unwrap_or(Err(Refusal::Timeout)),
        _ = phase.wait_for(|phase| phase.closes_connections()) => Err(Refusal::Closed),
    }
}

async fn read_proxy_header(stream: &mut Stream) -> Result<Option<Ends>, Refusal> {
    loop {
        if let Some(header) = proxy_protocol::parse(stream.ahead())? {
            stream.consume(header.length);
            return Ok(header.ends);
        }
        if stream.read_ahead().await? == 0 {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
    }
}

async fn shake_hands<S>(tls: &Tls, stream: S) -> Result<(tls::TlsStream<S>, Protocol), Refusal>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let stream = tls.acceptor().accept(stream).await?;
    let protocol = match stream.get_ref().1.alpn_protocol() {
        Some(tls::ALPN_HTTP2) => Protocol::Http2,
        _ => Protocol::Http1,
    };
    Ok((stream, protocol))
}

/// Whether the connection begins with the preface of HTTP/2, which is no request of HTTP/1 (RFC 9113, section 3.4).
/// Whatever else comes, or does not, is a matter for HTTP/1.
async fn look_for_http2(
    stream: &mut Stream,
    time: Duration,
    phase: &mut watch::Receiver<Phase>,
) -> Result<Protocol, Refusal> {
    let look = async {
        loop {
            let ahead = stream.ahead();
            let common = ahead.len().min(http2::PREFACE.len());
            if ahead[..common] != http2::PREFACE[..common] {
                return Ok(Protocol::Http1);
            }
            if common == http2::PREFACE.len() {
                return Ok(Protocol::Http2);
            }
            if stream.read_ahead().await? == 0 {
                return Ok(Protocol::Http1);
            }
        }
    };
    let closes = async {
        let _ = phase.wait_for(|phase| *phase != Phase::Open).await;
        // What has come by now still counts.
        tokio::task::yield_now().await;
    };
    tokio::select! {
        biased;
        seen = tokio::time::timeout(time, look) => seen.unwrap_or(Ok(Protocol::Http1)),
        // HTTP/1 knows how to leave a connection on which nothing has come yet.
        () = closes => Ok(Protocol::Http1),
    }
}
