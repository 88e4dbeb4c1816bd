//! Who serves, who comes next, who is kept: all decisions of a supervisor. Pure: it is told what has happened and when, and
//! answers with [`Action`]s. Knows no process, no socket and no clock.

mod changes;
mod endings;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;
use serde::Serialize;

use crate::ToServer;
use crate::backoff::Backoff;
use crate::durations::in_words;

/// Counts processes; never given twice.
pub(crate) type ServerId = u64;
/// Somebody who has asked for something and waits for answers.
pub(crate) type Ticket = u64;
/// On the system's monotonic clock, which goes on when one program becomes another.
pub(crate) type Moment = Duration;

/// How long one that was replaced may take to finish its requests: it has been found to be broken.
const REPLACED_DRAINS: Duration = Duration::from_secs(10);
/// Servers that finish their requests at the same time.
const MAX_DRAINING: usize = 64;
/// How long a process may take to end when it is asked to.
const ENDS: Duration = Duration::from_secs(5);

/// What the command line says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    pub(crate) ready_timeout: Duration,
    pub(crate) drain_timeout: Duration,
    /// How long the release before is kept.
    pub(crate) keep: Duration,
    /// Whether a new release must answer a request before it serves.
    pub(crate) is_probed: bool,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Action {
    /// Start a process.
    Start {
        id: ServerId,
        generation: u64,
        holds: bool,
    },
    Send(ServerId, ToServer),
    Signal(ServerId, Signal),
    /// Call [`Generations::timeout`] then.
    Timer {
        id: ServerId,
        phase_number: u64,
        after: Duration,
    },
    /// Call [`Generations::due`] then.
    StartLater {
        serial: u64,
        after: Duration,
    },
    /// Make a request, and say [`Generations::probed`].
    Probe(ServerId),
    /// A line for whoever reads the log.
    Say(String),
    Progress(Ticket, String),
    Done(Ticket, String),
    Refused(Ticket, String),
    Notify(Notice),
    /// Nothing is left.
    Exit(i32),
}

/// To a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signal {
    End,
    Kill,
    Freeze,
    Thaw,
}

/// What service managers want to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    Ready,
    Reloading,
    Stopping,
}

/// How a process has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Code(i32),
    Signal(i32),
    /// It could not be started.
    NotStarted(String),
}

/// What a server does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Phase {
    /// It loads the program and accepts nothing.
    Warming,
    /// It answers a first request.
    Proving,
    /// It is in place, and may be loading still.
    Serving,
    /// It finishes its requests.
    Draining {
        /// Whether it is of another release, to return to.
        is_kept: bool,
    },
    /// It is frozen.
    Kept,
    /// It was asked to end.
    Ending,
}

/// A process.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Server {
    pub(crate) generation: u64,
    pub(crate) phase: Phase,
    /// Tells a timer of this phase from those of earlier ones.
    phase_number: u64,
    pub(crate) started: Moment,
    /// When the phase began.
    pub(crate) since: Moment,
    pub(crate) is_ready: bool,
}

/// A new server on its way into place.
#[derive(Debug)]
struct Change {
    server: ServerId,
    /// Whether it is another release: not one that replaces a broken server.
    is_release: bool,
    asker: Option<Ticket>,
    began: Moment,
}

/// A change that is made, and not told yet.
#[derive(Debug)]
struct Handover {
    /// The server that is told to leave.
    from: Option<ServerId>,
    asker: Option<Ticket>,
    text: String,
    /// Whether service managers wait for it as well.
    is_notice: bool,
}

/// A start that waits for its time.
#[derive(Debug)]
struct Later {
    serial: u64,
    /// The server in place that is to be replaced; none for one that has died.
    replaces: Option<ServerId>,
}

#[derive(Debug)]
struct Stop {
    askers: Vec<Ticket>,
    code: Option<i32>,
}

/// Why there is nothing to return to.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Gone {
    generation: u64,
    why: String,
    at: Moment,
}

/// All processes, and what they are to each other. What is skipped is empty whenever another program may go on here ([`Self::unsettled`]),
/// or is made anew there.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Generations {
    #[serde(skip)]
    rules: Rules,
    servers: BTreeMap<ServerId, Server>,
    current: Option<ServerId>,
    /// The release before: it drains or is kept.
    previous: Option<ServerId>,
    gone: Option<Gone>,
    #[serde(skip)]
    change: Option<Change>,
    #[serde(skip)]
    handover: Option<Handover>,
    #[serde(skip)]
    later: Option<Later>,
    #[serde(skip)]
    stop: Option<Stop>,
    #[serde(skip)]
    backoff: Backoff,
    /// Of the server that is, or was, in place.
    generation: u64,
    last_id: ServerId,
    last_generation: u64,
    serial: u64,
    restarts: u64,
    /// Whether a server has ever been ready: from then on nothing but the program's own wish ends it all.
    has_served: bool,
    #[serde(skip)]
    actions: Vec<Action>,
}

impl Generations {
    pub(crate) fn new(rules: Rules) -> Self {
        Self {
            rules,
            ..Self::default()
        }
    }

    /// What is to be done, in this order.
    pub(crate) fn take_actions(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.actions)
    }

    /// Starts the first server.
    pub(crate) fn begin(&mut self, now: Moment) {
        self.last_generation += 1;
        self.generation = self.last_generation;
        self.current = Some(self.start(self.generation, Phase::Serving, now));
    }

    /// Goes on where another program has left off.
    pub(crate) fn resume(&mut self, rules: Rules, now: Moment) {
        self.rules = rules;
        for (id, server) in &self.servers {
            if let Some(limit) = self.limit(server) {
                self.actions.push(Action::Timer {
                    id: *id,
                    phase_number: server.phase_number,
                    after: (server.since + limit).saturating_sub(now),
                });
            }
        }
    }

    /// Why it is no time for another program to go on here.
    pub(crate) fn unsettled(&self, now: Moment) -> Option<String> {
        if let Some(reason) = self.busy(now) {
            return Some(reason);
        }
        let Some(current) = self.current.and_then(|id| self.servers.get(&id)) else {
            return Some("no server is in place".to_owned());
        };
        if !current.is_ready {
            return Some(format!("generation {} is still starting", current.generation));
        }
        let restless = self.servers.values().find(|server| match server.phase {
            Phase::Serving | Phase::Kept => false,
            Phase::Warming | Phase::Proving | Phase::Draining { .. } | Phase::Ending => true,
        });
        restless.map(|server| format!("generation {} is still finishing its requests", server.generation))
    }

    /// All but what is under way, which [`Generations::unsettled`] excludes.
    pub(crate) fn copy(&self) -> serde_json::Result<Self> {
        serde_json::from_value(serde_json::to_value(self)?)
    }

    pub(crate) fn current(&self) -> Option<ServerId> {
        self.current
    }

    pub(crate) fn servers(&self) -> impl Iterator<Item = (ServerId, &Server)> {
        self.servers.iter().map(|(id, server)| (*id, server))
    }

    pub(crate) fn server(&self, id: ServerId) -> Option<&Server> {
        self.servers.get(&id)
    }

    /// How often a server has died and was started again.
    pub(crate) fn restarts(&self) -> u64 {
        self.restarts
    }

    /// In one word, for people.
    pub(crate) fn state(&self) -> &'static str {
        let is_ready = self
            .current
            .and_then(|id| self.servers.get(&id))
            .map(|server| server.is_ready);
        match (&self.stop, &self.change, is_ready) {
            (Some(_), _, _) => "stopping",
            (None, Some(change), _) if change.is_release => "reloading",
            (None, Some(_), _) => "replacing",
            (None, None, Some(true)) => "serving",
            (None, None, Some(false)) => "starting",
            (None, None, None) => "waiting to start again",
        }
    }

    fn start(&mut self, generation: u64, phase: Phase, now: Moment) -> ServerId {
        self.last_id += 1;
        let id = self.last_id;
        let server = Server {
            generation,
            phase,
            phase_number: 0,
            started: now,
            since: now,
            is_ready: false,
        };
        self.servers.insert(id, server);
        self.actions.push(Action::Start {
            id,
            generation,
            holds: phase == Phase::Warming,
        });
        self.enter(id, phase, now);
        id
    }

    /// Changes the phase, and sets the timer that goes with it.
    fn enter(&mut self, id: ServerId, phase: Phase, now: Moment) {
        self.serial += 1;
        let phase_number = self.serial;
        let Some(server) = self.servers.get_mut(&id) else {
            return;
        };
        server.phase = phase;
        server.phase_number = phase_number;
        server.since = now;
        if let Some(after) = self.servers.get(&id).and_then(|server| self.limit(server)) {
            self.actions.push(Action::Timer {
                id,
                phase_number,
                after,
            });
        }
    }

    /// How long its phase may take.
    fn limit(&self, server: &Server) -> Option<Duration> {
        match server.phase {
            Phase::Warming => Some(self.rules.ready_timeout),
            // Whoever makes the request has a limit of its own.
            Phase::Proving => None,
            // The first one may wait for whatever it needs; whoever has started it sees that.
            Phase::Serving => (self.has_served && !server.is_ready).then_some(self.rules.ready_timeout),
            Phase::Draining { is_kept: true } => Some(self.rules.drain_timeout),
            Phase::Draining { is_kept: false } => Some(REPLACED_DRAINS),
            Phase::Kept => Some(self.rules.keep),
            Phase::Ending => Some(ENDS),
        }
    }

    fn say(&mut self, line: impl Into<String>) {
        self.actions.push(Action::Say(line.into()));
    }

    fn progress(&mut self, asker: Option<Ticket>, text: String) {
        if let Some(ticket) = asker {
            self.actions.push(Action::Progress(ticket, text));
        }
    }

    fn done(&mut self, asker: Option<Ticket>, text: String) {
        if let Some(ticket) = asker {
            self.actions.push(Action::Done(ticket, text.clone()));
        }
        self.say(text);
    }

    fn refuse(&mut self, asker: Option<Ticket>, reason: String) {
        if let Some(ticket) = asker {
            self.actions.push(Action::Refused(ticket, reason.clone()));
        }
        self.say(reason);
    }

    /// Why nothing can be changed now.
    fn busy(&self, now: Moment) -> Option<String> {
        if self.stop.is_some() {
            return Some("the program is being stopped".to_owned());
        }
        if let Some(change) = &self.change {
            let what = if change.is_release {
                "a reload"
            } else {
                "the replacement of a server"
            };
            let time = in_words(now.saturating_sub(change.began));
            return Some(format!("{what} is under way, for {time} now"));
        }
        (!self.has_served).then(|| "the program is still starting".to_owned())
    }
}
