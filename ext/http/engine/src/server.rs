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
use crate::limits::Limit;
use crate::tls::Tls;

/// How far a server has got on its way down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Accepts and serves.
    Open,
    /// Accepts nothing; requests in flight finish, idle connections close.
    Draining,
    /// The time to finish is over.
    Closed,
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
        deno_unsync::spawn(async move {
            let deadline = tokio::time::sleep(server.app().limits().drain_timeout);
            tokio::select! {
                () = server.drained() => {}
                () = deadline => {
                    Limit::DrainTimeout.reached_by(server.open.get());
                    server.phase.send_replace(Phase::Closed);
                }
            }
        });
    }

    /// Resolves when its socket and its last connection are closed.
    pub async fn drained(&self) {
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
}

impl Servers {
    /// Remembers a server.
    pub fn add(&self, server: &Rc<Server>) {
        let mut servers = self.known.borrow_mut();
        let added = Rc::downgrade(server);
        servers.retain(|known| known.strong_count() > 0 && !known.ptr_eq(&added));
        servers.push(added);
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
