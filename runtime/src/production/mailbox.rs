//! One isolate: what it is told by other threads, and what they know of it.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use deno_core::v8;
use deno_runtime::worker::MainWorker;
use racejs_http::Servers;
use racejs_supervisor::WorkerReport;
use tokio::sync::mpsc;

use super::watchdog::{self, Watch};
use super::{Production, Stage};
use crate::errors::Failure;
use crate::signals::Stop;

/// How long the connections of an isolate that has failed may take to find another one.
const PARTING_TIME: Duration = Duration::from_secs(1);

/// How long a program that listens on no socket of the release before has to fail, before it is ready.
const LISTEN_TIME: Duration = Duration::from_millis(300);

/// What an isolate is told.
pub(crate) enum Told {
    /// Show that you turn.
    Ping,
    /// Somebody wants the process to end.
    Stop(Stop),
    /// Another isolate has your place: let what is in flight finish, and end.
    Retire,
    /// End at once.
    Fail(Failure),
}

/// What other threads have of an isolate.
pub(super) struct Control {
    index: usize,
    mail: mpsc::UnboundedSender<Told>,
    /// Set when it can be interrupted.
    handle: std::sync::OnceLock<v8::IsolateHandle>,
    watch: Mutex<Watch>,
    is_away: AtomicBool,
    is_empty: AtomicBool,
    connections: AtomicUsize,
    heap_bytes: AtomicU64,
    /// The isolate in whose place it is to serve.
    predecessor: Mutex<Option<Arc<Control>>>,
}

impl Control {
    pub(super) fn index(&self) -> usize {
        self.index
    }

    pub(super) fn tell(&self, told: Told) {
        // One that has ended needs to hear nothing.
        let _ = self.mail.send(told);
    }

    pub(super) fn handle(&self) -> Option<&v8::IsolateHandle> {
        self.handle.get()
    }

    pub(super) fn watch(&self) -> MutexGuard<'_, Watch> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What has not been answered was not asked.
    pub(super) fn restart_watch(&self) {
        self.watch().turn();
    }

    pub(super) fn set_empty(&self, is_empty: bool) {
        self.is_empty.store(is_empty, Ordering::Relaxed);
    }

    pub(super) fn set_away(&self, is_away: bool) {
        self.is_away.store(is_away, Ordering::Relaxed);
    }

    pub(super) fn is_away(&self) -> bool {
        self.is_away.load(Ordering::Relaxed)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.is_empty.load(Ordering::Relaxed)
    }

    /// The isolate before it may go.
    pub(super) fn take_over(&self) {
        let predecessor = self.predecessor.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(predecessor) = predecessor {
            predecessor.tell(Told::Retire);
        }
    }

    pub(super) fn add_to(&self, report: &mut WorkerReport) {
        report.connections += self.connections.load(Ordering::Relaxed);
        report.heap_bytes += self.heap_bytes.load(Ordering::Relaxed);
    }
}

/// The isolate's own end.
pub(crate) struct Mailbox {
    production: Arc<Production>,
    control: Arc<Control>,
    mail: mpsc::UnboundedReceiver<Told>,
    near_limit: NearLimit,
}

/// Called when an isolate is about to reach its heap limit.
pub(super) type NearLimit = Box<dyn Fn(&Arc<Control>) + Send>;

impl Mailbox {
    /// For an isolate that is about to start, in the place of another one or of none.
    pub(super) fn new(
        production: &Arc<Production>,
        index: usize,
        predecessor: Option<Arc<Control>>,
        near_limit: NearLimit,
    ) -> Self {
        let (sender, mail) = mpsc::unbounded_channel();
        let control = Arc::new(Control {
            index,
            mail: sender,
            handle: Default::default(),
            watch: Mutex::default(),
            is_away: AtomicBool::new(false),
            is_empty: AtomicBool::new(false),
            connections: AtomicUsize::new(0),
            heap_bytes: AtomicU64::new(0),
            predecessor: Mutex::new(predecessor),
        });
        production.add(&control);
        Self {
            production: production.clone(),
            control,
            mail,
            near_limit,
        }
    }

    pub(super) fn control(&self) -> &Arc<Control> {
        &self.control
    }

    /// Makes a new isolate one that can be interrupted, and has its servers follow the stage of the process.
    pub(crate) fn open(&mut self, worker: &mut MainWorker) {
        let _ = self.control.handle.set(watchdog::prepare(worker));
        let near_limit = std::mem::replace(&mut self.near_limit, Box::new(|_| {}));
        watchdog::guard_heap(worker, self.control.clone(), near_limit);
        let servers = servers(worker);
        if !self.production.is_serving() {
            servers.leave();
        }
        deno_core::unsync::spawn(follow(self.production.clone(), self.control.clone(), servers));
    }

    /// The program has been loaded. From now on it is looked whether the isolate turns.
    pub(crate) fn note_loaded(&self, worker: &mut MainWorker) {
        self.control.watch().begin();
        let (production, control, servers) = (self.production.clone(), self.control.clone(), servers(worker));
        deno_core::unsync::spawn(async move {
            if production.has_inherited {
                servers.opened().await;
            } else if production.holds {
                // It may be one that listens by itself, where the port is taken: that is heard later.
                let _ = tokio::time::timeout(LISTEN_TIME, servers.opened()).await;
            }
            production.note_ready(&control);
        });
    }

    /// What it is told next. May be dropped and asked again.
    pub(crate) async fn next(&mut self) -> Told {
        match self.mail.recv().await {
            Some(told) => told,
            // The control lives as long as this.
            None => std::future::pending().await,
        }
    }

    /// Why it is to end, if that has been said.
    pub(crate) fn failure(&mut self) -> Option<Failure> {
        std::iter::from_fn(|| self.mail.try_recv().ok()).find_map(|told| match told {
            Told::Fail(failure) => Some(failure),
            _ => None,
        })
    }

    /// It ends when it has finished its requests, and answers no ping until then.
    pub(crate) fn end_watch(&self) {
        self.control.watch().end();
    }

    /// It has heard a signal. One that is only starting hears none, and is told.
    pub(crate) fn note_stop(&self, stop: Stop) {
        self.end_watch();
        self.production.stop(stop);
    }

    /// It turns, and this is how it is.
    pub(crate) fn answer_ping(&self, worker: &mut MainWorker) {
        let heap = worker.js_runtime.v8_isolate().get_heap_statistics();
        self.control
            .heap_bytes
            .store(heap.used_heap_size() as u64, Ordering::Relaxed);
        self.control
            .connections
            .store(servers(worker).connections(), Ordering::Relaxed);
        self.control.watch().turn();
    }

    /// The program has failed. Clients that wait get 500, connections go to other isolates.
    pub(crate) async fn part(&self, worker: &mut MainWorker) {
        racejs_http::abandon();
        let servers = servers(worker);
        servers.abandon();
        servers.leave();
        // What has not gone by then is closed with the thread.
        let _ = tokio::time::timeout(PARTING_TIME, servers.emptied()).await;
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        self.production.remove(&self.control);
    }
}

fn servers(worker: &mut MainWorker) -> Servers {
    worker.js_runtime.op_state().borrow().borrow::<Servers>().clone()
}

/// Has servers accept, or leave their addresses to another process, as the supervisor wants it.
async fn follow(production: Arc<Production>, control: Arc<Control>, servers: Servers) {
    let mut stage = production.stage.subscribe();
    loop {
        let now = *stage.borrow_and_update();
        if now == Stage::Serving {
            servers.come_back();
        } else {
            servers.leave();
            // Those that accept pass on what they have been given and have not looked at.
            tokio::task::yield_now().await;
            tokio::task::yield_now().await;
            production.note_away(&control);
            tokio::select! {
                _ = stage.changed() => continue,
                () = servers.emptied() => production.note_empty(&control),
            }
        }
        if stage.changed().await.is_err() {
            return;
        }
    }
}
