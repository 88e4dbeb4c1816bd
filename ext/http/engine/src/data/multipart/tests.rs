//! Forms as browsers and other clients send them, and as nobody should.

mod properties;

use bytes::Bytes;
use http::StatusCode;
use http_body::Frame;
use http_body_util::StreamBody;

use crate::body::BodyError;
use crate::body::RequestBody;
use crate::data::multipart::Multipart;
use crate::data::multipart::MultipartError;
use crate::data::multipart::MultipartLimits;
use crate::data::multipart::Part;

const KIND: &str = "multipart/form-data; boundary=b0";

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(future)
}

/// A body that arrives in pieces of so many bytes.
fn pieces(bytes: &[u8], size: usize) -> RequestBody {
    let pieces: Vec<_> = bytes.chunks(size.max(1)).map(Bytes::copy_from_slice).collect();
    let frames = pieces.into_iter().map(|piece| Ok(Frame::data(piece)));
    RequestBody::new(StreamBody::new(futures_util::stream::iter(frames)))
}

type Parts = Vec<(Part, Bytes)>;

async fn read_all(mut form: Multipart) -> Result<Parts, MultipartError> {
    let mut parts = Vec::new();
    while let Some(part) = form.next_part().await? {
        parts.push((part, form.collect().await?));
    }
    Ok(parts)
}

fn read_with(text: &[u8], size: usize, limits: MultipartLimits) -> Result<Parts, MultipartError> {
    run(read_all(Multipart::new(pieces(text, size), KIND, limits).unwrap()))
}

fn read(text: &str) -> Result<Parts, MultipartError> {
    read_with(text.as_bytes(), 7, MultipartLimits::new(1 << 20))
}

/// A form of one part with this `Content-Disposition`.
fn disposed(disposition: &str) -> Result<Part, MultipartError> {
    let form = format!("--b0\r\nContent-Disposition: {disposition}\r\n\r\nx\r\n--b0--");
    read(&form).map(|mut parts| parts.remove(0).0)
}

fn field(name: &str, value: &str) -> String {
    format!("--b0\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
}

fn file(name: &str, value: &str) -> String {
    let disposition = format!("form-data; name=\"{name}\"; filename=\"{name}.txt\"");
    format!("--b0\r\nContent-Disposition: {disposition}\r\nContent-Type: text/plain\r\n\r\n{value}\r\n")
}

fn summary(parts: &Parts) -> String {
    let parts = parts.iter().map(|(part, bytes)| {
        let name = part
            .filename
            .as_ref()
            .map(|name| format!("({name})"))
            .unwrap_or_default();
        format!("{}{name}={}", part.name, String::from_utf8_lossy(bytes))
    });
    parts.collect::<Vec<_>>().join("|")
}

#[test]
fn a_form_of_a_browser_is_read() {
    let form = field("title", "Ünïcode")
        + &file("photo", "line 1\r\nline 2\r\n--b\r\n--b")
        + &field("empty", "")
        + "--b0--\r\n";
    let parts = read(&form).unwrap();
    assert_eq!(
        summary(&parts),
        "title=Ünïcode|photo(photo.txt)=line 1\r\nline 2\r\n--b\r\n--b|empty="
    );
    assert_eq!(parts[0].0.content_type, None);
    assert_eq!(parts[1].0.content_type.as_deref(), Some("text/plain"));
    assert_eq!(parts[1].0.headers.first("content-type"), Some("text/plain"));
    assert_eq!((parts[0].0.is_file(), parts[1].0.is_file()), (false, true));
}

#[test]
fn what_surrounds_the_parts_is_passed_over() {
    let form = format!("preamble\r\n--b\r\n{}--b0-- \r\nepilogue\r\n--b0\r\n", field("a", "1"));
    assert_eq!(summary(&read(&form).unwrap()), "a=1");
    assert_eq!(summary(&read("--b0--").unwrap()), "");
    assert_eq!(summary(&read("--b0--anything").unwrap()), "");
    let padded = "--b0 \t \r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b0  \t\r\nContent-Disposition:form-data;name=b\r\n\r\n2\r\n--b0--";
    assert_eq!(summary(&read(padded).unwrap()), "a=1|b=2");
}

#[test]
fn names_are_read_as_clients_write_them() {
    let cases = [
        (r#"form-data; name="a""#, "a", None),
        (r#"Form-Data ; NAME = "a" ; other=x;"#, "a", None),
        ("form-data; name=a; filename=b.txt", "a", Some("b.txt")),
        (r#"form-data; name="a%22%0D%0A%0d%0ab""#, "a\"\r\n\r\nb", None),
        (
            r#"form-data; name="a%20b%"; filename="100%41.txt""#,
            "a%20b%",
            Some("100%41.txt"),
        ),
        (r#"form-data; name="a\"b"; filename="c\\d\"e""#, "a\"b", Some("d\"e")),
        (
            r#"form-data; name="a"; filename="C:\dir\sub\file.txt""#,
            "a",
            Some("file.txt"),
        ),
        (
            r#"form-data; name="a"; filename="../../etc/passwd""#,
            "a",
            Some("passwd"),
        ),
        (r#"form-data; name="a"; filename="..""#, "a", Some("")),
        (r#"form-data; name="a"; filename="dir/""#, "a", Some("")),
        (r#"form-data; name="a"; filename="""#, "a", Some("")),
        (r#"form-data; name=""; filename="x; y=z""#, "", Some("x; y=z")),
        ("form-data; name=a; filename=\"ü.txt\"", "a", Some("ü.txt")),
        (
            "form-data; name=a; filename=\"u.txt\"; filename*=UTF-8''%C3%BC%2Fv.txt",
            "a",
            Some("v.txt"),
        ),
        ("form-data; name=a; filename*=utf-8'en'%e2%82%ac", "a", Some("€")),
        (
            "form-data; name=a; filename=\"u\"; filename*=UTF-8''%FF",
            "a",
            Some("u"),
        ),
        ("form-data; name=a; filename=\"u\"; filename*=koi8-r''x", "a", Some("u")),
        ("form-data; name=a; filename=\"u\"; filename*=x", "a", Some("u")),
    ];
    for (disposition, name, filename) in cases {
        let part = disposed(disposition).unwrap();
        assert_eq!(
            (part.name.as_str(), part.filename.as_deref()),
            (name, filename),
            "{disposition}"
        );
    }
}

fn refusal(result: Result<Parts, MultipartError>) -> (u16, String) {
    let error = result.unwrap_err();
    (error.status().as_u16(), error.to_string())
}

#[test]
fn parts_that_cannot_be_understood_are_refused() {
    for disposition in [
        "attachment; name=a",
        "form-data",
        "form-data; filename=x",
        "form-data; name",
        "form-data; name=",
        "form-data; name=\"a",
        "form-data; name=\"a\"x",
        "form-data; name=a; name=b",
        "form-data; name=a; filename=b; filename=c",
        "form-data; name=a\"b",
        "form-data; name=a; b c=d",
        "form-data; name=\"a\u{0}b\"",
        "form-data; name=\"a\nb\"",
        "form-data; name=\"a\rb\"",
    ] {
        let error = disposed(disposition).unwrap_err();
        assert!(matches!(error, MultipartError::Malformed(_)), "{disposition}");
        assert_eq!(error.status(), StatusCode::BAD_REQUEST);
    }
    for head in [
        "",
        "X-Other: 1\r\n",
        "no colon\r\n",
        ": 1\r\n",
        "a b: 1\r\n",
        "Content-Disposition : form-data; name=a\r\n",
        "Content-Disposition: form-data;\r\n name=a\r\n",
        "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n",
    ] {
        let form = format!("--b0\r\n{head}\r\n1\r\n--b0--");
        let (status, text) = refusal(read(&form));
        assert!(status == 400 && text.contains("malformed"), "{head}: {text}");
    }
    let (status, text) = refusal(read(&(field("a", "1") + "--b0x\r\n")));
    assert!(status == 400 && text.contains("boundary"), "{text}");
    let (status, _) = refusal(read(&format!("--b0{}\r\n", " ".repeat(100))));
    assert_eq!(status, 400);
}

#[test]
fn a_form_that_ends_early_is_refused() {
    let form = field("a", "1") + &file("b", "2") + "--b0--";
    for end in 0..form.len() {
        let (status, text) = refusal(read(&form[..end]));
        assert_eq!(
            (status, text.as_str()),
            (400, "The form ends before its last part is complete"),
            "{end}"
        );
    }
}

#[test]
fn a_form_is_bounded() {
    let limits = || MultipartLimits {
        fields: 2,
        files: 1,
        field_bytes: 4,
        file_bytes: 8,
        head_bytes: 200,
        head_lines: 3,
        name_bytes: 10,
        ..MultipartLimits::new(1000)
    };
    let refused = |form: String| refusal(read_with(form.as_bytes(), 5, limits()));
    let fits = field("a", "1234") + &field("b", "") + &file("c", "12345678") + "--b0--";
    assert_eq!(read_with(fits.as_bytes(), 5, limits()).unwrap().len(), 3);
    let cases = [
        (field("a", "") + &field("b", "") + &field("c", ""), "more than 2 fields"),
        (file("a", "") + &file("b", ""), "more than 1 files"),
        (field("a", "12345") + "--b0--", "A field of more than 4 bytes"),
        (file("a", "123456789") + "--b0--", "A file of more than 8 bytes"),
        (field(&"a".repeat(11), ""), "A name of a part of more than 10 bytes"),
        (file("abcdefg", ""), "A name of a part of more than 10 bytes"),
        (field(&"a".repeat(300), ""), "A part header of more than 200 bytes"),
        (
            format!("--b0\r\n{}", "a".repeat(300)),
            "A part header of more than 200 bytes",
        ),
        (
            format!("--b0\r\n{}\r\n", "a: b\r\n".repeat(4)),
            "more than 3 header lines",
        ),
        ("x".repeat(1001), "A form of more than 1000 bytes"),
        (
            "--b0--".to_string() + &"x".repeat(1001),
            "A form of more than 1000 bytes",
        ),
    ];
    for (form, expected) in cases {
        let (status, text) = refused(form);
        assert!(
            status == 413 && text.contains(expected) && text.contains("\nhint: "),
            "{text}"
        );
    }
}

#[test]
fn a_content_type_needs_a_boundary() {
    let begin = |kind: &str| Multipart::new(RequestBody::empty(), kind, MultipartLimits::new(10)).err();
    for kind in [
        "multipart/form-data;boundary=x",
        "Multipart/Form-Data; charset=utf-8; BOUNDARY=\"a b:c\"",
    ] {
        assert!(begin(kind).is_none(), "{kind}");
    }
    for kind in ["", "text/plain; boundary=x", "multipart/mixed; boundary=x"] {
        assert_eq!(
            begin(kind).unwrap().status(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "{kind}"
        );
    }
    let long = format!("multipart/form-data; boundary={}", "x".repeat(71));
    for kind in [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"x \"",
        "multipart/form-data; boundary=\"a\tb\"",
        "multipart/form-data; boundary=ä",
        &long,
    ] {
        let error = begin(kind).unwrap();
        assert!(
            error.status() == StatusCode::BAD_REQUEST && error.to_string().contains("hint:"),
            "{kind}"
        );
    }
}

#[test]
fn parts_can_be_passed_over_and_read_in_pieces() {
    let form = file("a", &"1".repeat(100)) + &field("b", "2") + &field("c", "3") + "--b0--";
    run(async {
        let limits = MultipartLimits::new(10_000);
        let mut form = Multipart::new(pieces(form.as_bytes(), 10), KIND, limits).unwrap();
        assert_eq!(form.next_chunk().await.unwrap(), None);
        assert_eq!(form.next_part().await.unwrap().unwrap().name, "a");
        assert!(form.next_chunk().await.unwrap().unwrap().len() <= 10);
        assert_eq!(form.next_part().await.unwrap().unwrap().name, "b");
        assert_eq!(form.next_part().await.unwrap().unwrap().name, "c");
        assert_eq!(form.collect().await.unwrap(), "3");
        assert_eq!(form.next_chunk().await.unwrap(), None);
        for _ in 0..2 {
            assert!(form.next_part().await.unwrap().is_none());
        }
    });
}

#[test]
fn after_an_error_nothing_more_comes() {
    run(async {
        let form = "--b0\r\nbroken\r\n\r\n".to_string() + &field("a", "1") + "--b0--";
        let mut form = Multipart::new(pieces(form.as_bytes(), 10), KIND, MultipartLimits::new(1000)).unwrap();
        assert!(matches!(form.next_part().await, Err(MultipartError::Malformed(_))));
        assert!(matches!(form.next_part().await, Err(MultipartError::GivenUp)));
        assert!(matches!(form.next_chunk().await, Err(MultipartError::GivenUp)));
    });
}

#[test]
fn a_body_that_does_not_arrive_is_an_error() {
    run(async {
        let limits = || MultipartLimits::new(1000);
        let mut form = Multipart::new(RequestBody::failed(BodyError::Disconnected), KIND, limits()).unwrap();
        let error = form.next_part().await.unwrap_err();
        assert!(matches!(error, MultipartError::Body(BodyError::Disconnected)));
        let mut form = Multipart::new(RequestBody::failed(BodyError::Timeout), KIND, limits()).unwrap();
        let error = form.next_part().await.unwrap_err();
        assert_eq!(error.status(), StatusCode::REQUEST_TIMEOUT);
    });
}

#[test]
fn a_file_can_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let content = "0123456789".repeat(1000);
    let form = file("a", &content) + &file("b", "2") + &file("c", "broken off");
    run(async {
        let limits = MultipartLimits::new(100_000);
        let mut form = Multipart::new(pieces(form.as_bytes(), 100), KIND, limits).unwrap();
        form.next_part().await.unwrap();
        let upload = form.save(Some(folder.path())).await.unwrap();
        assert_eq!(upload.bytes(), 10_000);
        assert_eq!(std::fs::read_to_string(upload.path()).unwrap(), content);
        let path = upload.path().to_path_buf();
        drop(upload);
        assert!(!path.exists());
        form.next_part().await.unwrap();
        let kept = folder.path().join("kept");
        form.save(Some(folder.path())).await.unwrap().keep(&kept).unwrap();
        assert_eq!(std::fs::read_to_string(&kept).unwrap(), "2");
        form.next_part().await.unwrap();
        assert!(matches!(
            form.save(Some(folder.path())).await,
            Err(MultipartError::Truncated)
        ));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        let nowhere = folder.path().join("nowhere");
        let mut form = Multipart::new(RequestBody::empty(), KIND, MultipartLimits::new(1)).unwrap();
        let error = form.save(Some(&nowhere)).await.unwrap_err();
        assert_eq!(error.status(), StatusCode::INTERNAL_SERVER_ERROR);
    });
}
