//! Content codings of requests' bodies.

use std::io::Write;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use racejs_http_engine::body::BodyError;
use racejs_http_engine::compress;

use super::Target;
use super::forms;
use super::pieces;
use crate::random::Random;

/// A coded body; its first byte says how.
pub(super) const DECODE: Target = Target {
    name: "decode",
    about: "coded bodies: any split, bounded whatever they expand to, and gzip that comes back",
    run: decode,
    seeds: &[
        b"\0\x1f\x8b\x08\0\0\0\0\0\0\xff\x4b\x4c\x4a\x06\0\xc2\x41\x24\x35\x03\0\0\0",
        b"\x01\x78\x9c\x4b\x4c\x4a\x06\0\x02\x4d\x01\x27",
        b"\x02\x0b\x01\x80\x61\x62\x63\x03",
        b"\x03\x28\xb5\x2f\xfd\x24\x03\x19\0\0\x61\x62\x63\x31\x2c\xa0\x64",
        b"\x03\x28\xb5\x2f\xfd\x04\x58\x19\0\0\x61\x62\x63",
        b"\x04\x1f\x8b\x08\0\0\0\0\0\0\xff\x4b\x4c\x4a\x06\0\xc2\x41\x24\x35\x03\0\0\0",
    ],
    words: &["\u{1f}", "\0\0", "(", "\0\0\0", "abc", "\u{1}", "\u{2}", "\u{7f}"],
    max_length: 1024,
    // The window of brotli, and what its decoder has beside it; zstd's is not counted here, and is bounded by a setting.
    memory: 40 * 1024 * 1024,
};

const CODINGS: [&str; 6] = ["gzip", "deflate", "br", "zstd", "gzip, br", "identity, x"];

const LIMIT: usize = 256 * 1024;

fn decode(input: &[u8], random: &mut Random) {
    let Some((kind, data)) = input.split_first() else {
        return;
    };
    let codings = CODINGS[usize::from(*kind) % CODINGS.len()];
    let whole = read(&[data], codings);
    let split = read(&pieces::cut(data, random), codings);
    // A body may be both broken and too large; which of the two shows first may depend on what comes at once.
    let is_refused = matches!((&whole, &split), (Ok(Err(_)), Ok(Err(_))));
    assert!(
        is_refused || whole == split,
        "it depends on the split: {whole:?}, {split:?}"
    );
    if let Ok(Ok(bytes)) = &whole {
        assert!(bytes.len() <= LIMIT, "{} bytes", bytes.len());
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data).unwrap();
    let coded = encoder.finish().unwrap();
    let bytes = Bytes::copy_from_slice(data);
    assert_eq!(
        read(&pieces::cut(&coded, random), "x-gzip"),
        Ok(Ok(bytes)),
        "it does not come back"
    );
}

fn read(pieces: &[&[u8]], codings: &str) -> Result<Result<Bytes, BodyError>, compress::UnsupportedCoding> {
    let mut body = compress::decode(forms::body(pieces), codings, LIMIT)?;
    Ok(forms::wait(async {
        let mut all = Vec::new();
        while let Some(piece) = body.next().await {
            let piece = piece?;
            assert!(piece.len() <= 64 * 1024, "a piece of {} bytes", piece.len());
            all.extend_from_slice(&piece);
        }
        Ok(all.into())
    }))
}
