//! From settings and an exchange to what stands in the log.

mod sink;

use std::io;
use std::io::Write;
use std::rc::Rc;
use std::slice::from_ref;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::SystemTime;

use bytes::Bytes;
use http::Method;
use http::Response;
use http::StatusCode;
use http::Version;
use http_body::Body as _;
use http_body_util::BodyExt as _;
use proptest::prelude::*;

use crate::body::AnswerBody;
use crate::exchange::Exchange;
use crate::problem::Problem;
use crate::stage::Stage;
use crate::stage::enter;
use crate::stage::logger::Settings;
use crate::stage::logger::format::End;
use crate::stage::logger::format::Entry;
use crate::stage::logger::format::Format;
use crate::stage::logger::format::line;
use crate::stage::logger::logger;
use crate::stage::logger::sink::Sink;
use crate::stage::settings;
use crate::stage::tests::Request;
use crate::stage::tests::assert_complaints;
use crate::stage::tests::make;
use crate::stage::tests::ok;
use crate::stage::tests::pass_with;

const LONG: Duration = Duration::from_secs(20);

/// What a sink has written.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Written {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// A logger and what it has logged.
struct Log {
    stage: Rc<dyn Stage>,
    sink: Arc<Sink>,
    written: Written,
}

impl Log {
    fn new(settings: &str) -> Self {
        let written = Written::default();
        let sink = Arc::new(Sink::new(written.clone()).unwrap());
        let settings: Settings = settings::parse(settings).unwrap();
        let stage = Rc::new(logger(settings, false, sink.clone()).unwrap());
        Self { stage, sink, written }
    }

    fn text(&self) -> String {
        self.sink.flush(LONG);
        self.written.text()
    }

    async fn pass(&self, request: Request, answer: Response<AnswerBody>) -> Response<AnswerBody> {
        let (exchange, _answer) = request.exchange();
        pass_with(from_ref(&self.stage), &exchange, |_| answer).await
    }
}

#[tokio::test]
async fn a_line_is_written_at_the_end_of_the_body() {
    let log = Log::new(r#"{"format": "json"}"#);
    let mut answer = log.pass(Request::new("GET", "/a?token=x"), ok()).await;
    assert_eq!(answer.body().size_hint().exact(), Some(5));
    assert_eq!(log.text(), "");
    assert_eq!(answer.body_mut().collect().await.unwrap().to_bytes(), "hello");
    let line: serde_json::Value = serde_json::from_str(&log.text()).unwrap();
    assert_eq!((&line["method"], &line["path"]), (&"GET".into(), &"/a".into()));
    assert_eq!((&line["status"], &line["bytes"]), (&200.into(), &5.into()));
    assert!(line.get("query").is_none() && line.get("aborted").is_none());
    drop(answer);
    assert_eq!(log.text().lines().count(), 1);
}

#[tokio::test]
async fn answers_without_a_body_are_logged_at_once() {
    let log = Log::new(r#"{"format": "tiny"}"#);
    let head = log.pass(Request::new("HEAD", "/a"), ok()).await;
    assert!(matches!(head.body(), AnswerBody::Full(Some(_))));
    let empty = log
        .pass(Request::new("GET", "/b"), Response::new(AnswerBody::empty()))
        .await;
    assert!(matches!(empty.body(), AnswerBody::Full(None)));
    let mut upgrade = Response::new(AnswerBody::Upgrade(Box::new(|_| Box::pin(async {}))));
    *upgrade.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let upgrade = log.pass(Request::new("GET", "/c"), upgrade).await;
    assert!(matches!(upgrade.body(), AnswerBody::Upgrade(_)));
    let text = log.text();
    for (line, start) in text
        .lines()
        .zip(["HEAD /a 200 - - ", "GET /b 200 - - ", "GET /c 101 - - "])
    {
        assert!(line.starts_with(start), "{line}");
    }
    assert_eq!(text.lines().count(), 3);
}

#[tokio::test]
async fn a_client_that_leaves_is_logged_with_what_it_got() {
    let log = Log::new(r#"{"format": "dev"}"#);
    let (writer, body) = AnswerBody::stream();
    writer.chunks.send(Ok(Bytes::from_static(b"abc"))).await.unwrap();
    let mut answer = log.pass(Request::new("GET", "/a"), Response::new(body)).await;
    answer.body_mut().frame().await.unwrap().unwrap();
    drop(answer);
    let text = log.text();
    assert!(
        text.starts_with("GET /a 200 ") && text.ends_with(" ms - 3 aborted\n"),
        "{text}"
    );
}

#[tokio::test]
async fn a_stream_that_its_handler_cuts_short_is_logged_so() {
    let log = Log::new(r#"{"format": "dev"}"#);
    let (writer, body) = AnswerBody::stream();
    drop(writer);
    let mut answer = log.pass(Request::new("GET", "/a"), Response::new(body)).await;
    assert!(matches!(answer.body_mut().frame().await, Some(Err(_))));
    assert!(log.text().ends_with(" ms - - aborted\n"));
}

#[tokio::test]
async fn a_stream_of_known_length_needs_no_end() {
    let log = Log::new(r#"{"format": "dev"}"#);
    let (writer, body) = AnswerBody::stream();
    writer.chunks.send(Ok(Bytes::from_static(b"abc"))).await.unwrap();
    let mut answer = Response::new(body);
    answer.headers_mut().insert("content-length", 3.into());
    let mut answer = log.pass(Request::new("GET", "/a"), answer).await;
    answer.body_mut().frame().await.unwrap().unwrap();
    drop(answer);
    assert!(log.text().ends_with(" ms - 3\n"), "{}", log.text());
}

#[tokio::test]
async fn a_client_that_leaves_before_the_answer_is_logged() {
    let log = Log::new(r#"{"format": "tiny", "skipPaths": ["/no"], "skipStatuses": ["2xx"]}"#);
    for path in ["/a", "/no"] {
        let (exchange, _answer) = Request::new("GET", path).exchange();
        enter(log.stage.clone(), &exchange).await.unwrap();
        for stage in exchange.stages() {
            stage.client_left(&exchange);
        }
    }
    let text = log.text();
    assert!(text.starts_with("GET /a - - - ") && text.lines().count() == 1, "{text}");
}

#[tokio::test]
async fn what_is_to_be_skipped_is_skipped() {
    let skipping = r#"{"format": "tiny", "skipStatuses": [404, "3xx"], "skipPaths": ["/health", "/static/*"]}"#;
    for (path, status, is_logged) in [
        ("/", 200, true),
        ("/", 404, false),
        ("/", 403, true),
        ("/", 304, false),
        ("/health", 200, false),
        ("/health?x", 200, false),
        ("/health/x", 200, true),
        ("/static/a/b", 200, false),
        ("/static", 200, true),
    ] {
        let log = Log::new(skipping);
        let mut answer = Response::new(AnswerBody::empty());
        *answer.status_mut() = StatusCode::from_u16(status).unwrap();
        log.pass(Request::new("GET", path), answer).await;
        assert_eq!(!log.text().is_empty(), is_logged, "{path} {status}");
    }
}

#[tokio::test]
async fn a_line_tells_what_other_stages_found_out() {
    let log = Log::new(r#"{"format": "json", "query": true}"#);
    let request = Request::new("GET", "/a?b=c")
        .field("authorization", "Bearer abc")
        .field("user-agent", "curl")
        .field("referer", "https://a.example/")
        .field("x-request-id", "id-1");
    let (exchange, _answer) = request.exchange();
    let stages = [
        log.stage.clone(),
        make("requestId", r#"{"trustIncoming": true}"#),
        make("bearerAuth", r#"{"tokens": {"ci": "abc"}}"#),
    ];
    let answer = pass_with(&stages, &exchange, |_: &Exchange| {
        Problem::Options(Default::default()).into_response()
    });
    assert_eq!(answer.await.status(), 204);
    let line: serde_json::Value = serde_json::from_str(&log.text()).unwrap();
    for (name, value) in [
        ("query", "b=c"),
        ("id", "id-1"),
        ("user", "ci"),
        ("userAgent", "curl"),
        ("referrer", "https://a.example/"),
        ("ip", "192.0.2.1"),
        ("httpVersion", "1.1"),
    ] {
        assert_eq!(line[name], value, "{name}");
    }
}

fn entry() -> Entry {
    Entry {
        method: Method::GET,
        url: "/a%20b".into(),
        version: Version::HTTP_2,
        address: [192, 0, 2, 1].into(),
        id: None,
        user: Some("ada".into()),
        referrer: None,
        agent: Some("curl/8 (x)".into()),
        status: Some(StatusCode::NOT_FOUND),
    }
}

fn end() -> End {
    End {
        began: SystemTime::UNIX_EPOCH + Duration::from_millis(1_700_000_000_123),
        took: Duration::from_micros(12_345),
        bytes: 1234,
        is_aborted: false,
    }
}

#[test]
fn formats() {
    let common = "192.0.2.1 - ada [14/Nov/2023:22:13:20 +0000] \"GET /a%20b HTTP/2.0\" 404 1234";
    for (format, expected) in [
        (Format::Dev, "GET /a%20b 404 12.345 ms - 1234".to_string()),
        (Format::Tiny, "GET /a%20b 404 1234 - 12.345 ms".to_string()),
        (
            Format::Short,
            "192.0.2.1 ada GET /a%20b HTTP/2.0 404 1234 - 12.345 ms".to_string(),
        ),
        (Format::Common, common.to_string()),
        (Format::Combined, format!("{common} \"-\" \"curl/8 (x)\"")),
        (
            Format::Json,
            "{\"time\":\"2023-11-14T22:13:20.123Z\",\"method\":\"GET\",\"path\":\"/a%20b\",\"status\":404,\
             \"bytes\":1234,\"ms\":12.345,\"ip\":\"192.0.2.1\",\"httpVersion\":\"2.0\",\"user\":\"ada\",\
             \"userAgent\":\"curl/8 (x)\"}"
                .to_string(),
        ),
    ] {
        assert_eq!(line(format, false, &entry(), end()), expected + "\n");
    }
    for (status, colour) in [(101, "0"), (200, "32"), (304, "36"), (404, "33"), (500, "31")] {
        let status = StatusCode::from_u16(status).unwrap();
        let entry = Entry {
            status: Some(status),
            ..entry()
        };
        let text = line(Format::Dev, true, &entry, end());
        assert!(
            text.contains(&format!(" \x1b[{colour}m{}\x1b[0m ", status.as_u16())),
            "{text}"
        );
    }
}

#[test]
fn what_clients_send_is_escaped() {
    let entry = Entry {
        user: Some("a b\" 200".into()),
        agent: Some("x\" \"y\\\r\n\x1b[31m\u{9b}\u{e9}".into()),
        ..entry()
    };
    let text = line(Format::Combined, false, &entry, end());
    assert!(text.contains(" - a\\x20b\\\"\\x20200 ["), "{text}");
    assert!(
        text.ends_with(" \"x\\\" \\\"y\\\\\\x0d\\x0a\\x1b[31m\\x9b\\xe9\"\n"),
        "{text}"
    );
    let text = line(Format::Json, false, &entry, end());
    assert!(
        text.contains(r#""userAgent":"x\" \"y\\\r\n\u001b[31m\u009bé""#),
        "{text}"
    );
}

proptest! {
    #[test]
    fn a_line_is_one_line_whatever_is_in_it(text in any::<String>(), url in any::<String>()) {
        let entry = Entry {
            url: url.into(),
            id: Some(text.as_str().into()),
            user: Some(text.as_str().into()),
            referrer: Some(text.as_str().into()),
            agent: Some(text.as_str().into()),
            ..entry()
        };
        for format in [Format::Dev, Format::Combined, Format::Common, Format::Short, Format::Tiny, Format::Json] {
            let line = line(format, false, &entry, end());
            let (last, line) = (line.chars().last(), &line[..line.len() - 1]);
            prop_assert_eq!(last, Some('\n'));
            prop_assert!(!line.contains(char::is_control));
            if format == Format::Json {
                let value: serde_json::Value = serde_json::from_str(line).unwrap();
                prop_assert_eq!(value["user"].as_str(), Some(text.as_str()));
            } else {
                prop_assert!(line.is_ascii());
            }
        }
    }
}

#[test]
fn settings_are_checked() {
    assert_complaints(
        "logger",
        &[
            (
                r#"{"format": "fancy"}"#,
                "`format`: unknown variant `fancy`, expected one of `dev`",
            ),
            (r#"{"stream": "file"}"#, "`stream`: unknown variant `file`"),
            (
                r#"{"skipStatuses": [99]}"#,
                "`skipStatuses`: `99` is neither a status nor",
            ),
            (r#"{"skipStatuses": ["9xx"]}"#, "`skipStatuses`: `9xx` is neither"),
            (r#"{"skipStatuses": ["+2xx"]}"#, "`skipStatuses`: `+2xx` is neither"),
            (
                r#"{"skipStatuses": [{}]}"#,
                "`skipStatuses`: expected a list of statuses",
            ),
            (
                r#"{"skipPaths": ["health"]}"#,
                "`skipPaths`: `health` does not begin with `/`",
            ),
        ],
    );
}
