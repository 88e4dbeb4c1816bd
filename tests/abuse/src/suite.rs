//! Each attack beside those who mean well: what it costs them, what it costs the server.

use std::rc::Rc;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context;
use anyhow::Result;
use tokio::task::LocalSet;

use crate::attacks;
use crate::attacks::Attack;
use crate::attacks::Tally;
use crate::client::Client;
use crate::client::check;
use crate::load::Load;
use crate::load::Seen;
use crate::placement::Placement;
use crate::process::Binary;
use crate::process::Server;
use crate::report::Report;
use crate::sample::percentile;

/// What the server may take beyond what it has in quiet, in MiB.
const MEMORY: f64 = 160.0;

/// The promise: by so much may the 99th percentile grow.
const PROMISED: f64 = 1.5;

/// A run on a busy machine fails only if the 99th percentile exceeds both: so many times that in quiet, and this.
const TOLERATED: f64 = 10.0;
const TOLERATED_TIME: Duration = Duration::from_secs(1);

/// Plays every attack for so long.
pub(crate) async fn run(binary: &Binary, time: Duration, report: &mut Report) -> Result<()> {
    report.section("Attacks");
    LocalSet::new().run_until(play(binary, time, report)).await
}

async fn play(binary: &Binary, time: Duration, report: &mut Report) -> Result<()> {
    let placement = Placement::apart(binary.workers);
    report.line(&placement.describe());
    report.line("");
    let mut server = Server::start(binary, placement.clone()).await?;
    attacks::prepare();
    let load = Load::start(server.port, placement.clone())?;
    let _gives_way = placement
        .place_attackers()
        .context("Could not make the attackers give way")?;
    // The code of the server is compiled, and its memory is where it stays.
    tokio::time::sleep(time).await;
    note_faults("before", &load.take(), report);
    report.header(&[
        "attack",
        "clients",
        "sent",
        "ended by the server",
        "p99 in quiet",
        "p99",
        "ratio",
        "requests",
        "memory, most (MiB)",
    ]);
    let mut held = 0;
    for attack in attacks::ALL {
        // What the attack before has left behind is none of this one's quiet.
        tokio::time::sleep(time / 5).await;
        note_faults("between two attacks", &load.take(), report);
        tokio::time::sleep(time / 4).await;
        let quiet = load.take();
        note_faults("in quiet", &quiet, report);
        let before = server.memory()?;
        let tally = Rc::new(Tally::default());
        let most = attack_for(attack, time, &server, &tally).await?;
        let seen = load.take();
        server.check()?;
        note_faults(attack.name, &seen, report);
        held += usize::from(tell(attack, &tally, &quiet, &seen, most, report));
        if most > before + MEMORY {
            report.fault(format!("{}: {most:.0} MiB after {before:.0}", attack.name));
        }
        check_health(server.port, attack.name, report).await;
    }
    drop(load);
    report.line("");
    report.line(&format!(
        "{held} of {} attacks keep the 99th percentile within {PROMISED} times that in quiet.",
        attacks::ALL.len()
    ));
    let (count, faults) = attacks::check_refusals(server.port)
        .await
        .context("Malformed requests")?;
    report.line(&format!(
        "{} of {count} malformed requests are refused, and what follows them is not read.",
        count - faults.len()
    ));
    faults.into_iter().for_each(|fault| report.fault(fault));
    server.check()
}

/// The most memory that the server had meanwhile.
async fn attack_for(attack: &Attack, time: Duration, server: &Server, tally: &Rc<Tally>) -> Result<f64> {
    let clients: Vec<_> = (0..attack.clients)
        .map(|number| {
            let (play, port, tally) = (attack.play, server.port, tally.clone());
            tokio::task::spawn_local(async move {
                tokio::time::sleep(Duration::from_millis(u64::from(number % 500))).await;
                loop {
                    // A connection that breaks is what an attacker gets.
                    if play(port, tally.clone()).await.is_err() {
                        tokio::time::sleep(Duration::from_millis(100)).await;
                    }
                }
            })
        })
        .collect();
    let start = Instant::now();
    let mut most: f64 = 0.0;
    while start.elapsed() < time {
        tokio::time::sleep(Duration::from_millis(100)).await;
        most = most.max(server.memory()?);
    }
    clients.iter().for_each(|client| client.abort());
    Ok(most)
}

/// True if the promise was kept.
fn tell(attack: &Attack, tally: &Tally, quiet: &Seen, seen: &Seen, most: f64, report: &mut Report) -> bool {
    let (before, during) = (percentile(&quiet.times, 99.0), percentile(&seen.times, 99.0));
    let ratio = during.as_secs_f64() / before.as_secs_f64().max(0.000_001);
    report.row(&[
        attack.name.to_string(),
        attack.clients.to_string(),
        tally.sent.get().to_string(),
        tally.refused.get().to_string(),
        format!("{:.2} ms", before.as_secs_f64() * 1000.0),
        format!("{:.2} ms", during.as_secs_f64() * 1000.0),
        format!("{ratio:.2}"),
        seen.times.len().to_string(),
        format!("{most:.0}"),
    ]);
    for fault in tally.faults.borrow().iter().take(3) {
        report.fault(format!("{}: {fault}", attack.name));
    }
    if seen.times.is_empty() || (ratio > TOLERATED && during > TOLERATED_TIME) {
        report.fault(format!("{}: legitimate requests take {during:?}", attack.name));
    }
    ratio <= PROMISED
}

fn note_faults(when: &str, seen: &Seen, report: &mut Report) {
    let count = seen.faults.len();
    if let Some(fault) = seen.faults.first() {
        report.fault(format!(
            "{when}: {count} of {} legitimate requests failed: {fault}",
            seen.times.len()
        ));
    }
}

async fn check_health(port: u16, after: &str, report: &mut Report) {
    let ask = async { check(&Client::connect(port).await?.get("/echo/health").await?, "health") };
    if let Err(error) = ask.await {
        report.fault(format!("after {after}: {error:#}"));
    }
}
