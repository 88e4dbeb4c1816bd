//! What commands ask for.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::time::Duration;

use super::Event;
use super::Supervisor;
use super::actions::say;
use crate::ServerReport;
use crate::ServerStatus;
use crate::Status;
use crate::ToServer;
use crate::clock;
use crate::control::Answer;
use crate::control::Command;
use crate::control::Who;
use crate::control::server::Asker;
use crate::generations::Phase;
use crate::generations::ServerId;
use crate::generations::Ticket;
use crate::process::Process;
use crate::upgrade;
use crate::upgrade::LeftProcess;
use crate::upgrade::State;

/// How long servers may take to say how they are.
const PATIENCE: Duration = Duration::from_secs(1);

/// A status that waits for reports.
pub(super) struct Question {
    waits_for: BTreeSet<ServerId>,
    reports: BTreeMap<ServerId, ServerReport>,
}

impl Supervisor {
    pub(super) fn asked(&mut self, command: Command, asker: Asker) {
        let now = clock::now();
        if command == Command::Who {
            return asker.answer(Answer::Who(Who {
                name: self.settings.name.clone(),
                program: self.settings.program.clone(),
            }));
        }
        let ticket = self.ticket(asker);
        match command {
            Command::Status => self.ask_servers(ticket),
            Command::Reload => self.generations.reload(Some(ticket), now),
            Command::Rollback => self.generations.rollback(Some(ticket), now),
            Command::Stop => self.generations.stop(Some(ticket), now),
            Command::UpgradeInPlace => self.test_binary(ticket),
            Command::Who => {}
        }
    }

    fn ask_servers(&mut self, ticket: Ticket) {
        let awake = self.generations.servers().filter(|(_, server)| match server.phase {
            Phase::Warming | Phase::Proving | Phase::Serving | Phase::Draining { .. } => true,
            Phase::Kept | Phase::Ending => false,
        });
        let waits_for: BTreeSet<ServerId> = awake
            .map(|(id, _)| id)
            .filter(|id| self.processes.contains_key(id))
            .collect();
        for process in waits_for.iter().filter_map(|id| self.processes.get(id)) {
            process.send(ToServer::Report, None);
        }
        let question = Question {
            waits_for,
            reports: BTreeMap::new(),
        };
        let is_answered = question.waits_for.is_empty();
        self.questions.insert(ticket, question);
        if is_answered {
            self.answer_status(ticket);
        } else {
            self.later(PATIENCE, Event::Reported(ticket));
        }
    }

    /// A server has said how it is, or will not any more.
    pub(super) fn answered(&mut self, id: ServerId, report: ServerReport) {
        let mut complete = Vec::new();
        for (ticket, question) in &mut self.questions {
            if question.waits_for.remove(&id) {
                question.reports.insert(id, report.clone());
            }
            if question.waits_for.is_empty() {
                complete.push(*ticket);
            }
        }
        for ticket in complete {
            self.answer_status(ticket);
        }
    }

    pub(super) fn answer_status(&mut self, ticket: Ticket) {
        let Some(mut question) = self.questions.remove(&ticket) else {
            return;
        };
        let now = clock::now();
        let servers = self.generations.servers().map(|(id, server)| {
            let pid = self.processes.get(&id).map(Process::pid);
            ServerStatus::of(server, pid, question.reports.remove(&id), now)
        });
        let status = Status {
            name: self.settings.name.clone(),
            program: self.settings.program.clone(),
            pid: std::process::id(),
            version: self.settings.version.clone(),
            state: self.generations.state().to_owned(),
            uptime_ms: crate::status::milliseconds(now.saturating_sub(self.began)),
            restarts: self.generations.restarts(),
            addresses: self.sockets.names(),
            servers: servers.collect(),
        };
        self.answer(ticket, Answer::Status(status));
    }

    fn test_binary(&mut self, ticket: Ticket) {
        let reason = match self.is_testing {
            true => Some("another one is under way".to_owned()),
            false => self.generations.unsettled(clock::now()),
        };
        if let Some(reason) = reason {
            return self.refuse_upgrade(ticket, &reason);
        }
        self.is_testing = true;
        let binary = self.settings.binary.clone();
        self.bring(async move { Event::Tested(ticket, upgrade::test(binary).await) });
    }

    pub(super) fn tested(&mut self, ticket: Ticket, outcome: Result<(), String>) {
        self.is_testing = false;
        let outcome = outcome
            .and_then(|()| self.generations.unsettled(clock::now()).map_or(Ok(()), Err))
            .and_then(|()| match self.processes.values().all(Process::is_idle) {
                true => Ok(()),
                false => Err("a server does not read what it is told".to_owned()),
            });
        let outcome = outcome.and_then(|()| self.become_binary(ticket));
        if let Err(reason) = outcome {
            self.refuse_upgrade(ticket, &reason);
        }
    }

    /// Returns only with a failure.
    fn become_binary(&mut self, ticket: Ticket) -> Result<(), String> {
        let generations = self.generations.copy().map_err(|error| error.to_string())?;
        let mut state = State::new(&self.settings.name, self.began, generations, self.control.leave());
        state.sockets = self.sockets.leave();
        state.asker = self.askers.get(&ticket).map(Asker::stream);
        let processes = self.processes.iter().map(|(id, process)| LeftProcess {
            id: *id,
            pid: process.pid(),
            channel: process.channel(),
            uses: self.uses.get(id).cloned(),
        });
        state.processes = processes.collect();
        let binary = &self.settings.binary;
        let error = state.exec(binary, &self.settings.launch);
        Err(format!("`{}` cannot be run: {error}", binary.display()))
    }

    fn refuse_upgrade(&mut self, ticket: Ticket, reason: &str) {
        let reason = format!("Cannot upgrade: {reason}");
        say(&reason);
        self.answer(ticket, Answer::Refused { reason });
    }
}
