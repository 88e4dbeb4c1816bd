//! What a run means: which tests were lost, which are new, and which differ from deno without a reason. It must not run anything.

#[cfg(test)]
mod tests;

use crate::console;
use crate::counts::Each;
use crate::differences::Differences;
use crate::journal::Record;
use crate::journal::Records;
use crate::lists::Passing;
use crate::lists::WebCounts;
use crate::lists::WebList;
use crate::web;

/// The differences between a run and the committed files.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Listed, and no longer passing: a fault.
    pub(crate) lost: Vec<String>,
    /// Passing, and not listed.
    pub(crate) gained: Vec<String>,
    /// Deno passes more, and no reason is given: a fault.
    pub(crate) unexplained: Vec<String>,
    /// Deno passes more.
    pub(crate) behind: Vec<String>,
    /// A reason is given, and racejs passes what it is said not to.
    pub(crate) outdated: Vec<String>,
}

impl Verdict {
    pub(crate) fn is_fault(&self) -> bool {
        !self.lost.is_empty() || !self.unexplained.is_empty()
    }

    /// Of racejs alone, against the lists. Tests that were not run are not judged.
    pub(crate) fn of_racejs(records: &Records, passing: &Passing, web: &WebList) -> Self {
        let mut verdict = Self::default();
        for record in records.values() {
            let name = &record.name;
            let (is_lost, is_gained) = if name.starts_with(web::PREFIX) {
                let listed = web.get(name).map_or(0, |counts| counts.racejs);
                let passed = record.passed_subtests();
                (passed < listed, passed > listed)
            } else {
                let is_listed = passing.contains(name);
                // One that passes only sometimes is no promise.
                let is_steady = record.outcome.is_pass() && record.attempts == 1;
                (is_listed && !record.outcome.is_pass(), !is_listed && is_steady)
            };
            if is_lost {
                verdict.lost.push(describe(record));
            }
            if is_gained {
                verdict.gained.push(name.clone());
            }
        }
        verdict
    }

    /// Adds what the other runtimes show.
    pub(crate) fn compare(&mut self, [racejs, deno, _]: &Each<Records>, differences: &Differences) {
        for (name, record) in racejs {
            let is_behind = deno.get(name).is_some_and(|deno| is_better(deno, record));
            let is_explained = differences.contains_key(name);
            if is_behind {
                self.behind.push(name.clone());
            }
            if is_behind && !is_explained {
                self.unexplained.push(describe(record));
            }
            if is_explained && !is_behind && record.outcome.is_pass() {
                self.outdated.push(name.clone());
            }
        }
    }

    /// Tells all that somebody has to do something about.
    pub(crate) fn tell(&self) {
        tell("No longer passing, though listed", &self.lost);
        tell(
            "Passed by deno and not by racejs, without a reason in differences.txt",
            &self.unexplained,
        );
        tell("Passing now, and still in differences.txt", &self.outdated);
        tell("Newly passing; `run --update` adds them to the list", &self.gained);
    }
}

fn tell(what: &str, names: &[String]) {
    if names.is_empty() {
        return;
    }
    console::note(&format!("{what}: {}", names.len()));
    for name in names {
        console::note(&format!("  {name}"));
    }
}

fn describe(record: &Record) -> String {
    match record.subtests {
        Some(subtests) => format!("{}: {} of {} subtests", record.name, subtests.passed, subtests.total),
        None => format!("{}: {}", record.name, record.outcome),
    }
}

/// Whether one runtime does more of a test than the other.
pub(crate) fn is_better(one: &Record, other: &Record) -> bool {
    match one.subtests {
        Some(_) => one.passed_subtests() > other.passed_subtests(),
        None => one.outcome.is_pass() && !other.outcome.is_pass(),
    }
}

/// Of the web platform tests of a run.
pub(crate) fn web_list([racejs, deno, node]: &Each<Records>) -> WebList {
    let names = racejs.keys().filter(|name| name.starts_with(web::PREFIX));
    let counts = |name: &String| {
        let subtests = [racejs, deno, node]
            .map(|records| records.get(name).and_then(|record| record.subtests).unwrap_or_default());
        let [racejs, deno, node] = subtests.map(|subtests| subtests.passed);
        let total = subtests.iter().map(|subtests| subtests.total).max().unwrap_or_default();
        let counts = WebCounts {
            racejs,
            deno,
            node,
            total,
        };
        (name.clone(), counts)
    };
    names.map(counts).collect()
}
