//! An app's native half: its layers, the requests that are ready for its handlers, and how much of it is open.
//! Lives on one thread, beside the isolate whose handlers it feeds. Knows no V8.

use std::cell::Cell;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use tokio::sync::Notify;

use crate::data::forwarded::TrustProxy;
use crate::error::HttpError;
use crate::exchange::Exchange;
use crate::limits::Limits;
use crate::listener::Gate;
use crate::router::LayerId;
use crate::router::NewLayer;
use crate::router::Plan;
use crate::router::Router;
use crate::router::Settings;
use crate::stage::Stage;

/// How a layer wants its requests.
#[derive(Clone, Copy, Debug, Default)]
pub struct Policy {
    /// The handler begins before the body has come, and reads it as a stream.
    pub streams_body: bool,
    /// Instead of the app's limit, in bytes.
    pub body_bytes: Option<usize>,
    /// Instead of the app's limit; zero for none.
    pub answer_timeout: Option<Duration>,
    /// The layer is a route, not middleware.
    pub is_route: bool,
    /// All handlers of the layer are native stages.
    pub is_native: bool,
}

#[derive(Clone, Default)]
struct Layer {
    policy: Policy,
    /// Native middleware that stands before its other handlers.
    stages: Rc<[Rc<dyn Stage>]>,
}

/// Layers, limits, and the requests that wait for JavaScript.
pub struct App {
    router: RefCell<Router>,
    limits: Rc<Limits>,
    trust: Rc<TrustProxy>,
    /// By their ids.
    layers: RefCell<Vec<Layer>>,
    ready: RefCell<Vec<Rc<Exchange>>>,
    /// Listeners and connections of all its servers, and requests made without a socket.
    open: Cell<usize>,
    changed: Notify,
    gate: Rc<Gate>,
}

impl App {
    /// An app without layers.
    pub fn new(settings: Settings, limits: Limits, trust: TrustProxy) -> Rc<Self> {
        Rc::new(Self {
            trust: Rc::new(trust),
            router: RefCell::new(Router::new(settings)),
            limits: Rc::new(limits),
            layers: RefCell::default(),
            ready: RefCell::default(),
            open: Cell::new(0),
            changed: Notify::new(),
            gate: Rc::default(),
        })
    }

    /// The bounds of its clients.
    pub fn limits(&self) -> Rc<Limits> {
        self.limits.clone()
    }

    /// Counts its connections.
    pub(crate) fn gate(&self) -> Rc<Gate> {
        self.gate.clone()
    }

    /// Whose word on a request's origin is believed.
    pub(crate) fn trust(&self) -> &Rc<TrustProxy> {
        &self.trust
    }

    /// Adds a layer; what it gives back are warnings for whoever wrote the program.
    ///
    /// # Errors
    /// A pattern that is not valid, or a route that is taken.
    pub fn add_layer(
        &self,
        layer: NewLayer<'_>,
        policy: Policy,
        stages: Vec<Rc<dyn Stage>>,
    ) -> Result<Vec<String>, HttpError> {
        let id = layer.id as usize;
        let warnings = self.router.borrow_mut().add(layer)?;
        let mut layers = self.layers.borrow_mut();
        if layers.len() <= id {
            layers.resize(id + 1, Layer::default());
        }
        layers[id] = Layer {
            policy,
            stages: stages.into(),
        };
        Ok(warnings)
    }

    /// The layers that a request passes through.
    pub fn plan(&self, method: &http::Method, path: &str) -> Plan {
        self.router.borrow().plan(method, path)
    }

    pub(crate) fn policy(&self, id: LayerId) -> Policy {
        let layers = self.layers.borrow();
        layers
            .get(id as usize)
            .map_or_else(Policy::default, |layer| layer.policy)
    }

    pub(crate) fn stages(&self, id: LayerId) -> Rc<[Rc<dyn Stage>]> {
        let layers = self.layers.borrow();
        layers
            .get(id as usize)
            .map_or_else(Rc::default, |layer| layer.stages.clone())
    }

    pub(crate) fn push(&self, exchange: Rc<Exchange>) {
        self.ready.borrow_mut().push(exchange);
        self.changed.notify_waiters();
    }

    /// Whether anything listens or is connected.
    pub fn is_open(&self) -> bool {
        self.open.get() > 0
    }

    pub(crate) fn count_open(&self, change: isize) {
        self.open.set(self.open.get().saturating_add_signed(change));
        self.changed.notify_waiters();
    }

    /// Everything that is ready now.
    pub fn take_ready(&self) -> Vec<Rc<Exchange>> {
        self.ready.take()
    }

    /// Resolves with `true` as soon as a request is ready, and with `false` once none can come any more:
    /// nothing listens, and no connection is open.
    pub async fn next(&self) -> bool {
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            if !self.ready.borrow().is_empty() {
                return true;
            }
            if !self.is_open() {
                return false;
            }
            changed.await;
        }
    }
}

/// Counts an app as open for as long as it lives, so that its loop waits for requests.
pub struct OpenApp(Rc<App>);

impl OpenApp {
    /// Something may come.
    pub fn new(app: &Rc<App>) -> Self {
        app.count_open(1);
        Self(app.clone())
    }
}

impl Drop for OpenApp {
    fn drop(&mut self) {
        self.0.count_open(-1);
    }
}
