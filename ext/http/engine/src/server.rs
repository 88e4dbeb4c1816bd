//! Listening sockets with their connections, and how they go down together. Knows no V8 and no bytes.

use std::cell::Cell;
use std::cell::RefCell;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::rc::Rc;
use std::rc::Weak;

use tokio::sync::Notify;
use tokio::sync::watch;

use crate::app::App;
use crate::error::HttpError;
use crate::exchange::Handed;
use crate::limits::Limit;
use crate::tls::Tls;

/// How far a server has got on its way down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Accepts and serves.
    Open,
    /// Accepts nothing for now, since another server of the same address does. Requests in flight finish; connections that
    /// wait for a request go to that server, or close with their next answer if they cannot.
    Leaving,
    /// The time for that is over, and no connection is left.
    Left,
    /// Accepts nothing; requests in flight finish, idle connections close.
    Draining,
    /// The time to finish is over.
    Closed,
}

impl Phase {
    /// Whether its connections are to end.
    pub(crate) fn is_going_down(self) -> bool {
        self != Self::Open
    }

    /// Whether connections that are left have no more time.
    pub(crate) fn closes_connections(self) -> bool {
        matches!(self, Self::Left | Self::Closed)
    }

    /// Whether it never accepts again.
    pub(crate) fn is_final(self) -> bool {
        matches!(self, Self::Draining | Self::Closed)
    }
}

/// Where a server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// An address and a port.
    Tcp(SocketAddr),
    /// The file of a Unix socket, as the program named it.
    Unix(PathBuf),
}

impl Address {
    /// The address without its port; for a Unix socket its absolute path, so that nobody takes it for a name.
    pub fn host(&self) -> String {
        match self {
            Self::Tcp(address) => address.ip().to_string(),
            Self::Unix(path) => std::path::absolute(path)
                .unwrap_or_else(|_| path.clone())
                .display()
                .to_string(),
        }
    }

    /// The port; 0 for a Unix socket.
    pub fn port(&self) -> u16 {
        match self {
            Self::Tcp(address) => address.port(),
            Self::Unix(_) => 0,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(f),
            Self::Unix(path) => path.display().fmt(f),
        }
    }
}

/// One listening socket and the connections it accepted.
pub struct Server {
    /// Whose requests it takes; see [`Self::hand_over`].
    app: RefCell<Rc<App>>,
    address: Address,
    tls: Option<Rc<Tls>>,
    phase: watch::Sender<Phase>,
    /// Whether another server of the address is in place.
    is_away: Cell<bool>,
    /// Whether its app is not ready yet.
    is_held: Cell<bool>,
    open: Cell<usize>,
    changed: Notify,
}

impl Server {
    /// Whose requests it takes, as of now. A request stays with the app that it began with.
    pub fn app(&self) -> Rc<App> {
        self.app.borrow().clone()
    }

    /// Gives all further requests to another app, on the connections that are open as well. Requests that have begun
    /// are finished by the one before.
    pub fn hand_over(&self, app: &Rc<App>) {
        let open = self.open.get().cast_signed();
        app.count_open(open);
        let before = self.app.replace(app.clone());
        before.count_open(-open);
    }

    /// Whether its connections are encrypted.
    pub fn is_tls(&self) -> bool {
        self.tls.is_some()
    }

    pub(crate) fn new(app: Rc<App>, address: Address, tls: Option<Rc<Tls>>) -> Rc<Self> {
        Rc::new(Self {
            app: RefCell::new(app),
            address,
            tls,
            phase: watch::Sender::new(Phase::Open),
            is_away: Cell::new(false),
            is_held: Cell::new(false),
            open: Cell::new(0),
            changed: Notify::new(),
        })
    }

    /// Where it listens; the port is the real one, also when 0 was asked for.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Reads its certificates again, for connections from now on; without TLS it does nothing. The server does so of
    /// itself some seconds after their files have changed.
    ///
    /// # Errors
    /// `RACE_HTTP_TLS`; the certificates that it has stay in use.
    pub fn reload_certificates(&self) -> Result<(), HttpError> {
        self.tls.as_ref().map_or(Ok(()), |tls| tls.reload())
    }

    /// Stops accepting, lets requests in flight finish within the limit, closes idle connections.
    /// Called again, it does nothing. Needs the thread's tokio runtime.
    pub fn begin_drain(self: &Rc<Self>) {
        if self.enter(Phase::Draining, |phase| !phase.is_final()) {
            self.end_in_time(Phase::Draining, Phase::Closed);
        }
    }

    /// Leaves the address to another server, for now: see [`Phase::Leaving`]. Needs the thread's tokio runtime.
    pub fn leave(self: &Rc<Self>) {
        self.is_away.set(true);
        self.stand_back();
    }

    /// Accepts again, after [`Self::leave`].
    pub fn come_back(&self) {
        self.is_away.set(false);
        self.open_if_free();
    }

    /// Accepts nothing until [`Self::release`]: the app still gets ready. Needs the thread's tokio runtime.
    pub fn hold(self: &Rc<Self>) {
        self.is_held.set(true);
        self.stand_back();
    }

    /// The app is ready.
    pub fn release(&self) {
        self.is_held.set(false);
        self.changed.notify_waiters();
        self.open_if_free();
    }

    fn stand_back(self: &Rc<Self>) {
        let has_any = self.connections() > 0;
        // What comes to one that holds back is the host's own, and has the host's patience.
        if self.enter(Phase::Leaving, |phase| phase == Phase::Open) && has_any {
            self.end_in_time(Phase::Leaving, Phase::Left);
        }
    }

    fn open_if_free(&self) {
        if !self.is_away.get() && !self.is_held.get() {
            self.enter(Phase::Open, |phase| !phase.is_final());
        }
    }

    /// Changes the phase if the present one allows it; says whether it did.
    fn enter(&self, next: Phase, may: impl FnOnce(Phase) -> bool) -> bool {
        self.phase.send_if_modified(|phase| {
            let changes = *phase != next && may(*phase);
            if changes {
                *phase = next;
            }
            changes
        })
    }

    /// Closes what is left when the limit is over.
    fn end_in_time(self: &Rc<Self>, while_in: Phase, then: Phase) {
        let (server, mut phase) = (self.clone(), self.phase.subscribe());
        deno_unsync::spawn(async move {
            let deadline = tokio::time::sleep(server.app().limits().drain_timeout);
            tokio::select! {
                () = server.drained() => {}
                _ = phase.wait_for(|phase| *phase != while_in) => {}
                () = deadline => {
                    let left = server.connections();
                    if left > 0 {
                        Limit::DrainTimeout.reached_by(left);
                    }
                    server.phase.send_replace(then);
                }
            }
        });
    }

    /// Connections that are open.
    pub fn connections(&self) -> usize {
        // The socket counts as well.
        self.open.get() - usize::from(!self.phase.borrow().is_final() && self.open.get() > 0)
    }

    /// Resolves when its socket and its last connection are closed.
    pub async fn drained(&self) {
        self.becomes(|server| server.open.get() == 0).await;
    }

    /// Resolves when no connection is open.
    pub async fn emptied(&self) {
        self.becomes(|server| server.connections() == 0).await;
    }

    async fn becomes(&self, is_so: impl Fn(&Self) -> bool) {
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            if is_so(self) {
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
        server.app.borrow().count_open(1);
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
        server.changed.notify_waiters();
        server.app.borrow().count_open(-1);
    }
}

/// Something to be done once.
type Task = Box<dyn FnOnce()>;

/// All servers of one isolate: what a shutdown of the process needs to reach. Cheap to clone.
#[derive(Clone, Default)]
pub struct Servers {
    known: Rc<RefCell<Vec<Weak<Server>>>>,
    on_first: Rc<RefCell<Option<Task>>>,
    /// Whether others serve at their addresses.
    are_away: Rc<Cell<bool>>,
    added: Rc<Notify>,
}

impl Servers {
    /// Remembers a server.
    pub fn add(&self, server: &Rc<Server>) {
        let mut servers = self.known.borrow_mut();
        let added = Rc::downgrade(server);
        servers.retain(|known| known.strong_count() > 0 && !known.ptr_eq(&added));
        servers.push(added);
        if self.are_away.get() {
            server.leave();
        }
        self.added.notify_waiters();
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

    /// Leaves the addresses to servers elsewhere: those of servers to come as well.
    pub fn leave(&self) {
        self.are_away.set(true);
        self.alive().iter().for_each(Server::leave);
    }

    /// Serves again, after [`Self::leave`].
    pub fn come_back(&self) {
        self.are_away.set(false);
        self.alive().iter().for_each(|server| server.come_back());
    }

    /// The program has failed: what waits for it gets 500.
    pub fn abandon(&self) {
        for server in self.alive() {
            let app = server.app();
            std::iter::from_fn(|| app.take_ready()).for_each(|exchange| drop(Handed::new(exchange)));
        }
    }

    /// Connections that are open.
    pub fn connections(&self) -> usize {
        self.alive().iter().map(|server| server.connections()).sum()
    }

    /// Resolves when no connection is open.
    pub async fn emptied(&self) {
        for server in self.alive() {
            server.emptied().await;
        }
    }

    /// Resolves when something listens, and what listens is ready.
    pub async fn opened(&self) {
        loop {
            let added = self.added.notified();
            tokio::pin!(added);
            added.as_mut().enable();
            if self.is_open() {
                break;
            }
            added.await;
        }
        for server in self.alive() {
            server.becomes(|server| !server.is_held.get()).await;
        }
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
