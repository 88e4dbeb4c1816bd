//! What proxies say of a client.

use racejs_http_engine::Fields;
use racejs_http_engine::data::forwarded;
use racejs_http_engine::data::forwarded::ForwardedField;
use racejs_http_engine::data::forwarded::TrustProxy;
use racejs_http_engine::data::forwarded::TrustSetting;
use racejs_http_engine::fuzzing;
use racejs_http_engine::peer::Peer;

use super::Target;
use crate::random::Random;

/// Lines that proxies write.
pub(super) const FORWARDED: Target = Target {
    name: "forwarded",
    about: "`Forwarded` and `X-Forwarded-*`: nothing is believed of nobody, hosts are hosts, as many hops as are trusted",
    run: origin,
    seeds: &[
        b"x-forwarded-for: 1.2.3.4, 10.0.0.1\nx-forwarded-proto: https\nx-forwarded-host: a.b:8080\nx-forwarded-port: 443",
        b"forwarded: for=\"[2001:db8::1]:80\";proto=https;host=\"a:1\";by=_x, for=unknown",
    ],
    words: &[
        "x-forwarded-for: ", "x-forwarded-host: ", "x-forwarded-proto: ", "x-forwarded-port: ", "forwarded: ", "for=", "host=", "proto=",
        ";", ",", "\"", "\\", "[::1]", "127.0.0.1", ":80", "unknown", "\n", "https", "@", "/", "::ffff:1.2.3.4",
    ],
    max_length: 2048,
    memory: 512 * 1024,
};

/// The header of a proxy.
pub(super) const PROXY_PROTOCOL: Target = Target {
    name: "proxy_protocol",
    about: "PROXY headers: incomplete up to their length, the same whatever follows, and bounded",
    run: header,
    seeds: &[
        b"PROXY TCP4 1.2.3.4 5.6.7.8 1 65535\r\nGET /",
        b"PROXY TCP6 ::1 ::2 0 1\r\n",
        b"PROXY UNKNOWN x y z\r\n",
        b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\x01\x02\x03\x04\x05\x06\x07\x08\0\x01\0\x02",
        b"\r\n\r\n\0\r\nQUIT\n\x20\0\0\0GET",
        b"\r\n\r\n\0\r\nQUIT\n\x21\x21\0\x27\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x02\0\x01\0\x02\x04\0\0",
    ],
    words: &["PROXY ", "TCP4 ", "TCP6 ", "UNKNOWN", "\r\n", " ", "::", "1.2.3.4 ", "\r\n\r\n\0\r\nQUIT\n", "\u{21}\u{11}", "\u{10}\0", "0"],
    max_length: 5000,
    memory: 64 * 1024,
};

fn origin(input: &[u8], random: &mut Random) {
    let text = String::from_utf8_lossy(input);
    let mut fields = Fields::default();
    for line in text.lines().take(32) {
        if let Some((name, value)) = line.split_once(": ") {
            fields.push(name, value.as_bytes());
        }
    }
    let hops = random.below(5);
    let setting = match random.below(4) {
        0 => TrustSetting::Flag(false),
        1 => TrustSetting::Flag(true),
        2 => TrustSetting::Hops(hops),
        _ => TrustSetting::Text("loopback, 10.0.0.0/8".to_string()),
    };
    let trust = TrustProxy::new(&setting).unwrap();
    let field = if random.one_in(2) {
        ForwardedField::Forwarded
    } else {
        ForwardedField::XForwarded
    };
    let peer = Peer::local(random.one_in(2));
    let origin = forwarded::origin(&trust, field, &peer, "own:1", &fields);
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte);
    assert!(
        !origin.host.is_empty() && origin.host.bytes().all(is_host),
        "{:?}",
        origin.host
    );
    assert!(!origin.hostname().is_empty() && origin.host.starts_with(origin.hostname()));
    assert_eq!(origin.ip, *origin.ips.first().unwrap_or(&peer.address));
    match setting {
        TrustSetting::Flag(false) | TrustSetting::Hops(0) => {
            assert_eq!((origin.ip, &*origin.host, origin.port), (peer.address, "own:1", 1));
            assert_eq!(origin.protocol, if peer.is_tls { "https" } else { "http" });
        }
        TrustSetting::Hops(hops) => assert!(origin.ips.len() <= hops),
        _ => {}
    }
    // Whoever sets it may write anything: no answer but an error or an understanding.
    let _ = TrustProxy::new(&TrustSetting::Text(text.into_owned()));
}

fn header(input: &[u8], random: &mut Random) {
    let whole = fuzzing::read_proxy_header(input);
    match &whole {
        Ok(Some(header)) => {
            assert!(header.length <= input.len() && header.length <= 4112);
            let inside = random.below(header.length);
            assert_eq!(
                fuzzing::read_proxy_header(&input[..inside]),
                Ok(None),
                "it is complete before its end"
            );
            let behind = header.length + random.below(input.len() - header.length + 1);
            assert_eq!(
                fuzzing::read_proxy_header(&input[..behind]),
                whole,
                "it depends on what follows"
            );
        }
        Ok(None) => {
            assert!(input.len() < 4112, "it never ends");
            let before = random.below(input.len());
            assert_eq!(fuzzing::read_proxy_header(&input[..before]), Ok(None));
        }
        Err(_) => {
            let more = [input, b"\r\n"].concat();
            assert!(fuzzing::read_proxy_header(&more).is_err(), "more bytes mend it");
        }
    }
}
