//! WebSockets: frames, and what is agreed on about them.

use bytes::Bytes;
use racejs_http_engine::fuzzing;
use racejs_http_engine::fuzzing::Heard;

use super::Target;
use super::pieces;
use crate::random::Random;

/// Frames of a client.
pub(super) const FRAMES: Target = Target {
    name: "websocket",
    about: "frames: any split, limits, UTF-8, and messages that come back as they were sent, compressed or not",
    run: frames,
    seeds: &[
        b"\x81\x85\0\0\0\0hello\x89\x80\0\0\0\0\x88\x82\0\0\0\0\x03\xe8",
        b"\x01\x82\x01\x02\x03\x04ab\x8a\x80\0\0\0\0\x80\x82\0\0\0\0cd",
        b"\x82\xfe\0\x7e\0\0\0\0xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        b"\xc1\x87\0\0\0\0\xf2\x48\xcd\xc9\xc9\x07\0",
        b"\x82\xff\0\0\0\0\0\x01\0\0\0\0\0\0",
    ],
    words: &["\u{1}", "\0\0\0\0", "\u{7f}", "\0\u{7e}", "ab", "\u{80}", "\u{10000}", "\0\0\0\0\0\u{1}\0\0"],
    max_length: 2048,
    memory: 512 * 1024,
};

/// Offers of compression.
pub(super) const EXTENSION: Target = Target {
    name: "extension",
    about: "`Sec-WebSocket-Extensions`: an answer has only what there may be in one",
    run: extension,
    seeds: &[
        b"permessage-deflate; client_max_window_bits",
        b"x, permessage-deflate;server_max_window_bits=\"10\"; server_no_context_takeover",
    ],
    words: &[
        "permessage-deflate",
        ";",
        ",",
        "client_max_window_bits",
        "server_max_window_bits=",
        "server_no_context_takeover",
        "\"",
        "8",
        "15",
        "16",
        "=",
    ],
    max_length: 512,
    memory: 64 * 1024,
};

const MAX_PAYLOAD: usize = 1024;

fn frames(input: &[u8], random: &mut Random) {
    let takes_compressed = random.one_in(2);
    let whole = fuzzing::read_frames(&[input], MAX_PAYLOAD, takes_compressed);
    let split = fuzzing::read_frames(&pieces::cut(input, random), MAX_PAYLOAD, takes_compressed);
    assert_eq!(whole, split, "it depends on the split");
    for heard in &whole {
        match heard {
            Heard::Message { data, is_text } => {
                assert!(data.len() <= MAX_PAYLOAD, "{} bytes", data.len());
                assert!(!is_text || std::str::from_utf8(data).is_ok(), "text that is none");
            }
            Heard::Ping(payload) => assert!(payload.len() <= 125),
            Heard::Pong => {}
            Heard::Close(Some((code, reason))) => {
                assert!(
                    (1000..5000).contains(code) && ![1004, 1005, 1006, 1015].contains(code),
                    "{code}"
                );
                assert!(reason.len() <= 123);
            }
            Heard::Close(None) => {}
            Heard::Fault(code) => assert!([1002, 1007, 1009].contains(code), "{code}"),
        }
    }
    comes_back(&input[..input.len().min(MAX_PAYLOAD)], random);
}

/// What the server would send, masked as a client has to, is what the server hears.
fn comes_back(data: &[u8], random: &mut Random) {
    let is_text = std::str::from_utf8(data).is_ok();
    let compressed = fuzzing::deflate(data, 9 + random.below(7) as u8);
    let is_compressed = compressed.is_some();
    let payload = compressed.unwrap_or_else(|| Bytes::copy_from_slice(data));
    let length = payload.len();
    let frame = fuzzing::write_frame(payload, is_text, is_compressed);
    let (head, payload) = frame.split_at(frame.len() - length);
    let mask = (random.next() as u32).to_be_bytes();
    let mut masked = head.to_vec();
    masked[1] |= 0x80;
    masked.extend(mask);
    masked.extend(payload.iter().zip(mask.iter().cycle()).map(|(byte, key)| byte ^ key));
    let heard = fuzzing::read_frames(&pieces::cut(&masked, random), MAX_PAYLOAD, true);
    let data = Bytes::copy_from_slice(data);
    assert_eq!(heard, [Heard::Message { data, is_text }], "it does not come back");
}

fn extension(input: &[u8], _: &mut Random) {
    let text = String::from_utf8_lossy(input);
    let Some(answer) = fuzzing::negotiate_extension(&text) else {
        return;
    };
    let mut parts = answer.split("; ");
    assert_eq!(parts.next(), Some("permessage-deflate"));
    for part in parts {
        let bits = part.strip_prefix("server_max_window_bits=");
        let is_window = bits
            .and_then(|bits| bits.parse::<u8>().ok())
            .is_some_and(|bits| (9..=15).contains(&bits));
        assert!(
            is_window || part == "server_no_context_takeover" || part == "client_no_context_takeover",
            "{part}"
        );
    }
}
