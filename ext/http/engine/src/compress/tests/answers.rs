//! Answers: which are compressed, what their fields say then, and that a stream stays one.

use http::HeaderMap;
use http::Method;
use http::Response;
use http::StatusCode;

use super::*;
use crate::body::Aborted;
use crate::compress::CompressOptions;
use crate::compress::apply;
use crate::compress::decoder::Decoder;
use crate::compress::encoder::Encoder;
use crate::compress::encoder::Operation;

type Lines<'a> = Vec<(&'a str, &'a str)>;

fn response(status: u16, lines: &[(&str, &str)], body: AnswerBody) -> Response<AnswerBody> {
    let mut builder = Response::builder().status(status);
    for (name, value) in lines {
        builder = builder.header(*name, *value);
    }
    builder.body(body).unwrap()
}

fn compress(accepted: &str, response: &mut Response<AnswerBody>) {
    apply(Some(accepted), &Method::GET, &CompressOptions::default(), response);
}

fn coding_of(response: &Response<AnswerBody>) -> Option<&str> {
    response
        .headers()
        .get("content-encoding")
        .map(|value| value.to_str().unwrap())
}

#[tokio::test]
async fn whole_bodies_come_back_whatever_their_size() {
    let options = CompressOptions {
        encodings: CODINGS.to_vec(),
        ..CompressOptions::default()
    };
    for coding in CODINGS {
        for length in [1024, 20_000, 64 * 1024, 300_000] {
            let bytes = text(length);
            let mut answer = response(200, &[("content-type", "text/plain")], AnswerBody::full(bytes.clone()));
            apply(Some(coding.name()), &Method::GET, &options, &mut answer);
            assert_eq!(coding_of(&answer), Some(coding.name()));
            let encoded = collect(answer.into_body()).await.unwrap();
            assert!(encoded.len() < length / 2, "{coding:?} {length}: {}", encoded.len());
            assert_eq!(decoded(coding.name(), encoded, length).await.unwrap(), bytes);
        }
    }
}

#[tokio::test]
async fn every_level_can_be_read() {
    for (coding, levels) in [(Gzip, 0..=9), (Brotli, 0..=11), (Zstd, 1..=19)] {
        for level in levels {
            let (first, second) = (text(3000), text(2000));
            let mut encoder = Encoder::new(coding, level, None).unwrap();
            let mut output = Vec::new();
            for part in [&first, &second] {
                let mut rest = &part[..];
                while !rest.is_empty() {
                    let progress = encoder.step_onto(rest, &mut output, Operation::Process).unwrap();
                    rest = &rest[progress.read..];
                }
                while !encoder.step_onto(&[], &mut output, Operation::Flush).unwrap().is_done {}
            }
            while !encoder.step_onto(&[], &mut output, Operation::Finish).unwrap().is_done {}
            let both = [first, second].concat();
            assert_eq!(
                decoded(coding.name(), output, 5000).await.unwrap(),
                both,
                "{coding:?} {level}"
            );
        }
    }
}

#[tokio::test]
async fn what_cannot_shrink_comes_back_too() {
    let mut seed = 1u32;
    let noise = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    });
    let noise: Vec<u8> = noise.take(100_000).collect();
    for coding in CODINGS {
        assert_eq!(
            decoded(coding.name(), encode(coding, &noise), noise.len())
                .await
                .unwrap(),
            noise
        );
        assert_eq!(decoded(coding.name(), encode(coding, b""), 10).await.unwrap(), b"");
    }
}

#[test]
fn the_fields_tell_of_another_representation() {
    let lines = [
        ("content-type", "application/json"),
        ("content-length", "5000"),
        ("accept-ranges", "bytes"),
        ("etag", "\"a\""),
        ("vary", "Origin"),
    ];
    let mut answer = response(200, &lines, AnswerBody::full(text(5000)));
    compress("gzip", &mut answer);
    let headers = answer.headers();
    assert_eq!(headers["content-encoding"], "gzip");
    assert_eq!(headers["etag"], "W/\"a\"");
    let vary: Vec<_> = headers.get_all("vary").iter().collect();
    assert_eq!(vary, ["Origin", "Accept-Encoding"]);
    assert!(!headers.contains_key("content-length") && !headers.contains_key("accept-ranges"));
}

#[test]
fn some_answers_stay_as_they_are() {
    let long = || AnswerBody::full(text(5000));
    let html = ("content-type", "text/html");
    let cases: Vec<(u16, Lines, AnswerBody)> = vec![
        (200, vec![html, ("cache-control", "public, No-Transform")], long()),
        (200, vec![html, ("content-encoding", "br")], long()),
        (206, vec![html, ("content-range", "bytes 0-4999/9000")], long()),
        (206, vec![html], long()),
        (204, vec![html], AnswerBody::empty()),
        (200, vec![("content-type", "image/png")], long()),
        (200, vec![("content-type", "text/event-stream")], long()),
        (200, vec![], long()),
        (200, vec![html], AnswerBody::full(text(1023))),
        (200, vec![html], AnswerBody::empty()),
    ];
    for (status, lines, body) in cases {
        let mut answer = response(status, &lines, body);
        let before = format!("{answer:?}");
        compress("gzip, br, zstd", &mut answer);
        assert_eq!(format!("{answer:?}"), before);
    }
}

#[test]
fn caches_learn_that_the_client_mattered() {
    let html = [("content-type", "text/html"), ("etag", "\"a\"")];
    let vary = |answer: &Response<AnswerBody>| answer.headers().contains_key("vary");
    let mut plain = response(200, &html, AnswerBody::full(text(5000)));
    compress("identity", &mut plain);
    assert!(vary(&plain) && coding_of(&plain).is_none());
    assert_eq!(plain.headers()["etag"], "\"a\"");
    let mut head = response(200, &html, AnswerBody::full(text(5000)));
    apply(Some("gzip"), &Method::HEAD, &CompressOptions::default(), &mut head);
    assert!(vary(&head) && coding_of(&head).is_none());
    let mut known = response(304, &[("etag", "\"a\"")], AnswerBody::empty());
    compress("gzip", &mut known);
    assert!(vary(&known) && coding_of(&known).is_none());
    assert_eq!(known.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_stream_stays_a_stream() {
    for coding in CODINGS {
        let (writer, body) = streamed();
        let options = CompressOptions {
            encodings: CODINGS.to_vec(),
            ..CompressOptions::default()
        };
        let mut answer = response(200, &[("content-type", "text/plain")], body);
        apply(Some(coding.name()), &Method::GET, &options, &mut answer);
        assert_eq!(coding_of(&answer), Some(coding.name()));
        let mut body = answer.into_body();
        let mut decoder = Decoder::new(coding).unwrap();
        let mut all = Vec::new();
        for chunk in [b"first event\n".as_slice(), b"x", b"the third one\n"] {
            send(&writer.chunks, Box::leak(chunk.into())).await;
            let encoded = ready(&mut body).await;
            let mut output = [0; 1000];
            let progress = decoder.step(&encoded, &mut output).unwrap();
            // All that the handler wrote is here, before it writes again.
            assert_eq!(&output[..progress.written], chunk, "{coding:?}");
            all.extend(encoded);
            assert!(ready(&mut body).await.is_empty(), "nothing new, nothing sent");
        }
        writer.finish();
        all.extend(ready(&mut body).await);
        assert!(body.is_end_stream());
        assert_eq!(
            decoded(coding.name(), all, 1000).await.unwrap(),
            b"first event\nxthe third one\n"
        );
    }
}

#[tokio::test]
async fn large_chunks_come_in_bounded_pieces() {
    let bytes = text(1_000_000);
    let (writer, body) = streamed();
    let mut answer = response(200, &[("content-type", "text/plain")], body);
    compress("br", &mut answer);
    writer.chunks.send(Ok(bytes.clone())).await.unwrap();
    writer.finish();
    let mut body = answer.into_body();
    let mut all = Vec::new();
    while let Some(frame) = body.frame().await {
        let data = frame.unwrap().into_data().unwrap();
        assert!(data.len() <= 64 * 1024);
        all.extend_from_slice(&data);
    }
    assert_eq!(decoded("br", all, bytes.len()).await.unwrap(), bytes);
}

#[tokio::test]
async fn trailers_follow_and_an_abort_stays_one() {
    let (writer, body) = streamed();
    let mut answer = response(200, &[("content-type", "text/plain")], body);
    compress("gzip", &mut answer);
    send(&writer.chunks, b"hello").await;
    let mut fields = HeaderMap::new();
    fields.insert("x-sum", "5".parse().unwrap());
    writer.finish_with(fields);
    let all = answer.into_body().collect().await.unwrap();
    assert_eq!(all.trailers().unwrap()["x-sum"], "5");
    assert_eq!(decoded("gzip", all.to_bytes(), 10).await.unwrap(), b"hello");

    let (writer, body) = streamed();
    let mut answer = response(200, &[("content-type", "text/plain")], body);
    compress("gzip", &mut answer);
    send(&writer.chunks, b"hello").await;
    drop(writer);
    assert!(matches!(collect(answer.into_body()).await, Err(Aborted)));
}

#[tokio::test]
async fn an_event_stream_is_compressed_where_the_program_asks() {
    let (writer, body) = streamed();
    let options = CompressOptions {
        types: vec!["text/event-stream".to_string()],
        ..CompressOptions::default()
    };
    let mut answer = response(200, &[("content-type", "text/event-stream")], body);
    apply(Some("gzip"), &Method::GET, &options, &mut answer);
    assert_eq!(coding_of(&answer), Some("gzip"));
    writer.finish();
}
