//! What the tests of protocols and listeners share: an app whose handlers are closures, and a server for it.

use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

use bytes::Bytes;

use crate::app::App;
use crate::app::Policy;
use crate::data::forwarded::TrustProxy;
use crate::exchange::Exchange;
use crate::limits::Limits;
use crate::listener::ListenAddress;
use crate::listener::ListenOptions;
use crate::listener::listen;
use crate::router::NewLayer;
use crate::router::Settings;
use crate::router::Verb;
use crate::server::Address;
use crate::server::Server;

/// Longer than anything here takes, shorter than anyone waits.
pub(crate) const SOON: Duration = Duration::from_secs(20);

/// An app without layers.
pub(crate) fn bare_app() -> Rc<App> {
    app_within(Limits::default())
}

/// The same, with limits of its own.
pub(crate) fn app_within(limits: Limits) -> Rc<App> {
    App::new(Settings::default(), limits, TrustProxy::default())
}

/// An app that answers whatever comes; below `/stream/` before the body has come.
pub(crate) fn app(limits: Limits) -> Rc<App> {
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
    app
}

/// Serves with `handler`, which has each request as soon as it is ready.
pub(crate) fn serve(app: &Rc<App>, options: ListenOptions, handler: impl Fn(Rc<Exchange>) + 'static) -> Rc<Server> {
    let server = listen(app.clone(), options).unwrap();
    let app = app.clone();
    deno_unsync::spawn(async move {
        while app.next().await {
            std::iter::from_fn(|| app.take_ready()).for_each(&handler);
        }
    });
    server
}

/// A free port of this machine.
pub(crate) fn local() -> ListenOptions {
    ListenOptions::new(ListenAddress::Tcp {
        host: Some("127.0.0.1".to_string()),
        port: 0,
    })
}

/// Where it listens.
pub(crate) fn address(server: &Server) -> SocketAddr {
    match server.address() {
        Address::Tcp(address) => *address,
        Address::Unix(path) => panic!("{path:?}"),
    }
}

/// An answer with a text.
pub(crate) fn answer(exchange: &Exchange, text: impl Into<Bytes>) {
    exchange.answer(200, Some("text/plain"), text.into()).unwrap();
}

/// What a server knows of a connection, as a text.
pub(crate) fn tell_peer(exchange: Rc<Exchange>) {
    let peer = exchange.peer();
    let text = format!(
        "{} {} {:?} {}",
        peer.address,
        peer.port,
        exchange.head().version,
        peer.is_tls
    );
    answer(&exchange, text);
}

/// Resolves with what `work` gives, and fails if that takes long.
pub(crate) async fn soon<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(SOON, work).await.expect("this took too long")
}
