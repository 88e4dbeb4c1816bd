//! Each test tells what happens, in seconds from the start, and expects what is done, a line an action.

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
        self.generations.rollback(Some(9), self.now);
        self.done()
    }

    fn ready(&mut self, id: ServerId) -> String {
        self.generations.ready(id, self.now);
        self.done()
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

#[test]
fn a_new_release_serves_before_the_old_one_leaves_and_the_old_one_is_kept() {
    let mut story = serving();
    assert_eq!(
        story.after(100).reload(),
        "start 2 (generation 2, holds)\ntimer 2: 30 s\nnotify Reloading\nprogress: generation 2 warms up"
    );
    let text = "generation 2 serves (warmed up in 1 s); generation 1 finishes its requests";
    assert_eq!(
        story.after(1).ready(2),
        format!(
            "progress: generation 2 is ready after 1 s\nsend 2: Serve\nsend 1: Leave\ntimer 1: 70 s\n\
             done: {text}\nsay: {text}\nnotify Ready"
        )
    );
    assert_eq!(story.empty(1), "timer 1: 600 s\nfreeze 1");
    assert_eq!(story.after(600).timeout(1), "end 1\nthaw 1\ntimer 1: 5 s");
    assert_eq!(story.ended(1, &End::Code(0)), "");
    let refused = "Cannot roll back: generation 1 is not kept any more since 5 s ago: it was kept for 10 min";
    assert_eq!(story.after(5).rollback(), format!("refused: {refused}\nsay: {refused}"));
}

#[test]
fn one_release_at_most_is_kept() {
    let mut story = serving();
    story.reloaded();
    story.reload();
    let done = story.ready(3);
    assert!(done.contains("send 2: Leave\ntimer 2: 70 s\nend 1\nthaw 1\n"), "{done}");
}

#[test]
fn a_release_that_fails_changes_nothing() {
    let mut story = serving();
    story.reload();
    let text = "generation 2 does not serve: it ended with exit code 1 before it served; generation 1 goes on";
    assert_eq!(
        story.ended(2, &End::Code(1)),
        format!("end 2\ntimer 2: 5 s\nrefused: {text}\nsay: {text}\nnotify Ready")
    );
    story.reload();
    let text = "generation 3 does not serve: it was not ready within 30 s; generation 1 goes on";
    assert_eq!(
        story.after(30).timeout(3),
        format!("end 3\ntimer 3: 5 s\nrefused: {text}\nsay: {text}\nnotify Ready")
    );
    assert_eq!(story.ready(3), "");
    assert_eq!(story.after(5).timeout(3), "kill 3");
    assert_eq!(story.ended(3, &End::Signal(libc::SIGKILL)), "");
}

#[test]
fn a_release_must_pass_its_probe() {
    let mut story = serving();
    story.generations.rules.is_probed = true;
    story.reload();
    assert_eq!(story.ready(2), "progress: generation 2 is ready after 0 ms\nprobe 2");
    story
        .generations
        .probed(2, Err("`GET /` was answered with 500".to_owned()), story.now);
    assert!(
        story
            .done()
            .contains("refused: generation 2 does not serve: `GET /` was answered with 500;")
    );
    story.reload();
    story.ready(3);
    story.generations.probed(3, Ok(()), story.now);
    assert!(story.done().starts_with("send 3: Serve\nsend 1: Leave"));
}

#[test]
fn one_change_at_a_time() {
    let mut story = starting();
    let text = "Cannot reload: the program is still starting";
    assert_eq!(story.reload(), format!("refused: {text}\nsay: {text}"));
    story.ready(1);
    story.reload();
    let text = "Cannot reload: a reload is under way, for 3 s now";
    assert_eq!(story.after(3).reload(), format!("refused: {text}\nsay: {text}"));
    assert!(
        story
            .rollback()
            .starts_with("refused: Cannot roll back: a reload is under way")
    );
}

#[test]
fn a_rollback_wakes_the_kept_release_and_keeps_the_one_that_leaves() {
    let mut story = serving();
    assert!(
        story
            .rollback()
            .starts_with("refused: Cannot roll back: there is no release before generation 1")
    );
    story.reloaded();
    let done = story.rollback();
    assert!(
        done.starts_with(
            "thaw 1\nsend 1: Serve\nsend 2: Leave\ntimer 2: 70 s\ndone: generation 1 serves again, generation 2 leaves"
        ),
        "{done}"
    );
    assert_eq!(story.empty(2), "timer 2: 600 s\nfreeze 2");
    assert!(story.rollback().starts_with("thaw 2\nsend 2: Serve\nsend 1: Leave"));
}

#[test]
fn a_rollback_reaches_a_release_that_still_drains() {
    let mut story = serving();
    story.reload();
    story.ready(2);
    assert!(story.rollback().starts_with("send 1: Serve\nsend 2: Leave"));
    // The answer to the first message comes late.
    assert_eq!(story.empty(1), "");
    assert_eq!(story.generations.current(), Some(1));
}

#[test]
fn a_timer_of_an_earlier_phase_means_nothing() {
    let mut story = serving();
    story.reload();
    story.ready(2);
    let drains = story.generations.server(1).unwrap().phase_number;
    story.rollback();
    story.rollback();
    story.generations.timeout(1, drains, story.now);
    assert_eq!(story.done(), "");
}

#[test]
fn a_release_that_does_not_finish_is_not_kept() {
    let mut story = serving();
    story.reload();
    story.ready(2);
    assert_eq!(
        story.after(70).timeout(1),
        "say: generation 1 is stopped: it had not finished its requests after 70 s\nend 1\ntimer 1: 5 s"
    );
    assert!(story.rollback().contains("generation 1 is not kept any more"));
}

#[test]
fn nothing_is_kept_where_that_is_not_wanted() {
    let mut story = serving();
    story.generations.rules.keep = Duration::ZERO;
    story.reload();
    story.ready(2);
    assert_eq!(story.empty(1), "end 1\ntimer 1: 5 s");
}

#[test]
fn a_server_that_dies_is_started_again_in_growing_pauses() {
    let mut story = serving();
    assert_eq!(
        story.after(1000).ended(1, &End::Signal(libc::SIGSEGV)),
        "say: generation 1 was ended by SIGSEGV after 16 min\nstart 2 (generation 1)"
    );
    assert_eq!(story.after(1).ready(2), "say: generation 1 serves again (ready in 1 s)");
    assert_eq!(
        story.ended(2, &End::Code(7)),
        "say: generation 1 ended with exit code 7 after 1 s\nstart 3 (generation 1)"
    );
    assert_eq!(
        story.ended(3, &End::Code(7)),
        "say: generation 1 ended with exit code 7 after 0 ms\nsay: the next server starts in 100 ms\nstart in 100 ms"
    );
    assert_eq!(story.due(), "start 4 (generation 1)");
    assert_eq!(story.generations.restarts(), 3);
}

#[test]
fn a_reload_ends_the_pauses_of_a_release_that_dies() {
    let mut story = serving();
    story.ended(1, &End::Code(1));
    story.ended(2, &End::Code(1));
    let serial = story.generations.later.as_ref().unwrap().serial;
    assert!(story.reload().starts_with("start 3 (generation 2, holds)"));
    story.generations.due(serial, story.now);
    assert_eq!(story.done(), "");
    let done = story.ready(3);
    assert!(
        done.contains("send 3: Serve\ndone: generation 2 serves (warmed up in 0 ms)\n"),
        "{done}"
    );
}

#[test]
fn a_release_that_dies_while_the_next_one_warms_up_is_followed_by_it() {
    let mut story = serving();
    story.reload();
    assert_eq!(
        story.after(1).ended(1, &End::Signal(libc::SIGABRT)),
        "say: generation 1 was ended by SIGABRT after 1 s; generation 2 takes over when it is ready"
    );
    assert!(story.ready(2).contains("send 2: Serve\ndone: generation 2 serves"));
    story.reload();
    story.ended(2, &End::Code(1));
    let done = story.ended(3, &End::Code(1));
    assert!(
        done.contains("no server is in place") && done.ends_with("start 4 (generation 2)"),
        "{done}"
    );
}

#[test]
fn a_program_that_does_not_start_is_not_started_again() {
    assert_eq!(starting().ended(1, &End::Code(3)), "exit 3");
    assert_eq!(
        starting().ended(1, &End::NotStarted("no memory".to_owned())),
        "say: the program could not be started: no memory\nexit 1"
    );
    assert_eq!(
        starting().ended(1, &End::Signal(libc::SIGKILL)),
        "say: the program was ended by SIGKILL before it was ready\nexit 137"
    );
}

#[test]
fn a_program_that_has_nothing_left_to_do_ends_it_all() {
    assert_eq!(serving().ended(1, &End::Code(0)), "exit 0");
    let mut story = serving();
    story.reloaded();
    assert_eq!(story.ended(2, &End::Code(0)), "end 1\nthaw 1\ntimer 1: 5 s");
    assert_eq!(story.ended(1, &End::Code(0)), "exit 0");
}

#[test]
fn a_broken_server_is_replaced_by_one_of_its_release() {
    let mut story = serving();
    story.reloaded();
    story
        .after(100)
        .generations
        .replace(2, "worker 1 is stuck", Duration::from_secs(100));
    assert_eq!(
        story.done(),
        "say: generation 2 is to be replaced: worker 1 is stuck\nstart 3 (generation 2, holds)\ntimer 3: 30 s"
    );
    assert_eq!(
        story.ready(3),
        "send 3: Serve\nsend 2: Leave\ntimer 2: 10 s\nsay: generation 2 serves (warmed up in 0 ms)"
    );
    assert_eq!(story.empty(2), "end 2\ntimer 2: 5 s");
    // The release before is still there.
    assert!(story.rollback().starts_with("thaw 1\nsend 1: Serve\nsend 3: Leave"));
}

#[test]
fn a_replacement_that_fails_is_tried_again_in_growing_pauses() {
    let mut story = serving();
    story.generations.replace(1, "it leaks", story.now);
    assert!(story.done().contains("start 2 (generation 1, holds)"));
    assert!(story.ended(2, &End::Code(1)).ends_with("start in 100 ms"));
    assert!(story.due().starts_with("start 3 (generation 1, holds)"));
    // One that is in its place already asks in vain.
    story.ready(3);
    story.generations.replace(1, "it leaks", story.now);
    assert_eq!(story.done(), "");
}

#[test]
fn a_stop_waits_for_the_requests_and_a_second_signal_does_not() {
    let mut story = serving();
    story.reloaded();
    story.reload();
    story.generations.stop(Some(5), story.now);
    let text = "the program is being stopped";
    assert_eq!(
        story.done(),
        format!(
            "notify Stopping\nprogress: generation 2 finishes its requests\nend 2\nrefused: {text}\nsay: {text}\n\
             end 1\nthaw 1\ntimer 1: 5 s\nend 3\ntimer 3: 5 s"
        )
    );
    assert!(
        story
            .reload()
            .starts_with("refused: Cannot reload: the program is being stopped")
    );
    story.ended(1, &End::Code(0));
    story.ended(3, &End::Signal(libc::SIGTERM));
    story.generations.interrupt(story.now);
    assert_eq!(story.done(), "kill 2");
    assert_eq!(story.ended(2, &End::Signal(libc::SIGKILL)), "done: stopped\nexit 137");
}

#[test]
fn the_exit_code_is_that_of_the_server() {
    for (end, code) in [(End::Code(0), 0), (End::Code(4), 4), (End::Signal(libc::SIGTERM), 0)] {
        let mut story = serving();
        story.generations.interrupt(story.now);
        assert_eq!(story.done(), "notify Stopping\nend 1");
        assert_eq!(story.ended(1, &end), format!("exit {code}"));
    }
}

#[test]
fn another_binary_goes_on_when_all_is_quiet() {
    let mut story = serving();
    story.reload();
    assert!(
        story
            .generations
            .unsettled(story.now)
            .unwrap()
            .contains("a reload is under way")
    );
    story.ready(2);
    assert_eq!(
        story.generations.unsettled(story.now).unwrap(),
        "generation 1 is still finishing its requests"
    );
    story.empty(1);
    assert_eq!(story.generations.unsettled(story.now), None);
    let rules = story.generations.rules.clone();
    story.done();
    story.generations = story.generations.copy().unwrap();
    let later = story.after(60).now;
    story.generations.resume(rules, later);
    assert_eq!(story.done(), "timer 1: 540 s");
    assert!(story.rollback().starts_with("thaw 1\nsend 1: Serve\nsend 2: Leave"));
}
