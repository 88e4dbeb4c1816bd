//! Tests over a pipe in memory: an app's sockets on one end, a client that writes frames by hand on the other.

mod deflate;
mod frames;
mod handshake;
mod interop;
mod lifetime;
mod pressure;
mod sessions;
mod topics;

use std::rc::Rc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use http::Method;
use http::Response;
use http::Version;
use tokio::io::AsyncRead;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWrite;
use tokio::io::AsyncWriteExt;
use tokio::io::DuplexStream;
use tokio::sync::watch;

use crate::Fields;
use crate::body::AnswerBody;
use crate::body::RequestBody;
use crate::exchange::Exchange;
use crate::exchange::Link;
use crate::exchange::RequestHead;
use crate::limits::Limits;
use crate::peer::Peer;
use crate::problem::Problem;
use crate::router::Outcome;
use crate::router::Plan;
use crate::server::Phase;
use crate::testing::app_within;
use crate::upgrade::Handover;
use crate::websocket::Event;
use crate::websocket::SessionId;
use crate::websocket::Sockets;
use crate::websocket::WsOptions;
use crate::websocket::accept;

pub(super) const TEXT: u8 = 0x81;
pub(super) const BINARY: u8 = 0x82;
pub(super) const CLOSE: u8 = 0x88;
pub(super) const PING: u8 = 0x89;
pub(super) const PONG: u8 = 0x8a;

/// What the RFC's own example asks with.
pub(super) const ASKS: [(&str, &str); 4] = [
    ("connection", "keep-alive, Upgrade"),
    ("upgrade", "WebSocket"),
    ("sec-websocket-version", "13"),
    ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
];

pub(super) fn head(lines: &[(&str, &str)]) -> RequestHead {
    let mut fields = Fields::default();
    for (name, value) in lines {
        fields.push(name, value.as_bytes());
    }
    RequestHead {
        method: Method::GET,
        target: "/chat".into(),
        version: Version::HTTP_11,
        authority: "localhost".into(),
        fields,
    }
}

/// An app's sockets, and the server that they hang on.
pub(super) struct App {
    pub(super) hub: Rc<Sockets>,
    pub(super) phase: watch::Sender<Phase>,
    limits: Limits,
}

impl App {
    pub(super) fn new() -> Self {
        Self::within(Limits::default())
    }

    pub(super) fn within(limits: Limits) -> Self {
        Self {
            limits,
            hub: Sockets::new(),
            phase: watch::Sender::new(Phase::Open),
        }
    }

    pub(super) fn accept(
        &self,
        head: RequestHead,
        options: WsOptions,
    ) -> Result<(SessionId, Response<AnswerBody>), Problem> {
        let plan = Plan {
            steps: Vec::new(),
            outcome: Outcome::Found,
        };
        let (body, peer, link) = (RequestBody::empty(), Rc::new(Peer::unix()), Link::new(true));
        let app = app_within(self.limits.clone());
        let (exchange, answer) = Exchange::new(head, body, peer, link, plan.into(), &app);
        drop(answer);
        accept(&exchange, &Rc::new(options), &self.hub, None, HeaderMap::new())
    }

    /// Hands a transport over to the session that an answer opens.
    pub(super) fn open(
        &self,
        response: Response<AnswerBody>,
        transport: impl AsyncRead + AsyncWrite + Unpin + 'static,
    ) {
        let AnswerBody::Upgrade(upgrade) = response.into_body() else {
            panic!("the answer upgrades nothing");
        };
        let phase = self.phase.subscribe();
        let transport = Box::new(transport);
        deno_unsync::spawn(upgrade(Handover { transport, phase }));
    }

    /// A client of its own, behind a pipe that holds so many bytes.
    pub(super) async fn connect_through(&self, options: WsOptions, pipe: usize) -> (SessionId, Client) {
        let mut lines = ASKS.to_vec();
        lines.push(("sec-websocket-extensions", "permessage-deflate"));
        let (id, response) = self.accept(head(&lines), options).unwrap();
        let (near, far) = tokio::io::duplex(pipe);
        self.open(response, near);
        assert_eq!(self.events().await, [(id, Event::Open)]);
        (id, Client(far))
    }

    pub(super) async fn connect(&self, options: WsOptions) -> (SessionId, Client) {
        self.connect_through(options, 256 * 1024).await
    }

    /// What happens next; nothing may take longer than this.
    pub(super) async fn events(&self) -> Vec<(SessionId, Event)> {
        in_time(self.hub.next_events()).await
    }

    /// The code of the next event, which is a close; whether it was clean.
    pub(super) async fn closed(&self) -> (u16, bool) {
        match &self.events().await[..] {
            [(_, Event::Close { code, was_clean, .. })] => (*code, *was_clean),
            other => panic!("not a close: {other:?}"),
        }
    }
}

/// Bounds what would hang.
pub(super) async fn in_time<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), what).await.unwrap()
}

/// A client without a library.
pub(super) struct Client(pub(super) DuplexStream);

impl Client {
    pub(super) async fn write(&mut self, bytes: &[u8]) {
        in_time(self.0.write_all(bytes)).await.unwrap();
    }

    /// Sends a masked frame; the first byte is as it is sent.
    pub(super) async fn frame(&mut self, first: u8, payload: &[u8]) {
        self.write(&masked(first, payload)).await;
    }

    /// The next frame: first byte and payload. `None` at the end of the connection.
    pub(super) async fn read(&mut self) -> Option<(u8, Bytes)> {
        in_time(async {
            let mut head = [0; 2];
            self.0.read_exact(&mut head).await.ok()?;
            let length = match head[1] {
                126 => usize::from(self.0.read_u16().await.unwrap()),
                127 => usize::try_from(self.0.read_u64().await.unwrap()).unwrap(),
                length => usize::from(length),
            };
            let mut payload = vec![0; length];
            self.0.read_exact(&mut payload).await.ok()?;
            Some((head[0], payload.into()))
        })
        .await
    }

    /// The code of the next frame, which is a close.
    pub(super) async fn read_close(&mut self) -> u16 {
        let (first, payload) = self.read().await.unwrap();
        assert_eq!(first, CLOSE, "{payload:?}");
        u16::from_be_bytes([payload[0], payload[1]])
    }
}

pub(super) fn masked(first: u8, payload: &[u8]) -> Vec<u8> {
    let mask = [0x37, 0xfa, 0x21, 0x3d];
    let mut bytes = vec![first];
    match payload.len() {
        length @ ..126 => bytes.push(0x80 | length as u8),
        length @ ..0x1_0000 => {
            bytes.push(0x80 | 126);
            bytes.extend((length as u16).to_be_bytes());
        }
        length => {
            bytes.push(0x80 | 127);
            bytes.extend((length as u64).to_be_bytes());
        }
    }
    bytes.extend(mask);
    let keys = mask.iter().cycle();
    bytes.extend(payload.iter().zip(keys).map(|(byte, key)| byte ^ key));
    bytes
}

pub(super) fn text(text: &str) -> Event {
    Event::Message {
        data: Bytes::copy_from_slice(text.as_bytes()),
        is_text: true,
    }
}
