//! Headers as proxies write them, broken ones, and any bytes at all.

use proptest::prelude::*;

use super::*;

fn ends(source: &str, destination: &str) -> Option<Ends> {
    Some(Ends {
        source: source.parse().unwrap(),
        destination: destination.parse().unwrap(),
    })
}

fn complete(bytes: &[u8]) -> Header {
    parse(bytes).unwrap().unwrap()
}

/// Version 2: command and family, then addresses and TLVs.
fn v2(command: u8, kind: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap().to_be_bytes();
    [V2_START, &[command, kind], &length, body].concat()
}

#[test]
fn version_1_names_both_ends() {
    let header = complete(b"PROXY TCP4 192.0.2.1 198.51.100.7 56324 443\r\nGET /");
    assert_eq!(header.length, 45);
    assert_eq!(header.ends, ends("192.0.2.1:56324", "198.51.100.7:443"));
    let header = complete(b"PROXY TCP6 2001:db8::1 2001:db8::2 1 65535\r\n");
    assert_eq!(header.ends, ends("[2001:db8::1]:1", "[2001:db8::2]:65535"));
}

#[test]
fn version_1_may_not_know() {
    assert_eq!(complete(b"PROXY UNKNOWN\r\n").ends, None);
    let longest = b"PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n";
    assert_eq!(
        complete(longest),
        Header {
            length: 107,
            ends: None
        }
    );
}

#[test]
fn version_1_is_read_strictly() {
    for line in [
        "GET / HTTP/1.1\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 56324 443\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 56324\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 56324 443 1\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 056324 443\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 +1 443\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 65536 443\r\n",
        "PROXY TCP4 192.0.2.1  198.51.100.7 1 443\r\n",
        "PROXY TCP4 2001:db8::1 2001:db8::2 1 2\r\n",
        "PROXY TCP4 192.0.2.256 198.51.100.7 1 2\r\n",
        "PROXY UDP4 192.0.2.1 198.51.100.7 1 2\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 1 \r\n",
    ] {
        assert_eq!(parse(line.as_bytes()), Err(Invalid), "{line}");
    }
    assert_eq!(parse(&[V1_START, &[b'x'; 101]].concat()), Err(Invalid));
}

#[test]
fn version_2_names_both_ends() {
    let body = [&[192, 0, 2, 1, 198, 51, 100, 7, 0xdc, 4, 1, 187][..], b"\x03\0\x04tlvs"].concat();
    let bytes = [&v2(0x21, 0x11, &body)[..], b"GET /"].concat();
    let header = complete(&bytes);
    assert_eq!(header.length, 16 + body.len());
    assert_eq!(header.ends, ends("192.0.2.1:56324", "198.51.100.7:443"));
    let mut body = [0; 36];
    (body[15], body[31], body[33], body[35]) = (1, 2, 3, 4);
    assert_eq!(complete(&v2(0x21, 0x21, &body)).ends, ends("[::1]:3", "[::2]:4"));
}

#[test]
fn version_2_may_speak_for_the_proxy() {
    assert_eq!(complete(&v2(0x20, 0x11, &[1; 12])).ends, None);
    assert_eq!(complete(&v2(0x20, 0x00, b"")).ends, None);
    assert_eq!(complete(&v2(0x21, 0x00, b"ignored")).ends, None);
    assert_eq!(complete(&v2(0x21, 0x31, &[0; 216])).ends, None);
}

#[test]
fn version_2_is_read_strictly() {
    for bytes in [
        v2(0x11, 0x11, &[0; 12]),
        v2(0x22, 0x11, &[0; 12]),
        v2(0x21, 0x11, &[0; 11]),
        v2(0x21, 0x21, &[0; 35]),
        v2(0x21, 0x31, &[0; 215]),
        v2(0x21, 0x12, &[0; 12]),
        v2(0x21, 0x41, &[0; 12]),
        v2(0x20, 0x00, &vec![0; V2_MAX + 1]),
    ] {
        assert_eq!(parse(&bytes), Err(Invalid), "{:x?}", &bytes[..16]);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), start in 0..4) {
        let start: &[u8] = match start { 0 => V1_START, 1 => V2_START, 2 => b"PROXY TCP4 ", _ => b"" };
        let bytes = [start, &bytes].concat();
        if let Ok(Some(header)) = parse(&bytes) {
            prop_assert!(header.length <= bytes.len());
        }
    }

    #[test]
    fn the_pieces_in_which_it_comes_do_not_matter(
        source: SocketAddr4, destination: SocketAddr4, is_text: bool, tail in proptest::collection::vec(any::<u8>(), 0..20),
    ) {
        let (source, destination) = (source.0, destination.0);
        let header = if is_text {
            let (from, to) = (source.ip(), destination.ip());
            format!("PROXY TCP4 {from} {to} {} {}\r\n", source.port(), destination.port()).into_bytes()
        } else {
            let ports = [source.port().to_be_bytes(), destination.port().to_be_bytes()].concat();
            v2(0x21, 0x11, &[&source.ip().octets()[..], &destination.ip().octets(), &ports].concat())
        };
        let bytes = [&header[..], &tail].concat();
        for end in 0..header.len() {
            prop_assert_eq!(parse(&bytes[..end]), Ok(None));
        }
        let ends = Ends { source: source.into(), destination: destination.into() };
        for end in header.len()..=bytes.len() {
            prop_assert_eq!(parse(&bytes[..end]), Ok(Some(Header { length: header.len(), ends: Some(ends) })));
        }
    }
}

#[derive(Debug)]
struct SocketAddr4(std::net::SocketAddrV4);

impl Arbitrary for SocketAddr4 {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let parts = (any::<[u8; 4]>(), any::<u16>());
        parts
            .prop_map(|(ip, port)| Self(std::net::SocketAddrV4::new(ip.into(), port)))
            .boxed()
    }
}
