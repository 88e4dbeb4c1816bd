//! Servers that die, and the end of all.

use super::*;

#[test]
fn a_server_that_dies_is_started_again_in_growing_pauses() {
    let mut story = serving();
    assert_eq!(
        story.after(1000).ended(1, &End::Signal(libc::SIGSEGV)),
        "say: generation 1 was ended by SIGSEGV after 16 min\nstart 2 (generation 1)\ntimer 2: 30 s"
    );
    assert_eq!(story.after(1).ready(2), "say: generation 1 serves again (ready in 1 s)");
    assert_eq!(
        story.ended(2, &End::Code(7)),
        "say: generation 1 ended with exit code 7 after 1 s\nstart 3 (generation 1)\ntimer 3: 30 s"
    );
    assert_eq!(
        story.ended(3, &End::Code(7)),
        "say: generation 1 ended with exit code 7 after 0 ms\nsay: the next server starts in 100 ms\nstart in 100 ms"
    );
    assert_eq!(story.due(), "start 4 (generation 1)\ntimer 4: 30 s");
    // Nobody is served until it is ready.
    let text = "generation 1 was not ready within 30 s";
    assert_eq!(story.after(30).timeout(4), format!("say: {text}\nkill 4"));
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
        done.contains("no server is in place") && done.ends_with("start 4 (generation 2)\ntimer 4: 30 s"),
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
    let text = "say: the program has ended by itself, with exit code 0";
    assert_eq!(serving().ended(1, &End::Code(0)), format!("{text}\nexit 0"));
    let mut story = serving();
    story.reloaded();
    assert_eq!(
        story.ended(2, &End::Code(0)),
        format!("{text}\nend 1\nthaw 1\ntimer 1: 5 s")
    );
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
             end 1\nthaw 1\ntimer 1: 5 s\nend 3\ntimer 3: 5 s\ntimer 2: 70 s"
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
        assert_eq!(story.done(), "notify Stopping\nend 1\ntimer 1: 70 s");
        assert_eq!(story.ended(1, &end), format!("exit {code}"));
    }
}
