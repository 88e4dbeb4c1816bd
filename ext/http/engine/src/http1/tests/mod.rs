//! The protocol as a client sees it: over real sockets, and over pipes whose bytes come one by one.

mod answers;
mod bodies;
mod connections;
mod deadlines;
mod handovers;
mod malformed;
mod rates;

use std::cell::Cell;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use bytes::Bytes;
use tokio::io::AsyncRead;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::io::DuplexStream;
use tokio::net::TcpStream;

use crate::app::App;
use crate::app::Policy;
use crate::data::forwarded::TrustProxy;
use crate::exchange::Ending;
use crate::exchange::Exchange;
use crate::limits::Limits;
use crate::listener;
use crate::peer::Peer;
use crate::router::NewLayer;
use crate::router::Settings;
use crate::server::Open;
use crate::server::Server;
use crate::testing;

/// Longer than anything here takes, shorter than anybody waits for a test.
const PATIENCE: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(60);

/// A server whose one handler is native.
struct Site {
    server: Rc<Server>,
    /// Requests that reached the handler.
    requests: Rc<Cell<usize>>,
    /// How they ended, as their programs heard it.
    endings: Rc<RefCell<Vec<Ending>>>,
}

impl Site {
    /// The handler has the whole body when it is called.
    fn new(limits: Limits, handler: impl Fn(Rc<Exchange>) + 'static) -> Self {
        Self::with_policy(limits, Policy::default(), handler)
    }

    /// The handler is called before the body has come.
    fn streaming(limits: Limits, handler: impl Fn(Rc<Exchange>) + 'static) -> Self {
        let policy = Policy {
            streams_body: true,
            ..Policy::default()
        };
        Self::with_policy(limits, policy, handler)
    }

    fn with_policy(limits: Limits, policy: Policy, handler: impl Fn(Rc<Exchange>) + 'static) -> Self {
        let app = App::new(Settings::default(), limits, TrustProxy::default());
        let layer = NewLayer {
            id: 0,
            verb: Some(crate::router::Verb::All),
            parts: &["/*rest".to_string()],
            order: &[0],
            is_case_sensitive: false,
            is_strict: false,
            has_condition: false,
        };
        app.add_layer(layer, policy, Vec::new(), &[]).unwrap();
        let server = listener::listen(app.clone(), testing::local()).unwrap();
        let site = Self {
            server,
            requests: Rc::default(),
            endings: Rc::default(),
        };
        let (requests, endings) = (site.requests.clone(), site.endings.clone());
        deno_unsync::spawn(async move {
            while app.next().await {
                while let Some(exchange) = app.take_ready() {
                    requests.set(requests.get() + 1);
                    let (link, endings) = (exchange.link().clone(), endings.clone());
                    deno_unsync::spawn(async move {
                        let ending = link.ended().await;
                        endings.borrow_mut().push(ending);
                    });
                    handler(exchange);
                }
            }
        });
        site
    }

    async fn connect(&self) -> Client<TcpStream> {
        let address = testing::address(&self.server);
        Client::new(TcpStream::connect(address).await.unwrap())
    }

    /// A connection that carries so many bytes at a time.
    fn pipe(&self, at_once: usize) -> Client<DuplexStream> {
        let (near, far) = tokio::io::duplex(at_once);
        let peer = Rc::new(Peer::unix());
        deno_unsync::spawn(crate::http1::serve(far, peer, Open::new(&self.server), false));
        Client::new(near)
    }

    /// What a client gets that sends this and reads to the end.
    async fn say(&self, input: &str) -> String {
        let mut client = self.connect().await;
        client.send(input).await;
        client.rest().await
    }

    async fn ending(&self) -> Ending {
        within(async {
            loop {
                if let Some(ending) = self.endings.borrow_mut().pop() {
                    return ending;
                }
                tokio::task::yield_now().await;
            }
        })
        .await
    }
}

/// Answers with what it was asked: method, target and body.
fn echo(exchange: Rc<Exchange>) {
    let head = exchange.head();
    let body = String::from_utf8_lossy(&exchange.body_bytes().unwrap()).into_owned();
    let text = format!("{} {} {body}", head.method, head.target);
    exchange.answer(200, None, Bytes::from(text)).unwrap();
}

struct Client<S> {
    stream: S,
    unread: Vec<u8>,
}

impl<S: AsyncRead + tokio::io::AsyncWrite + Unpin> Client<S> {
    fn new(stream: S) -> Self {
        let unread = Vec::new();
        Self { stream, unread }
    }

    async fn send(&mut self, input: &str) {
        within(self.stream.write_all(input.as_bytes())).await.unwrap();
    }

    async fn shut(&mut self) {
        self.stream.shutdown().await.unwrap();
    }

    /// Everything up to and with these bytes.
    async fn until(&mut self, end: &str) -> String {
        within(async {
            loop {
                let text = String::from_utf8_lossy(&self.unread).into_owned();
                if let Some(found) = text.find(end) {
                    self.unread = text.as_bytes()[found + end.len()..].to_vec();
                    return text[..found + end.len()].to_string();
                }
                let read = self.stream.read_buf(&mut self.unread).await.unwrap();
                assert!(read > 0, "the connection ended: {text}");
            }
        })
        .await
    }

    /// One answer with its body.
    async fn answer(&mut self) -> String {
        let head = self.until("\r\n\r\n").await;
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.map_or(0, |length| length.parse().unwrap());
        while self.unread.len() < length {
            let read = within(self.stream.read_buf(&mut self.unread)).await.unwrap();
            assert!(read > 0, "the connection ended: {head}");
        }
        let body: Vec<u8> = self.unread.drain(..length).collect();
        dateless(&head) + &String::from_utf8(body).unwrap()
    }

    /// Everything up to the end of the connection.
    async fn rest(&mut self) -> String {
        let mut rest = std::mem::take(&mut self.unread);
        within(self.stream.read_to_end(&mut rest)).await.unwrap();
        dateless(&String::from_utf8(rest).unwrap())
    }
}

impl Client<DuplexStream> {
    /// Sends and reads at the same time, to the end.
    async fn talk(self, input: &[u8]) -> String {
        let (mut reader, mut writer) = tokio::io::split(self.stream);
        let mut output = Vec::new();
        within(async {
            let (written, read) = tokio::join!(writer.write_all(input), reader.read_to_end(&mut output));
            // The server may have gone before it took all of it.
            drop(written);
            read.unwrap();
        })
        .await;
        dateless(&String::from_utf8(output).unwrap())
    }
}

async fn within<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future).await.expect("it does not end")
}

/// Without the one line that is different every time.
fn dateless(text: &str) -> String {
    let lines = text.split_inclusive("\r\n");
    lines.filter(|line| !line.starts_with("date: ")).collect()
}

/// An answer as the echo gives it.
fn answered(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}
