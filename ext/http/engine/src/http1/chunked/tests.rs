//! Chunked bodies: what is one, what is not, and that no cut of the input matters.

use proptest::collection::vec;
use proptest::prelude::*;

use super::BadChunk;
use super::Decoder;

/// The body, and how many bytes of the input were its; `None` for the latter while it is incomplete.
fn decode(inputs: &[&[u8]]) -> Result<(Vec<u8>, Option<usize>), BadChunk> {
    let mut decoder = Decoder::new();
    let (mut body, mut used) = (Vec::new(), 0);
    for input in inputs {
        let mut rest = *input;
        loop {
            let step = decoder.step(rest)?;
            rest = &rest[step.skipped..];
            used += step.skipped + step.data;
            if step.data == 0 {
                break;
            }
            body.extend_from_slice(&rest[..step.data]);
            rest = &rest[step.data..];
        }
    }
    Ok((body, decoder.is_done().then_some(used)))
}

fn split(input: &[u8]) -> Vec<&[u8]> {
    input.chunks(1).collect()
}

#[test]
fn bodies_are_put_together() {
    let bodies = [
        ("0\r\n\r\n", ""),
        ("3\r\nabc\r\n0\r\n\r\n", "abc"),
        ("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "abcde"),
        ("0000000000000003\r\nabc\r\n0\r\n\r\n", "abc"),
        (
            "A\r\n0123456789\r\na\r\n0123456789\r\n00\r\n\r\n",
            "01234567890123456789",
        ),
        ("2;name=value;x=\"y;z\"\r\nab\r\n0;last\r\n\r\n", "ab"),
        ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
        ("1\r\na\r\n0\r\nX-Sum: 1\r\nEmpty:\r\n\r\n", "a"),
    ];
    for (input, body) in bodies {
        let followed = [input, "GET /"].concat();
        let expected = Ok((body.as_bytes().to_vec(), Some(input.len())));
        assert_eq!(decode(&[followed.as_bytes()]), expected, "{input:?}");
        assert_eq!(decode(&split(followed.as_bytes())), expected, "{input:?}");
        for end in 0..input.len() {
            assert_eq!(decode(&[&input.as_bytes()[..end]]).unwrap().1, None, "{input:?} {end}");
        }
    }
}

#[test]
fn every_other_form_is_refused() {
    let long = ["3;", &"x".repeat(5000), "\r\nabc\r\n0\r\n\r\n"].concat();
    let many = ["1;", &"x".repeat(90), "\r\na\r\n"].concat().repeat(60);
    let trailer = ["0\r\na: ", &"x".repeat(9000), "\r\n\r\n"].concat();
    let trailers = ["0\r\n", &"a: b\r\n".repeat(65), "\r\n"].concat();
    let inputs = [
        "\r\n",
        "x\r\n",
        "+3\r\nabc\r\n",
        "-1\r\n",
        "0x3\r\nabc\r\n",
        " 3\r\nabc\r\n",
        "3 \r\nabc\r\n",
        "3\t\r\nabc\r\n",
        "3 ;x\r\nabc\r\n",
        "3\nabc\n",
        "3\rabc",
        "3\r\r\nabc",
        "00000000000000003\r\nabc\r\n",
        "fffffffffffffffff\r\n",
        "3\r\nabcd\r\n",
        "3\r\nabc\n0\r\n\r\n",
        "3\r\nabc\r0",
        "3\r\nabc0\r\n\r\n",
        "3;a\nabc\r\n",
        "3;a\0\r\nabc\r\n",
        "3;a\r\r\nabc",
        ";\r\n",
        "3,3\r\nabc\r\n",
        "0\r\n x: y\r\n\r\n",
        "0\r\n: y\r\n\r\n",
        "0\r\nx y: z\r\n\r\n",
        "0\r\nx : y\r\n\r\n",
        "0\r\nnothing\r\n\r\n",
        "0\r\nx: \0\r\n\r\n",
        "0\r\nx: y\n\r\n",
        "0\r\nx: y\r\r\n",
        "0\r\nx: y\r\n z\r\n\r\n",
        "0\n\n",
        "0\r\n\n",
        "0\r\n\rx",
        &long,
        &many,
        &trailer,
        &trailers,
    ];
    for input in inputs {
        let whole = decode(&[input.as_bytes()]).unwrap_err();
        assert_eq!(decode(&split(input.as_bytes())), Err(whole), "{input:?}");
    }
}

#[test]
fn a_size_never_overflows() {
    let (body, end) = decode(&[b"ffffffffffffffff\r\nabc"]).unwrap();
    assert_eq!((body, end), (b"abc".to_vec(), None));
}

proptest! {
    #[test]
    fn it_is_the_same_wherever_the_input_is_cut(
        input in "[0-3a;=x :\r\n]{0,40}",
        cuts in vec(0..40usize, 0..5),
    ) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(input.len())).collect();
        cuts.extend([0, input.len()]);
        cuts.sort_unstable();
        let parts: Vec<&[u8]> = cuts.windows(2).map(|cut| &input.as_bytes()[cut[0]..cut[1]]).collect();
        prop_assert_eq!(decode(&parts), decode(&[input.as_bytes()]));
    }

    #[test]
    fn whatever_is_written_is_read(chunks in vec(vec(any::<u8>(), 1..70), 0..6), rest in vec(any::<u8>(), 0..9)) {
        let mut coded = Vec::new();
        for chunk in &chunks {
            super::super::write::chunk_head(&mut coded, chunk.len());
            coded.extend_from_slice(chunk);
            coded.extend_from_slice(b"\r\n");
        }
        super::super::write::last_chunk(&mut coded, None);
        let length = coded.len();
        coded.extend_from_slice(&rest);
        prop_assert_eq!(decode(&[&coded]), Ok((chunks.concat(), Some(length))));
    }
}
