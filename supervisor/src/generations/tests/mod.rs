//! Each test tells what happens, in seconds from the start, and expects what is done, a line an action.

mod changes;
mod endings;

use super::*;

struct Story {
    generations: Generations,
    now: Duration,
}

/// A program with its first server, which is ready.
fn serving() -> Story {
    let mut story = starting();
    story.generations.ready(1, story.now);
    assert_eq!(story.done(), "say: generation 1 serves (ready in 0 ms)\nnotify Ready");
    story
}

fn starting() -> Story {
    let rules = Rules {
        ready_timeout: Duration::from_secs(30),
        drain_timeout: Duration::from_secs(70),
        keep: Duration::from_secs(600),
        is_probed: false,
    };
    let mut generations = Generations::new(rules);
    generations.begin(Duration::ZERO);
    let mut story = Story {
        generations,
        now: Duration::ZERO,
    };
    assert_eq!(story.done(), "start 1 (generation 1)");
    story
}

impl Story {
    /// So much later.
    fn after(&mut self, seconds: u64) -> &mut Self {
        self.now += Duration::from_secs(seconds);
        self
    }

    fn reload(&mut self) -> String {
        self.generations.reload(Some(9), self.now);
        self.done()
    }

    fn rollback(&mut self) -> String {
        let before = self.generations.current;
        self.generations.rollback(Some(9), self.now);
        self.leaves(before);
        self.done()
    }

    /// Who was in place before leaves at once.
    fn ready(&mut self, id: ServerId) -> String {
        let before = self.generations.current;
        self.generations.ready(id, self.now);
        self.leaves(before);
        self.done()
    }

    fn leaves(&mut self, before: Option<ServerId>) {
        if let Some(before) = before.filter(|before| self.generations.current != Some(*before)) {
            self.generations.away(before);
        }
    }

    fn empty(&mut self, id: ServerId) -> String {
        self.generations.empty(id, self.now);
        self.done()
    }

    fn ended(&mut self, id: ServerId, end: &End) -> String {
        self.generations.ended(id, end, self.now);
        self.done()
    }

    /// The time of the server's phase is over.
    fn timeout(&mut self, id: ServerId) -> String {
        let number = self.generations.server(id).unwrap().phase_number;
        self.generations.timeout(id, number, self.now);
        self.done()
    }

    fn due(&mut self) -> String {
        let serial = self.generations.later.as_ref().unwrap().serial;
        self.generations.due(serial, self.now);
        self.done()
    }

    /// A second release, in place, with the first one kept.
    fn reloaded(&mut self) {
        self.reload();
        self.ready(2);
        assert_eq!(self.empty(1), "timer 1: 600 s\nfreeze 1");
    }

    fn done(&mut self) -> String {
        let lines = self.generations.take_actions().into_iter().map(|action| match action {
            Action::Start { id, generation, holds } => {
                format!(
                    "start {id} (generation {generation}{})",
                    if holds { ", holds" } else { "" }
                )
            }
            Action::Send(id, message) => format!("send {id}: {message:?}"),
            Action::Signal(id, signal) => format!("{} {id}", format!("{signal:?}").to_lowercase()),
            Action::Timer { id, after, .. } => format!("timer {id}: {} s", after.as_secs()),
            Action::StartLater { after, .. } => format!("start in {} ms", after.as_millis()),
            Action::Probe(id) => format!("probe {id}"),
            Action::Say(text) => format!("say: {text}"),
            Action::Progress(_, text) => format!("progress: {text}"),
            Action::Done(_, text) => format!("done: {text}"),
            Action::Refused(_, text) => format!("refused: {text}"),
            Action::Notify(notice) => format!("notify {notice:?}"),
            Action::Exit(code) => format!("exit {code}"),
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}
