//! When an HTTP/2 connection has to go: it is idle, it takes no bytes, it has had its share of requests, or it makes
//! work that it does not want done. Times and counts in, verdicts out; knows no frames.

use std::time::Duration;

use tokio::time::Instant;

use crate::limits::Limits;
use crate::timer::Deadline;

/// How long a client that was told to go has for requests that were on their way.
const GRACE: Duration = Duration::from_secs(1);

/// Cancelled streams are counted in intervals of this.
const RESET_INTERVAL: Duration = Duration::from_secs(10);

/// Streams that a client may cancel in an interval, however few it may have at a time. Someone who leaves a page full
/// of pictures cancels dozens.
const MIN_RESETS: u32 = 100;

/// What has happened on a connection.
pub(super) struct Pace {
    idle_timeout: Duration,
    write_timeout: Duration,
    requests_left: u64,
    active: usize,
    quiet_since: Instant,
    leaving_since: Option<Instant>,
    max_resets: u32,
    resets: u32,
    resets_since: Instant,
}

/// What is to be done about a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing before this time.
    Stay(Instant),
    /// It is idle: the client is told to go.
    Leave,
    /// It takes no bytes, or too few.
    GiveUp,
    /// It was told to go, and has nothing left to do.
    Close,
}

impl Pace {
    pub(super) fn new(limits: &Limits, now: Instant) -> Self {
        Self {
            idle_timeout: limits.idle_timeout,
            write_timeout: limits.write_timeout,
            requests_left: limits.requests_per_connection,
            active: 0,
            quiet_since: now,
            leaving_since: None,
            max_resets: limits.streams.saturating_mul(2).max(MIN_RESETS),
            resets: 0,
            resets_since: now,
        }
    }

    /// A request begins. Whether it is the last one that the connection may have.
    pub(super) fn begin(&mut self) -> bool {
        self.active += 1;
        self.requests_left = self.requests_left.saturating_sub(1);
        self.requests_left == 0
    }

    /// A request has ended. Whether the client has cancelled too many.
    pub(super) fn end(&mut self, is_reset: bool, now: Instant) -> bool {
        self.active -= 1;
        self.quiet_since = now;
        if !is_reset {
            return false;
        }
        if now - self.resets_since >= RESET_INTERVAL {
            self.resets = 0;
            self.resets_since = now;
        }
        self.resets += 1;
        self.resets > self.max_resets
    }

    /// The client is told to go.
    pub(super) fn leave(&mut self, now: Instant) {
        self.leaving_since.get_or_insert(now);
    }

    /// `has_streams` is whether requests or answers are on their way, `patience_end` until when the client may take as
    /// few bytes as it does.
    pub(super) fn check(&self, has_streams: bool, patience_end: Deadline, now: Instant) -> Verdict {
        let mut next = now + self.idle_timeout;
        if let Some(end) = patience_end {
            if end <= now {
                return Verdict::GiveUp;
            }
            next = next.min(end);
        }
        if has_streams || self.active > 0 {
            // Whether its client has stalled has to be seen again.
            return Verdict::Stay(next.min(now + self.write_timeout));
        }
        let (end, verdict) = match self.leaving_since {
            Some(since) => (since.max(self.quiet_since) + GRACE, Verdict::Close),
            None => (self.quiet_since + self.idle_timeout, Verdict::Leave),
        };
        match end <= now {
            true => verdict,
            false => Verdict::Stay(next.min(end)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        Limits {
            idle_timeout: Duration::from_secs(30),
            write_timeout: Duration::from_secs(20),
            requests_per_connection: 3,
            streams: 10,
            ..Limits::default()
        }
    }

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn an_idle_connection_is_told_and_then_closed() {
        let begin = Instant::now();
        let mut pace = Pace::new(&limits(), begin);
        assert_eq!(pace.check(false, None, begin), Verdict::Stay(begin + seconds(30)));
        let now = begin + seconds(30);
        assert_eq!(pace.check(false, None, now), Verdict::Leave);
        pace.leave(now);
        assert_eq!(pace.check(false, None, now), Verdict::Stay(now + GRACE));
        assert!(matches!(pace.check(true, None, now + GRACE), Verdict::Stay(_)));
        assert_eq!(pace.check(false, None, now + GRACE), Verdict::Close);
    }

    #[test]
    fn a_request_keeps_a_connection() {
        let begin = Instant::now();
        let mut pace = Pace::new(&limits(), begin);
        pace.begin();
        let now = begin + seconds(100);
        assert_eq!(pace.check(false, None, now), Verdict::Stay(now + seconds(20)));
        pace.end(false, now);
        assert_eq!(pace.check(false, None, now), Verdict::Stay(now + seconds(30)));
    }

    #[test]
    fn a_client_that_takes_nothing_goes() {
        let begin = Instant::now();
        let mut pace = Pace::new(&limits(), begin);
        pace.begin();
        let end = begin + seconds(20);
        assert_eq!(pace.check(true, Some(end), begin + seconds(5)), Verdict::Stay(end));
        assert_eq!(pace.check(true, Some(end), end), Verdict::GiveUp);
    }

    #[test]
    fn cancelled_requests_are_counted_by_the_interval() {
        let mut now = Instant::now();
        let mut pace = Pace::new(&limits(), now);
        for _ in 0..3 {
            for _ in 0..MIN_RESETS {
                pace.begin();
                assert!(!pace.end(true, now));
            }
            now += RESET_INTERVAL;
        }
        for _ in 0..MIN_RESETS {
            pace.begin();
            pace.end(true, now);
        }
        pace.begin();
        assert!(!pace.end(false, now));
        pace.begin();
        assert!(pace.end(true, now));
    }

    #[test]
    fn a_connection_has_its_share_of_requests() {
        let mut pace = Pace::new(&limits(), Instant::now());
        let is_last: Vec<_> = (0..4).map(|_| pace.begin()).collect();
        assert_eq!(is_last, [false, false, true, true]);
    }
}
