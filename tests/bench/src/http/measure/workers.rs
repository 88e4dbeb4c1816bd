//! The peak with one worker and with two. The generator needs a CPU besides; where there is none, the result says so.

use std::time::Duration;

use anyhow::{Context, Result};

use super::super::contest::Contestant;
use super::super::load::Generator;
use super::super::{PEAK, TIMES};
use super::{Column, Contest, Measured, group, order};
use crate::progress::Progress;
use crate::report::Better;

const ALL_LISTEN: Duration = Duration::from_secs(1);

struct Sample {
    /// Requests a second.
    peak: f64,
    /// Of the servers, a request.
    cpu_us: f64,
    rss_mib: f64,
    times_one: f64,
}

const ONE: [Column<Sample>; 3] = [
    (PEAK, Better::Higher, |sample| sample.peak),
    ("CPU us/request at peak", Better::Lower, |sample| sample.cpu_us),
    ("RSS MiB", Better::Lower, |sample| sample.rss_mib),
];
const TWO: [Column<Sample>; 4] = [
    ONE[0],
    ONE[1],
    ONE[2],
    (TIMES, Better::Higher, |sample| sample.times_one),
];

pub(super) fn run(contest: &mut Contest) -> Result<Measured> {
    let mut measured = Measured::default();
    let runs = contest.arguments.runs as usize;
    let mut progress = Progress::new(2 * contest.contestants.len() * runs);
    let mut one: Vec<Vec<Sample>> = contest.contestants.iter().map(|_| Vec::new()).collect();
    let mut two: Vec<Vec<Sample>> = contest.contestants.iter().map(|_| Vec::new()).collect();
    for _ in 0..runs {
        for index in order(contest) {
            let contestant = &contest.contestants[index];
            let mut peak = None;
            for (workers, samples) in [(1, &mut one), (2, &mut two)] {
                let sample = sample(contest, contestant, workers, peak);
                let sample = sample.with_context(|| format!("{}, {}", contest.profile.name, contestant.name))?;
                peak = Some(sample.peak);
                samples[index].push(sample);
                progress.step(&format!("{}: {}, {workers}", contest.profile.name, contestant.name));
            }
        }
    }
    if contest.stage.cpus.len() <= 2 {
        measured.notes.push(
            "workers: with fewer than three CPUs the generator takes its share from two workers; measure them on a larger machine"
                .to_owned(),
        );
    }
    for (count, samples, columns) in [("one worker", &one, &ONE[..]), ("two workers", &two, &TWO)] {
        let title = format!("{}: {count}", contest.profile.name);
        measured
            .groups
            .push(group(contest, [title, String::new()], samples, columns));
    }
    Ok(measured)
}

fn sample(contest: &Contest, contestant: &Contestant, workers: u32, one: Option<f64>) -> Result<Sample> {
    let mut server = contest.stage.start(contestant, contest.profile, workers)?;
    let target = contest.stage.check(contestant, contest.profile, &mut server)?;
    // Connections are shared out among the workers that listen; those that start later would get none.
    std::thread::sleep(ALL_LISTEN);
    let mut generator = Generator::connect(target, contest.profile.shape)?;
    generator.saturate(Duration::from_secs_f64(contest.arguments.warm_up))?;
    let before = server.cpu()?;
    let outcome = generator.saturate(Duration::from_secs_f64(contest.arguments.seconds))?;
    let cpu = server.cpu()? - before;
    let peak = outcome.per_second();
    Ok(Sample {
        peak,
        cpu_us: cpu.as_secs_f64() * 1e6 / outcome.answers as f64,
        rss_mib: server.memory()?,
        times_one: peak / one.unwrap_or(peak),
    })
}
