//! SIGTERM under load: whatever the server has accepted, it answers; then it ends, in time.

use std::cell::Cell;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use std::time::Instant;

use anyhow::Result;
use tokio::task::LocalSet;

use crate::client::Client;
use crate::client::check;
use crate::placement::Placement;
use crate::process::Binary;
use crate::process::Server;
use crate::report::Report;
use crate::sample::Random;

const CLIENTS: u64 = 32;

/// What a request that was sent so long before the signal has come to: it has been accepted.
const ACCEPTED: Duration = Duration::from_millis(50);

/// The time that the server gives itself, and a busy machine's part.
const END: Duration = Duration::from_secs(20);

/// What became of the requests of a round.
#[derive(Default)]
struct Outcome {
    /// When the signal was sent.
    signal: Cell<Option<Instant>>,
    answered: Cell<u64>,
    /// Answered after the signal.
    answered_late: Cell<u64>,
    /// Sent just before the signal, and closed without an answer: whether the server had read them is not known.
    in_doubt: Cell<u64>,
    /// Sent after the signal, and closed without an answer: a client may send them again.
    unread: Cell<u64>,
    failed: RefCell<Vec<String>>,
}

/// Ends a server under load so many times.
pub(crate) async fn run(binary: &Binary, rounds: u32, report: &mut Report) -> Result<()> {
    report.section(&format!("SIGTERM under load, {rounds} rounds"));
    report.header(&[
        "round",
        "answered",
        "of them after SIGTERM",
        "closed, sent less than 50 ms before",
        "closed, sent after",
        "accepted and failed",
        "time to end",
        "exit",
    ]);
    for round in 1..=rounds {
        LocalSet::new().run_until(play(binary, round, report)).await?;
    }
    Ok(())
}

async fn play(binary: &Binary, round: u32, report: &mut Report) -> Result<()> {
    let mut server = Server::start(binary, Placement::default()).await?;
    let outcome: Rc<Outcome> = Rc::default();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|number| {
            let random = Random(u64::from(round) << 32 | number << 16);
            tokio::task::spawn_local(client(server.port, number, random, outcome.clone()))
        })
        .collect();
    let load = 700 + Random(u64::from(round)).below(500);
    tokio::time::sleep(Duration::from_millis(load)).await;
    let signal = Instant::now();
    outcome.signal.set(Some(signal));
    server.terminate()?;
    let status = server.ended(END).await?;
    let time = signal.elapsed();
    for client in clients {
        // Each ends when it can connect no more.
        tokio::time::timeout(END, client).await??;
    }
    let failed = outcome.failed.borrow();
    report.row(&[
        round.to_string(),
        outcome.answered.get().to_string(),
        outcome.answered_late.get().to_string(),
        outcome.in_doubt.get().to_string(),
        outcome.unread.get().to_string(),
        failed.len().to_string(),
        format!("{:.0} ms", time.as_secs_f64() * 1000.0),
        status.to_string(),
    ]);
    for fault in failed.iter().take(3) {
        report.fault(format!("round {round}: {fault}"));
    }
    if outcome.answered_late.get() == 0 {
        report.fault(format!("round {round}: nothing was in flight"));
    }
    Ok(())
}

/// Requests of several kinds until the server is gone: on connections that stay, and on new ones.
async fn client(port: u16, number: u64, mut random: Random, outcome: Rc<Outcome>) {
    let mut connection: Option<Client> = None;
    loop {
        let mut client = match connection.take() {
            Some(client) => client,
            None => match Client::connect(port).await {
                Ok(client) => client,
                Err(_) => return,
            },
        };
        let token = random.token();
        let (head, body, expected) = request(number, &token, &mut random);
        let sent = Instant::now();
        let result = exchange(&mut client, &head, &body, &expected).await;
        match result {
            Ok(keeps_alive) => {
                outcome.answered.set(outcome.answered.get() + 1);
                if outcome.signal.get().is_some() {
                    outcome.answered_late.set(outcome.answered_late.get() + 1);
                }
                // One in four leaves after each answer.
                if keeps_alive && !number.is_multiple_of(4) {
                    connection = Some(client);
                }
            }
            Err(error) => {
                let is_accepted = outcome.signal.get().is_none_or(|signal| sent + ACCEPTED < signal);
                if is_accepted || client.has_begun() {
                    let before = outcome
                        .signal
                        .get()
                        .map(|signal| signal.saturating_duration_since(sent));
                    outcome
                        .failed
                        .borrow_mut()
                        .push(format!("sent {before:?} before SIGTERM: {error:#}"));
                } else if outcome.signal.get().is_some_and(|signal| sent < signal) {
                    outcome.in_doubt.set(outcome.in_doubt.get() + 1);
                } else {
                    outcome.unread.set(outcome.unread.get() + 1);
                }
            }
        }
        tokio::time::sleep(Duration::from_millis(random.below(5))).await;
    }
}

fn request(number: u64, token: &str, random: &mut Random) -> (String, Vec<u8>, String) {
    let get = |path: String| format!("GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
    match number % 4 {
        0 | 1 => (get(format!("/echo/{token}")), Vec::new(), token.to_string()),
        2 => {
            let time = random.below(400);
            (get(format!("/slow/{token}/{time}")), Vec::new(), token.to_string())
        }
        _ => {
            let body = vec![1; random.below(100_000) as usize];
            let length = body.len();
            let head = format!("POST /upload/{token} HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n");
            (head, body, format!("{token} {length} {length}"))
        }
    }
}

async fn exchange(client: &mut Client, head: &str, body: &[u8], expected: &str) -> Result<bool> {
    client.send(head.as_bytes()).await?;
    client.send(body).await?;
    let answer = client.answer().await?;
    check(&answer, expected)?;
    Ok(answer.keeps_alive)
}
