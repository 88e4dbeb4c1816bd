//! From the fork to the first answer, and memory a second later. Caches are warm: a run before those that count fills them.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::super::FIRST;
use super::super::contest::Contestant;
use super::{Column, Contest, Measured, group, order};
use crate::progress::Progress;
use crate::report::Better;

const REST: Duration = Duration::from_secs(1);
const PATIENCE: Duration = Duration::from_secs(10);
const GOOD: &[u8] = b"HTTP/1.1 200 ";

struct Sample {
    first_ms: f64,
    /// CPU time until then.
    cpu_ms: f64,
    rss_mib: f64,
}

const COLUMNS: [Column<Sample>; 3] = [
    (FIRST, Better::Lower, |sample| sample.first_ms),
    ("CPU ms until then", Better::Lower, |sample| sample.cpu_ms),
    ("idle RSS MiB", Better::Lower, |sample| sample.rss_mib),
];

pub(super) fn run(contest: &mut Contest) -> Result<Measured> {
    let mut measured = Measured::default();
    let rounds = 1 + contest.arguments.runs;
    let mut progress = Progress::new(contest.contestants.len() * rounds as usize);
    let mut samples: Vec<Vec<Sample>> = contest.contestants.iter().map(|_| Vec::new()).collect();
    for round in 0..rounds {
        for index in order(contest) {
            let contestant = &contest.contestants[index];
            let sample = sample(contest, contestant, round == 0);
            let sample = sample.with_context(|| format!("{}, {}", contest.profile.name, contestant.name))?;
            if round > 0 {
                samples[index].push(sample);
            }
            progress.step(&format!("{}: {}", contest.profile.name, contestant.name));
        }
    }
    let title = format!("{}: {}", contest.profile.name, contest.profile.about);
    measured
        .groups
        .push(group(contest, [title, String::new()], &samples, &COLUMNS));
    Ok(measured)
}

fn sample(contest: &Contest, contestant: &Contestant, is_first: bool) -> Result<Sample> {
    let request = (contest.profile.exchanges)()[0].http1();
    let mut server = contest.stage.start(contestant, contest.profile, 1)?;
    loop {
        let mut socket = server.connect()?;
        // A server may listen a moment before it answers; one that hangs up is asked again.
        if answers(&mut socket, &request)? {
            break;
        }
    }
    let first_ms = server.started.elapsed().as_secs_f64() * 1e3;
    let cpu_ms = server.cpu()?.as_secs_f64() * 1e3;
    if is_first {
        contest.stage.check(contestant, contest.profile, &mut server)?;
    }
    std::thread::sleep(REST);
    Ok(Sample {
        first_ms,
        cpu_ms,
        rss_mib: server.memory()?,
    })
}

fn answers(socket: &mut TcpStream, request: &[u8]) -> Result<bool> {
    socket.set_read_timeout(Some(PATIENCE))?;
    let mut start = [0; GOOD.len()];
    match socket.write_all(request).and_then(|()| socket.read_exact(&mut start)) {
        Ok(()) if start == GOOD => Ok(true),
        Ok(()) => bail!("The first answer begins with `{}`", String::from_utf8_lossy(&start)),
        Err(error) if matches!(error.kind(), ErrorKind::ConnectionReset | ErrorKind::UnexpectedEof) => Ok(false),
        Err(error) => Err(error).context("No first answer"),
    }
}
