//! The inspector flags: what may stand after `--inspect=`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs as _};

use racejs_runtime::{Inspect, InspectMode};

/// The port that debuggers look at first.
const DEFAULT_PORT: u16 = 9229;

/// The address of a flag without a value, in the form a user would type.
pub(super) const DEFAULT_ADDRESS: &str = "127.0.0.1:9229";

#[derive(Debug, Default, clap::Args)]
pub(crate) struct InspectFlags {
    /// Listen for a debugger [default: 127.0.0.1:9229]
    #[arg(
        long, value_name = "HOST:PORT", help_heading = "Debugging",
        num_args = 0..=1, require_equals = true, default_missing_value = DEFAULT_ADDRESS, value_parser = parse_address,
    )]
    inspect: Option<SocketAddr>,

    /// Listen, and wait for a debugger before the program starts
    #[arg(
        long, value_name = "HOST:PORT", help_heading = "Debugging",
        num_args = 0..=1, require_equals = true, default_missing_value = DEFAULT_ADDRESS, value_parser = parse_address,
    )]
    inspect_wait: Option<SocketAddr>,

    /// Listen, wait for a debugger and break on the first line
    #[arg(
        long, value_name = "HOST:PORT", help_heading = "Debugging",
        num_args = 0..=1, require_equals = true, default_missing_value = DEFAULT_ADDRESS, value_parser = parse_address,
    )]
    inspect_brk: Option<SocketAddr>,

    /// How debuggers learn the program's address: printed on stderr, over HTTP, or both [default: stderr,http]
    #[arg(
        long,
        value_name = "WAYS",
        help_heading = "Debugging",
        hide_possible_values = true,
        require_equals = true,
        value_delimiter = ',',
        value_enum
    )]
    inspect_publish_uid: Vec<Publication>,
}

/// How a debugger learns where the program can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Publication {
    Stderr,
    Http,
}

impl InspectFlags {
    /// The flag as it is typed, and nothing left behind: for a command that passes it on.
    pub(super) fn take_word(&mut self) -> Option<String> {
        let session = std::mem::take(self).session()?;
        let flag = match session.mode {
            InspectMode::Break => "--inspect-brk",
            InspectMode::Wait => "--inspect-wait",
            InspectMode::Listen => "--inspect",
        };
        Some(format!("{flag}={}", session.address))
    }

    /// The one session these flags ask for; the flag that stops the program earliest decides.
    pub(crate) fn session(&self) -> Option<Inspect> {
        let stops_first = [
            (self.inspect_brk, InspectMode::Break),
            (self.inspect_wait, InspectMode::Wait),
            (self.inspect, InspectMode::Listen),
        ];
        stops_first.into_iter().find_map(|(address, mode)| {
            let publishes = |way| self.inspect_publish_uid.is_empty() || self.inspect_publish_uid.contains(&way);
            Some(Inspect {
                address: address?,
                mode,
                is_printed: publishes(Publication::Stderr),
                is_listed: publishes(Publication::Http),
            })
        })
    }
}

/// Reads `port`, `host`, `host:port`, `[v6]` or `[v6]:port`.
fn parse_address(text: &str) -> Result<SocketAddr, String> {
    if let Ok(address) = text.parse() {
        return Ok(address);
    }
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok((Ipv4Addr::LOCALHOST, parse_port(text)?).into());
    }
    let bare = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(text);
    if let Ok(ip) = bare.parse::<IpAddr>() {
        return Ok((ip, DEFAULT_PORT).into());
    }
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) => (host, parse_port(port)?),
        None => (text, DEFAULT_PORT),
    };
    lookup(host, port)
}

fn parse_port(text: &str) -> Result<u16, String> {
    text.parse()
        .map_err(|_| format!("`{text}` is not a port between 0 and 65535"))
}

fn lookup(host: &str, port: u16) -> Result<SocketAddr, String> {
    if host.is_empty() {
        return Err("the host is missing".to_owned());
    }
    let addresses = (host, port)
        .to_socket_addrs()
        .map_err(|_| format!("`{host}` is not the name of a host"))?;
    let mut addresses: Vec<SocketAddr> = addresses.collect();
    // Debuggers try IPv4 first when they are told `localhost`.
    addresses.sort_by_key(SocketAddr::is_ipv6);
    addresses
        .first()
        .copied()
        .ok_or_else(|| format!("`{host}` has no address"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_leave_out_either_half() {
        let read = |text: &str| parse_address(text).unwrap().to_string();
        assert_eq!(read("9230"), "127.0.0.1:9230");
        assert_eq!(read("0"), "127.0.0.1:0");
        assert_eq!(read("0.0.0.0"), "0.0.0.0:9229");
        assert_eq!(read("0.0.0.0:1"), "0.0.0.0:1");
        assert_eq!(read("[::1]"), "[::1]:9229");
        assert_eq!(read("[::1]:7000"), "[::1]:7000");
        assert_eq!(read("localhost:7001"), "127.0.0.1:7001");
        assert_eq!(read(DEFAULT_ADDRESS), DEFAULT_ADDRESS);
    }

    #[test]
    fn an_address_that_cannot_be_is_refused() {
        assert!(parse_address("65536").unwrap_err().contains("`65536` is not a port"));
        assert!(
            parse_address("localhost:http")
                .unwrap_err()
                .contains("`http` is not a port")
        );
        assert!(parse_address(":9229").unwrap_err().contains("host is missing"));
        assert!(parse_address("").unwrap_err().contains("host is missing"));
    }
}
