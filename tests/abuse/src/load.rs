//! Those who mean well: a steady number of requests on connections that stay open, each timed and checked.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use std::time::Instant;

use tokio::task::JoinHandle;

use crate::client::Client;
use crate::client::check;
use crate::sample::Random;

const CONNECTIONS: u64 = 16;
/// Between two requests on one connection.
const PACE: Duration = Duration::from_millis(40);

/// What they have seen.
#[derive(Default)]
pub(crate) struct Seen {
    /// How long each answer took.
    pub(crate) times: Vec<Duration>,
    /// Requests that got another answer than theirs, or none.
    pub(crate) faults: Vec<String>,
}

/// Requests that go on until this is dropped.
pub(crate) struct Load {
    seen: Rc<RefCell<Seen>>,
    tasks: Vec<JoinHandle<()>>,
}

impl Load {
    /// Begins; needs a `LocalSet`.
    pub(crate) fn start(port: u16) -> Self {
        let seen: Rc<RefCell<Seen>> = Rc::default();
        let tasks = (0..CONNECTIONS).map(|number| {
            let seen = seen.clone();
            tokio::task::spawn_local(async move {
                tokio::time::sleep(PACE * u32::try_from(number).unwrap_or(0) / CONNECTIONS as u32).await;
                ask(port, Random(number + 1), &seen).await;
            })
        });
        Self {
            tasks: tasks.collect(),
            seen,
        }
    }

    /// What has been seen since the last time.
    pub(crate) fn take(&self) -> Seen {
        self.seen.take()
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

async fn ask(port: u16, mut random: Random, seen: &RefCell<Seen>) {
    let mut client = None;
    let mut pace = tokio::time::interval(PACE);
    pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        pace.tick().await;
        let token = random.token();
        let start = Instant::now();
        let outcome = async {
            if client.is_none() {
                client = Some(Client::connect(port).await?);
            }
            let answer = match client.as_mut() {
                Some(client) => client.get(&format!("/echo/{token}")).await?,
                None => anyhow::bail!("There is no connection"),
            };
            check(&answer, &token)?;
            Ok(answer.keeps_alive)
        };
        let outcome = outcome.await;
        let mut seen = seen.borrow_mut();
        seen.times.push(start.elapsed());
        match outcome {
            Ok(true) => {}
            Ok(false) => client = None,
            Err(error) => {
                client = None;
                seen.faults.push(format!("{error:#}"));
            }
        }
    }
}
