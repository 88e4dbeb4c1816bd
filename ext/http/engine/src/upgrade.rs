//! A connection that stops speaking HTTP (RFC 9110, section 7.8): what its protocol hands over, and to whom.

use std::future::Future;
use std::pin::Pin;

use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;
use tokio::sync::watch;

use crate::server::Phase;

/// The bytes of a connection.
pub trait Transport: AsyncRead + AsyncWrite + Unpin {}

impl<T: AsyncRead + AsyncWrite + Unpin> Transport for T {}

/// A connection after its `101 Switching Protocols` has been written. Bytes that came behind the request are read first.
pub struct Handover {
    /// Reads and writes it; closed when dropped.
    pub transport: Box<dyn Transport>,
    /// Tells when the server goes down.
    pub phase: watch::Receiver<Phase>,
}

/// Takes the connection over, and resolves when it is done with it. Until then the connection counts as open.
pub type Upgrade = Box<dyn FnOnce(Handover) -> Pin<Box<dyn Future<Output = ()>>>>;
