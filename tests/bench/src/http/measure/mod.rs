//! How a profile is measured: a file for each way. It must not know how load is made, nor how results are written.

mod load;
mod start;
mod workers;

use anyhow::Result;

use super::HttpArguments;
use super::contest::{Contestant, Stage};
use super::profiles::{Measure, Profile};
use crate::Bench;
use crate::report::{Better, Group, Metric, Row};

/// What a profile gave.
#[derive(Default)]
pub(crate) struct Measured {
    pub(crate) groups: Vec<Group>,
    /// What went wrong with single runs, and what a reader has to know.
    pub(crate) notes: Vec<String>,
}

pub(super) fn run(
    arguments: &HttpArguments,
    profile: &Profile,
    contestants: &[Contestant],
    stage: &Stage,
    bench: &mut Bench,
) -> Result<Measured> {
    let mut contest = Contest {
        arguments,
        profile,
        contestants,
        stage,
        bench,
    };
    match profile.measure {
        Measure::Load | Measure::FanOut => load::run(&mut contest),
        Measure::Start => start::run(&mut contest),
        Measure::Workers => workers::run(&mut contest),
    }
}

struct Contest<'a> {
    arguments: &'a HttpArguments,
    profile: &'a Profile,
    contestants: &'a [Contestant],
    stage: &'a Stage,
    bench: &'a mut Bench,
}

/// A number of a run, and how it is called.
type Column<S> = (&'static str, Better, fn(&S) -> f64);

/// A table: what each contestant's runs gave, in the order of the contestants.
fn group<S>(contest: &Contest, [title, detail]: [String; 2], samples: &[Vec<S>], columns: &[Column<S>]) -> Group {
    let row = |(contestant, samples): (&Contestant, &Vec<S>)| {
        let metric = |(name, better, value): &Column<S>| Metric::of(name, *better, samples.iter().map(value).collect());
        Row {
            entry: contestant.name,
            label: contestant.label.clone(),
            metrics: columns.iter().filter_map(metric).collect(),
        }
    };
    Group {
        title,
        detail,
        subject: contest.profile.subject,
        rows: contest.contestants.iter().zip(samples).map(row).collect(),
    }
}

/// The contestants' places in a random order.
fn order(contest: &mut Contest) -> Vec<usize> {
    let mut order: Vec<usize> = (0..contest.contestants.len()).collect();
    contest.bench.random.shuffle(&mut order);
    order
}
