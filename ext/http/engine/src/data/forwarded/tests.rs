//! Who is believed: against what Express and `proxy-addr` decide, and beyond.

use std::net::IpAddr;

use proptest::prelude::*;

use crate::data::forwarded::ForwardedField;
use crate::data::forwarded::Origin;
use crate::data::forwarded::TrustProxy;
use crate::data::forwarded::TrustSetting;
use crate::data::forwarded::origin;
use crate::fields::Fields;
use crate::peer::Peer;

fn trust(setting: &str) -> TrustProxy {
    let setting: TrustSetting = serde_json::from_str(setting).unwrap();
    TrustProxy::new(&setting).unwrap()
}

fn read(field: ForwardedField, setting: &str, peer: &str, lines: &[(&str, &str)]) -> Origin {
    let peer = Peer::tcp(std::net::SocketAddr::new(ip(peer), 5000), None, false);
    let mut fields = Fields::default();
    for (name, value) in lines {
        fields.push(name, value.as_bytes());
    }
    origin(&trust(setting), field, &peer, "own.test:8080", &fields)
}

fn x(setting: &str, peer: &str, lines: &[(&str, &str)]) -> Origin {
    read(ForwardedField::XForwarded, setting, peer, lines)
}

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

/// The client, then all that were believed.
fn addresses(origin: &Origin) -> String {
    let ips: Vec<_> = origin.ips.iter().map(ToString::to_string).collect();
    format!("{} [{}]", origin.ip, ips.join(" "))
}

#[test]
fn addresses_are_believed_as_far_as_they_are_trusted() {
    let cases = [
        ("false", "127.0.0.1", "1.1.1.1", "127.0.0.1 []"),
        ("true", "9.9.9.9", "1.1.1.1, 2.2.2.2", "1.1.1.1 [1.1.1.1 2.2.2.2]"),
        ("true", "9.9.9.9", "", "9.9.9.9 []"),
        ("0", "9.9.9.9", "1.1.1.1", "9.9.9.9 []"),
        ("1", "9.9.9.9", "1.1.1.1, 2.2.2.2", "2.2.2.2 [2.2.2.2]"),
        ("2", "9.9.9.9", "1.1.1.1, 2.2.2.2", "1.1.1.1 [1.1.1.1 2.2.2.2]"),
        ("\"loopback\"", "127.0.0.9", "1.1.1.1, 2.2.2.2", "2.2.2.2 [2.2.2.2]"),
        ("\"loopback\"", "::1", "1.1.1.1, ::1", "1.1.1.1 [1.1.1.1 ::1]"),
        ("\"loopback\"", "10.0.0.1", "1.1.1.1", "10.0.0.1 []"),
        (
            "\"loopback, uniquelocal\"",
            "::1",
            "1.1.1.1,10.2.3.4,fc00::1",
            "1.1.1.1 [1.1.1.1 10.2.3.4 fc00::1]",
        ),
        (
            "[\"linklocal\",\"10.0.0.0/8\"]",
            "fe80::1",
            "1.1.1.1,10.9.9.9",
            "1.1.1.1 [1.1.1.1 10.9.9.9]",
        ),
        ("\"10.0.0.0/255.0.0.0\"", "10.255.0.1", "1.1.1.1", "1.1.1.1 [1.1.1.1]"),
        ("\"::ffff:10.0.0.0/104\"", "10.255.0.1", "1.1.1.1", "1.1.1.1 [1.1.1.1]"),
        ("\"10.0.0.1\"", "::ffff:10.0.0.1", "::ffff:1.1.1.1", "1.1.1.1 [1.1.1.1]"),
        (
            "\"2001:db8::/32\"",
            "2001:db8:1::2",
            "2001:db9::1",
            "2001:db9::1 [2001:db9::1]",
        ),
    ];
    for (setting, peer, field, expected) in cases {
        let origin = x(setting, peer, &[("x-forwarded-for", field)]);
        assert_eq!(addresses(&origin), expected, "{setting} {peer} {field}");
    }
}

#[test]
fn entries_may_have_ports_and_may_be_garbage() {
    let cases = [
        ("1.1.1.1:4711", "1.1.1.1 [1.1.1.1]"),
        ("[2001:db8::1]:4711, 10.0.0.1", "2001:db8::1 [2001:db8::1 10.0.0.1]"),
        ("[2001:db8::1]", "2001:db8::1 [2001:db8::1]"),
        (" ,, 1.1.1.1 ,", "1.1.1.1 [1.1.1.1]"),
        ("1.1.1.1, unknown, 10.0.0.1", "10.0.0.1 [10.0.0.1]"),
        ("1.1.1.1, <script>", "10.9.9.9 []"),
        ("1.1.1.1, 1.1.1.1.1", "10.9.9.9 []"),
        ("1.1.1.1, 1.1.1.1:99999", "10.9.9.9 []"),
        ("[1.1.1.1]", "10.9.9.9 []"),
    ];
    for (field, expected) in cases {
        let origin = x("\"10.0.0.0/8\"", "10.9.9.9", &[("x-forwarded-for", field)]);
        assert_eq!(addresses(&origin), expected, "{field}");
    }
    let lines = [("x-forwarded-for", "1.1.1.1"), ("x-forwarded-for", "10.0.0.1")];
    let origin = x("\"10.0.0.0/8\"", "10.9.9.9", &lines);
    assert_eq!(addresses(&origin), "1.1.1.1 [1.1.1.1 10.0.0.1]");
}

#[test]
fn protocol_host_and_port_are_believed_from_trusted_peers() {
    let lines = [
        ("x-forwarded-for", "1.1.1.1"),
        ("x-forwarded-proto", "HTTPS"),
        ("x-forwarded-host", "shop.example:444"),
        ("x-forwarded-port", "8443"),
    ];
    let origin = x("1", "9.9.9.9", &lines);
    assert_eq!((origin.protocol, origin.host.as_str()), ("https", "shop.example:444"));
    assert_eq!((origin.hostname(), origin.port), ("shop.example", 8443));
    assert_eq!(x("1", "9.9.9.9", &lines[..3]).port, 444);
    let origin = x("\"loopback\"", "9.9.9.9", &lines);
    assert_eq!((origin.protocol, origin.host.as_str()), ("http", "own.test:8080"));
    assert_eq!((origin.hostname(), origin.port), ("own.test", 8080));
}

#[test]
fn the_port_of_a_protocol_is_not_written() {
    let host = ("x-forwarded-host", "[::1]");
    let origin = x("true", "9.9.9.9", &[host, ("x-forwarded-proto", "wss")]);
    assert_eq!(
        (origin.hostname(), origin.protocol, origin.port),
        ("[::1]", "https", 443)
    );
    let origin = x("true", "9.9.9.9", &[host, ("x-forwarded-port", "many")]);
    assert_eq!((origin.protocol, origin.port), ("http", 80));
}

#[test]
fn of_several_notes_a_clients_own_is_not_believed() {
    let lines = [
        ("x-forwarded-for", "6.6.6.6, 1.1.1.1"),
        ("x-forwarded-proto", "https, http"),
        ("x-forwarded-host", "evil.test, shop.example"),
    ];
    let origin = x("1", "9.9.9.9", &lines);
    assert_eq!((origin.protocol, origin.host.as_str()), ("http", "shop.example"));
    let origin = x("2", "9.9.9.9", &lines);
    assert_eq!((origin.protocol, origin.host.as_str()), ("https", "evil.test"));
}

#[test]
fn what_is_no_host_and_no_protocol_is_not_believed() {
    for host in [
        "a b", "a/b", "a@b", "a\"", "a:b", "a:99999", "a:+0", "[::1", "[x]", ":80", "ä",
    ] {
        let origin = x("true", "9.9.9.9", &[("x-forwarded-host", host)]);
        assert_eq!(origin.host, "own.test:8080", "{host}");
    }
    let origin = x("true", "9.9.9.9", &[("x-forwarded-proto", "javascript")]);
    assert_eq!(origin.protocol, "http");
}

#[test]
fn the_standard_field_is_read_where_it_is_chosen() {
    let read = |lines: &[(&str, &str)]| read(ForwardedField::Forwarded, "\"10.0.0.0/8\"", "10.0.0.9", lines);
    let origin = read(&[(
        "forwarded",
        "for=6.6.6.6, For=\"[2001:db8::17]:4711\";proto=https;host=\"shop.example:444\";by=_x, for=10.0.0.1",
    )]);
    assert_eq!(addresses(&origin), "2001:db8::17 [2001:db8::17 10.0.0.1]");
    assert_eq!((origin.protocol, origin.host.as_str()), ("https", "shop.example:444"));
    let cases = [
        ("for=1.1.1.1", "1.1.1.1 [1.1.1.1]"),
        ("for=1.1.1.1 , , for=10.0.0.1 ;", "1.1.1.1 [1.1.1.1 10.0.0.1]"),
        ("for=unknown, for=10.0.0.1", "10.0.0.1 [10.0.0.1]"),
        ("for=_hidden", "10.0.0.9 []"),
        ("proto=http", "10.0.0.9 []"),
        ("for=\"1.1.1.1", "10.0.0.9 []"),
        ("for", "10.0.0.9 []"),
        ("for=", "10.0.0.9 []"),
        ("for=1.1.1.1;for=2.2.2.2", "10.0.0.9 []"),
        ("for=1.1.1.1 x", "10.0.0.9 []"),
        ("a b=1;for=1.1.1.1", "10.0.0.9 []"),
    ];
    for (field, expected) in cases {
        assert_eq!(addresses(&read(&[("forwarded", field)])), expected, "{field}");
    }
    // A client's broken line cannot swallow the one of a proxy.
    let lines = [("forwarded", "for=\"6.6.6.6"), ("forwarded", "for=1.1.1.1")];
    assert_eq!(addresses(&read(&lines)), "1.1.1.1 [1.1.1.1]");
    let origin = read(&[("x-forwarded-for", "6.6.6.6")]);
    assert_eq!(addresses(&origin), "10.0.0.9 []");
}

#[test]
fn settings_that_mean_nothing_are_refused() {
    let cases = [
        ("\"\"", "`` is no address"),
        ("\"loopbac\"", "`loopbac` is no address"),
        ("[\"10.0.0.0/33\"]", "no range"),
        ("\"10.0.0.0/x\"", "no range"),
        ("\"10.0.0.0/\"", "no range"),
        ("\"10.0.0.0/255.0.255.0\"", "no range"),
        ("\"fe80::/255.0.0.0\"", "no range"),
        ("\"fe80::/129\"", "no range"),
        ("\"10.0.0.0/0\"", "use `true`"),
        ("\"::/0\"", "use `true`"),
        ("\"::ffff:1.2.3.4/96\"", "covers more"),
    ];
    for (setting, expected) in cases {
        let setting: TrustSetting = serde_json::from_str(setting).unwrap();
        let error = TrustProxy::new(&setting).unwrap_err();
        let text = error.to_string();
        assert_eq!(error.code(), "RACE_HTTP_TRUST_PROXY");
        assert!(text.contains(expected) && text.contains("\nhint: "), "{text}");
    }
    let many = TrustSetting::List(vec!["10.0.0.1".to_string(); 2000]);
    assert!(TrustProxy::new(&many).is_err());
    let none = TrustProxy::new(&TrustSetting::List(Vec::new())).unwrap();
    assert!(!none.trusts(ip("127.0.0.1"), 0));
}

proptest! {
    #[test]
    fn nothing_panics(text in "(?s).{0,60}", like in "[for=\"\\\\;,. 1:\\[\\]hostp]{0,60}", range in "[0-9a-f:./]{0,20}") {
        for text in [text, like] {
            let lines = [("x-forwarded-for", text.as_str()), ("x-forwarded-host", &text), ("forwarded", &text)];
            x("true", "1.1.1.1", &lines);
            read(ForwardedField::Forwarded, "3", "1.1.1.1", &lines);
        }
        let _ = TrustProxy::new(&TrustSetting::Text(range));
    }

    #[test]
    fn no_client_gets_past_the_first_address_that_is_not_trusted(claimed in "[0-9., ]{0,40}") {
        let field = format!("{claimed}, 8.8.8.8, 10.0.0.1");
        let origin = x("\"uniquelocal\"", "10.0.0.2", &[("x-forwarded-for", &field)]);
        prop_assert_eq!(addresses(&origin), "8.8.8.8 [8.8.8.8 10.0.0.1]");
    }
}
