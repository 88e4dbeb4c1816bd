//! One server after another: reload, rollback, replacement.

use super::Action;
use super::Change;
use super::Generations;
use super::Handover;
use super::Later;
use super::MAX_DRAINING;
use super::Moment;
use super::Notice;

use super::Phase;
use super::Server;
use super::ServerId;
use super::Signal;
use super::Ticket;
use crate::ToServer;
use crate::durations::in_words;

impl Generations {
    /// Somebody wants what is on disk to serve.
    pub(crate) fn reload(&mut self, asker: Option<Ticket>, now: Moment) {
        self.conclude();
        if let Some(reason) = self.busy(now) {
            return self.refuse(asker, format!("Cannot reload: {reason}"));
        }
        self.last_generation += 1;
        self.change_to(self.last_generation, true, asker, now);
        self.actions.push(Action::Notify(Notice::Reloading));
        self.progress(asker, format!("generation {} warms up", self.last_generation));
    }

    /// Somebody wants the release before back.
    pub(crate) fn rollback(&mut self, asker: Option<Ticket>, now: Moment) {
        self.conclude();
        if let Some(reason) = self.busy(now) {
            return self.refuse(asker, format!("Cannot roll back: {reason}"));
        }
        let target = self.previous.take();
        let Some((id, phase)) = target.and_then(|id| Some((id, self.servers.get(&id)?.phase))) else {
            let reason = self.nothing_kept(now);
            return self.refuse(asker, format!("Cannot roll back: {reason}"));
        };
        // One that has died and would start again is not wanted any more.
        self.later = None;
        if phase == Phase::Kept {
            self.actions.push(Action::Signal(id, Signal::Thaw));
        }
        let left = self.generation;
        let from = self.put_in_place(id, true, now);
        self.hand_over(Handover {
            from,
            asker,
            text: format!(
                "generation {} serves again, generation {left} leaves; the files on disk are as they were: \
                 what starts from now on starts from those",
                self.generation
            ),
            is_notice: false,
        });
    }

    /// It is done when the server before accepts nothing more: from then on nobody meets it who comes anew.
    fn hand_over(&mut self, handover: Handover) {
        let waits = handover.from.is_some();
        self.handover = Some(handover);
        if !waits {
            self.conclude();
        }
    }

    /// The server has heard that it is to leave, and accepts nothing more.
    pub(crate) fn away(&mut self, id: ServerId) {
        if self.handover.as_ref().is_some_and(|handover| handover.from == Some(id)) {
            self.conclude();
        }
    }

    /// Tells that the last change is done, if nobody has been told yet.
    pub(super) fn conclude(&mut self) {
        let Some(handover) = self.handover.take() else { return };
        self.done(handover.asker, handover.text);
        if handover.is_notice {
            self.actions.push(Action::Notify(Notice::Ready));
        }
    }

    /// A server says that it should be replaced.
    pub(crate) fn replace(&mut self, id: ServerId, reason: &str, now: Moment) {
        let is_idle = self.change.is_none() && self.stop.is_none() && self.later.is_none();
        let Some(server) = self.servers.get(&id).filter(|_| self.current == Some(id) && is_idle) else {
            return;
        };
        let lived = now.saturating_sub(server.started);
        self.say(format!("generation {} is to be replaced: {reason}", self.generation));
        self.replace_after(id, lived, now);
    }

    fn replace_after(&mut self, id: ServerId, lived: Moment, now: Moment) {
        let after = self.backoff.after(lived);
        if after.is_zero() {
            self.change_to(self.generation, false, None, now);
        } else {
            self.start_later(Some(id), after);
        }
    }

    /// The server has loaded the program and listens.
    pub(crate) fn ready(&mut self, id: ServerId, now: Moment) {
        let Some(server) = self.servers.get_mut(&id).filter(|server| !server.is_ready) else {
            return;
        };
        server.is_ready = true;
        let (phase, generation) = (server.phase, server.generation);
        let time = in_words(now.saturating_sub(server.started));
        match phase {
            Phase::Serving => {
                let again = if self.has_served { " again" } else { "" };
                self.say(format!("generation {generation} serves{again} (ready in {time})"));
                if !std::mem::replace(&mut self.has_served, true) {
                    self.actions.push(Action::Notify(Notice::Ready));
                }
            }
            Phase::Warming => {
                let asker = self.change.as_ref().and_then(|change| change.asker);
                self.progress(asker, format!("generation {generation} is ready after {time}"));
                if self.rules.is_probed {
                    self.enter(id, Phase::Proving, now);
                    self.actions.push(Action::Probe(id));
                } else {
                    self.take_over(id, now);
                }
            }
            Phase::Proving | Phase::Draining { .. } | Phase::Kept | Phase::Ending => {}
        }
    }

    /// The first request has been answered, or not.
    pub(crate) fn probed(&mut self, id: ServerId, outcome: Result<(), String>, now: Moment) {
        if self
            .servers
            .get(&id)
            .is_none_or(|server| server.phase != Phase::Proving)
        {
            return;
        }
        match outcome {
            Ok(()) => self.take_over(id, now),
            Err(reason) => self.fail(id, &reason, now),
        }
    }

    /// The server has no connections left.
    pub(crate) fn empty(&mut self, id: ServerId, now: Moment) {
        self.away(id);
        let Some(Phase::Draining { is_kept }) = self.servers.get(&id).map(|server| server.phase) else {
            return;
        };
        // While everything stops it has been asked to end already.
        if self.stop.is_some() {
            return;
        }
        if is_kept && !self.rules.keep.is_zero() {
            self.enter(id, Phase::Kept, now);
            // Its timers and jobs would do their work a second time.
            self.actions.push(Action::Signal(id, Signal::Freeze));
        } else {
            self.forget(id, "`--keep` is 0", now);
            self.end(id, now);
        }
    }

    /// A change has come to nothing.
    pub(super) fn fail(&mut self, id: ServerId, reason: &str, now: Moment) {
        let Some(change) = self.change.take_if(|change| change.server == id) else {
            return;
        };
        let Some(server) = self.servers.get(&id) else { return };
        let generation = server.generation;
        let rest = match self.current {
            Some(_) => format!("generation {} goes on", self.generation),
            None => "no server is in place".to_owned(),
        };
        self.end(id, now);
        let what = if change.is_release {
            "does"
        } else {
            "(a replacement) does"
        };
        self.refuse(
            change.asker,
            format!("generation {generation} {what} not serve: {reason}; {rest}"),
        );
        if change.is_release {
            self.actions.push(Action::Notify(Notice::Ready));
        }
        match self.current {
            None => self.revive(Moment::ZERO, now),
            // It is as broken as before.
            Some(current) if !change.is_release => self.replace_after(current, Moment::ZERO, now),
            Some(_) => {}
        }
    }

    fn change_to(&mut self, generation: u64, is_release: bool, asker: Option<Ticket>, now: Moment) {
        self.later = None;
        self.change = Some(Change {
            server: self.start(generation, Phase::Warming, now),
            is_release,
            asker,
            began: now,
        });
    }

    fn take_over(&mut self, id: ServerId, now: Moment) {
        let (Some(change), Some(server)) = (self.change.take(), self.servers.get(&id)) else {
            return;
        };
        let time = in_words(now.saturating_sub(server.started));
        let left = self.current.map(|_| self.generation);
        let from = self.put_in_place(id, change.is_release, now);
        let rest = match left {
            Some(left) if change.is_release => format!("; generation {left} finishes its requests"),
            _ => String::new(),
        };
        let text = format!("generation {} serves (warmed up in {time}){rest}", self.generation);
        self.hand_over(Handover {
            from,
            asker: change.asker,
            text,
            is_notice: change.is_release,
        });
    }

    /// The new one first, so that at every moment somebody accepts. Gives back the one that is told to leave.
    fn put_in_place(&mut self, id: ServerId, is_release: bool, now: Moment) -> Option<ServerId> {
        self.enter(id, Phase::Serving, now);
        self.actions.push(Action::Send(id, ToServer::Serve));
        if let Some(server) = self.servers.get(&id) {
            self.generation = server.generation;
        }
        let old = self.current.replace(id)?;
        if self.servers.get(&old).is_some_and(|server| !server.is_ready) {
            self.end(old, now);
            return None;
        }
        self.actions.push(Action::Send(old, ToServer::Leave));
        self.enter(old, Phase::Draining { is_kept: is_release }, now);
        if is_release && let Some(older) = self.previous.replace(old) {
            self.give_up(older, now);
        }
        Some(old)
    }

    /// There is a later release to return to. One that has requests finishes them first, unless many do.
    fn give_up(&mut self, id: ServerId, now: Moment) {
        let Some(server) = self.servers.get_mut(&id) else {
            return;
        };
        if !matches!(server.phase, Phase::Draining { .. }) {
            return self.end(id, now);
        }
        server.phase = Phase::Draining { is_kept: false };
        let draining =
            |(id, server): (&ServerId, &Server)| matches!(server.phase, Phase::Draining { .. }).then_some(*id);
        let draining: Vec<ServerId> = self.servers.iter().filter_map(draining).collect();
        if draining.len() > MAX_DRAINING {
            self.end(draining[0], now);
        }
    }

    pub(super) fn start_later(&mut self, replaces: Option<ServerId>, after: Moment) {
        self.serial += 1;
        self.later = Some(Later {
            serial: self.serial,
            replaces,
        });
        self.actions.push(Action::StartLater {
            serial: self.serial,
            after,
        });
    }

    /// The time of a later start has come.
    pub(crate) fn due(&mut self, serial: u64, now: Moment) {
        let Some(later) = self.later.take_if(|later| later.serial == serial) else {
            return;
        };
        match later.replaces {
            None => self.current = Some(self.start(self.generation, Phase::Serving, now)),
            Some(id) if self.current == Some(id) => self.change_to(self.generation, false, None, now),
            Some(_) => {}
        }
    }

    fn nothing_kept(&self, now: Moment) -> String {
        match &self.gone {
            None => format!("there is no release before generation {}", self.generation),
            Some(gone) => format!(
                "generation {} is not kept any more since {} ago: {}",
                gone.generation,
                in_words(now.saturating_sub(gone.at)),
                gone.why
            ),
        }
    }
}
