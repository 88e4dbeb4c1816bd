//! Which addresses a program trusts to tell the truth about a request.

use std::net::IpAddr;

use ipnet::IpNet;
use serde::Deserialize;

use crate::error::HttpError;

/// Addresses and networks that a setting may name.
const MAX_NETWORKS: usize = 1024;

/// The setting as a program writes it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum TrustSetting {
    /// Everybody or nobody.
    Flag(bool),
    /// So many hops, counted from the server.
    Hops(usize),
    /// Addresses, networks and names of networks, separated by commas.
    Text(String),
    /// The same as a list.
    List(Vec<String>),
}

/// The setting, understood.
#[derive(Clone, Debug, Default)]
pub struct TrustProxy(Rule);

#[derive(Clone, Debug, Default)]
enum Rule {
    #[default]
    Nobody,
    Everybody,
    Hops(usize),
    Networks(Vec<IpNet>),
}

impl TrustProxy {
    /// Understands a setting.
    ///
    /// # Errors
    /// `RACE_HTTP_TRUST_PROXY` for what is neither an address, nor a network, nor the name of one.
    pub fn new(setting: &TrustSetting) -> Result<Self, HttpError> {
        let rule = match setting {
            TrustSetting::Flag(false) => Rule::Nobody,
            TrustSetting::Flag(true) => Rule::Everybody,
            TrustSetting::Hops(hops) => Rule::Hops(*hops),
            TrustSetting::Text(text) => Rule::Networks(networks(text.split(','))?),
            TrustSetting::List(list) => Rule::Networks(networks(list.iter().map(String::as_str))?),
        };
        Ok(Self(rule))
    }

    /// Whether an address is believed that stands `hop` proxies before the server; 0 is the peer itself.
    pub fn trusts(&self, address: IpAddr, hop: usize) -> bool {
        match &self.0 {
            Rule::Nobody => false,
            Rule::Everybody => true,
            Rule::Hops(hops) => hop < *hops,
            Rule::Networks(networks) => {
                let address = address.to_canonical();
                networks.iter().any(|network| network.contains(&address))
            }
        }
    }
}

fn networks<'a>(names: impl Iterator<Item = &'a str>) -> Result<Vec<IpNet>, HttpError> {
    let mut networks = Vec::new();
    for name in names {
        let name = name.trim();
        match name {
            "loopback" => add(&mut networks, &["127.0.0.0/8", "::1/128"])?,
            "linklocal" => add(&mut networks, &["169.254.0.0/16", "fe80::/10"])?,
            "uniquelocal" => add(
                &mut networks,
                &["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
            )?,
            _ => add(&mut networks, &[name])?,
        }
        if networks.len() > MAX_NETWORKS {
            let reason = format!("it names more than {MAX_NETWORKS} addresses");
            return Err(HttpError::TrustProxy(reason));
        }
    }
    Ok(networks)
}

fn add(networks: &mut Vec<IpNet>, names: &[&str]) -> Result<(), HttpError> {
    for name in names {
        networks.push(network(name)?);
    }
    Ok(())
}

fn network(name: &str) -> Result<IpNet, HttpError> {
    let wrong = |what: &str| HttpError::TrustProxy(format!("`{}` {what}", name.escape_debug()));
    let (address, range) = match name.split_once('/') {
        Some((address, range)) => (address, Some(range)),
        None => (name, None),
    };
    let address: IpAddr = address.parse().map_err(|_| wrong("is no address"))?;
    let bits = if address.is_ipv4() { 32 } else { 128 };
    let prefix = match range {
        None => bits,
        Some(range) => prefix(address, range).ok_or_else(|| wrong("has no range that makes sense"))?,
    };
    if prefix == 0 {
        return Err(wrong("covers every address: if that is meant, use `true`"));
    }
    // Peers in IPv4 are never shown in their IPv6 form, so neither may networks be.
    let (address, prefix) = match address.to_canonical() {
        mapped @ IpAddr::V4(_) if address.is_ipv6() => {
            let prefix = prefix.checked_sub(96).filter(|prefix| *prefix > 0);
            (
                mapped,
                prefix.ok_or_else(|| wrong("covers more than addresses in IPv4"))?,
            )
        }
        address => (address, prefix),
    };
    IpNet::new(address, prefix).map_err(|_| wrong("has no range that makes sense"))
}

/// The bits of a network: a number, or a mask in IPv4.
fn prefix(address: IpAddr, range: &str) -> Option<u8> {
    if range.bytes().all(|byte| byte.is_ascii_digit()) {
        let bits = if address.is_ipv4() { 32 } else { 128 };
        return range.parse().ok().filter(|prefix| *prefix <= bits);
    }
    match range.parse().ok()? {
        mask @ IpAddr::V4(_) if address.is_ipv4() => ipnet::ip_mask_to_prefix(mask).ok(),
        _ => None,
    }
}
