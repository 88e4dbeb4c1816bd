//! One server after another.

use super::*;

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
fn a_release_that_has_requests_finishes_them_whatever_comes_after_it() {
    let mut story = serving();
    story.reload();
    story.ready(2);
    story.reload();
    let done = story.ready(3);
    assert!(done.contains("send 2: Leave"), "{done}");
    assert!(!done.contains("end 1"), "{done}");
    // There is another one to return to by now.
    assert_eq!(story.empty(1), "end 1\ntimer 1: 5 s");
    assert_eq!(story.empty(2), "timer 2: 600 s\nfreeze 2");
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
