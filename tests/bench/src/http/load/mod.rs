//! The load generator: one thread, sockets that do not block, and answers that are checked. It must not know who answers.
//!
//! As fast as possible ([`Generator::saturate`]), it sends on a connection when the last answer has come: that finds the peak, and says
//! nothing of latency. At a rate ([`Generator::arrive`]), requests are due at times that do not depend on answers, and latency counts from
//! then: a request that waits for a connection, or for the generator, is as late as its client would find it.

mod codec;
mod connection;
mod fan_out;
pub(crate) mod http1;
pub(crate) mod http2;
mod input;
pub(crate) mod websocket;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use hdrhistogram::Histogram;
use mio::{Events, Poll, Token};

use crate::random::Random;
pub(crate) use codec::{Protocol, Request};
pub(crate) use connection::Target;
use connection::{Connection, Received};

/// Longer than any server may think about anything here.
const PATIENCE: Duration = Duration::from_secs(10);

/// Nanoseconds; what takes longer counts as this.
const LATENCY_MAX: u64 = 60_000_000_000;

/// How many connections there are, and how each is used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) connections: usize,
    /// Requests that are sent at once, before the first answer.
    pub(crate) batch: usize,
    /// Requests after which a connection is closed and another one opened.
    pub(crate) requests_per_connection: Option<u32>,
}

/// What a phase of load gave.
pub(crate) struct Outcome {
    pub(crate) answers: u64,
    pub(crate) elapsed: Duration,
    /// Nanoseconds.
    pub(crate) latency: Histogram<u64>,
}

impl Outcome {
    pub(crate) fn per_second(&self) -> f64 {
        self.answers as f64 / self.elapsed.as_secs_f64()
    }
}

pub(crate) struct Generator {
    target: Target,
    shape: Shape,
    poll: Poll,
    events: Events,
    /// Slots with something to do, and whether it is only that they may write.
    ready: Vec<(usize, bool)>,
    connections: Vec<Connection>,
    /// Those that wait for nothing.
    idle: VecDeque<usize>,
    epoch: Instant,
    opened: usize,
    next_request: usize,
    answers: u64,
    latency: Histogram<u64>,
    last_answer: u64,
    /// When the message was due that is on its way to all.
    published: u64,
}

impl Generator {
    /// Opens the connections, and waits until each can be used.
    pub(crate) fn connect(target: Target, shape: Shape) -> Result<Self> {
        let mut generator = Generator {
            target,
            shape,
            poll: Poll::new().context("Could not make an epoll")?,
            events: Events::with_capacity(1024),
            ready: Vec::new(),
            connections: Vec::new(),
            idle: (0..shape.connections).collect(),
            epoch: Instant::now(),
            opened: 0,
            next_request: 0,
            answers: 0,
            latency: Histogram::new_with_bounds(1, LATENCY_MAX, 3)?,
            last_answer: 0,
            published: 0,
        };
        for slot in 0..shape.connections {
            let connection = generator.open(slot)?;
            generator.connections.push(connection);
        }
        let started = Instant::now();
        while !generator.connections.iter().all(Connection::is_ready) {
            ensure!(
                started.elapsed() < PATIENCE,
                "The server does not take {} connections",
                shape.connections
            );
            generator.turn(Some(Duration::from_millis(10)))?;
        }
        Ok(generator)
    }

    /// Closed loop: every connection sends as soon as it has been answered.
    pub(crate) fn saturate(&mut self, time: Duration) -> Result<Outcome> {
        let begun = self.begin();
        let end = begun + nanos(time);
        loop {
            let now = self.now();
            if now < end {
                while let Some(slot) = self.idle.pop_front() {
                    self.send(slot, now)?;
                }
            } else if self.idle.len() == self.connections.len() {
                break;
            }
            self.turn(Some(Duration::from_secs(1)))?;
            self.check_patience()?;
        }
        Ok(self.finish(begun))
    }

    /// Open loop: requests arrive at random, independently of each other, so many a second on average. It fails if the server falls
    /// behind for good.
    pub(crate) fn arrive(&mut self, per_second: f64, time: Duration, random: &mut Random) -> Result<Outcome> {
        let begun = self.begin();
        let end = begun + nanos(time);
        let batches_per_second = per_second / self.shape.batch as f64;
        let mut due: VecDeque<u64> = VecDeque::new();
        let mut next = begun;
        loop {
            let now = self.now();
            while next <= now && next < end {
                due.push_back(next);
                next += (random.exponential() / batches_per_second * 1e9) as u64;
            }
            while let (Some(time), false) = (due.front().copied(), self.idle.is_empty()) {
                due.pop_front();
                if let Some(slot) = self.idle.pop_front() {
                    self.send(slot, time)?;
                }
            }
            if next >= end && due.is_empty() && self.idle.len() == self.connections.len() {
                break;
            }
            ensure!(
                now < end + nanos(PATIENCE),
                "The server does not keep up with {per_second:.0} requests a second"
            );
            // It does not sleep: a wake-up takes longer than many an answer.
            self.turn(Some(Duration::ZERO))?;
        }
        Ok(self.finish(begun))
    }

    fn begin(&mut self) -> u64 {
        self.answers = 0;
        self.latency.reset();
        self.last_answer = self.now();
        self.last_answer
    }

    fn finish(&self, begun: u64) -> Outcome {
        Outcome {
            answers: self.answers,
            elapsed: Duration::from_nanos(self.now() - begun),
            latency: self.latency.clone(),
        }
    }

    fn now(&self) -> u64 {
        nanos(self.epoch.elapsed())
    }

    fn check_patience(&self) -> Result<()> {
        ensure!(
            self.now() < self.last_answer + nanos(PATIENCE),
            "The server has not answered for {} s",
            PATIENCE.as_secs()
        );
        Ok(())
    }

    fn open(&mut self, slot: usize) -> Result<Connection> {
        self.opened += 1;
        Connection::open(&self.target, self.opened, self.poll.registry(), Token(slot))
    }

    /// Sends a batch that was due at the given time, on a connection that waits for nothing.
    fn send(&mut self, slot: usize, due: u64) -> Result<()> {
        if self.is_spent(slot) {
            self.connections[slot] = self.open(slot)?;
        }
        for _ in 0..self.shape.batch {
            self.queue(slot, due);
        }
        self.connections[slot].flush()
    }

    fn queue(&mut self, slot: usize, due: u64) {
        self.connections[slot].queue(self.next_request, due);
        self.next_request = (self.next_request + 1) % self.target.requests.len();
    }

    /// Waits for the sockets and does what they ask for.
    fn turn(&mut self, time: Option<Duration>) -> Result<()> {
        match self.poll.poll(&mut self.events, time) {
            Err(error) if error.kind() != std::io::ErrorKind::Interrupted => return Err(error.into()),
            _ => {}
        }
        self.ready.clear();
        let events = self.events.iter();
        self.ready
            .extend(events.map(|event| (event.token().0, event.is_writable() && !event.is_readable())));
        for index in 0..self.ready.len() {
            match self.ready[index] {
                // One that was just connected has nothing to be read.
                (slot, true) => self.connections[slot].flush()?,
                (slot, false) => self.receive(slot)?,
            }
        }
        Ok(())
    }

    fn receive(&mut self, slot: usize) -> Result<()> {
        let was_busy = !self.connections[slot].waiting.is_empty();
        let is_open = self.connections[slot].fill()?;
        let now = self.now();
        loop {
            let due = match self.connections[slot].receive()? {
                Received::Nothing => break,
                Received::Answer(due) => due,
                Received::Unasked => self.published,
            };
            self.answers += 1;
            self.last_answer = now;
            self.latency.saturating_record(now.saturating_sub(due));
        }
        if !is_open {
            self.reopen(slot)?;
        }
        self.connections[slot].flush()?;
        if was_busy && self.connections[slot].waiting.is_empty() {
            self.idle.push_back(slot);
        }
        Ok(())
    }

    /// A server may close a connection when it has had enough of it; what it has not answered is sent again.
    fn reopen(&mut self, slot: usize) -> Result<()> {
        let closed = &mut self.connections[slot];
        let waiting = std::mem::take(&mut closed.waiting);
        ensure!(
            closed.answers > 0 || waiting.is_empty(),
            "The server closed a connection without an answer"
        );
        if self.is_spent(slot) {
            return Ok(());
        }
        self.connections[slot] = self.open(slot)?;
        waiting.into_iter().for_each(|due| self.queue(slot, due));
        Ok(())
    }

    /// Whether a connection has had all the requests it is to have.
    fn is_spent(&self, slot: usize) -> bool {
        let answers = self.connections[slot].answers;
        self.shape.requests_per_connection.is_some_and(|most| answers >= most)
    }
}

fn nanos(time: Duration) -> u64 {
    time.as_nanos() as u64
}

#[cfg(test)]
mod tests;
