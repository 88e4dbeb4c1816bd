//! What has been decided is done: processes are started, signals and messages sent, people told.

use std::collections::BTreeSet;
use std::future::Future;
use std::io::Write as _;
use std::time::Duration;

use super::Event;
use super::Supervisor;
use crate::Connection;
use crate::ToServer;
use crate::clock;
use crate::control::Answer;
use crate::generations::Action;
use crate::generations::End;
use crate::generations::Notice;
use crate::generations::ServerId;
use crate::generations::Ticket;
use crate::probe;
use crate::process::Process;

impl Supervisor {
    /// Does what has been decided, and what is decided because of that.
    pub(super) fn act(&mut self) {
        loop {
            let actions = self.generations.take_actions();
            if actions.is_empty() {
                return;
            }
            for action in actions {
                self.perform(action);
            }
        }
    }

    fn perform(&mut self, action: Action) {
        match action {
            Action::Start { id, generation, holds } => self.start(id, generation, holds),
            Action::Send(id, message) => {
                if let Some(process) = self.processes.get(&id) {
                    process.send(message, None);
                }
            }
            Action::Signal(id, signal) => {
                if let Some(process) = self.processes.get(&id) {
                    process.signal(signal);
                }
            }
            Action::Timer {
                id,
                phase_number,
                after,
            } => self.later(after, Event::Timeout(id, phase_number)),
            Action::StartLater { serial, after } => self.later(after, Event::Due(serial)),
            Action::Probe(id) => self.probe(id),
            Action::Say(line) => say(&line),
            Action::Progress(ticket, text) => self.answer(ticket, Answer::Progress { text }),
            Action::Done(ticket, text) => self.answer(ticket, Answer::Done { text }),
            Action::Refused(ticket, reason) => self.answer(ticket, Answer::Refused { reason }),
            Action::Notify(notice) => {
                if notice == Notice::Stopping {
                    // Who connects from now on is refused as soon as the servers have closed.
                    self.sockets.retain(&BTreeSet::new());
                }
                self.notifier.send(notice, clock::now());
            }
            Action::Exit(code) => self.exit = Some(code),
        }
    }

    fn start(&mut self, id: ServerId, generation: u64, holds: bool) {
        let sockets = self.sockets.for_server();
        match Process::start(&self.settings.launch, generation, holds, sockets, self.hearing(id)) {
            Ok(process) => drop(self.processes.insert(id, process)),
            Err(error) => self
                .generations
                .ended(id, &End::NotStarted(error.to_string()), clock::now()),
        }
    }

    fn probe(&mut self, id: ServerId) {
        let path = self.settings.probe.clone().unwrap_or_default();
        let own = self.uses.get(&id).and_then(|addresses| addresses.first());
        let address = own.map(String::as_str).or(self.sockets.first_address());
        let (Some(address), Some(process)) = (address, self.processes.get(&id)) else {
            let reason = "it listens nowhere, and cannot be asked".to_owned();
            return self.generations.probed(id, Err(reason), clock::now());
        };
        let connection = Connection {
            address: address.to_owned(),
            peer: String::new(),
        };
        match probe::pair() {
            Ok((here, there)) => {
                process.send(ToServer::Connection(connection), Some(there));
                self.bring(async move { Event::Probed(id, probe::request(here, &path).await) });
            }
            Err(error) => self.generations.probed(id, Err(error.to_string()), clock::now()),
        }
    }

    pub(super) fn later(&self, after: Duration, event: Event) {
        self.bring(async move {
            tokio::time::sleep(after).await;
            event
        });
    }

    pub(super) fn bring(&self, event: impl Future<Output = Event> + 'static) {
        let events = self.events.clone();
        tokio::task::spawn_local(async move {
            let _ = events.send(event.await).await;
        });
    }

    pub(super) fn answer(&mut self, ticket: Ticket, answer: Answer) {
        let is_last = !matches!(answer, Answer::Progress { .. });
        let Some(asker) = self.askers.get(&ticket) else { return };
        asker.answer(answer);
        if is_last {
            self.unwritten.retain(|writing| !writing.is_done());
            self.unwritten.push(asker.writing());
            self.askers.remove(&ticket);
        }
    }

    /// The last words must arrive.
    pub(super) async fn close(self) {
        self.control.close();
        for writing in self.unwritten {
            writing.done().await;
        }
    }
}

/// A line for whoever reads the log.
pub(super) fn say(line: &str) {
    // Nobody is left to tell when stderr itself is closed.
    let _ = writeln!(std::io::stderr(), "racejs: {line}");
}
