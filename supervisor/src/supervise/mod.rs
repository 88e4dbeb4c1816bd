//! A supervisor at work: what has happened goes to [`Generations`], and what it decides is done here.

mod actions;
mod asked;
#[cfg(test)]
mod fake;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::LocalSet;

use crate::Connection;
use crate::Launch;
use crate::ServerReport;
use crate::ToServer;
use crate::ToSupervisor;
use crate::clock;
use crate::control::Command;
use crate::control::place;
use crate::control::server::Asker;
use crate::control::server::Control;
use crate::control::server::Writing;
use crate::generations::Generations;
use crate::generations::Rules;
use crate::generations::ServerId;
use crate::generations::Ticket;
use crate::process::Heard;
use crate::process::Process;
use crate::signals::Signals;
use crate::signals::Wish;
use crate::sockets::Sockets;
use crate::systemd;
use crate::systemd::Notifier;
use crate::upgrade::State;
use asked::Question;

/// Events that may wait; whoever brings more waits as well.
const MAX_EVENTS: usize = 256;

/// How a program is to be supervised.
#[derive(Clone, Debug)]
pub struct Settings {
    /// By which commands call it.
    pub name: String,
    /// The program's file, for people.
    pub program: PathBuf,
    /// Of the binary.
    pub version: String,
    /// How servers are started.
    pub launch: Launch,
    /// What becomes the next binary: [`crate::binary_path`].
    pub binary: PathBuf,
    /// The path of the request that a new release must answer.
    pub probe: Option<String>,
    /// How long a new release may take to be ready.
    pub ready_timeout: Duration,
    /// How long an old one may take to finish its requests.
    pub drain_timeout: Duration,
    /// How long it is kept after that.
    pub keep: Duration,
}

/// Why there is no supervisor.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The name is taken.
    #[error("A program of the name `{0}` runs already")]
    Runs(String),
    /// Its socket cannot be opened.
    #[error("Cannot open the socket for commands: {0}")]
    Control(io::Error),
    /// What the binary before has left cannot be understood.
    #[error("Cannot go on with what the binary before has left: {0}")]
    State(String),
    /// The system has refused something else.
    #[error("Cannot supervise: {0}")]
    System(#[from] io::Error),
}

/// Something has happened.
enum Event {
    Heard(ServerId, Heard),
    Wish(Wish),
    Asked(Command, Asker),
    Timeout(ServerId, u64),
    Due(u64),
    Probed(ServerId, Result<(), String>),
    /// The time for reports is over.
    Reported(Ticket),
    /// The new binary starts, or does not.
    Tested(Ticket, Result<(), String>),
}

struct Supervisor {
    settings: Settings,
    began: Duration,
    generations: Generations,
    processes: BTreeMap<ServerId, Process>,
    sockets: Sockets,
    /// The addresses that servers listen on.
    uses: BTreeMap<ServerId, Vec<String>>,
    control: Control,
    notifier: Notifier,
    askers: BTreeMap<Ticket, Asker>,
    /// Last answers on their way.
    unwritten: Vec<Writing>,
    /// Those who wait for reports.
    questions: BTreeMap<Ticket, Question>,
    last_ticket: Ticket,
    is_testing: bool,
    events: mpsc::Sender<Event>,
    exit: Option<i32>,
}

/// Runs a program until its end, and gives the exit code. To be called on the main thread of a process that has no other one.
///
/// # Errors
/// There is nothing to supervise; nothing was started then.
pub fn supervise(settings: Settings) -> Result<i32, StartError> {
    // Each connection that goes from one server to another passes here. Where the limit can't be raised, it can't.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    let left = State::from_environment().map_err(StartError::State)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let code = LocalSet::new().block_on(&runtime, run(settings, left, &place::folders()));
    // What still waits for the system must not hold up the end.
    runtime.shutdown_background();
    code
}

async fn run(settings: Settings, left: Option<State>, folders: &[PathBuf]) -> Result<i32, StartError> {
    let mut signals = Signals::new()?;
    let (events, mut happened) = mpsc::channel(MAX_EVENTS);
    let mut supervisor = match left {
        Some(state) => Supervisor::resume(settings, state, events)?,
        None => Supervisor::begin(settings, folders, events)?,
    };
    supervisor.listen();
    supervisor.act();
    loop {
        if let Some(code) = supervisor.exit {
            supervisor.close().await;
            return Ok(code);
        }
        tokio::select! {
            wish = signals.next() => supervisor.hear(Event::Wish(wish)),
            Some(event) = happened.recv() => supervisor.hear(event),
        }
        supervisor.act();
    }
}

impl Supervisor {
    fn begin(settings: Settings, folders: &[PathBuf], events: mpsc::Sender<Event>) -> Result<Self, StartError> {
        let sockets = Sockets::from_elsewhere(systemd::sockets());
        let control = Control::open(folders, &settings.name).map_err(StartError::Control)?;
        let control = control.ok_or_else(|| StartError::Runs(settings.name.clone()))?;
        let now = clock::now();
        let mut generations = Generations::new(settings.rules());
        generations.begin(now);
        Ok(Self {
            began: now,
            generations,
            ..Self::new(settings, sockets, control, events)
        })
    }

    /// One that has no processes yet.
    fn new(settings: Settings, sockets: Sockets, control: Control, events: mpsc::Sender<Event>) -> Self {
        Self {
            settings,
            began: Duration::ZERO,
            generations: Generations::default(),
            processes: BTreeMap::new(),
            sockets,
            uses: BTreeMap::new(),
            control,
            notifier: Notifier::new(),
            askers: BTreeMap::new(),
            unwritten: Vec::new(),
            questions: BTreeMap::new(),
            last_ticket: 0,
            is_testing: false,
            events,
            exit: None,
        }
    }

    /// Goes on where the binary before has left off, and lets its servers be followed by some of this one.
    fn resume(mut settings: Settings, state: State, events: mpsc::Sender<Event>) -> Result<Self, StartError> {
        settings.name = state.name;
        let rules = settings.rules();
        let control = Control::from_left(state.control, &settings.name)?;
        let sockets = Sockets::from_left(state.sockets)?;
        let mut supervisor = Self {
            began: state.began,
            generations: state.generations,
            ..Self::new(settings, sockets, control, events)
        };
        for left in state.processes {
            let hear = supervisor.hearing(left.id);
            let process = Process::adopt(left.pid, left.channel, hear)?;
            supervisor.processes.insert(left.id, process);
            supervisor.uses.extend(left.uses.map(|uses| (left.id, uses)));
        }
        let now = clock::now();
        supervisor.generations.resume(rules, now);
        let asker = state.asker.and_then(|fd| Asker::from_left(fd).ok());
        let ticket = asker.map(|asker| supervisor.ticket(asker));
        actions::say(&format!(
            "the supervisor has become version {}",
            supervisor.settings.version
        ));
        supervisor.generations.reload(ticket, now);
        // One may have ended while nobody listened.
        supervisor.look();
        Ok(supervisor)
    }

    fn listen(&self) {
        let events = self.events.clone();
        self.control.listen(async move |command, asker| {
            let _ = events.send(Event::Asked(command, asker)).await;
        });
    }

    fn hearing(&self, id: ServerId) -> impl AsyncFn(Heard) + 'static {
        let events = self.events.clone();
        async move |heard| {
            let _ = events.send(Event::Heard(id, heard)).await;
        }
    }

    fn hear(&mut self, event: Event) {
        let now = clock::now();
        match event {
            Event::Heard(id, Heard::Said(packet)) => self.hear_server(id, packet.message, packet.socket),
            Event::Heard(id, Heard::Ended(end)) => {
                self.processes.remove(&id);
                self.uses.remove(&id);
                self.generations.ended(id, &end, now);
                self.answered(id, ServerReport::default());
                self.close_unused();
            }
            Event::Wish(Wish::Stop) => self.generations.interrupt(now),
            Event::Wish(Wish::Reload) => self.generations.reload(None, now),
            Event::Wish(Wish::Look) => self.look(),
            Event::Asked(command, asker) => self.asked(command, asker),
            Event::Timeout(id, number) => self.generations.timeout(id, number, now),
            Event::Due(serial) => self.generations.due(serial, now),
            Event::Probed(id, outcome) => self.generations.probed(id, outcome, now),
            Event::Reported(ticket) => self.answer_status(ticket),
            Event::Tested(ticket, outcome) => self.tested(ticket, outcome),
        }
    }

    fn hear_server(&mut self, id: ServerId, message: ToSupervisor, socket: Option<OwnedFd>) {
        let now = clock::now();
        match message {
            ToSupervisor::Bound { address, name } => {
                if let Some(socket) = socket {
                    self.sockets.hold(address, name, socket);
                }
            }
            ToSupervisor::Uses { addresses } => {
                self.uses.insert(id, addresses);
                self.close_unused();
            }
            ToSupervisor::Ready => self.generations.ready(id, now),
            ToSupervisor::Connection(connection) => self.forward(connection, socket),
            ToSupervisor::Away => self.generations.away(id),
            ToSupervisor::Empty => self.generations.empty(id, now),
            ToSupervisor::Report(report) => self.answered(id, report),
            ToSupervisor::Replace { reason } => self.generations.replace(id, &reason, now),
        }
    }

    /// To the server in place. If there is none, its client finds the connection closed, as after any pause.
    fn forward(&self, connection: Connection, socket: Option<OwnedFd>) {
        let place = self.generations.current().and_then(|id| self.processes.get(&id));
        if let (Some(process), Some(socket)) = (place, socket) {
            process.send(ToServer::Connection(connection), Some(socket));
        }
    }

    fn look(&mut self) {
        self.processes.values_mut().for_each(Process::look);
    }

    /// Closes sockets that no server listens on, if all have said what they listen on, and one is in place.
    fn close_unused(&mut self) {
        let current = self.generations.current().and_then(|id| self.generations.server(id));
        let are_known = self.generations.servers().all(|(id, _)| self.uses.contains_key(&id));
        if are_known && current.is_some_and(|server| server.is_ready) {
            let used: BTreeSet<&String> = self.uses.values().flatten().collect();
            self.sockets.retain(&used);
        }
    }

    fn ticket(&mut self, asker: Asker) -> Ticket {
        self.last_ticket += 1;
        self.askers.insert(self.last_ticket, asker);
        self.last_ticket
    }
}

impl Settings {
    fn rules(&self) -> Rules {
        Rules {
            ready_timeout: self.ready_timeout,
            drain_timeout: self.drain_timeout,
            keep: self.keep,
            is_probed: self.probe.is_some(),
        }
    }
}
