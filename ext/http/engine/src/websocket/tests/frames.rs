//! Frames and messages, bytes in and out.

use std::cell::RefCell;

use bytes::Bytes;
use bytes::BytesMut;
use proptest::prelude::*;

use super::masked;
use crate::websocket::close;
use crate::websocket::deflate::Coder;
use crate::websocket::frame;
use crate::websocket::frame::OpCode;
use crate::websocket::frame::Packet;
use crate::websocket::frame::Violation;
use crate::websocket::message::Decoder;
use crate::websocket::message::Incoming;

const LIMIT: usize = 100_000;

/// Everything that is in `input` when it comes in pieces of this size.
fn decode(input: &[u8], piece: usize) -> (Vec<Incoming>, Option<Violation>) {
    let coder = RefCell::new(Coder::default());
    let mut decoder = Decoder::new(LIMIT, true);
    let mut buffer = BytesMut::new();
    let mut found = Vec::new();
    for piece in input.chunks(piece.max(1)) {
        buffer.extend_from_slice(piece);
        loop {
            match decoder.next(&mut buffer, &coder) {
                Ok(Some(incoming)) => found.push(incoming),
                Ok(None) => break,
                Err(violation) => return (found, Some(violation)),
            }
        }
    }
    (found, None)
}

fn message(data: &[u8], is_text: bool) -> Incoming {
    let data = Bytes::copy_from_slice(data);
    Incoming::Message { data, is_text }
}

#[test]
fn heads_of_a_server() {
    let cases: [(usize, &[u8]); 6] = [
        (0, &[0x82, 0]),
        (125, &[0x82, 125]),
        (126, &[0x82, 126, 0, 126]),
        (1025, &[0x82, 126, 4, 1]),
        (65535, &[0x82, 126, 255, 255]),
        (65536, &[0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
    ];
    for (length, head) in cases {
        let packet = Packet::new(OpCode::Binary, false, vec![7; length].into());
        let bytes = [packet.first.clone(), packet.rest.clone()].concat();
        assert_eq!(bytes.len(), packet.len());
        assert_eq!(&bytes[..head.len()], head);
        assert_eq!(&bytes[head.len()..], vec![7; length]);
    }
    assert_eq!(Packet::new(OpCode::Text, true, Bytes::new()).first[0], 0xc1);
}

#[test]
fn text_may_be_split_within_a_character() {
    let text = "a€😀b".as_bytes();
    for split in 0..=text.len() {
        let input = [masked(0x01, &text[..split]), masked(0x80, &text[split..])].concat();
        for piece in [1, 3, input.len()] {
            assert_eq!(decode(&input, piece), (vec![message(text, true)], None));
        }
    }
}

#[test]
fn text_that_is_wrong_is_found_at_once() {
    // The frame announces more than there is.
    let mut input = masked(0x81, &[b'a', 0xff, b'b', b'c']);
    input.truncate(input.len() - 2);
    let (found, violation) = decode(&input, input.len());
    assert!(found.is_empty());
    assert_eq!(violation.unwrap().code, close::INVALID_PAYLOAD);
}

#[test]
fn control_frames_may_stand_within_a_message() {
    let input = [
        masked(0x02, b"ab"),
        masked(0x89, b"ping"),
        masked(0x00, b""),
        masked(0x8a, b""),
        masked(0x80, b"cd"),
    ]
    .concat();
    let ping = Incoming::Ping(Bytes::from_static(b"ping"));
    let expected = vec![ping, Incoming::Pong, message(b"abcd", false)];
    for piece in 1..input.len() {
        assert_eq!(decode(&input, piece), (expected.clone(), None));
    }
}

#[test]
fn a_large_frame_is_refused_by_its_head() {
    let head = [0x82, 0xff, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 1, 2, 3, 4];
    assert_eq!(decode(&head, 1).1, Some(Violation::too_large()));
    // And so is one that only the whole message makes too large.
    let input = [masked(0x02, &vec![0; LIMIT]), masked(0x80, &[0])].concat();
    assert_eq!(decode(&input, input.len()).1, Some(Violation::too_large()));
    let input = masked(0x82, &vec![0; LIMIT]);
    assert_eq!(decode(&input, 4096).0, [message(&vec![0; LIMIT], false)]);
}

proptest! {
    #[test]
    fn any_bytes_decode_alike_in_any_pieces(
        input in proptest::collection::vec(any::<u8>(), 0..200),
        piece in 1usize..50,
    ) {
        prop_assert_eq!(decode(&input, piece), decode(&input, input.len()));
    }

    /// Bytes that are frames more often than not.
    #[test]
    fn frames_decode_alike_in_any_pieces(
        frames in proptest::collection::vec(
            (
                prop_oneof![9 => prop::sample::select(vec![0x00, 0x80, 0x01, 0x81, 0x02, 0x82, 0xc1, 0x41, 0x88, 0x89, 0x8a]), 1 => any::<u8>()],
                prop_oneof!["\\PC{0,20}".prop_map(String::into_bytes), proptest::collection::vec(any::<u8>(), 0..200)],
            ),
            0..12,
        ),
        piece in 1usize..50,
    ) {
        let input: Vec<u8> = frames.iter().flat_map(|(first, payload)| masked(*first, payload)).collect();
        let (found, violation) = decode(&input, input.len());
        for incoming in &found {
            if let Incoming::Message { data, is_text: true } = incoming {
                prop_assert!(std::str::from_utf8(data).is_ok());
            }
        }
        prop_assert_eq!(decode(&input, piece), (found, violation));
    }

    #[test]
    fn messages_round_trip(data in proptest::collection::vec(any::<u8>(), 0..5000), cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..5), piece in 1usize..2000) {
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(data.len() + 1)).collect();
        cuts.sort_unstable();
        cuts.push(data.len());
        let (mut input, mut start) = (Vec::new(), 0);
        for (index, cut) in cuts.iter().enumerate() {
            let first = if index == 0 { 0x02 } else { 0 } | if index + 1 == cuts.len() { 0x80 } else { 0 };
            input.extend(masked(first, &data[start..*cut]));
            start = *cut;
        }
        prop_assert_eq!(decode(&input, piece), (vec![message(&data, false)], None));
    }

    #[test]
    fn masks_are_applied_alike_in_pieces(data in proptest::collection::vec(any::<u8>(), 0..100), mask in any::<[u8; 4]>(), cut in any::<prop::sample::Index>()) {
        let cut = cut.index(data.len() + 1);
        let mut whole = data.clone();
        frame::unmask(&mut whole, mask, 0);
        let expected: Vec<u8> = data.iter().zip(mask.iter().cycle()).map(|(byte, key)| byte ^ key).collect();
        prop_assert_eq!(&whole, &expected);
        let mut parts = data;
        frame::unmask(&mut parts[..cut], mask, 0);
        frame::unmask(&mut parts[cut..], mask, cut);
        prop_assert_eq!(parts, expected);
    }

    #[test]
    fn close_payloads_round_trip(code in any::<u16>(), reason in "\\PC{0,30}") {
        let parsed = close::parse(&close::payload(code, &reason));
        if close::is_sendable(code) {
            prop_assert_eq!(parsed, Ok(Some((code, reason))));
        } else {
            prop_assert_eq!(parsed.map_err(|violation| violation.code), Err(close::PROTOCOL_ERROR));
        }
    }
}
