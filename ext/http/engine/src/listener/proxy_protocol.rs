//! The header with which a proxy tells whose connection it passes on: PROXY protocol, versions 1 and 2, as HAProxy's
//! specification has it. Bytes in, addresses out; knows no sockets.

use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::net::Ipv6Addr;
use std::net::SocketAddr;
use std::str::FromStr;

const V1_START: &[u8] = b"PROXY ";
/// The longest line of version 1, with its CRLF.
const V1_MAX: usize = 107;

const V2_START: &[u8] = b"\r\n\r\n\0\r\nQUIT\n";
/// Signature, version and command, family and protocol, length.
const V2_FIXED: usize = 16;
/// Addresses and what else a proxy tells; the format would allow 64 KiB.
const V2_MAX: usize = 4096;

/// A complete header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Its length in bytes.
    pub(super) length: usize,
    /// Both ends of the connection that the proxy accepted; `None` when the proxy speaks for itself (a health check)
    /// or does not know them.
    pub(super) ends: Option<Ends>,
}

/// Both ends of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ends {
    /// The client.
    pub(super) source: SocketAddr,
    /// Where it connected to.
    pub(super) destination: SocketAddr,
}

/// Not a header of this protocol.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no valid PROXY header")]
pub(super) struct Invalid;

/// Reads the header at the beginning of a connection; `None` while it is incomplete. That never takes more than
/// 4112 bytes.
pub(super) fn parse(bytes: &[u8]) -> Result<Option<Header>, Invalid> {
    if starts(bytes, V2_START) {
        parse_v2(bytes)
    } else if starts(bytes, V1_START) {
        parse_v1(bytes)
    } else {
        Err(Invalid)
    }
}

/// Whether so much of it as has come agrees.
fn starts(bytes: &[u8], start: &[u8]) -> bool {
    let common = bytes.len().min(start.len());
    bytes[..common] == start[..common]
}

fn parse_v1(bytes: &[u8]) -> Result<Option<Header>, Invalid> {
    let line = &bytes[..bytes.len().min(V1_MAX)];
    let Some(end) = line.iter().position(|byte| *byte == b'\n') else {
        return if line.len() < V1_MAX { Ok(None) } else { Err(Invalid) };
    };
    let line = line[..end].strip_suffix(b"\r").ok_or(Invalid)?;
    let line = line.strip_prefix(V1_START).ok_or(Invalid)?;
    let line = std::str::from_utf8(line).map_err(|_| Invalid)?;
    let mut words = line.split(' ');
    let ends = match words.next() {
        // What follows it is to be ignored.
        Some("UNKNOWN") => None,
        Some("TCP4") => Some(text_ends::<Ipv4Addr>(words)?),
        Some("TCP6") => Some(text_ends::<Ipv6Addr>(words)?),
        _ => return Err(Invalid),
    };
    Ok(Some(Header { length: end + 1, ends }))
}

/// Source, destination, and their ports.
fn text_ends<'a, Ip: FromStr + Into<IpAddr>>(mut words: impl Iterator<Item = &'a str>) -> Result<Ends, Invalid> {
    let mut next = || words.next().ok_or(Invalid);
    let address = |word: &str| word.parse::<Ip>().map(Into::into).map_err(|_| Invalid);
    let (source, destination) = (address(next()?)?, address(next()?)?);
    let (source_port, destination_port) = (text_port(next()?)?, text_port(next()?)?);
    match words.next() {
        None => Ok(Ends {
            source: SocketAddr::new(source, source_port),
            destination: SocketAddr::new(destination, destination_port),
        }),
        Some(_) => Err(Invalid),
    }
}

fn text_port(word: &str) -> Result<u16, Invalid> {
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit()) && (word == "0" || !word.starts_with('0'));
    if is_number {
        word.parse().map_err(|_| Invalid)
    } else {
        Err(Invalid)
    }
}

fn parse_v2(bytes: &[u8]) -> Result<Option<Header>, Invalid> {
    let Some((fixed, rest)) = bytes.split_at_checked(V2_FIXED) else {
        return Ok(None);
    };
    let (command, kind) = (fixed[12], fixed[13]);
    let length = usize::from(u16::from_be_bytes([fixed[14], fixed[15]]));
    if length > V2_MAX {
        return Err(Invalid);
    }
    let Some(body) = rest.get(..length) else {
        return Ok(None);
    };
    let ends = match (command, kind) {
        // The proxy's own connection, whatever else it says.
        (0x20, _) => None,
        (0x21, 0x00) => None,
        (0x21, 0x11) => Some(binary_ends::<4>(body)?),
        (0x21, 0x21) => Some(binary_ends::<16>(body)?),
        // A Unix socket: there are no addresses to speak of.
        (0x21, 0x31) if length >= 216 => None,
        _ => return Err(Invalid),
    };
    Ok(Some(Header {
        length: V2_FIXED + length,
        ends,
    }))
}

/// Source, destination, and their ports. What follows them (TLVs) is of no interest here.
fn binary_ends<const WIDTH: usize>(body: &[u8]) -> Result<Ends, Invalid>
where
    IpAddr: From<[u8; WIDTH]>,
{
    let (source, rest) = body.split_first_chunk::<WIDTH>().ok_or(Invalid)?;
    let (destination, rest) = rest.split_first_chunk::<WIDTH>().ok_or(Invalid)?;
    let ports = rest.first_chunk::<4>().ok_or(Invalid)?;
    Ok(Ends {
        source: SocketAddr::new((*source).into(), u16::from_be_bytes([ports[0], ports[1]])),
        destination: SocketAddr::new((*destination).into(), u16::from_be_bytes([ports[2], ports[3]])),
    })
}

#[cfg(test)]
mod tests;
