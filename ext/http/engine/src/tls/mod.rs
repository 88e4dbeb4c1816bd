//! TLS of a server: certificates, which of them a client is shown, tickets, and how all that is renewed while
//! connections come in. Knows no sockets and no HTTP beyond the names of its versions (ALPN).

mod files;
mod names;
mod pem;
mod tickets;

use std::cell::RefCell;
use std::fmt;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use rustls::version::TLS12;
use rustls::version::TLS13;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
pub(crate) use tokio_rustls::server::TlsStream;

use crate::error::HttpError;
use crate::server::Address;
use crate::server::Phase;
use crate::tls::files::Stamp;
use crate::tls::names::Certificates;

/// HTTP/2 in ALPN (RFC 9113, section 3.1).
pub(crate) const ALPN_HTTP2: &[u8] = b"h2";
const ALPN_HTTP1: &[u8] = b"http/1.1";

/// How often the files of certificates are looked at.
pub(crate) const WATCH_INTERVAL: Duration = Duration::from_secs(3);

/// How a server encrypts: TLS 1.2 and 1.3.
#[derive(Clone, Debug)]
pub struct TlsOptions {
    /// At least one. The first is for clients that ask for no name, or for one that no certificate has.
    pub certificates: Vec<Certificate>,
    /// Whether HTTP/2 is offered besides HTTP/1.1.
    pub http2: bool,
}

/// A certificate with its key.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The certificate, and then those that lead to a known authority.
    pub cert: PemSource,
    /// Its private key, unencrypted: PKCS #8, PKCS #1 or SEC1.
    pub key: PemSource,
    /// For which names it is shown: `example.com`, or `*.example.com` for one label more. Empty for the names that it
    /// has itself.
    pub server_names: Vec<String>,
}

/// Where a text in PEM (RFC 7468) is.
#[derive(Clone)]
pub enum PemSource {
    /// In a file, which is read again when it changes.
    Path(PathBuf),
    /// Here.
    Text(String),
}

impl fmt::Debug for PemSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => f.debug_tuple("Path").field(path).finish(),
            // It may be a key, and this may end in a log.
            Self::Text(text) => write!(f, "Text({} bytes)", text.len()),
        }
    }
}

/// The certificates of a server in use.
pub(crate) struct Tls {
    certificates: Vec<Certificate>,
    config: RefCell<Arc<ServerConfig>>,
    stamps: RefCell<Vec<Stamp>>,
}

impl Tls {
    /// Reads the certificates.
    ///
    /// # Errors
    /// `RACE_HTTP_TLS`.
    pub(crate) fn new(options: TlsOptions) -> Result<Rc<Self>, HttpError> {
        let stamps = files::stamps(&options.certificates);
        let certificates = Certificates::load(&options.certificates)?;
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let builder = ServerConfig::builder_with_provider(provider).with_protocol_versions(&[&TLS13, &TLS12]);
        let mut config = builder
            .map_err(unsupported)?
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(certificates));
        config.alpn_protocols = match options.http2 {
            true => vec![ALPN_HTTP2.to_vec(), ALPN_HTTP1.to_vec()],
            false => vec![ALPN_HTTP1.to_vec()],
        };
        config.ticketer = tickets::new().map_err(unsupported)?;
        Ok(Rc::new(Self {
            certificates: options.certificates,
            config: RefCell::new(Arc::new(config)),
            stamps: RefCell::new(stamps),
        }))
    }

    /// Servers at the same address, which share their socket, take each other's tickets.
    pub(crate) fn share_tickets(&self, address: &Address) {
        let mut config = ServerConfig::clone(&self.config.borrow());
        config.ticketer = tickets::shared(address, &config.ticketer);
        self.config.replace(Arc::new(config));
    }

    /// For one handshake.
    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        self.config.borrow().clone().into()
    }

    /// Reads the certificates again, for connections from now on.
    ///
    /// # Errors
    /// `RACE_HTTP_TLS`; those in use stay.
    pub(crate) fn reload(&self) -> Result<(), HttpError> {
        // Before the files are read: whatever changes meanwhile is seen the next time.
        self.stamps.replace(files::stamps(&self.certificates));
        let certificates = Certificates::load(&self.certificates)?;
        let mut config = ServerConfig::clone(&self.config.borrow());
        config.cert_resolver = Arc::new(certificates);
        self.config.replace(Arc::new(config));
        Ok(())
    }

    /// Reloads when files change, as long as the server is open.
    pub(crate) async fn watch(self: Rc<Self>, mut phase: watch::Receiver<Phase>, interval: Duration) {
        let mut looks = tokio::time::interval(interval);
        looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = phase.wait_for(|phase| phase.is_final()) => return,
                _ = looks.tick() => {}
            }
            if files::stamps(&self.certificates) == *self.stamps.borrow() {
                continue;
            }
            match self.reload() {
                Ok(()) => tracing::info!(target: "racejs::http", "certificates renewed"),
                Err(error) => {
                    tracing::warn!(target: "racejs::http", %error, "the certificates have changed, and the new ones cannot be used: the old ones stay");
                }
            }
        }
    }
}

fn unsupported(error: rustls::Error) -> HttpError {
    HttpError::Tls {
        what: "rustls".to_string(),
        reason: error.to_string(),
        hint: "this build of the server lacks what TLS needs",
    }
}

#[cfg(test)]
mod tests;
