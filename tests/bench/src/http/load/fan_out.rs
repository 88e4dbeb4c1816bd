//! Fan-out: the first connection sends, and the server passes its message on to all the others. It must not know how.

use std::time::Duration;

use anyhow::Result;

use super::{Generator, Outcome, nanos};

impl Generator {
    /// One message after the other, each when the last has reached everybody; at a rate, no sooner than it is due. Answers are the
    /// messages that were received, and latency counts from when theirs was due.
    pub(crate) fn spread(&mut self, per_second: Option<f64>, time: Duration) -> Result<Outcome> {
        let receivers = self.connections.len() as u64 - 1;
        let begun = self.begin();
        let end = begun + nanos(time);
        let pause = per_second.map_or(0, |rate| (1e9 * receivers as f64 / rate) as u64);
        let mut due = begun;
        while self.now() < end {
            while self.now() < due {
                self.turn(Some(Duration::ZERO))?;
            }
            self.published = if per_second.is_some() { due } else { self.now() };
            let all = self.answers + receivers;
            self.publish()?;
            while self.answers < all {
                self.turn(Some(Duration::from_secs(1)))?;
                self.check_patience()?;
            }
            due += pause;
        }
        Ok(self.finish(begun))
    }

    /// The sender gets no answer.
    fn publish(&mut self) -> Result<()> {
        self.queue(0, self.published);
        self.connections[0].waiting.clear();
        self.connections[0].flush()
    }
}
