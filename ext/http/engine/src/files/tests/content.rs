//! What is sent of a file, and what the fields say of it.

use std::fs::File;
use std::io::Write as _;
use std::time::Duration;
use std::time::SystemTime;

use http::StatusCode;
use http_body::Body as _;

use super::*;
use crate::body::Aborted;
use crate::files::media_type;

/// Bytes that tell where they stand.
fn numbered(length: usize) -> Vec<u8> {
    (0..length).map(|index| (index / 7 + index % 251) as u8).collect()
}

#[tokio::test]
async fn an_answer_describes_its_file() {
    let mut site = Site::new();
    let answer = site.answer("/hello.txt", &[]).await;
    assert_eq!(field(&answer, "content-type"), "text/plain; charset=utf-8");
    assert_eq!(field(&answer, "cache-control"), "public, max-age=0");
    assert_eq!(field(&answer, "accept-ranges"), "bytes");
    assert!(field(&answer, "etag").starts_with("W/\"b-"));
    assert!(field(&answer, "last-modified").ends_with(" GMT"));
    assert_eq!(answer.body().size_hint().exact(), Some(11));
    site.options.max_age = Duration::from_secs(60);
    site.options.immutable = true;
    site.options.headers.insert("x-own", "1".parse().unwrap());
    site.options
        .headers
        .insert("content-type", "text/x-own".parse().unwrap());
    let answer = site.answer("/hello.txt", &[]).await;
    assert_eq!(field(&answer, "cache-control"), "public, max-age=60, immutable");
    assert_eq!(field(&answer, "x-own"), "1");
    assert_eq!(field(&answer, "content-type"), "text/x-own");
    site.options.etag = false;
    site.options.last_modified = false;
    site.options.accept_ranges = false;
    site.options.cache_control = false;
    let answer = site.answer("/hello.txt", &[("range", "bytes=0-1")]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers().len(), 2);
}

#[test]
fn types_go_by_names() {
    for (name, kind) in [
        ("a.html", "text/html; charset=utf-8"),
        ("a.JS", "text/javascript; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.svg", "image/svg+xml"),
        ("a.wasm", "application/wasm"),
        ("a.png", "image/png"),
        ("a.unknown-ending", "application/octet-stream"),
        ("README", "application/octet-stream"),
    ] {
        assert_eq!(media_type(name), kind, "{name}");
    }
}

#[tokio::test]
async fn head_tells_the_length_alone() {
    let site = Site::new();
    let Outcome::Answer(answer) = site.ask(Method::HEAD, "/hello.txt", &[("range", "bytes=0-1")]).await else {
        panic!("no answer");
    };
    assert_eq!(
        (answer.status(), field(&answer, "content-length")),
        (StatusCode::OK, "11")
    );
    assert!(answer.body().is_end_stream());
}

#[tokio::test]
async fn a_known_file_is_not_sent_again() {
    let site = Site::new();
    let first = site.answer("/hello.txt", &[]).await;
    let (tag, date) = (
        field(&first, "etag").to_string(),
        field(&first, "last-modified").to_string(),
    );
    let old = "Sun, 06 Nov 1994 08:49:37 GMT";
    for (lines, status) in [
        ([("if-none-match", tag.as_str())], 304),
        ([("if-none-match", "*")], 304),
        ([("if-none-match", "\"other\"")], 200),
        ([("if-modified-since", date.as_str())], 304),
        ([("if-modified-since", old)], 200),
        ([("if-match", "*")], 200),
        ([("if-match", "\"other\"")], 412),
        ([("if-unmodified-since", old)], 412),
        ([("if-unmodified-since", date.as_str())], 200),
    ] {
        let answer = site.answer("/hello.txt", &lines).await;
        assert_eq!(answer.status(), status, "{lines:?}");
        if status == 304 {
            assert_eq!(field(&answer, "etag"), tag);
            assert_eq!(field(&answer, "cache-control"), "public, max-age=0");
            assert_eq!(field(&answer, "content-type"), "");
            assert!(answer.body().is_end_stream());
        }
    }
    // A file that changed has another tag.
    fs::write(site.root().join("hello.txt"), "changed").unwrap();
    let answer = site.answer("/hello.txt", &[("if-none-match", &tag)]).await;
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn a_change_in_the_future_or_before_dates_is_no_date() {
    let site = Site::new();
    for time in [
        SystemTime::now() + Duration::from_secs(3600),
        SystemTime::UNIX_EPOCH - Duration::from_secs(3600),
    ] {
        let file = File::options().write(true).open(site.root().join("hello.txt")).unwrap();
        file.set_modified(time).unwrap();
        let answer = site.answer("/hello.txt", &[]).await;
        assert_eq!((answer.status(), field(&answer, "last-modified")), (StatusCode::OK, ""));
    }
}

#[tokio::test]
async fn parts_are_sent_alone() {
    let site = Site::new();
    for (range, status, told, sent) in [
        ("bytes=0-4", 206, "bytes 0-4/11", "hello"),
        ("bytes=-5", 206, "bytes 6-10/11", "world"),
        ("bytes=6-", 206, "bytes 6-10/11", "world"),
        ("bytes=0-99", 206, "bytes 0-10/11", "hello world"),
        ("bytes=0-1,1-4", 206, "bytes 0-4/11", "hello"),
        ("bytes=4-0", 200, "", "hello world"),
        ("lines=0-4", 200, "", "hello world"),
    ] {
        let answer = site.answer("/hello.txt", &[("range", range)]).await;
        assert_eq!(answer.status(), status, "{range}");
        assert_eq!(field(&answer, "content-range"), told, "{range}");
        assert_eq!(bytes(answer).await, sent, "{range}");
    }
    let answer = site.answer("/hello.txt", &[("range", "bytes=11-")]).await;
    assert_eq!(
        (answer.status(), field(&answer, "content-range")),
        (StatusCode::RANGE_NOT_SATISFIABLE, "bytes */11")
    );
    let answer = site
        .answer("/hello.txt", &[("range", "bytes=0-4"), ("if-range", "\"other\"")])
        .await;
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn several_parts_have_a_boundary_between_them() {
    let site = Site::new();
    let answer = site.answer("/hello.txt", &[("range", "bytes=0-1, 6-7,-1")]).await;
    assert_eq!(answer.status(), 206);
    assert_eq!(field(&answer, "content-range"), "");
    let boundary = field(&answer, "content-type")
        .strip_prefix("multipart/byteranges; boundary=")
        .unwrap();
    let part = |range: &str, content: &str| {
        format!(
            "--{boundary}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: bytes {range}/11\r\n\r\n{content}\r\n"
        )
    };
    let expected = [part("0-1", "he"), part("6-7", "wo"), part("10-10", "d")].concat() + &format!("--{boundary}--\r\n");
    assert_eq!(answer.body().size_hint().exact(), Some(expected.len() as u64));
    assert_eq!(bytes(answer).await, expected);
}

#[tokio::test]
async fn large_files_come_in_pieces() {
    let site = Site::new();
    let content = numbered(200_000);
    fs::write(site.root().join("large.bin"), &content).unwrap();
    let mut body = site.answer("/large.bin", &[]).await.into_body();
    assert_eq!(body.size_hint().exact(), Some(200_000));
    let mut all = Vec::new();
    while let Some(frame) = body.frame().await {
        let data = frame.unwrap().into_data().unwrap();
        assert!(data.len() <= 64 * 1024);
        all.extend_from_slice(&data);
        assert_eq!(body.size_hint().exact(), Some((content.len() - all.len()) as u64));
    }
    assert!(all == content && body.is_end_stream());
    let part = site.answer("/large.bin", &[("range", "bytes=1000-180000")]).await;
    assert!(bytes(part).await == content[1000..=180_000]);
    let parts = site
        .answer("/large.bin", &[("range", "bytes=0-99999,150000-160000")])
        .await;
    let length = parts.body().size_hint().exact();
    assert_eq!(length, Some(bytes(parts).await.len() as u64));
}

#[tokio::test]
async fn a_file_that_shrinks_is_broken_off_not_padded() {
    let site = Site::new();
    let path = site.root().join("large.bin");
    fs::write(&path, numbered(200_000)).unwrap();
    let mut body = site.answer("/large.bin", &[]).await.into_body();
    assert!(body.frame().await.unwrap().is_ok());
    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(70_000)
        .unwrap();
    assert!(matches!(body.frame().await, Some(Err(Aborted))));
    assert!(body.frame().await.is_none());
    // And one that grows gets no longer.
    let mut body = site.answer("/large.bin", &[]).await.into_body();
    let first = body.frame().await.unwrap().unwrap().into_data().unwrap();
    let mut file = File::options().append(true).open(&path).unwrap();
    file.write_all(&numbered(50_000)).unwrap();
    assert_eq!(first.len() + body.collect().await.unwrap().to_bytes().len(), 70_000);
}

#[tokio::test]
async fn compressed_siblings_are_for_those_who_take_them() {
    let mut site = Site::new();
    fs::write(site.root().join("hello.txt.br"), "as brotli").unwrap();
    fs::write(site.root().join("hello.txt.gz"), "as gzip").unwrap();
    let ask = async |site: &Site, accepted: &str| {
        let answer = site.answer("/hello.txt", &[("accept-encoding", accepted)]).await;
        let fields = format!("{} {}", field(&answer, "content-encoding"), field(&answer, "vary"));
        (fields, String::from_utf8(bytes(answer).await.to_vec()).unwrap())
    };
    let plain = ("hello world".to_string(), " ".to_string());
    assert_eq!(ask(&site, "br").await, (plain.1, plain.0));
    site.options.precompressed = true;
    for (accepted, coding, content) in [
        ("br", "br", "as brotli"),
        ("gzip, br", "br", "as brotli"),
        ("gzip, br;q=0.5", "gzip", "as gzip"),
        // There is none.
        ("zstd", "", "hello world"),
        ("zstd, gzip;q=0.1", "gzip", "as gzip"),
        ("br;q=0", "", "hello world"),
        ("identity", "", "hello world"),
    ] {
        let (fields, sent) = ask(&site, accepted).await;
        assert_eq!(
            (fields, sent.as_str()),
            (format!("{coding} Accept-Encoding"), content),
            "{accepted}"
        );
    }
    let answer = site.answer("/hello.txt", &[("accept-encoding", "br")]).await;
    assert_eq!(field(&answer, "content-type"), "text/plain; charset=utf-8");
    assert!(field(&answer, "etag").ends_with("-br\""));
    let part = site
        .answer("/hello.txt", &[("accept-encoding", "br"), ("range", "bytes=3-")])
        .await;
    assert_eq!(bytes(part).await, "brotli");
    let plain = site.answer("/hello.txt", &[]).await;
    assert_eq!(field(&plain, "vary"), "Accept-Encoding");
}

#[tokio::test]
async fn an_empty_file_is_an_answer() {
    let site = Site::new();
    assert_eq!(site.show("/empty.txt").await, "200 ");
    let answer = site.answer("/empty.txt", &[("range", "bytes=0-")]).await;
    assert_eq!(field(&answer, "content-range"), "bytes */0");
}
