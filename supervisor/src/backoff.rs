//! How long to wait before a server that has died is started again. Knows no clock.

use std::time::Duration;

/// One that lived less has died of its start.
const SHORT: Duration = Duration::from_secs(10);
/// One that lived so long has shown that it can.
const HEALTHY: Duration = Duration::from_secs(60);
const FIRST: Duration = Duration::from_millis(100);
const MAX: Duration = Duration::from_secs(30);
/// Steps from the first pause to the longest one.
const MAX_STEPS: u32 = 9;

/// Counts deaths that came soon after the start.
#[derive(Debug, Default)]
pub(crate) struct Backoff {
    short: u32,
}

impl Backoff {
    /// The pause after the death of one that has lived so long: none, then 100 ms, 200 ms … 30 s while they die soon.
    pub(crate) fn after(&mut self, lived: Duration) -> Duration {
        if lived >= HEALTHY {
            self.short = 0;
        }
        if lived >= SHORT {
            return Duration::ZERO;
        }
        self.short += 1;
        match self.short {
            1 => Duration::ZERO,
            count => (FIRST * 2_u32.pow((count - 2).min(MAX_STEPS))).min(MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_while_servers_die_soon_and_health_ends_that() {
        let mut backoff = Backoff::default();
        let pauses: Vec<_> = (0..12)
            .map(|_| backoff.after(Duration::from_secs(1)).as_millis())
            .collect();
        assert_eq!(
            pauses,
            [0, 100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000]
        );
        assert_eq!(backoff.after(Duration::from_secs(20)), Duration::ZERO);
        assert_eq!(backoff.after(Duration::from_secs(1)).as_secs(), 30);
        assert_eq!(backoff.after(Duration::from_secs(60)), Duration::ZERO);
        assert_eq!(backoff.after(Duration::from_secs(1)), Duration::ZERO);
        assert_eq!(backoff.after(Duration::from_secs(1)), FIRST);
    }
}
