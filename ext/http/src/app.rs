//! An app's native half: its routes, the requests that are ready for its handlers, and its servers.
//! Lives on one thread, beside the isolate whose handlers it feeds. Knows no V8.

use std::cell::Cell;
use std::cell::RefCell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::rc::Weak;

use tokio::sync::Notify;
use tokio::sync::watch;

use crate::error::HttpError;
use crate::exchange::Exchange;
use crate::limits::Limits;
use crate::router::Router;
use crate::verb::Verb;

/// The program's name for a handler: an index it gave with the route.
pub(crate) type HandlerId = u32;

/// A request on its way to a handler.
pub(crate) struct Ready {
    pub(crate) exchange: Exchange,
    pub(crate) handler: HandlerId,
}

#[derive(Default)]
pub(crate) struct App {
    pub(crate) router: RefCell<Router<HandlerId>>,
    pub(crate) limits: Limits,
    ready: RefCell<Vec<Ready>>,
    /// Listeners and connections of all its servers.
    open: Cell<usize>,
    changed: Notify,
}

impl App {
    #[cfg(test)]
    pub(crate) fn with_limits(limits: Limits) -> Self {
        Self {
            limits,
            ..Self::default()
        }
    }

    /// See [`Router::insert`] for what a pattern may be.
    pub(crate) fn add_route(&self, verb: Verb, pattern: &str, handler: HandlerId) -> Result<(), HttpError> {
        self.router.borrow_mut().insert(verb, pattern, handler)
    }

    pub(crate) fn push(&self, ready: Ready) {
        self.ready.borrow_mut().push(ready);
        self.changed.notify_waiters();
    }

    /// Whether anything listens or is connected.
    pub(crate) fn is_open(&self) -> bool {
        self.open.get() > 0
    }

    /// Everything that is ready now.
    pub(crate) fn take_ready(&self) -> Vec<Ready> {
        self.ready.take()
    }

    /// Resolves with `true` as soon as a request is ready, and with `false` once none can come any more:
    /// nothing listens, and no connection is open.
    pub(crate) async fn next(&self) -> bool {
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

/// How far a server has got on its way down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Open,
    /// Accepts nothing; requests in flight finish, idle connections close.
    Draining,
    /// The time to finish is over.
    Closed,
}

/// One listening socket and the connections it accepted.
pub(crate) struct Server {
    pub(crate) app: Rc<App>,
    address: SocketAddr,
    phase: watch::Sender<Phase>,
    open: Cell<usize>,
    changed: Notify,
}

impl Server {
    pub(crate) fn new(app: Rc<App>, address: SocketAddr) -> Rc<Self> {
        Rc::new(Self {
            app,
            address,
            phase: watch::Sender::new(Phase::Open),
            open: Cell::new(0),
            changed: Notify::new(),
        })
    }

    /// Where it listens; the port is the real one, also when 0 was asked for.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops accepting, lets requests in flight finish within the limit, closes idle connections.
    /// Called again, it does nothing. Needs the thread's tokio runtime.
    pub(crate) fn begin_drain(self: &Rc<Self>) {
        let begun = self.phase.send_if_modified(|phase| {
            let is_open = *phase == Phase::Open;
            if is_open {
                *phase = Phase::Draining;
            }
            is_open
        });
        if !begun {
            return;
        }
        let server = self.clone();
        deno_core::unsync::spawn(async move {
            let deadline = tokio::time::sleep(server.app.limits.drain_timeout);
            tokio::select! {
                () = server.drained() => {}
                () = deadline => {
                    tracing::warn!(target: "racejs::http", open = server.open.get(), "closing connections that did not drain in time");
                    server.phase.send_replace(Phase::Closed);
                }
            }
        });
    }

    /// Resolves when its socket and its last connection are closed.
    pub(crate) async fn drained(&self) {
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            if self.open.get() == 0 {
                return;
            }
            changed.await;
        }
    }

    pub(crate) fn phase(&self) -> watch::Receiver<Phase> {
        let mut phase = self.phase.subscribe();
        // A connection that is accepted while the server goes down must still hear of it.
        phase.mark_changed();
        phase
    }
}

/// Counts a listener or a connection as open for as long as it lives.
pub(crate) struct Open(Rc<Server>);

impl Open {
    pub(crate) fn new(server: &Rc<Server>) -> Self {
        server.open.set(server.open.get() + 1);
        server.app.open.set(server.app.open.get() + 1);
        Self(server.clone())
    }

    pub(crate) fn server(&self) -> &Rc<Server> {
        &self.0
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let server = &self.0;
        server.open.set(server.open.get() - 1);
        server.app.open.set(server.app.open.get() - 1);
        server.changed.notify_waiters();
        server.app.changed.notify_waiters();
    }
}

/// Something to be done once.
type Task = Box<dyn FnOnce()>;

/// All servers of one isolate: what a shutdown of the process needs to reach. Cheap to clone.
#[derive(Clone, Default)]
pub struct Servers {
    known: Rc<RefCell<Vec<Weak<Server>>>>,
    on_first: Rc<RefCell<Option<Task>>>,
}

impl Servers {
    pub(crate) fn add(&self, server: &Rc<Server>) {
        let mut servers = self.known.borrow_mut();
        servers.retain(|known| known.strong_count() > 0);
        servers.push(Rc::downgrade(server));
        if let Some(act) = self.on_first.take() {
            act();
        }
    }

    /// What to do when the first server opens, before the program hears of it.
    pub fn on_first(&self, act: impl FnOnce() + 'static) {
        *self.on_first.borrow_mut() = Some(Box::new(act));
    }

    fn alive(&self) -> Vec<Rc<Server>> {
        self.known.borrow().iter().filter_map(Weak::upgrade).collect()
    }

    /// Whether anything listens or is connected.
    pub fn is_open(&self) -> bool {
        self.alive().iter().any(|server| server.open.get() > 0)
    }

    /// Begins a graceful shutdown of every server. Returns at once; it goes on while the event loop runs.
    pub fn begin_drain(&self) {
        for server in self.alive() {
            server.begin_drain();
        }
    }

    /// Resolves when every server is closed. Never later than the drain limit after [`Self::begin_drain`].
    pub async fn drained(&self) {
        for server in self.alive() {
            server.drained().await;
        }
    }
}
