//! Listening sockets, and what stands between an accepted connection and its protocol: bounds on their number, the
//! PROXY header, TLS, and the choice of the protocol. Knows no requests.

mod accept;
mod bind;
mod cluster;
mod connection;
#[cfg(feature = "fuzzing")]
pub(crate) mod fuzzing;
mod gate;
mod handover;
mod inherited;
mod proxy_protocol;
mod shared;
mod stream;
mod supervision;

use std::path::PathBuf;
use std::rc::Rc;

use serde::Deserialize;
use serde::Serialize;

pub use cluster::share_ports;
pub(crate) use gate::Gate;
pub use handover::Idle;
pub use handover::adopt;
pub use handover::adopt_in_time;
pub use inherited::bequeath;
pub use inherited::disinherit;
pub use inherited::inherit;
pub use inherited::inherit_socket;
pub use inherited::keep_connections;
pub use shared::share_listeners;
pub use supervision::Supervisor;
pub use supervision::let_sockets_go;
pub use supervision::supervise;

use crate::app::App;
use crate::error::HttpError;
use crate::server::Open;
use crate::server::Server;
use crate::tls;
use crate::tls::Tls;
use crate::tls::TlsOptions;

/// Where and how to listen.
#[derive(Clone, Debug)]
pub struct ListenOptions {
    /// Where.
    pub address: ListenAddress,
    /// Connections are encrypted; HTTP/2 or HTTP/1.1 is agreed on in the handshake.
    pub tls: Option<TlsOptions>,
    /// Without TLS, a client may begin with HTTP/2 at once (RFC 9113, section 3.3, "prior knowledge").
    pub h2c: bool,
    /// Every connection begins with a PROXY header of version 1 or 2, which names the client. One that does not is
    /// closed. For servers that only a load balancer can reach: whoever connects is believed.
    pub proxy_protocol: bool,
}

/// What to listen on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ListenAddress {
    /// A port.
    Tcp {
        /// An address, with or without the brackets of an IPv6 one, or a name. `None` is every address, IPv6 and IPv4,
        /// as Node has it.
        host: Option<String>,
        /// The port; 0 for a free one.
        port: u16,
    },
    /// A Unix socket, which is a file as long as somebody listens on it.
    Unix {
        /// Its path.
        path: PathBuf,
    },
}

impl ListenAddress {
    /// Whether it is the same place each time, and not a free port.
    pub(crate) fn is_fixed(&self) -> bool {
        !matches!(self, Self::Tcp { port: 0, .. })
    }
}

impl ListenOptions {
    /// Plain HTTP/1.1.
    pub fn new(address: ListenAddress) -> Self {
        Self {
            address,
            tls: None,
            h2c: false,
            proxy_protocol: false,
        }
    }
}

/// What each connection of a server goes through.
struct Setup {
    tls: Option<Rc<Tls>>,
    h2c: bool,
    proxy_protocol: bool,
    /// Its address, as other servers of it have it.
    address: String,
}

/// Binds at once and accepts from then on, on the calling thread's runtime.
///
/// # Errors
/// The system's reasons, as `EADDRINUSE`, `EACCES` or `RACE_HTTP_LISTEN`; `RACE_HTTP_TLS` for certificates that
/// cannot be used.
pub fn listen(app: Rc<App>, options: ListenOptions) -> Result<Rc<Server>, HttpError> {
    // Bad certificates must not leave a bound socket behind.
    let tls = options.tls.map(Tls::new).transpose()?;
    let share = shared::bind(&options.address)?;
    let bound = &share.bound;
    let acceptor = bound
        .acceptor()
        .map_err(|source| bind::failed(&options.address, source))?;
    if let Some(tls) = &tls {
        tls.share_tickets(bound.address());
    }
    let server = Server::new(app, bound.address().clone(), tls.clone());
    if let Some(tls) = &tls {
        deno_unsync::spawn(tls.clone().watch(server.phase(), tls::WATCH_INTERVAL));
    }
    let setup = Rc::new(Setup {
        tls,
        h2c: options.h2c,
        proxy_protocol: options.proxy_protocol,
        address: share.key.text(),
    });
    deno_unsync::spawn(accept::accept(share, acceptor, setup, Open::new(&server)));
    Ok(server)
}

#[cfg(test)]
mod tests;
