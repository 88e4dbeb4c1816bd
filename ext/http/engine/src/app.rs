//! An app's native half: its layers, the requests that are ready for its handlers, and how much of it is open.
//! Lives on one thread, beside the isolate whose handlers it feeds. Knows no V8.

use std::cell::Cell;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::task::Context;
use std::task::Poll;
use std::task::Waker;
use std::time::Duration;

use crate::Fields;
use crate::data::forwarded;
use crate::data::forwarded::ForwardedField;
use crate::data::forwarded::Origin;
use crate::data::forwarded::TrustProxy;
use crate::error::HttpError;
use crate::exchange::Exchange;
use crate::limits::Limits;
use crate::listener::Gate;
use crate::peer::Peer;
use crate::router::KnownPlans;
use crate::router::LayerId;
use crate::router::NewLayer;
use crate::router::Plan;
use crate::router::Router;
use crate::router::Settings;
use crate::router::Step;
use crate::silence::Silences;
use crate::silence::Silent;
use crate::stage::Stage;
use crate::waiter;
use crate::wishes::Way;

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

/// What is kept of a layer beside its path.
#[derive(Clone, Default)]
pub(crate) struct Layer {
    pub(crate) policy: Policy,
    /// Whether the program alone can tell which requests it takes.
    pub(crate) is_conditional: bool,
    /// Native middleware that runs before its other handlers.
    stages: Rc<[Rc<dyn Stage>]>,
    /// Native middleware, wherever it stands among its handlers, that says how large a body may be.
    pub(crate) limits: Rc<[Rc<dyn Stage>]>,
    /// How long its requests have kept the thread, of late.
    usual_time: Cell<Duration>,
}

impl Layer {
    /// Whether native middleware runs before its other handlers.
    pub(crate) fn has_stages(&self) -> bool {
        !self.stages.is_empty()
    }
}

/// Layers, limits, and the requests that wait for JavaScript.
pub struct App {
    router: RefCell<Router>,
    plans: RefCell<KnownPlans>,
    limits: Rc<Limits>,
    trust: Rc<TrustProxy>,
    /// By their ids.
    layers: RefCell<Vec<Layer>>,
    ready: RefCell<VecDeque<Rc<Exchange>>>,
    /// Listeners and connections of all its servers, and requests made without a socket.
    open: Cell<usize>,
    /// Who takes what is ready.
    taker: RefCell<Option<Waker>>,
    gate: Rc<Gate>,
    silences: Silences,
}

impl App {
    /// An app without layers.
    pub fn new(settings: Settings, limits: Limits, trust: TrustProxy) -> Rc<Self> {
        Rc::new(Self {
            trust: Rc::new(trust),
            router: RefCell::new(Router::new(settings)),
            plans: RefCell::default(),
            limits: Rc::new(limits),
            layers: RefCell::default(),
            ready: RefCell::default(),
            open: Cell::new(0),
            taker: RefCell::default(),
            gate: Rc::default(),
            silences: Silences::default(),
        })
    }

    /// The bounds of its clients.
    pub fn limits(&self) -> &Rc<Limits> {
        &self.limits
    }

    /// Counts its connections.
    pub(crate) fn gate(&self) -> Rc<Gate> {
        self.gate.clone()
    }

    /// Whose word on a request's origin is believed.
    pub(crate) fn trust(&self) -> &Rc<TrustProxy> {
        &self.trust
    }

    /// Where a request comes from and what it asks for, as trusted proxies tell it.
    pub fn origin(&self, peer: &Peer, fields: &Fields) -> Origin {
        let authority = fields.first("host").unwrap_or_default();
        forwarded::origin(&self.trust, ForwardedField::default(), peer, authority, fields)
    }

    /// Adds a layer; what it gives back are warnings for whoever wrote the program. `stages` are its native middleware
    /// that stands before all its other handlers, `behind` the rest of it.
    ///
    /// # Errors
    /// A pattern that is not valid, or a route that is taken.
    pub fn add_layer(
        &self,
        layer: NewLayer<'_>,
        policy: Policy,
        stages: Vec<Rc<dyn Stage>>,
        behind: &[Rc<dyn Stage>],
    ) -> Result<Vec<String>, HttpError> {
        let (id, is_conditional) = (layer.id as usize, layer.has_condition);
        let mut warnings = self.router.borrow_mut().add(layer)?;
        self.plans.borrow_mut().clear();
        warnings.extend(stages.iter().chain(behind).filter_map(|stage| stage.warning()));
        let mut layers = self.layers.borrow_mut();
        if layers.len() <= id {
            layers.resize(id + 1, Layer::default());
        }
        let limits = stages.iter().chain(behind).filter(|stage| stage.body_limit().is_some());
        layers[id] = Layer {
            policy,
            is_conditional,
            limits: limits.cloned().collect(),
            stages: stages.into(),
            usual_time: Cell::default(),
        };
        Ok(warnings)
    }

    /// Takes a layer out again, if it is there.
    pub fn remove_layer(&self, id: LayerId) {
        self.router.borrow_mut().remove(id);
        self.plans.borrow_mut().clear();
        if let Some(layer) = self.layers.borrow_mut().get_mut(id as usize) {
            *layer = Layer::default();
        }
    }

    /// The layers that a request passes through.
    pub fn plan(&self, method: &http::Method, path: &str) -> Rc<Plan> {
        let known = self.plans.borrow().get(method, path).cloned();
        known.unwrap_or_else(|| {
            let plan = Rc::new(self.router.borrow().plan(method, path));
            self.plans.borrow_mut().keep(method, path, &plan);
            plan
        })
    }

    /// The middleware that a request passes whose target is no path that could be found; see [`Router::plan_refused`].
    pub(crate) fn plan_refused(&self, target: &str) -> Rc<Plan> {
        Rc::new(self.router.borrow().plan_refused(target))
    }

    /// Has `read` look at the way of a request, of whose steps so many have passed it on.
    pub(crate) fn on_way<T>(&self, steps: &[Step], passed: usize, read: impl FnOnce(Way<'_>) -> T) -> T {
        let layers = &self.layers.borrow();
        read(Way { layers, steps, passed })
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
        self.ready.borrow_mut().push_back(exchange);
        self.wake_taker();
    }

    /// Whether anything listens or is connected.
    pub fn is_open(&self) -> bool {
        self.open.get() > 0
    }

    pub(crate) fn count_open(&self, change: isize) {
        self.open.set(self.open.get().saturating_add_signed(change));
        if !self.is_open() {
            self.wake_taker();
            self.silences.wake();
        }
    }

    /// The request that has been ready for longest.
    pub fn take_ready(&self) -> Option<Rc<Exchange>> {
        self.ready.borrow_mut().pop_front()
    }

    /// Whether the program wants to know of requests that its handlers leave without an answer.
    pub(crate) fn watches_silence(&self) -> bool {
        self.silences.is_watched()
    }

    /// The handlers of a request have not answered for seconds. One that waits for its client to send is left out.
    pub(crate) fn note_silence(&self, exchange: &Exchange) {
        let steps = &exchange.plan().steps;
        let route = steps.iter().find(|step| self.policy(step.layer).is_route);
        if let Some(step) = route.or(steps.last())
            && exchange.body_bytes().is_ok()
        {
            let head = exchange.head();
            self.silences.add(Silent {
                layer: step.layer,
                method: head.method.to_string(),
                path: head.path().to_string(),
            });
        }
    }

    /// The next request that handlers leave without an answer for seconds, as long as something is open. Each route is
    /// told of once. It is looked out for such requests from the first call on.
    pub async fn next_silent(&self) -> Option<Silent> {
        self.silences.next(|| self.is_open()).await
    }

    /// The layer at which the program gets the request that is next, if there is one.
    pub fn next_layer(&self) -> Option<LayerId> {
        let ready = self.ready.borrow();
        let exchange = ready.front()?;
        Some(exchange.plan().steps.last().map_or(LayerId::MAX, |step| step.layer))
    }

    /// Ready with `true` as soon as a request is ready, and with `false` once none can come any more: nothing listens,
    /// and no connection is open. One task waits at a time.
    pub fn poll_ready(&self, cx: &Context<'_>) -> Poll<bool> {
        if !self.ready.borrow().is_empty() {
            return Poll::Ready(true);
        }
        if !self.is_open() {
            return Poll::Ready(false);
        }
        waiter::register(&mut self.taker.borrow_mut(), cx);
        Poll::Pending
    }

    /// The same, to wait for.
    pub async fn next(&self) -> bool {
        std::future::poll_fn(|cx| self.poll_ready(cx)).await
    }

    /// How long requests that end at a layer have kept the thread, of late.
    pub fn usual_time(&self, id: LayerId) -> Duration {
        let layers = self.layers.borrow();
        layers
            .get(id as usize)
            .map_or(Duration::ZERO, |layer| layer.usual_time.get())
    }

    /// A request that ends at a layer has kept the thread for so long.
    pub fn note_time(&self, id: LayerId, time: Duration) {
        if let Some(layer) = self.layers.borrow().get(id as usize) {
            // A moving average: one that is slow counts at once, one that is fast only in the long run.
            let usual = layer.usual_time.get();
            layer.usual_time.set(time.max((usual * 7 + time) / 8));
        }
    }

    fn wake_taker(&self) {
        if let Some(taker) = self.taker.take() {
            taker.wake();
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
