//! Counts of a small run.

use std::time::Duration;

use super::Count;
use super::Counts;
use crate::journal::Record;
use crate::journal::Records;
use crate::outcome::Outcome;

fn records(outcomes: &[(&str, Outcome)]) -> Records {
    let record = |(name, outcome): &(&str, Outcome)| {
        let record = Record {
            name: (*name).to_owned(),
            outcome: *outcome,
            attempts: 1,
            took: Duration::ZERO,
            subtests: None,
            output: String::new(),
        };
        (record.name.clone(), record)
    };
    outcomes.iter().map(record).collect()
}

#[test]
fn tests_are_counted_by_module_and_read_as_they_are_written() {
    let versions = ["1", "2", "3"].map(str::to_owned);
    let one = records(&[
        ("parallel/test-fs-a.js", Outcome::Passed),
        ("parallel/test-fs-b.js", Outcome::TimedOut),
        ("sequential/test-fs-c.js", Outcome::Skipped),
        ("parallel/test-url-a.js", Outcome::Exit(1)),
        ("wpt/url/a.any.js", Outcome::Passed),
    ]);
    let other = records(&[
        ("parallel/test-fs-b.js", Outcome::Passed),
        ("parallel/test-url-a.js", Outcome::Passed),
    ]);
    let counts = Counts::of("18", versions, &[one, other.clone(), other]);
    let fs = Count {
        tests: 3,
        passed: [1, 1, 1],
        skipped: [1, 0, 0],
    };
    assert_eq!(counts.modules["fs"], fs);
    assert_eq!(counts.modules.len(), 2);
    assert_eq!(counts.total().tests, 4);
    assert_eq!(counts.total().passed, [1, 2, 2]);
    assert_eq!(Counts::parse(&counts.format()).unwrap(), counts);
    assert!(Counts::parse("fs 1 2\n").is_err());
}
