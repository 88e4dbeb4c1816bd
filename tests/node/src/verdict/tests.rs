//! Runs that lose, gain and differ.

use std::time::Duration;

use super::Verdict;
use super::web_list;
use crate::differences::Differences;
use crate::journal::Record;
use crate::journal::Records;
use crate::journal::Subtests;
use crate::lists::Passing;
use crate::lists::WebCounts;
use crate::lists::WebList;
use crate::outcome::Outcome;

fn record(name: &str, outcome: Outcome, attempts: u32) -> Record {
    Record {
        name: name.to_owned(),
        outcome,
        attempts,
        took: Duration::ZERO,
        subtests: None,
        output: String::new(),
    }
}

fn web(name: &str, passed: u32, total: u32) -> Record {
    let subtests = Some(Subtests { passed, total });
    let outcome = if passed == total {
        Outcome::Passed
    } else {
        Outcome::Exit(1)
    };
    Record {
        subtests,
        ..record(name, outcome, 1)
    }
}

fn records(list: Vec<Record>) -> Records {
    list.into_iter().map(|record| (record.name.clone(), record)).collect()
}

fn listed(names: &[&str]) -> Passing {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn a_listed_test_that_fails_is_a_fault() {
    for outcome in [
        Outcome::Exit(1),
        Outcome::Signal(11),
        Outcome::TimedOut,
        Outcome::Skipped,
        Outcome::Hollow,
    ] {
        let run = records(vec![record("a", outcome, 3), record("b", Outcome::Passed, 1)]);
        let verdict = Verdict::of_racejs(&run, &listed(&["a", "b", "not run"]), &WebList::new());
        assert_eq!(verdict.lost, [format!("a: {outcome}")]);
        assert!(verdict.is_fault());
    }
}

#[test]
fn a_listed_test_that_passes_at_last_is_none() {
    let run = records(vec![record("a", Outcome::Passed, 3)]);
    let verdict = Verdict::of_racejs(&run, &listed(&["a"]), &WebList::new());
    assert_eq!(verdict, Verdict::default());
}

#[test]
fn only_what_passes_at_once_is_added_to_the_list() {
    let run = records(vec![
        record("a", Outcome::Passed, 1),
        record("b", Outcome::Passed, 2),
        record("c", Outcome::Exit(1), 1),
    ]);
    let verdict = Verdict::of_racejs(&run, &listed(&[]), &WebList::new());
    assert_eq!(verdict.gained, ["a"]);
    assert!(!verdict.is_fault());
}

#[test]
fn subtests_are_a_list_as_well() {
    let counts = WebCounts {
        racejs: 3,
        deno: 0,
        node: 0,
        total: 4,
    };
    let list = WebList::from(["wpt/a", "wpt/b", "wpt/c"].map(|name| (name.to_owned(), counts)));
    let run = records(vec![web("wpt/a", 2, 4), web("wpt/b", 3, 4), web("wpt/c", 4, 4)]);
    let verdict = Verdict::of_racejs(&run, &listed(&[]), &list);
    assert_eq!(verdict.lost, ["wpt/a: 2 of 4 subtests"]);
    assert_eq!(verdict.gained, ["wpt/c"]);
}

#[test]
fn what_deno_passes_needs_a_reason() {
    let racejs = records(vec![
        record("a", Outcome::Exit(1), 1),
        record("b", Outcome::Skipped, 1),
        record("c", Outcome::Passed, 1),
        record("d", Outcome::Exit(1), 1),
        web("wpt/e", 2, 4),
    ]);
    let deno = records(vec![
        record("a", Outcome::Passed, 1),
        record("b", Outcome::Passed, 1),
        record("c", Outcome::Passed, 1),
        record("d", Outcome::Exit(1), 1),
        web("wpt/e", 3, 4),
    ]);
    let reasons = |names: &[&str]| -> Differences {
        names
            .iter()
            .map(|name| ((*name).to_owned(), "why".to_owned()))
            .collect()
    };
    let run = [racejs, deno, Records::new()];
    let mut verdict = Verdict::default();
    verdict.compare(&run, &reasons(&["b", "c"]));
    assert_eq!(verdict.behind, ["a", "b", "wpt/e"]);
    assert_eq!(verdict.unexplained, ["a: exit code 1", "wpt/e: 2 of 4 subtests"]);
    assert_eq!(verdict.outdated, ["c"]);
    assert!(verdict.is_fault());
    let mut verdict = Verdict::default();
    verdict.compare(&run, &reasons(&["a", "b", "wpt/e"]));
    assert!(!verdict.is_fault());
}

#[test]
fn the_total_is_the_largest_that_is_reported() {
    let one = |passed, total| records(vec![web("wpt/a", passed, total)]);
    let list = web_list(&[one(1, 2), one(3, 3), Records::new()]);
    let expected = WebCounts {
        racejs: 1,
        deno: 3,
        node: 0,
        total: 3,
    };
    assert_eq!(list["wpt/a"], expected);
}
