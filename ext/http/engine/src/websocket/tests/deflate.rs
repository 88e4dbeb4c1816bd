//! Compression of single messages.

use proptest::prelude::*;

use crate::websocket::deflate::Coder;
use crate::websocket::deflate::InflateError;

/// Examples of RFC 7692, section 7.2.3.
#[test]
fn the_examples_of_the_rfc_inflate() {
    let cases: [&[u8]; 4] = [
        &[0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00],
        // A stored block.
        &[0x00, 0x05, 0x00, 0xfa, 0xff, 0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x00],
        // A final block.
        &[0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00],
        // Two blocks.
        &[
            0xf2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xff, 0xff, 0xca, 0xc9, 0xc9, 0x07, 0x00,
        ],
    ];
    let mut coder = Coder::default();
    for case in cases {
        assert_eq!(coder.inflate(case, 5).unwrap(), "Hello", "{case:x?}");
        assert_eq!(coder.inflate(case, 4), Err(InflateError::TooLarge));
    }
    assert_eq!(coder.inflate(&[0], 0).unwrap(), "");
}

#[test]
fn garbage_does_not_inflate() {
    let mut coder = Coder::default();
    // The third kind of block is reserved.
    assert_eq!(coder.inflate(&[0xff, 0xff, 0xff], 100), Err(InflateError::Corrupt));
    assert_eq!(
        coder.inflate(&[0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00], 100).unwrap(),
        "Hello"
    );
}

#[test]
fn a_bomb_goes_off_within_its_bounds() {
    let mut coder = Coder::default();
    let bomb = coder.deflate(&vec![0; 64 * 1024 * 1024], 15).unwrap();
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(coder.inflate(&bomb, 1024 * 1024), Err(InflateError::TooLarge));
}

#[test]
fn what_does_not_shrink_is_left_alone() {
    let mut coder = Coder::default();
    assert_eq!(coder.deflate(b"", 15), None);
    assert_eq!(coder.deflate(b"abc", 15), None);
    let (mut seed, mut noise) = (1u64, Vec::new());
    for _ in 0..10_000 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        noise.push((seed >> 56) as u8);
    }
    assert_eq!(coder.deflate(&noise, 15), None);
}

proptest! {
    #[test]
    fn messages_round_trip(unit in proptest::collection::vec(any::<u8>(), 1..50), count in 1usize..2000, bits in 9u8..=15) {
        let data = unit.repeat(count);
        let mut coder = Coder::default();
        if let Some(deflated) = coder.deflate(&data, bits) {
            prop_assert!(deflated.len() < data.len());
            prop_assert_eq!(&coder.inflate(&deflated, data.len()).unwrap(), &data);
            prop_assert_eq!(coder.inflate(&deflated, data.len() - 1), Err(InflateError::TooLarge));
        } else {
            prop_assert!(data.len() < 5000);
        }
    }

    #[test]
    fn any_bytes_inflate_within_bounds(input in proptest::collection::vec(any::<u8>(), 0..300), limit in 0usize..1000) {
        if let Ok(data) = Coder::default().inflate(&input, limit) {
            prop_assert!(data.len() <= limit);
        }
    }
}
