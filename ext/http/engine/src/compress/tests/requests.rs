//! Bodies of requests: broken ones, hostile ones, and good ones in whatever pieces they come.

use std::io::Write as _;

use proptest::prelude::*;

use super::*;
use crate::compress::UnsupportedCoding;

/// What the coding makes of so many zero bytes.
fn bomb(coding: Coding, megabytes: usize) -> Bytes {
    encode(coding, &vec![0; megabytes * 1024 * 1024])
}

#[tokio::test]
async fn codings_lie_on_top_of_each_other() {
    let twice = encode(Brotli, &encode(Gzip, b"hello"));
    assert_eq!(decoded("gzip, br", twice.clone(), 5).await.unwrap(), b"hello");
    assert_eq!(decoded("identity,x-gzip , BR,", twice, 5).await.unwrap(), b"hello");
    assert_eq!(decoded("identity", b"hello".as_slice(), 5).await.unwrap(), b"hello");
    assert_eq!(decoded("", b"hello".as_slice(), 5).await.unwrap(), b"hello");
    let refused = |codings| decode(RequestBody::whole(Bytes::from_static(b"x")), codings, 5).err();
    assert_eq!(refused("gzip, gzip, gzip"), Some(UnsupportedCoding));
    assert_eq!(refused("compress"), Some(UnsupportedCoding));
    assert_eq!(refused("gzip;q=1"), Some(UnsupportedCoding));
}

#[tokio::test]
async fn no_body_needs_no_decoding() {
    assert_eq!(
        read(decode(RequestBody::empty(), "gzip", 5).unwrap()).await.unwrap(),
        b""
    );
}

#[tokio::test]
async fn deflate_comes_with_and_without_its_header() {
    let mut raw = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::new(6));
    raw.write_all(b"hello hello hello").unwrap();
    assert_eq!(
        decoded("deflate", raw.finish().unwrap(), 20).await.unwrap(),
        b"hello hello hello"
    );
    assert_eq!(
        decoded("deflate", encode(Deflate, b"hello"), 20).await.unwrap(),
        b"hello"
    );
}

#[tokio::test]
async fn members_and_frames_follow_each_other() {
    for coding in [Gzip, Zstd] {
        let both = [encode(coding, b"one, "), encode(coding, b"two")].concat();
        assert_eq!(decoded(coding.name(), both, 8).await.unwrap(), b"one, two");
    }
}

#[tokio::test]
async fn what_is_cut_short_or_followed_by_rubbish_is_malformed() {
    for coding in CODINGS {
        let whole = encode(coding, &text(5000));
        for length in [1, 2, 5, whole.len() / 2, whole.len() - 1] {
            let cut = decoded(coding.name(), whole.slice(..length), 5000).await;
            assert_eq!(cut, Err(BodyError::Malformed), "{coding:?} {length}");
        }
        for rubbish in [b"\0".as_slice(), b"rubbish that is long enough to be noticed"] {
            let longer = [&whole, rubbish].concat();
            assert_eq!(
                decoded(coding.name(), longer, 5000).await,
                Err(BodyError::Malformed),
                "{coding:?}"
            );
        }
        let broken = decoded(coding.name(), b"\x07\x07 this is not encoded".as_slice(), 5000).await;
        assert_eq!(broken, Err(BodyError::Malformed), "{coding:?}");
    }
}

#[tokio::test]
async fn a_wrong_checksum_is_malformed() {
    for coding in [Gzip, Deflate] {
        let mut whole = encode(coding, b"hello").to_vec();
        let last = whole.len() - if coding == Gzip { 5 } else { 1 };
        whole[last] ^= 1;
        assert_eq!(decoded(coding.name(), whole, 5).await, Err(BodyError::Malformed));
    }
}

#[tokio::test]
async fn the_limit_is_for_what_comes_out() {
    for coding in CODINGS {
        let whole = encode(coding, &text(100_000));
        assert!(decoded(coding.name(), whole.clone(), 100_000).await.is_ok());
        assert_eq!(
            decoded(coding.name(), whole, 99_999).await,
            Err(BodyError::TooLarge),
            "{coding:?}"
        );
    }
}

#[tokio::test]
async fn a_bomb_goes_no_further_than_the_limit() {
    for coding in CODINGS {
        let small = bomb(coding, 64);
        assert!(small.len() < 200_000);
        let mut body = decode(RequestBody::whole(small), coding.name(), 1_000_000).unwrap();
        let mut total = 0;
        let error = loop {
            match body.next().await.unwrap() {
                Ok(data) => {
                    assert!(data.len() <= 16 * 1024);
                    total += data.len();
                }
                Err(error) => break error,
            }
        };
        assert_eq!(error, BodyError::TooLarge);
        assert!(total <= 1_000_000);
        assert!(body.next().await.is_none());
    }
    // Also where it is hidden in another.
    let hidden = encode(Gzip, &bomb(Gzip, 64));
    assert_eq!(decoded("gzip, gzip", hidden, 100_000).await, Err(BodyError::TooLarge));
}

#[tokio::test]
async fn data_that_comes_to_nothing_is_counted_too() {
    // Empty stored blocks without end.
    let blocks: Vec<u8> = [0, 0, 0, 0xff, 0xff].repeat(10_000);
    assert_eq!(decoded("deflate", blocks, 1000).await, Err(BodyError::TooLarge));
    let members = encode(Gzip, b"").repeat(200);
    assert_eq!(decoded("gzip", members.clone(), 1000).await, Err(BodyError::TooLarge));
    assert_eq!(decoded("gzip", members, 100_000).await.unwrap(), b"");
}

#[tokio::test]
async fn parts_without_end_are_malformed() {
    for coding in [Gzip, Zstd] {
        for part in [b"".as_slice(), b"x"] {
            let parts = |count| encode(coding, part).repeat(count);
            let (few, many) = (parts(256), parts(257));
            assert_eq!(decoded(coding.name(), few, 100_000).await.unwrap(), part.repeat(256));
            assert_eq!(decoded(coding.name(), many, 100_000).await, Err(BodyError::Malformed));
        }
        // Parts of a size that somebody may mean are not counted.
        let large = encode(coding, &text(5000)).repeat(1000);
        assert_eq!(decoded(coding.name(), large, 5_000_000).await.unwrap().len(), 5_000_000);
    }
}

#[tokio::test]
async fn windows_of_zstd_are_bounded() {
    let window = |log| {
        let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
        encoder
            .set_parameter(zstd::zstd_safe::CParameter::WindowLog(log))
            .unwrap();
        encoder.include_contentsize(false).unwrap();
        encoder.write_all(&text(100)).unwrap();
        encoder.flush().unwrap();
        encoder.finish().unwrap()
    };
    assert!(decoded("zstd", window(23), 100).await.is_ok());
    assert_eq!(decoded("zstd", window(24), 100).await, Err(BodyError::Malformed));
    // Formats from before 1.0.
    for first in [0x1e, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0xfd] {
        let old = [first, 0xb5, 0x2f, 0xfd, 0, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(decoded("zstd", old.to_vec(), 100).await, Err(BodyError::Malformed));
    }
}

#[tokio::test]
async fn faults_of_the_source_are_told_as_they_are() {
    let body = decode(RequestBody::failed(BodyError::Disconnected), "gzip", 5).unwrap();
    assert_eq!(read(body).await, Err(BodyError::Disconnected));
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(future)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn pieces_make_no_difference(
        bytes in prop::collection::vec(0u8..4, 0..3000),
        cuts in prop::collection::vec(0usize..4000, 0..12),
    ) {
        for coding in CODINGS {
            let encoded = encode(coding, &bytes);
            let mut cuts: Vec<_> = cuts.iter().map(|cut| cut % (encoded.len() + 1)).collect();
            cuts.extend([0, encoded.len()]);
            cuts.sort_unstable();
            let pieces = cuts.windows(2).map(|cut| encoded.slice(cut[0]..cut[1])).collect();
            let body = decode(RequestBody::new(Pieces(pieces)), coding.name(), bytes.len()).unwrap();
            prop_assert_eq!(block_on(read(body)), Ok(bytes.clone()));
        }
    }

    #[test]
    fn rubbish_is_no_reason_to_panic(bytes in prop::collection::vec(any::<u8>(), 1..200), at in 0usize..200) {
        for coding in CODINGS {
            let _ = block_on(decoded(coding.name(), bytes.clone(), 10_000));
            // And such as begins well.
            let mut damaged = encode(coding, &text(500)).to_vec();
            let place = at % damaged.len();
            damaged[place] ^= bytes[0] | 1;
            let _ = block_on(decoded(coding.name(), damaged, 10_000));
        }
    }

    #[test]
    fn codings_are_read_without_a_panic(header in "\\PC{0,40}") {
        let _ = negotiate_encoding(Some(&header), &CODINGS);
        let _ = decode(RequestBody::empty(), &header, 10);
    }
}
