//! Servers under load, beside each other: what each request costs, how many there can be, how late answers are, how much memory it takes.
//!
//! Every entry is checked before it is timed, runs on a CPU of its own, and takes its turn in random order. The generator has
//! another CPU, and runs in this thread. What an entry is, what it is asked and how load is made are modules of their own.

mod conformance;
mod contest;
mod entries;
mod exchange;
pub(crate) mod floor;
mod load;
mod measure;
mod profiles;
pub(crate) mod server;

use anyhow::{Context, Result, ensure};
use clap::builder::PossibleValuesParser;

use crate::progress::{self, Progress};
use crate::report::{Report, judge};
use crate::{Bench, machine, process};
use contest::{Contestant, Stage};
use profiles::Profile;

/// The entry that is no server.
pub(crate) const FLOOR: &str = "floor";

// Names of metrics.
pub(crate) const CPU: &str = "CPU us/request";
const PEAK: &str = "peak requests/s";
const BUSY: &str = "CPU use at peak %";
const RSS: &str = "RSS MiB after load";
const P99_HIGH: &str = "p99 us at 80 %";
const FIRST: &str = "ms to the first 200";
const TIMES: &str = "times one worker";

const ABOUT: &str = "servers on one CPU, the generator on another, entries in random order, answers checked";

/// Above this load average of a minute, somebody else uses the CPUs.
const LOAD_MAX: f64 = 0.7;

/// What can be said of it.
#[derive(clap::Args)]
pub(crate) struct HttpArguments {
    /// What to ask for [default: all]
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(profiles::ALL.iter().map(|profile| profile.name)))]
    profiles: Vec<String>,
    /// Which servers to ask, of the chosen peers and of racejs [default: all]
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(entry_names()))]
    entries: Vec<String>,
    /// Measured runs of each entry
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1000))]
    runs: u32,
    /// How long each phase of load is: the peak, 50 % and 80 %
    #[arg(long, default_value_t = 3.0, value_parser = seconds)]
    seconds: f64,
    /// How long a server is warmed up before it is measured
    #[arg(long, default_value_t = 2.0, value_parser = seconds, value_name = "SECONDS")]
    warm_up: f64,
    /// Checks the answers of all entries, and measures nothing
    #[arg(long)]
    check: bool,
}

fn entry_names() -> impl Iterator<Item = &'static str> {
    entries::ALL.iter().map(|entry| entry.name).chain([FLOOR])
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    match (0.1..=600.0).contains(&seconds) {
        true => Ok(seconds),
        false => Err("not between 0.1 and 600".to_owned()),
    }
}

/// Measures one profile after the other, and writes the report after each, so that a long run is never in vain.
pub(crate) fn run(arguments: &HttpArguments, bench: &mut Bench, report: &mut Report) -> Result<()> {
    let cpus = machine::allowed_cpus()?;
    let [_, .., generator_cpu] = cpus[..] else {
        anyhow::bail!("This process may use one CPU only; the server and the generator need one each");
    };
    entries::write_programs(&bench.folder)?;
    let contestants = contestants(arguments, bench)?;
    report.suite = "http";
    let HttpArguments { seconds, warm_up, .. } = arguments;
    report.about = format!("{ABOUT}; phases of {seconds} s after {warm_up} s of warm-up");
    report.runtimes.clone_from(&bench.runtimes);
    let load = machine::load()?;
    if load > LOAD_MAX {
        let note = format!(
            "the machine did other work when this began (load average {load:.1}): no figure here means anything"
        );
        progress::note(&note);
        report.notes.push(note);
    }
    process::pin(&[generator_cpu])?;
    let stage = Stage::new(bench, cpus)?;
    check(arguments, &contestants, &stage)?;
    if arguments.check {
        return Ok(());
    }
    for profile in chosen(arguments) {
        let taking_part: Vec<Contestant> = taking_part(&contestants, profile).cloned().collect();
        if taking_part.iter().all(|each| each.name == FLOOR) {
            continue;
        }
        let measured = measure::run(arguments, profile, &taking_part, &stage, bench)?;
        report
            .goals
            .extend(judge(profile.name, &measured.groups, profile.goals));
        report.groups.extend(measured.groups);
        report.notes.extend(measured.notes);
        report.write_files(&bench.folder)?;
    }
    Ok(())
}

/// Every answer of every entry, before anything is timed. All faults are told at once.
fn check(arguments: &HttpArguments, contestants: &[Contestant], stage: &Stage) -> Result<()> {
    let pairs: Vec<(&Profile, &Contestant)> = chosen(arguments)
        .flat_map(|profile| taking_part(contestants, profile).map(move |contestant| (profile, contestant)))
        .filter(|(_, contestant)| contestant.name != FLOOR)
        .collect();
    ensure!(!pairs.is_empty(), "No entry of this run has an answer to what is asked");
    let mut progress = Progress::new(pairs.len());
    let mut faults = Vec::new();
    for (profile, contestant) in pairs {
        let mut server = stage.start(contestant, profile, 1)?;
        if let Err(error) = stage.check(contestant, profile, &mut server) {
            faults.push(format!("{error:#}"));
        }
        progress.step(&format!("{}: {}, its answers", profile.name, contestant.name));
    }
    ensure!(
        faults.is_empty(),
        "Not every entry answers as it must\n{}",
        faults.join("\n")
    );
    Ok(())
}

fn taking_part<'a>(contestants: &'a [Contestant], profile: &'a Profile) -> impl Iterator<Item = &'a Contestant> {
    contestants.iter().filter(|each| each.takes_part(profile))
}

fn chosen(arguments: &HttpArguments) -> impl Iterator<Item = &'static Profile> {
    let is_chosen = |profile: &&Profile| {
        arguments.profiles.is_empty() || arguments.profiles.iter().any(|name| name == profile.name)
    };
    profiles::ALL.iter().filter(is_chosen)
}

fn contestants(arguments: &HttpArguments, bench: &Bench) -> Result<Vec<Contestant>> {
    let is_chosen = |name: &str| arguments.entries.is_empty() || arguments.entries.iter().any(|other| other == name);
    let mut found = Vec::new();
    for entry in entries::ALL.iter().filter(|entry| is_chosen(entry.name)) {
        if let Some(runtime) = bench.runtimes.iter().find(|runtime| runtime.name == entry.runtime) {
            found.push(Contestant::entry(entry, runtime).context("An entry has no version")?);
        }
    }
    if is_chosen(FLOOR) {
        found.push(Contestant::floor());
    }
    Ok(found)
}
