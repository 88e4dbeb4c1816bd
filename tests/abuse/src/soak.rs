//! Every kind of client for a long time: each answer is checked for its request's token, and the memory must stay where
//! it is after a while.

use std::cell::Cell;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use std::time::Instant;

use anyhow::Result;
use tokio::task::LocalSet;

use crate::placement::Placement;
use crate::process::Binary;
use crate::process::Server;
use crate::report::Report;
use crate::sample::Random;
use crate::sample::median;
use crate::sample::slope;
use crate::soak_clients;
use crate::soak_clients::Kind;

/// By how much the memory may grow from the second quarter to the last, in MiB and in parts of itself. V8 takes and
/// gives back some tens of MiB as it collects.
const GROWTH: f64 = 24.0;
const GROWTH_PART: f64 = 0.15;

/// In which heaps reach their usual size, before the memory is looked at. A long soak would not need it.
const WARM_UP: Duration = Duration::from_secs(20);

/// Samples of the memory.
const SAMPLES: u32 = 240;

/// What the clients of one kind have seen.
#[derive(Default)]
struct Count {
    exchanges: Cell<u64>,
    faults: RefCell<Vec<String>>,
}

/// Soaks for so long.
pub(crate) async fn run(binary: &Binary, time: Duration, report: &mut Report) -> Result<()> {
    report.section(&format!("Soak, {:.1} minutes", time.as_secs_f64() / 60.0));
    LocalSet::new().run_until(soak(binary, time, report)).await
}

async fn soak(binary: &Binary, time: Duration, report: &mut Report) -> Result<()> {
    let mut server = Server::start(binary, Placement::default()).await?;
    let mut counts: Vec<(&Kind, Rc<Count>)> = Vec::new();
    for kind in soak_clients::ALL {
        let count: Rc<Count> = Rc::default();
        for number in 0..kind.clients {
            let (count, port) = (count.clone(), server.port);
            let random = Random((counts.len() as u64) << 32 | u64::from(number) << 16);
            tokio::task::spawn_local(client(kind, port, random, count));
        }
        counts.push((kind, count));
    }
    tokio::time::sleep(WARM_UP).await;
    let memory = watch(&mut server, time).await?;
    report.header(&["clients", "at a time", "exchanges", "wrong or failed"]);
    for (kind, count) in &counts {
        let faults = count.faults.borrow();
        report.row(&[
            kind.name.to_string(),
            kind.clients.to_string(),
            count.exchanges.get().to_string(),
            faults.len().to_string(),
        ]);
        for fault in faults.iter().take(3) {
            report.fault(format!("{}: {fault}", kind.name));
        }
        if count.exchanges.get() == 0 {
            report.fault(format!("{}: nothing was exchanged", kind.name));
        }
    }
    tell_memory(&memory, time, report);
    server.check()
}

/// The server's memory from time to time.
async fn watch(server: &mut Server, time: Duration) -> Result<Vec<f64>> {
    let start = Instant::now();
    let mut told = start;
    let mut samples = Vec::new();
    while start.elapsed() < time {
        tokio::time::sleep(time / SAMPLES).await;
        server.check()?;
        samples.push(server.memory()?);
        if told.elapsed() > Duration::from_secs(30) {
            told = Instant::now();
            let last = samples.last().copied().unwrap_or_default();
            crate::say(&format!("  {:.0} s: {last:.0} MiB", start.elapsed().as_secs_f64()));
        }
    }
    Ok(samples)
}

fn tell_memory(samples: &[f64], time: Duration, report: &mut Report) {
    let quarter = samples.len() / 4;
    let (second, last) = (&samples[quarter..2 * quarter], &samples[samples.len() - quarter..]);
    let (before, after) = (median(second), median(last));
    let most = samples.iter().copied().fold(0.0, f64::max);
    let hour = 3600.0 / time.as_secs_f64() * samples.len() as f64;
    let growth = slope(&samples[quarter..]) * hour;
    report.line("");
    report.line(&format!(
        "Memory: {before:.1} MiB in the second quarter, {after:.1} MiB in the last (medians), {most:.1} MiB at most; {growth:+.1} MiB an hour after the first quarter."
    ));
    if after > before + GROWTH.max(before * GROWTH_PART) {
        report.fault(format!("The memory grows: {before:.1} MiB, later {after:.1} MiB"));
    }
}

/// Half load: each client rests for as long as it was busy.
async fn client(kind: &'static Kind, port: u16, mut random: Random, count: Rc<Count>) {
    loop {
        let start = Instant::now();
        match (kind.play)(port, Random(random.next())).await {
            Ok(exchanges) => count.exchanges.set(count.exchanges.get() + exchanges),
            Err(error) => count.faults.borrow_mut().push(format!("{error:#}")),
        }
        tokio::time::sleep(start.elapsed().max(Duration::from_millis(1))).await;
    }
}
