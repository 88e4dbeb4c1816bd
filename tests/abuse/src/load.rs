//! Those who mean well: a steady number of requests on connections that stay open, each timed and checked. They have a
//! thread of their own, so that the work of the attackers does not look like the server's.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::thread;
use std::thread::JoinHandle;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context;
use anyhow::Result;
use tokio::sync::oneshot;
use tokio::task::LocalSet;

use crate::client::Client;
use crate::client::check;
use crate::placement::Placement;
use crate::sample::Random;

const CONNECTIONS: u32 = 16;
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
    seen: Arc<Mutex<Seen>>,
    /// Dropped, it ends the thread.
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Load {
    pub(crate) fn start(port: u16, placement: Placement) -> Result<Self> {
        let seen: Arc<Mutex<Seen>> = Arc::default();
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.context("Could not make a runtime")?;
        let places = seen.clone();
        let thread = thread::spawn(move || {
            if let Err(error) = placement.place_clients() {
                crate::say(&format!("  those who mean well stay where they are: {error}"));
            }
            let local = LocalSet::new();
            for number in 0..CONNECTIONS {
                local.spawn_local(ask(port, number, places.clone()));
            }
            // Its end is the only news.
            let _ = runtime.block_on(local.run_until(stopped));
        });
        Ok(Self {
            seen,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// What has been seen since the last time.
    pub(crate) fn take(&self) -> Seen {
        std::mem::take(&mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.stop.take();
        // A panic in it has been printed already.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

async fn ask(port: u16, number: u32, seen: Arc<Mutex<Seen>>) {
    tokio::time::sleep(PACE * number / CONNECTIONS).await;
    let mut random = Random(u64::from(number) + 1);
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
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
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
