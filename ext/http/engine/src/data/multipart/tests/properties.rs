//! What holds for every form, however it is cut.

use bytes::Bytes;
use http_body::Frame;
use http_body_util::StreamBody;
use proptest::prelude::*;

use crate::body::RequestBody;
use crate::data::multipart::Multipart;
use crate::data::multipart::MultipartLimits;
use crate::data::multipart::tests::KIND;
use crate::data::multipart::tests::read_all;
use crate::data::multipart::tests::read_with;
use crate::data::multipart::tests::run;
use crate::data::multipart::tests::summary;

/// Contents that come close to a boundary.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "\r", "\n", "\r\n", "-", "--", "\r\n--", "--b", "b0", "x", "é", "\0", "\r\n--b",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat().into_bytes())
}

fn contains_boundary(content: &[u8]) -> bool {
    memchr::memmem::find(&[b"\r\n", content].concat(), b"\r\n--b0").is_some()
}

proptest! {
    #[test]
    fn any_cut_gives_the_same_parts(contents in prop::collection::vec(content(), 0..4), cuts in prop::collection::vec(1_usize..40, 1..20)) {
        prop_assume!(!contents.iter().any(|content| contains_boundary(content)));
        let mut form = b"pre".to_vec();
        for (index, content) in contents.iter().enumerate() {
            form.extend_from_slice(format!("\r\n--b0\r\nContent-Disposition: form-data; name={index}\r\n\r\n").as_bytes());
            form.extend_from_slice(content);
        }
        form.extend_from_slice(b"\r\n--b0--\r\n");
        let mut pieces = Vec::new();
        let mut rest = Bytes::from(form);
        let mut cuts = cuts.into_iter().cycle();
        while !rest.is_empty() {
            let at = cuts.next().unwrap().min(rest.len());
            pieces.push(Ok(Frame::data(rest.split_to(at))));
        }
        let body = RequestBody::new(StreamBody::new(futures_util::stream::iter(pieces)));
        let parts = run(read_all(Multipart::new(body, KIND, MultipartLimits::new(1 << 20)).unwrap())).unwrap();
        let read: Vec<_> = parts.iter().map(|(_, bytes)| bytes.to_vec()).collect();
        prop_assert_eq!(read, contents);
    }

    #[test]
    fn nothing_panics_and_no_cut_changes_the_outcome(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "--b0", "\r\n", "--", "Content-Disposition: form-data; name=a", "; filename=\"", "\"", "\\", ":", "x", "\r\n\r\n", "%22", "é", "\n",
        ]), 0..30),
        size in 1_usize..20,
    ) {
        let form = pieces.concat();
        let outcome = |size| {
            let limits = MultipartLimits { head_bytes: 60, ..MultipartLimits::new(500) };
            match read_with(form.as_bytes(), size, limits) {
                Ok(parts) => summary(&parts),
                // Which of two faults is seen first depends on what has come: how far a head may go, or what is in it.
                Err(_) => "refused".to_string(),
            }
        };
        prop_assert_eq!(outcome(size), outcome(1000));
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200), size in 1_usize..50) {
        let form = [b"--b0\r\nContent-Disposition: form-data; name=", bytes.as_slice(), b"\r\n\r\n", &bytes].concat();
        prop_assert!(read_with(&form, size, MultipartLimits::new(1000)).is_err());
    }
}

#[test]
fn limits_of_a_head_do_not_depend_on_the_cut() {
    let limits = || MultipartLimits {
        head_bytes: 100,
        ..MultipartLimits::new(10_000)
    };
    let start = "--b0\r\nContent-Disposition: form-data; name=a\r\nX: ";
    let padded = |spaces: usize| {
        format!(
            "--b0{}\r\nContent-Disposition: form-data; name=a\r\n\r\n",
            " ".repeat(spaces)
        )
    };
    let heads = (90..110).map(|length| format!("{start}{}\r\n\r\n", "x".repeat(length + 4 - start.len())));
    let mut refused = 0;
    for head in heads.chain((60..70).map(padded)) {
        let form = head + "1\r\n--b0--";
        let read = |size| read_with(form.as_bytes(), size, limits()).map(|parts| summary(&parts));
        let whole = format!("{:?}", read(form.len()));
        refused += usize::from(whole.contains("Err"));
        for size in 1..8 {
            assert_eq!(format!("{:?}", read(size)), whole, "{form:?} by {size}");
        }
    }
    assert!((5..25).contains(&refused), "{refused}");
}
