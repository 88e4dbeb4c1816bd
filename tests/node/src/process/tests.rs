//! Processes that end in each way that there is, written for the shell: they need no runtime.

use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::time::Instant;

use super::Finished;
use super::run;
use crate::outcome::Outcome;

fn shell(script: &str, limit: Duration) -> Finished {
    let folder = tempfile::tempdir().unwrap();
    shell_in(folder.path(), script, limit)
}

fn shell_in(folder: &Path, script: &str, limit: Duration) -> Finished {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    run(command, folder, limit).unwrap()
}

const LONG: Duration = Duration::from_secs(20);

#[test]
fn exit_codes_are_told_apart() {
    assert_eq!(shell("true", LONG).outcome, Outcome::Passed);
    assert_eq!(shell("exit 1", LONG).outcome, Outcome::Exit(1));
    assert_eq!(
        shell("echo '1..0 # Skipped: no'; exit 7", LONG).outcome,
        Outcome::Exit(7)
    );
}

#[test]
fn a_test_that_says_so_is_skipped_and_does_not_pass() {
    let outcome = shell("echo '1..0 # Skipped: no such thing here'", LONG).outcome;
    assert_eq!(outcome, Outcome::Skipped);
    assert!(!outcome.is_pass());
    assert_eq!(shell("echo 'not 1..0 # Skipped'", LONG).outcome, Outcome::Passed);
}

#[test]
fn a_crash_is_a_signal() {
    assert_eq!(shell("kill -SEGV $$", LONG).outcome, Outcome::Signal(libc::SIGSEGV));
    assert_eq!(shell("kill -KILL $$", LONG).outcome, Outcome::Signal(libc::SIGKILL));
}

#[test]
fn what_takes_too_long_is_killed() {
    let finished = shell("echo begun; sleep 60", Duration::from_millis(300));
    assert_eq!(finished.outcome, Outcome::TimedOut);
    assert_eq!(finished.output, "begun\n");
    assert!(finished.took < LONG);
}

/// A child in the background, and one that has left the group, hold the pipe open for a minute.
#[test]
fn nothing_that_it_started_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let started = Instant::now();
    let script =
        "sleep 61 & echo $!; setsid sh -c 'echo $$; exec sleep 62' & while [ ! -e ready ]; do sleep 0.01; done";
    let script = script.replace("ready", &folder.path().join("ready").to_string_lossy());
    let script = script.replace("echo $$; exec", "echo $$; touch \"$NODE_TEST_DIR/ready\"; exec");
    let finished = shell_in(folder.path(), &script, LONG);
    assert_eq!(finished.outcome, Outcome::Passed);
    assert!(started.elapsed() < LONG);
    let pids: Vec<&str> = finished.output.lines().collect();
    assert_eq!(pids.len(), 2, "{}", finished.output);
    for pid in pids {
        let end = Instant::now() + LONG;
        // Whoever has taken over the orphans must reap them first.
        while is_alive(pid) {
            assert!(Instant::now() < end, "process {pid} was left behind");
            std::thread::yield_now();
        }
    }
}

fn is_alive(pid: &str) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let state = status
        .rsplit(')')
        .next()
        .and_then(|rest| rest.split_whitespace().next());
    !matches!(state, None | Some("Z" | "X"))
}

#[test]
fn endless_output_is_read_and_not_kept() {
    let finished = shell("echo first; yes x | head -c 3000000; echo last; exit 3", LONG);
    assert_eq!(finished.outcome, Outcome::Exit(3));
    assert!(finished.output.starts_with("first\n") && finished.output.ends_with("last\n"));
    assert!(finished.output.contains("[…]") && finished.output.len() < 10_000);
}
