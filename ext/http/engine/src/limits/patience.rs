//! How long a client is waited for, and how slow it may be. Times and bytes go in, a deadline comes out; knows no clock.

use std::time::Duration;

use tokio::time::Instant;

use crate::timer::Deadline;

/// The patience with a client that has to send bytes, or to take them. It is full at first; time in which the client is
/// waited for uses it up, and each byte gives some back, though never more than there was at first. So a client may be
/// silent for as long as the full patience lasts, and in the long run it must not be slower than the rate, however many
/// bytes it has moved before. Time in which others are the reason for waiting costs nothing.
#[derive(Debug)]
pub(crate) struct Patience {
    full: Duration,
    /// Bytes that give back a second; with 0 any byte fills it up.
    rate: u64,
    left: Duration,
    waits_since: Option<Instant>,
    /// Whether it was full when the client last moved something.
    was_full: bool,
    /// Whether it cannot be regained any more.
    is_last: bool,
}

impl Patience {
    /// Full patience of so long, regained by `rate` bytes per second.
    pub(crate) fn new(full: Duration, rate: u64) -> Self {
        Self {
            full,
            rate,
            left: full,
            waits_since: None,
            was_full: true,
            is_last: false,
        }
    }

    /// Begins anew.
    pub(crate) fn renew(&mut self) {
        *self = Self::new(self.full, self.rate);
    }

    /// From now on the client is waited for, if it is not already.
    pub(crate) fn wait(&mut self, now: Instant) {
        self.waits_since.get_or_insert(now);
    }

    /// The client is not waited for any more. Asks for the time only if it was.
    pub(crate) fn pause(&mut self, now: impl FnOnce() -> Instant) {
        if let Some(since) = self.waits_since.take() {
            self.left = self.left.saturating_sub(now().saturating_duration_since(since));
        }
    }

    /// So many bytes have moved. Only while the client is not waited for.
    pub(crate) fn regain(&mut self, bytes: usize) {
        if bytes == 0 || self.is_last || self.left == self.full {
            return;
        }
        let nanoseconds = (bytes as u64).saturating_mul(1_000_000_000).checked_div(self.rate);
        let regained = nanoseconds.map_or(self.full, Duration::from_nanos);
        self.left = self.left.saturating_add(regained).min(self.full);
        self.was_full = self.left == self.full;
    }

    /// What is left to be moved must come within the full patience, in all.
    pub(crate) fn make_last(&mut self, now: Instant) {
        if !self.is_last {
            let waits_since = self.waits_since.map(|_| now);
            self.renew();
            self.is_last = true;
            self.waits_since = waits_since;
        }
    }

    /// Whether the client is waited for.
    pub(crate) fn is_waiting(&self) -> bool {
        self.waits_since.is_some()
    }

    /// When it ends, if nothing moves until then.
    pub(crate) fn end(&self) -> Deadline {
        self.waits_since?.checked_add(self.left)
    }

    /// Whether it ends because the client is too slow, and not because nothing at all has moved.
    pub(crate) fn ends_by_rate(&self) -> bool {
        !self.was_full
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: Duration = Duration::from_secs(30);

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn silence_uses_it_up() {
        let begin = Instant::now();
        let mut patience = Patience::new(FULL, 240);
        assert_eq!(patience.end(), None);
        patience.wait(begin);
        patience.wait(begin + seconds(5));
        assert_eq!(patience.end(), Some(begin + FULL));
        assert!(!patience.ends_by_rate());
    }

    #[test]
    fn a_byte_now_and_then_does_not_make_up_for_it() {
        let mut now = Instant::now();
        let mut patience = Patience::new(FULL, 240);
        let mut rounds = 0;
        while patience.end().is_none_or(|end| end > now) {
            patience.pause(|| now);
            patience.regain(1);
            patience.wait(now);
            now += seconds(2);
            rounds += 1;
        }
        assert_eq!(rounds, 16);
        assert!(patience.ends_by_rate());
    }

    #[test]
    fn the_rate_is_enough() {
        let mut now = Instant::now();
        let mut patience = Patience::new(FULL, 240);
        for _ in 0..1000 {
            patience.wait(now);
            now += seconds(20);
            assert!(patience.end().unwrap() > now);
            patience.pause(|| now);
            patience.regain(20 * 240);
        }
        // What came at once before buys no more than the full patience.
        patience.regain(1 << 40);
        patience.wait(now);
        assert_eq!(patience.end(), Some(now + FULL));
    }

    #[test]
    fn without_a_rate_any_byte_is_enough() {
        let mut now = Instant::now();
        let mut patience = Patience::new(FULL, 0);
        for _ in 0..10 {
            patience.wait(now);
            now += seconds(29);
            patience.pause(|| now);
            patience.regain(1);
        }
        patience.wait(now);
        assert_eq!(patience.end(), Some(now + FULL));
        assert!(!patience.ends_by_rate());
    }

    #[test]
    fn only_the_time_that_is_waited_counts() {
        let begin = Instant::now();
        let mut patience = Patience::new(FULL, 240);
        patience.wait(begin);
        patience.pause(|| begin + seconds(10));
        patience.wait(begin + seconds(1000));
        assert_eq!(patience.end(), Some(begin + seconds(1020)));
    }

    #[test]
    fn the_last_time_is_counted_in_all() {
        let begin = Instant::now();
        let mut patience = Patience::new(FULL, 240);
        patience.wait(begin);
        let mut now = begin + seconds(29);
        patience.make_last(now);
        assert_eq!(patience.end(), Some(now + FULL));
        patience.pause(|| now + seconds(10));
        now += seconds(10);
        patience.regain(1 << 20);
        patience.make_last(now);
        patience.wait(now);
        assert_eq!(patience.end(), Some(now + seconds(20)));
    }
}
