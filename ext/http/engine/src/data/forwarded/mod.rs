//! Who a request comes from when there are proxies before the server: `trust proxy` of Express. Fields are believed as
//! far as they were written by addresses that the program trusts; a client can write anything before those.

mod chain;
#[cfg(test)]
mod tests;
mod trust;

use std::net::IpAddr;

use crate::data::forwarded::chain::Chain;
use crate::fields::Fields;
use crate::peer::Peer;

pub use chain::ForwardedField;
pub use trust::TrustProxy;
pub use trust::TrustSetting;

/// Where a request comes from, and what it asked for, as far as that is believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The client: the farthest address that a trusted one vouches for.
    pub ip: IpAddr,
    /// The client and the proxies after it, the client first, without the peer. Empty if the peer is not trusted.
    pub ips: Vec<IpAddr>,
    /// `http` or `https`.
    pub protocol: &'static str,
    /// The host that the client asked for, with its port if it named one.
    pub host: String,
    /// The port that the client asked for.
    pub port: u16,
}

impl Origin {
    /// The host without its port; an IPv6 address keeps its brackets.
    pub fn hostname(&self) -> &str {
        split_port(&self.host).0
    }
}

/// Reads what proxies have noted about a request. `authority` is the host that the request itself names.
pub fn origin(trust: &TrustProxy, field: ForwardedField, peer: &Peer, authority: &str, fields: &Fields) -> Origin {
    let own_protocol = if peer.is_tls { "https" } else { "http" };
    let chain = match trust.trusts(peer.address, 0) {
        true => Chain::read(field, fields),
        false => Chain::default(),
    };
    let mut ips = Vec::new();
    let mut believed = 0;
    let mut ip = peer.address;
    let mut addresses = chain.addresses.iter().rev();
    while trust.trusts(ip, believed) {
        believed += 1;
        // What is no address ends the chain: nobody can say who is behind it.
        let Some(Some(next)) = addresses.next() else { break };
        ip = *next;
        ips.push(ip);
    }
    ips.reverse();
    let protocol = reported(&chain.protocols, believed).and_then(|name| protocol(name));
    let protocol = protocol.unwrap_or(own_protocol);
    let host = reported(&chain.hosts, believed).filter(|host| is_host(host));
    let host = host.map_or(authority, String::as_str).to_string();
    let port = reported(&chain.ports, believed).and_then(|port| read_port(port));
    let port = port.or_else(|| read_port(split_port(&host).1?));
    Origin {
        ip,
        ips,
        protocol,
        port: port.unwrap_or(if protocol == "https" { 443 } else { 80 }),
        host,
    }
}

/// What the farthest of the believed proxies has noted, or the one nearest to it that has noted anything. Most
/// proxies replace these fields, so that there is one value; where each adds its own, those of a client come first.
fn reported(values: &[Option<String>], believed: usize) -> Option<&String> {
    let start = values.len() - believed.min(values.len());
    values[start..].iter().flatten().next()
}

fn protocol(name: &str) -> Option<&'static str> {
    match name.to_ascii_lowercase().as_str() {
        "http" | "ws" => Some("http"),
        "https" | "wss" => Some("https"),
        _ => None,
    }
}

/// A name or an address, with a port or without: nothing that would make a link of it lead elsewhere.
fn is_host(text: &str) -> bool {
    let (name, port) = split_port(text);
    let is_port = port.is_none_or(|port| read_port(port).is_some());
    let inner = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    is_port
        && match inner {
            Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
            None => (1..=255).contains(&name.len()) && name.bytes().all(is_name_byte),
        }
}

/// Digits and nothing else: `parse` takes a sign too.
fn read_port(text: &str) -> Option<u16> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn split_port(host: &str) -> (&str, Option<&str>) {
    let name_end = if host.starts_with('[') {
        host.find(']').map_or(host.len(), |at| at + 1)
    } else {
        0
    };
    match host[name_end..].find(':') {
        Some(at) => (&host[..name_end + at], Some(&host[name_end + at + 1..])),
        None => (host, None),
    }
}
