//! New releases under load, and releases that cannot start: no request fails, and none is cut short.

use std::cell::Cell;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use std::time::Instant;

use anyhow::Result;
use tokio::task::LocalSet;

use crate::client::Client;
use crate::client::check;
use crate::process::Binary;
use crate::process::Server;
use crate::report::Report;
use crate::sample::Random;

const CLIENTS: u64 = 24;
/// Clients of an answer that takes ten seconds.
const DRIPS: u64 = 4;
/// Tenths of a second.
const DRIP_COUNT: usize = 100;

/// Between two releases: longer than it takes to load one, so that they do not pile up beside answers that last.
const PAUSE: Duration = Duration::from_millis(400);

const BROKEN: &str = "throw new Error(\"a release that cannot start\");\n";

#[derive(Default)]
struct Outcome {
    is_over: Cell<bool>,
    answered: Cell<u64>,
    /// On connections that had been used before.
    reused: Cell<u64>,
    /// Answers of ten seconds.
    dripped: Cell<u64>,
    failed: RefCell<Vec<String>>,
}

/// Reloads so many times, then so many times in vain.
pub(crate) async fn run(binary: &Binary, rounds: u32, report: &mut Report) -> Result<()> {
    report.section(&format!(
        "Reloads under load, {rounds} releases and as many that throw at their start"
    ));
    report.header(&[
        "releases",
        "taken",
        "refused",
        "median time",
        "longest",
        "requests answered",
        "of them on used connections",
        "answers of 10 s",
        "failed",
    ]);
    LocalSet::new().run_until(play(binary, rounds, report)).await
}

async fn play(binary: &Binary, rounds: u32, report: &mut Report) -> Result<()> {
    let mut server = Server::start_in_production(binary).await?;
    let outcome: Rc<Outcome> = Rc::default();
    let clients: Vec<_> = (0..CLIENTS + DRIPS)
        .map(|number| tokio::task::spawn_local(client(server.port, number, outcome.clone())))
        .collect();
    for (program, is_good) in [(None, true), (Some(BROKEN), false)] {
        server.release(program)?;
        release(&server, rounds, is_good, &outcome, report).await?;
    }
    outcome.is_over.set(true);
    for client in clients {
        client.await?;
    }
    for fault in outcome.failed.borrow().iter().take(5) {
        report.fault(fault.clone());
    }
    server.terminate()?;
    server.ended(Duration::from_secs(30)).await?;
    Ok(())
}

async fn release(server: &Server, rounds: u32, is_good: bool, outcome: &Outcome, report: &mut Report) -> Result<()> {
    let before = (
        outcome.answered.get(),
        outcome.reused.get(),
        outcome.dripped.get(),
        outcome.failed.borrow().len(),
    );
    let (mut taken, mut times) = (0, Vec::new());
    for round in 1..=rounds {
        tokio::time::sleep(PAUSE).await;
        let begun = Instant::now();
        let (is_taken, said) = server.reload().await?;
        times.push(begun.elapsed());
        taken += u32::from(is_taken);
        if is_taken != is_good {
            report.fault(format!("release {round}: {said}"));
        }
    }
    times.sort();
    let ms = |time: Duration| format!("{} ms", time.as_millis());
    report.row(&[
        if is_good { "good" } else { "broken" }.to_string(),
        taken.to_string(),
        (rounds - taken).to_string(),
        ms(times[times.len() / 2]),
        ms(times[times.len() - 1]),
        (outcome.answered.get() - before.0).to_string(),
        (outcome.reused.get() - before.1).to_string(),
        (outcome.dripped.get() - before.2).to_string(),
        (outcome.failed.borrow().len() - before.3).to_string(),
    ]);
    Ok(())
}

/// Requests of several kinds until all is over. A connection is used as long as the server keeps it.
async fn client(port: u16, number: u64, outcome: Rc<Outcome>) {
    let mut random = Random(number << 24 | 7);
    let mut connection: Option<Client> = None;
    while !outcome.is_over.get() {
        let is_used = connection.is_some();
        let token = random.token();
        let (head, body, expected) = request(number, &token, &mut random);
        let asked = ask(connection.take(), port, &head, &body, &expected).await;
        match asked {
            Ok(kept) => {
                connection = kept;
                count(&outcome.answered);
                if is_used {
                    count(&outcome.reused);
                }
                if number >= CLIENTS {
                    count(&outcome.dripped);
                }
            }
            Err(error) => {
                let line = head.lines().next().unwrap_or_default();
                outcome
                    .failed
                    .borrow_mut()
                    .push(format!("{line}, used {is_used}: {error:#}"));
            }
        }
        tokio::time::sleep(Duration::from_millis(random.below(10))).await;
    }
}

fn count(cell: &Cell<u64>) {
    cell.set(cell.get() + 1);
}

async fn ask(connection: Option<Client>, port: u16, head: &str, body: &[u8], expected: &str) -> Result<Option<Client>> {
    let mut client = match connection {
        Some(client) => client,
        None => Client::connect(port).await?,
    };
    client.send(head.as_bytes()).await?;
    // An upload is on its way for a while.
    for piece in body.chunks((body.len() / 4).max(1)) {
        client.send(piece).await?;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let answer = client.answer().await?;
    check(&answer, expected)?;
    Ok(answer.keeps_alive.then_some(client))
}

fn request(number: u64, token: &str, random: &mut Random) -> (String, Vec<u8>, String) {
    let get = |path: String| format!("GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
    match number {
        CLIENTS.. => (
            get(format!("/drip/{token}/{DRIP_COUNT}")),
            Vec::new(),
            token.repeat(DRIP_COUNT),
        ),
        _ if number.is_multiple_of(3) => {
            let body = vec![1; 1 + random.below(200_000) as usize];
            let length = body.len();
            let head = format!("POST /upload/{token} HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n");
            (head, body, format!("{token} {length} {length}"))
        }
        _ if number % 3 == 1 => {
            let time = random.below(200);
            (get(format!("/slow/{token}/{time}")), Vec::new(), token.to_string())
        }
        _ => (get(format!("/echo/{token}")), Vec::new(), token.to_string()),
    }
}
