//! For the fuzzer: the header of a proxy.

use std::net::SocketAddr;

use super::proxy_protocol;

/// A header of the PROXY protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProxyHeader {
    /// Its length in bytes.
    pub length: usize,
    /// Source and destination, if it names them.
    pub ends: Option<(SocketAddr, SocketAddr)>,
}

/// Reads the header at the beginning of a connection; `None` while it is incomplete.
///
/// # Errors
/// What is wrong, as a text.
pub fn read_proxy_header(bytes: &[u8]) -> Result<Option<ProxyHeader>, String> {
    let header = proxy_protocol::parse(bytes).map_err(|invalid| invalid.to_string())?;
    Ok(header.map(|header| ProxyHeader {
        length: header.length,
        ends: header.ends.map(|ends| (ends.source, ends.destination)),
    }))
}
