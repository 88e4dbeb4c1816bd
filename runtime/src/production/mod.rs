//! A program in production: what its process does for a supervisor (`racejs_supervisor`), and how an isolate that fails, hangs or grows
//! too large is replaced by another one while the rest goes on.
//!
//! `link` speaks with the supervisor, `crew` runs the isolates, `watchdog` looks whether they still turn. What an isolate is told
//! comes through its `mailbox`; the rest it shares with them stands here.

mod crew;
mod link;
mod mailbox;
mod watchdog;

use std::collections::HashSet;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use racejs_http::Idle;
use racejs_supervisor::{Connection, ServerReport, ToSupervisor, WorkerReport};
use tokio::sync::{mpsc, watch};

pub(crate) use crew::run as run_crew;
use mailbox::Control;
pub(crate) use mailbox::{Mailbox, Told};

use crate::options::ProductionOptions;
use crate::signals::Stop;

/// Who serves at the addresses of this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It does.
    Serving,
    /// Another process.
    Away,
}

/// A message to the supervisor, and the descriptor that goes along.
type Outgoing = (ToSupervisor, Option<OwnedFd>);

/// Shared by the threads of the process.
pub(crate) struct Production {
    stage: watch::Sender<Stage>,
    outgoing: mpsc::UnboundedSender<Outgoing>,
    state: Mutex<State>,
    /// How many isolates there are when none is being replaced.
    count: usize,
    /// How long an isolate may keep its thread; zero for ever.
    hang_timeout: Duration,
    /// Whether sockets were there before the program.
    has_inherited: bool,
    /// Whether another server is in place while this one starts.
    holds: bool,
}

#[derive(Default)]
struct State {
    isolates: Vec<Arc<Control>>,
    /// By their index, those that have ever served.
    ready: HashSet<usize>,
    is_ready: bool,
    has_served: bool,
    /// What the program listens on.
    addresses: Vec<String>,
    /// How often each was replaced.
    replaced: Vec<u32>,
    /// Why the process ends, if it does.
    stop: Option<Stop>,
}

impl Production {
    /// Takes the sockets that are there, and begins to speak with the supervisor. Before anything listens, and while the process has
    /// one thread.
    ///
    /// # Errors
    /// What the system says if there can be no thread.
    pub(crate) fn start(options: &ProductionOptions, count: usize) -> std::io::Result<Arc<Self>> {
        let supervised = &options.supervised;
        for socket in &supervised.sockets {
            racejs_http::inherit_socket(socket.address.as_deref(), socket.fd);
        }
        let stage = match supervised.holds {
            true => Stage::Away,
            false => Stage::Serving,
        };
        let (outgoing, queue) = mpsc::unbounded_channel();
        let production = Arc::new(Self {
            stage: watch::Sender::new(stage),
            outgoing,
            state: Mutex::new(State {
                has_served: !supervised.holds,
                ..State::default()
            }),
            count,
            hang_timeout: options.hang_timeout,
            has_inherited: !supervised.sockets.is_empty(),
            holds: supervised.holds,
        });
        racejs_http::supervise(production.clone());
        link::start(production.clone(), supervised.take_channel(), queue)?;
        Ok(production)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send(&self, message: ToSupervisor, socket: Option<OwnedFd>) {
        // Without a supervisor the process is about to end.
        let _ = self.outgoing.send((message, socket));
    }

    fn is_serving(&self) -> bool {
        *self.stage.borrow() == Stage::Serving
    }

    fn is_ready(&self) -> bool {
        self.state().is_ready
    }

    /// Whether it is ready, and has been in place.
    fn has_served(&self) -> bool {
        let state = self.state();
        state.is_ready && state.has_served
    }

    fn is_stopping(&self) -> bool {
        self.state().stop.is_some()
    }

    fn listens_on(&self, address: &str) -> bool {
        self.state().addresses.iter().any(|known| known == address)
    }

    fn enter(&self, stage: Stage) {
        let mut state = self.state();
        state.has_served |= stage == Stage::Serving;
        for isolate in &state.isolates {
            isolate.set_empty(false);
            isolate.set_away(false);
            // A process that was frozen has answered nothing.
            isolate.restart_watch();
        }
        drop(state);
        self.stage.send_replace(stage);
    }

    fn add(&self, isolate: &Arc<Control>) {
        let mut state = self.state();
        state.isolates.push(isolate.clone());
        if let Some(stop) = state.stop {
            isolate.tell(Told::Stop(stop));
        }
    }

    fn stop(&self, stop: Stop) {
        let mut state = self.state();
        // It comes to each isolate that has begun to serve.
        if state.stop.replace(stop).is_none() {
            racejs_http::let_sockets_go();
            state.isolates.iter().for_each(|isolate| isolate.tell(Told::Stop(stop)));
        }
    }

    fn remove(&self, isolate: &Arc<Control>) {
        self.state().isolates.retain(|known| !Arc::ptr_eq(known, isolate));
        self.tell_if_empty();
    }

    fn isolates(&self) -> Vec<Arc<Control>> {
        self.state().isolates.clone()
    }

    fn note_replacement(&self, index: usize) {
        let mut state = self.state();
        if state.replaced.len() <= index {
            state.replaced.resize(index + 1, 0);
        }
        state.replaced[index] += 1;
    }

    /// An isolate has loaded the program, and listens if it ever will.
    fn note_ready(&self, isolate: &Control) {
        isolate.take_over();
        let mut state = self.state();
        state.ready.insert(isolate.index());
        if state.ready.len() == self.count && !state.is_ready {
            state.is_ready = true;
            self.send(ToSupervisor::Ready, None);
        }
    }

    /// An isolate has no connection left.
    fn note_empty(&self, isolate: &Control) {
        isolate.set_empty(true);
        self.tell_if_empty();
    }

    /// An isolate accepts nothing more.
    fn note_away(&self, isolate: &Control) {
        isolate.set_away(true);
        let are_away = self.state().isolates.iter().all(|isolate| isolate.is_away());
        if are_away && !self.is_serving() {
            self.send(ToSupervisor::Away, None);
        }
    }

    fn tell_if_empty(&self) {
        let is_empty = self.state().isolates.iter().all(|isolate| isolate.is_empty());
        if is_empty && !self.is_serving() && self.is_ready() {
            self.send(ToSupervisor::Empty, None);
        }
    }

    fn report(&self) -> ServerReport {
        let state = self.state();
        let mut workers: Vec<WorkerReport> = (0..self.count)
            .map(|index| WorkerReport {
                index,
                replaced: state.replaced.get(index).copied().unwrap_or(0),
                ..WorkerReport::default()
            })
            .collect();
        for isolate in &state.isolates {
            if let Some(worker) = workers.get_mut(isolate.index()) {
                isolate.add_to(worker);
            }
        }
        ServerReport { workers }
    }
}

impl racejs_http::Supervisor for Production {
    fn bound(&self, address: String, name: String, socket: OwnedFd) {
        let addresses = {
            let mut state = self.state();
            state.addresses.push(address.clone());
            state.addresses.clone()
        };
        self.send(ToSupervisor::Bound { address, name }, Some(socket));
        self.send(ToSupervisor::Uses { addresses }, None);
    }

    fn idle(&self, idle: Idle) {
        // An isolate that has failed leaves them to the one that takes its place.
        if self.is_serving() {
            return racejs_http::adopt_in_time(idle);
        }
        let connection = Connection {
            address: idle.address,
            peer: idle.peer,
        };
        self.send(ToSupervisor::Connection(connection), Some(idle.socket));
    }
}
