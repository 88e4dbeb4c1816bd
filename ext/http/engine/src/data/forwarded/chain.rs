//! What proxies write into a request: `X-Forwarded-For` and its kin, or `Forwarded` (RFC 7239). Read as it stands,
//! believed by nobody yet.

use std::net::IpAddr;
use std::net::SocketAddr;

use crate::data::media_type::is_token;
use crate::fields::Fields;

/// Which fields are read; a proxy writes one kind, and passes the other on from clients unchecked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForwardedField {
    /// `X-Forwarded-For`, `-Proto`, `-Host` and `-Port`.
    #[default]
    XForwarded,
    /// `Forwarded`.
    Forwarded,
}

/// The notes of all proxies; the last of each kind is the nearest one's.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Chain {
    /// `None` for what is no address: `unknown`, a made-up name, or garbage.
    pub(super) addresses: Vec<Option<IpAddr>>,
    pub(super) protocols: Vec<Option<String>>,
    pub(super) hosts: Vec<Option<String>>,
    pub(super) ports: Vec<Option<String>>,
}

impl Chain {
    pub(super) fn read(field: ForwardedField, fields: &Fields) -> Self {
        match field {
            ForwardedField::XForwarded => Self::x_forwarded(fields),
            ForwardedField::Forwarded => Self::forwarded(fields),
        }
    }

    fn x_forwarded(fields: &Fields) -> Self {
        let texts = |name| entries(fields, name).map(|entry| Some(entry.to_string())).collect();
        Self {
            addresses: entries(fields, "x-forwarded-for").map(address).collect(),
            protocols: texts("x-forwarded-proto"),
            hosts: texts("x-forwarded-host"),
            ports: texts("x-forwarded-port"),
        }
    }

    fn forwarded(fields: &Fields) -> Self {
        let mut chain = Self::default();
        for line in fields.all("forwarded") {
            match elements(line) {
                Some(elements) => elements.into_iter().for_each(|element| chain.push(element)),
                // It cannot be told what came before it, so that must not be believed.
                None => chain = Self::default(),
            }
        }
        chain
    }

    fn push(&mut self, element: Element) {
        self.addresses.push(element.address.as_deref().and_then(address));
        self.protocols.push(element.protocol);
        self.hosts.push(element.host);
    }
}

/// The entries of a list; empty ones are passed over.
fn entries<'a>(fields: &'a Fields, name: &'a str) -> impl Iterator<Item = &'a str> {
    let entries = fields.all(name).flat_map(|line| line.split(','));
    entries
        .map(|entry| entry.trim_matches([' ', '\t']))
        .filter(|entry| !entry.is_empty())
}

/// An address as proxies write it: with a port or without, in IPv6 with brackets or without.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let address = match bare {
        Some(bare) => bare.parse().ok().map(IpAddr::V6),
        None => text.parse().ok(),
    };
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    address.or_else(with_port).map(|address| address.to_canonical())
}

/// What one proxy writes into `Forwarded`.
#[derive(Default)]
struct Element {
    address: Option<String>,
    protocol: Option<String>,
    host: Option<String>,
}

/// The elements of a line; `None` if it breaks the grammar of RFC 7239 (section 4).
fn elements(line: &str) -> Option<Vec<Element>> {
    let mut elements = Vec::new();
    let mut rest = line;
    loop {
        let mut element = Element::default();
        let mut is_empty = true;
        loop {
            rest = trim_start(rest);
            if !rest.starts_with([',', ';']) && !rest.is_empty() {
                let (name, after) = rest.split_once('=')?;
                let (value, after) = value(after)?;
                element.set(name, value)?;
                is_empty = false;
                rest = trim_start(after);
            }
            match rest.strip_prefix(';') {
                Some(after) => rest = after,
                None => break,
            }
        }
        if !is_empty {
            elements.push(element);
        }
        match rest.strip_prefix(',') {
            Some(after) => rest = after,
            None => return rest.is_empty().then_some(elements),
        }
    }
}

impl Element {
    fn set(&mut self, name: &str, value: String) -> Option<()> {
        let place = match name.to_ascii_lowercase().as_str() {
            "for" => &mut self.address,
            "proto" => &mut self.protocol,
            "host" => &mut self.host,
            _ => return is_token(name).then_some(()),
        };
        place.replace(value).is_none().then_some(())
    }
}

fn trim_start(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}

/// A token or a quoted text, and what follows it. Ports and addresses in IPv6 should be quoted; not all proxies do.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([',', ';', ' ', '\t']).unwrap_or(text.len());
        let (value, rest) = text.split_at(end);
        return (!value.is_empty() && !value.contains(['"', '\\'])).then(|| (value.to_string(), rest));
    };
    let mut value = String::new();
    let mut chars = quoted.chars();
    loop {
        match chars.next()? {
            '"' => return Some((value, chars.as_str())),
            '\\' => value.push(chars.next()?),
            char => value.push(char),
        }
    }
}
