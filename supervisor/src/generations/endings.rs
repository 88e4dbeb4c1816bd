//! How servers end: by themselves, by a limit, or all together.

use super::Action;
use super::End;
use super::Generations;
use super::Gone;
use super::Moment;
use super::Notice;
use super::Phase;
use super::Server;
use super::ServerId;
use super::Signal;
use super::Stop;
use super::Ticket;
use crate::durations::in_words;
use crate::signals;

impl Generations {
    /// A process is no more.
    pub(crate) fn ended(&mut self, id: ServerId, end: &End, now: Moment) {
        self.away(id);
        let Some(phase) = self.servers.get(&id).map(|server| server.phase) else {
            return;
        };
        if self.change.as_ref().is_some_and(|change| change.server == id) {
            self.fail(id, &format!("it {} before it served", end.in_words()), now);
        }
        let Some(server) = self.servers.remove(&id) else { return };
        if self.previous == Some(id) {
            let why = format!("it {}", end.in_words());
            self.say(format!(
                "generation {} was kept, and {}",
                server.generation,
                end.in_words()
            ));
            self.forget_generation(id, server.generation, &why, now);
        } else if matches!(phase, Phase::Draining { .. }) && *end != End::Code(0) && self.stop.is_none() {
            self.say(format!(
                "generation {} {} while it finished its requests",
                server.generation,
                end.in_words()
            ));
        }
        let was_current = self.current.take_if(|current| *current == id).is_some();
        if let Some(stop) = &mut self.stop {
            if was_current {
                stop.code = Some(end.code_when_stopped());
            }
            return self.exit_if_over();
        }
        if was_current {
            self.serving_ended(&server, end, now);
        }
    }

    fn serving_ended(&mut self, server: &Server, end: &End, now: Moment) {
        if *end == End::Code(0) && self.has_served {
            self.say("the program has ended by itself, with exit code 0".to_owned());
        }
        if *end == End::Code(0) || !self.has_served {
            if let End::NotStarted(reason) = end {
                self.say(format!("the program could not be started: {reason}"));
            } else if let End::Signal(_) = end {
                // One that exits has said why.
                self.say(format!("the program {} before it was ready", end.in_words()));
            }
            return self.finish(end.code(), now);
        }
        self.restarts += 1;
        let lived = now.saturating_sub(server.started);
        let what = format!(
            "generation {} {} after {}",
            server.generation,
            end.in_words(),
            in_words(lived)
        );
        if let Some(next) = self.change.as_ref().and_then(|change| self.servers.get(&change.server)) {
            // Connections wait in the queues of the sockets.
            let next = next.generation;
            return self.say(format!("{what}; generation {next} takes over when it is ready"));
        }
        self.say(what);
        self.revive(lived, now);
    }

    /// Starts a server in the place of one that has died.
    pub(super) fn revive(&mut self, lived: Moment, now: Moment) {
        let after = self.backoff.after(lived);
        if after.is_zero() {
            self.current = Some(self.start(self.generation, Phase::Serving, now));
        } else {
            self.say(format!("the next server starts in {}", in_words(after)));
            self.start_later(None, after);
        }
    }

    /// A phase has lasted as long as it may.
    pub(crate) fn timeout(&mut self, id: ServerId, phase_number: u64, now: Moment) {
        let Some(server) = self
            .servers
            .get(&id)
            .filter(|server| server.phase_number == phase_number)
        else {
            return;
        };
        let phase = server.phase;
        let since = server.since;
        let generation = server.generation;
        let server_is_ready = server.is_ready;
        self.away(id);
        match phase {
            Phase::Warming => {
                let limit = in_words(self.rules.ready_timeout);
                self.fail(id, &format!("it was not ready within {limit}"), now);
            }
            Phase::Draining { .. } => {
                let why = format!(
                    "it had not finished its requests after {}",
                    in_words(now.saturating_sub(since))
                );
                self.say(format!("generation {generation} is stopped: {why}"));
                self.forget(id, &why, now);
                self.end(id, now);
            }
            Phase::Kept => {
                let why = format!("it was kept for {}", in_words(self.rules.keep));
                self.forget(id, &why, now);
                self.end(id, now);
            }
            Phase::Ending => self.actions.push(Action::Signal(id, Signal::Kill)),
            // One that starts again after a crash.
            Phase::Serving if !server_is_ready => {
                let limit = in_words(self.rules.ready_timeout);
                self.say(format!("generation {generation} was not ready within {limit}"));
                self.actions.push(Action::Signal(id, Signal::Kill));
            }
            Phase::Proving | Phase::Serving => {}
        }
    }

    /// Asks a process to end, and sees to it that it does.
    pub(super) fn end(&mut self, id: ServerId, now: Moment) {
        let Some(phase) = self.servers.get(&id).map(|server| server.phase) else {
            return;
        };
        if phase == Phase::Ending {
            return;
        }
        self.actions.push(Action::Signal(id, Signal::End));
        if phase == Phase::Kept {
            self.actions.push(Action::Signal(id, Signal::Thaw));
        }
        self.enter(id, Phase::Ending, now);
    }

    /// A server that is no longer there to return to.
    pub(super) fn forget(&mut self, id: ServerId, why: &str, now: Moment) {
        if let Some(generation) = self.servers.get(&id).map(|server| server.generation) {
            self.forget_generation(id, generation, why, now);
        }
    }

    fn forget_generation(&mut self, id: ServerId, generation: u64, why: &str, now: Moment) {
        if self.previous.take_if(|previous| *previous == id).is_some() {
            self.gone = Some(Gone {
                generation,
                why: why.to_owned(),
                at: now,
            });
        }
    }

    /// Somebody wants the end of it all.
    pub(crate) fn stop(&mut self, asker: Option<Ticket>, now: Moment) {
        if let Some(stop) = &mut self.stop {
            return stop.askers.extend(asker);
        }
        self.conclude();
        self.stop = Some(Stop {
            askers: asker.into_iter().collect(),
            code: None,
        });
        self.actions.push(Action::Notify(Notice::Stopping));
        if let Some(current) = self.current {
            self.progress(asker, format!("generation {} finishes its requests", self.generation));
            // It takes as long as the program allows itself, within a limit.
            self.actions.push(Action::Signal(current, Signal::End));
        }
        self.stop_others(now);
        if let Some(current) = self.current {
            self.enter(current, Phase::Draining { is_kept: true }, now);
        }
    }

    /// A signal asks for the end; a second one is impatience.
    pub(crate) fn interrupt(&mut self, now: Moment) {
        if self.stop.is_none() {
            return self.stop(None, now);
        }
        let ids: Vec<ServerId> = self.servers.keys().copied().collect();
        self.actions
            .extend(ids.into_iter().map(|id| Action::Signal(id, Signal::Kill)));
    }

    /// The program has ended by itself.
    fn finish(&mut self, code: i32, now: Moment) {
        self.stop = Some(Stop {
            askers: Vec::new(),
            code: Some(code),
        });
        self.stop_others(now);
    }

    fn stop_others(&mut self, now: Moment) {
        self.later = None;
        if let Some(asker) = self.change.take().and_then(|change| change.asker) {
            self.refuse(Some(asker), "the program is being stopped".to_owned());
        }
        let ids: Vec<(ServerId, Phase)> = self.servers.iter().map(|(id, server)| (*id, server.phase)).collect();
        for (id, phase) in ids {
            match phase {
                // Its requests may take the time that they had before.
                Phase::Draining { .. } => self.actions.push(Action::Signal(id, Signal::End)),
                Phase::Warming | Phase::Proving | Phase::Kept => self.end(id, now),
                Phase::Serving | Phase::Ending => {}
            }
        }
        self.previous = None;
        self.exit_if_over();
    }

    fn exit_if_over(&mut self) {
        if !self.servers.is_empty() {
            return;
        }
        if let Some(stop) = self.stop.take() {
            let answers = stop
                .askers
                .iter()
                .map(|ticket| Action::Done(*ticket, "stopped".to_owned()));
            self.actions.extend(answers);
            self.actions.push(Action::Exit(stop.code.unwrap_or(0)));
        }
    }
}

impl End {
    /// As a shell would have it.
    fn code(&self) -> i32 {
        match self {
            Self::Code(code) => *code,
            Self::Signal(number) => 128 + number,
            Self::NotStarted(_) => 1,
        }
    }

    /// A program that lets SIGTERM end it has done what it was asked to.
    fn code_when_stopped(&self) -> i32 {
        match self {
            Self::Signal(libc::SIGTERM) => 0,
            _ => self.code(),
        }
    }

    fn in_words(&self) -> String {
        match self {
            Self::Code(code) => format!("ended with exit code {code}"),
            Self::Signal(number) => format!("was ended by {}", signals::name(*number)),
            Self::NotStarted(reason) => format!("could not be started: {reason}"),
        }
    }
}
