//! HTTP/1: whole connections, from the bytes of a client to the answers that it gets.

use std::cell::RefCell;
use std::rc::Rc;

use racejs_http_engine::app::App;
use racejs_http_engine::app::Policy;
use racejs_http_engine::data::forwarded::TrustProxy;
use racejs_http_engine::exchange::Exchange;
use racejs_http_engine::fuzzing;
use racejs_http_engine::limits::Limits;
use racejs_http_engine::listener;
use racejs_http_engine::listener::ListenAddress;
use racejs_http_engine::listener::ListenOptions;
use racejs_http_engine::router::NewLayer;
use racejs_http_engine::router::Settings;
use racejs_http_engine::router::Verb;
use racejs_http_engine::server::Server;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::runtime::Runtime;

use super::Target;
use super::http1::REQUESTS;
use super::http1::WORDS;
use super::pieces;
use crate::random::Random;

/// A connection.
pub(super) const CONNECTION: Target = Target {
    name: "http1_connection",
    about: "a connection to its end: any split, answers that httparse can read, no body taken for a request",
    run: connection,
    seeds: REQUESTS,
    words: WORDS,
    max_length: 2048,
    memory: 8 * 1024 * 1024,
};

/// A server that has nothing to listen for, and a runtime for its connections.
struct Site {
    runtime: Runtime,
    server: Rc<Server>,
    /// What has reached the handlers.
    requests: Rc<RefCell<Vec<String>>>,
}

thread_local! {
    static SITE: Site = Site::new();
}

impl Site {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let limits = Limits {
            head_bytes: 512,
            body_bytes: 64,
            ..Limits::default()
        };
        let app = App::new(Settings::default(), limits, TrustProxy::default());
        for (id, path) in ["/*", "/stream/*"].into_iter().enumerate() {
            let layer = NewLayer {
                id: id as u32,
                verb: Some(Verb::All),
                parts: &[path.to_string()],
                order: &[id as u32],
                is_case_sensitive: true,
                is_strict: true,
                has_condition: false,
            };
            let policy = Policy {
                streams_body: id == 1,
                ..Policy::default()
            };
            app.add_layer(layer, policy, Vec::new(), &[]).unwrap();
        }
        let requests: Rc<RefCell<Vec<String>>> = Rc::default();
        let heard = requests.clone();
        let local = app.clone();
        let host = Some("127.0.0.1".to_string());
        let options = ListenOptions::new(ListenAddress::Tcp { host, port: 0 });
        let server = runtime.block_on(async move {
            let server = listener::listen(local.clone(), options).unwrap();
            deno_unsync::spawn(async move {
                while local.next().await {
                    std::iter::from_fn(|| local.take_ready()).for_each(|exchange| answer(&exchange, &heard));
                }
            });
            server
        });
        Self {
            runtime,
            server,
            requests,
        }
    }

    /// Everything that a client gets which sends these pieces and then nothing more.
    fn talk(&self, pieces: &[&[u8]]) -> (Vec<u8>, Vec<String>) {
        self.requests.borrow_mut().clear();
        let (near, far) = tokio::io::duplex(16 * 1024);
        let (mut reader, mut writer) = tokio::io::split(near);
        let server = self.server.clone();
        let output = self.runtime.block_on(async {
            let serving = deno_unsync::spawn(async move { fuzzing::serve_http1(far, &server).await });
            let send = async {
                for piece in pieces {
                    // The server may have gone before it took all of it.
                    if writer.write_all(piece).await.is_err() {
                        break;
                    }
                    tokio::task::yield_now().await;
                }
                let _ = writer.shutdown().await;
            };
            let mut output = Vec::new();
            let ((), read) = tokio::join!(send, reader.read_to_end(&mut output));
            read.unwrap();
            serving.await.unwrap();
            output
        });
        (output, self.requests.take())
    }
}

fn answer(exchange: &Rc<Exchange>, heard: &RefCell<Vec<String>>) {
    let head = exchange.head();
    let body = match head.path().starts_with("/stream/") {
        true => None,
        false => exchange.body_bytes().ok(),
    };
    heard
        .borrow_mut()
        .push(format!("{} {} {body:?}", head.method, head.target));
    let text = format!("{} {}", head.method, head.target);
    exchange.answer(200, Some("text/plain"), text.into()).unwrap();
}

fn connection(input: &[u8], random: &mut Random) {
    SITE.with(|site| {
        let (whole, requests) = site.talk(&[input]);
        read_answers(&whole, &requests);
        let (split, split_requests) = site.talk(&pieces::cut(input, random));
        read_answers(&split, &split_requests);
        // Whether a client that asks first is told to go on depends on what it has sent by then, and with it the rest.
        let asks = input.to_ascii_lowercase().windows(6).any(|word| word == b"expect");
        if !asks {
            assert_eq!(requests, split_requests, "what is heard depends on the split");
            assert_eq!(
                comparable(&whole),
                comparable(&split),
                "what is answered depends on the split"
            );
        }
    });
}

/// Each answer can be read, each request that was heard has one, and nothing is left over.
fn read_answers(output: &[u8], requests: &[String]) {
    let mut rest = output;
    let mut heard = requests.iter();
    while !rest.is_empty() {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut response = httparse::Response::new(&mut headers);
        let Ok(httparse::Status::Complete(length)) = response.parse(rest) else {
            panic!("this is no answer: {:?}", String::from_utf8_lossy(rest));
        };
        rest = &rest[length..];
        if response.code == Some(100) {
            continue;
        }
        let mut lengths = response.headers.iter().filter(|header| header.name == "content-length");
        let length = lengths
            .next()
            .map_or("0", |header| std::str::from_utf8(header.value).unwrap());
        // A refusal does not tell whether it was HEAD that it refuses; if not, there is a document.
        let has_body = match response.code {
            Some(200) => !heard.next().expect("an answer that nobody gave").starts_with("HEAD "),
            _ => rest.starts_with(b"{"),
        };
        if has_body {
            rest = &rest[length.parse().unwrap()..];
        }
    }
    assert_eq!(heard.next(), None, "a request that was heard has no answer");
}

/// Without dates, and up to a refusal: which of two faults a body is refused for may depend on what came at once. That does
/// whether the client's end was seen before the last answer, which then says that the connection ends.
fn comparable(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    let end = text.find("HTTP/1.1 4").map_or(text.len(), |at| at + "HTTP/1.1 4".len());
    let last = text[..end].rfind("HTTP/1.1 ").unwrap_or(0);
    let is_date = |line: &&str| line.starts_with("date: ");
    let before = text[..last].split_inclusive("\r\n");
    let rest = text[last..end].split_inclusive("\r\n");
    before
        .chain(rest.filter(|line| *line != "connection: close\r\n"))
        .filter(|line| !is_date(line))
        .collect()
}
