//! Peak and fixed rates. First the peak of every entry is found; half of the lowest is the rate at which CPU time is compared.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use hdrhistogram::Histogram;

use super::super::contest::Contestant;
use super::super::load::{Generator, Outcome};
use super::super::profiles::{Measure, Profile};
use super::super::server::Server;
use super::super::{BUSY, CPU, FLOOR, P99_HIGH, PEAK, RSS};
use super::{Column, Contest, Measured, group, order};
use crate::progress::{self, Progress};
use crate::random::Random;
use crate::report::Better;
use crate::stats::Spread;

/// Shares of the lowest peak at which latency is measured; at the first, CPU time.
const HALF: f64 = 0.5;
const HIGH: f64 = 0.8;

/// Percent.
const BUSY_MIN: f64 = 90.0;
const ALL_OPEN: Duration = Duration::from_secs(1);

/// One run of one entry.
struct Sample {
    /// Of the server, a request, at the lower rate.
    cpu_us: f64,
    /// Requests a second.
    peak: f64,
    /// How much of its CPU the server used meanwhile: far below 100 % the generator was the limit.
    busy_percent: f64,
    rss_mib: f64,
    half: Latency,
    high: Latency,
}

/// In microseconds.
struct Latency {
    p50: f64,
    p99: f64,
    p999: f64,
}

impl Latency {
    fn of(latency: &Histogram<u64>) -> Self {
        let at = |quantile| latency.value_at_quantile(quantile) as f64 / 1e3;
        Latency {
            p50: at(0.5),
            p99: at(0.99),
            p999: at(0.999),
        }
    }
}

const COST: [Column<Sample>; 4] = [
    (CPU, Better::Lower, |sample| sample.cpu_us),
    (PEAK, Better::Higher, |sample| sample.peak),
    (BUSY, Better::Neither, |sample| sample.busy_percent),
    (RSS, Better::Lower, |sample| sample.rss_mib),
];
const AT_HALF: [Column<Sample>; 3] = [
    ("p50 us at 50 %", Better::Lower, |sample| sample.half.p50),
    ("p99 us at 50 %", Better::Lower, |sample| sample.half.p99),
    ("p99.9 us at 50 %", Better::Lower, |sample| sample.half.p999),
];
const AT_HIGH: [Column<Sample>; 3] = [
    ("p50 us at 80 %", Better::Lower, |sample| sample.high.p50),
    (P99_HIGH, Better::Lower, |sample| sample.high.p99),
    ("p99.9 us at 80 %", Better::Lower, |sample| sample.high.p999),
];

pub(super) fn run(contest: &mut Contest) -> Result<Measured> {
    let mut measured = Measured::default();
    let runs = contest.arguments.runs as usize;
    let mut progress = Progress::new(contest.contestants.len() * (1 + runs));
    let lowest = lowest_peak(contest, &mut progress)?;
    let mut samples: Vec<Vec<Sample>> = contest.contestants.iter().map(|_| Vec::new()).collect();
    for run in 0..runs {
        for index in order(contest) {
            let contestant = &contest.contestants[index];
            // The same arrivals for every entry, others in each run.
            match sample(contest, contestant, lowest, run as u64) {
                Ok(sample) => samples[index].push(sample),
                Err(error) => {
                    let note = format!(
                        "{}, {}, run {}: {error:#}",
                        contest.profile.name,
                        contestant.name,
                        run + 1
                    );
                    progress::note(&note);
                    measured.notes.push(note);
                }
            }
            progress.step(&format!("{}: {}", contest.profile.name, contestant.name));
        }
    }
    measured.notes.extend(unsaturated(contest, &samples));
    let Profile { name, about, shape, .. } = contest.profile;
    let rate = |share| format!("{:.0} requests a second", share * lowest);
    let cost = [
        format!("{name}: {about}"),
        format!("peak with {} connections, CPU at {}", shape.connections, rate(HALF)),
    ];
    measured.groups.push(group(contest, cost, &samples, &COST));
    for (share, columns) in [(HALF, &AT_HALF), (HIGH, &AT_HIGH)] {
        let titles = [format!("{name}: latency"), format!("open loop at {}", rate(share))];
        measured.groups.push(group(contest, titles, &samples, columns));
    }
    Ok(measured)
}

/// A peak at which a server's CPU had time left says more of the generator, or of waiting, than of the server.
fn unsaturated(contest: &Contest, samples: &[Vec<Sample>]) -> Option<String> {
    let use_of = |(contestant, samples): (&Contestant, &Vec<Sample>)| {
        let busy: Vec<f64> = samples.iter().map(|sample| sample.busy_percent).collect();
        let busy = Spread::of(&busy)?.median;
        let is_told = busy < BUSY_MIN && contestant.name != FLOOR;
        is_told.then(|| format!("{} ({busy:.0} % of its CPU in use)", contestant.name))
    };
    let found: Vec<String> = contest.contestants.iter().zip(samples).filter_map(use_of).collect();
    let name = contest.profile.name;
    (!found.is_empty()).then(|| {
        format!(
            "{name}: the generator, or waiting, was the limit of the peak of {}",
            found.join(", ")
        )
    })
}

/// Of all entries.
fn lowest_peak(contest: &mut Contest, progress: &mut Progress) -> Result<f64> {
    let mut lowest = f64::INFINITY;
    for index in order(contest) {
        let contestant = &contest.contestants[index];
        let (_server, mut generator) = begin(contest, contestant)?;
        let peak = saturate(contest, &mut generator, time(contest.arguments.seconds))
            .with_context(|| format!("{}, {}", contest.profile.name, contestant.name))?;
        if contestant.name != FLOOR {
            lowest = lowest.min(peak.per_second());
        }
        progress.step(&format!("{}: {}, its peak", contest.profile.name, contestant.name));
    }
    Ok(lowest)
}

/// A server that is checked and warm.
fn begin(contest: &Contest, contestant: &Contestant) -> Result<(Server, Generator)> {
    let mut server = contest.stage.start(contestant, contest.profile, 1)?;
    let target = contest.stage.check(contestant, contest.profile, &mut server)?;
    let mut generator = Generator::connect(target, contest.profile.shape)?;
    if contest.profile.measure == Measure::FanOut {
        // Programs learn of a socket after its handshake; before that it is not among those that a message goes to.
        std::thread::sleep(ALL_OPEN);
    }
    saturate(contest, &mut generator, time(contest.arguments.warm_up))?;
    Ok((server, generator))
}

fn sample(contest: &Contest, contestant: &Contestant, lowest: f64, run: u64) -> Result<Sample> {
    let (server, mut generator) = begin(contest, contestant)?;
    let before = server.cpu()?;
    let peak = saturate(contest, &mut generator, time(contest.arguments.seconds))?;
    let busy = (server.cpu()? - before).as_secs_f64() / peak.elapsed.as_secs_f64();

    let mut random = Random::new(run);
    let before = server.cpu()?;
    let half = arrive(contest, &mut generator, HALF * lowest, &mut random)?;
    let cpu = server.cpu()? - before;
    ensure!(half.answers > 0, "No request was due");
    let high = arrive(contest, &mut generator, HIGH * lowest, &mut random)?;
    Ok(Sample {
        cpu_us: cpu.as_secs_f64() * 1e6 / half.answers as f64,
        peak: peak.per_second(),
        busy_percent: 100.0 * busy,
        rss_mib: server.memory()?,
        half: Latency::of(&half.latency),
        high: Latency::of(&high.latency),
    })
}

fn saturate(contest: &Contest, generator: &mut Generator, time: Duration) -> Result<Outcome> {
    match contest.profile.measure {
        Measure::FanOut => generator.spread(None, time),
        _ => generator.saturate(time),
    }
}

fn arrive(contest: &Contest, generator: &mut Generator, per_second: f64, random: &mut Random) -> Result<Outcome> {
    let time = time(contest.arguments.seconds);
    match contest.profile.measure {
        Measure::FanOut => generator.spread(Some(per_second), time),
        _ => generator.arrive(per_second, time, random),
    }
}

fn time(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}
