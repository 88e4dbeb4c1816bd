//! One timer of the runtime for all deadlines of a connection, or of whatever else has several. Arming a timer costs; so
//! it is left armed for too early a moment, and armed anew only when that has passed and the deadline has not.

use std::future::Future;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;
use std::task::Waker;
use std::time::Duration;

use tokio::task::coop::has_budget_remaining;
use tokio::time::Instant;
use tokio::time::Sleep;

use crate::waiter;

/// When something is over; `None` is never.
pub(crate) type Deadline = Option<Instant>;

/// The deadline so far from now; none if that is beyond all clocks.
pub(crate) fn after(time: Duration) -> Deadline {
    Instant::now().checked_add(time)
}

/// The earlier one.
pub(crate) fn earlier(one: Deadline, other: Deadline) -> Deadline {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The timer; allocated when a deadline first has to be waited for.
#[derive(Debug, Default)]
pub(crate) struct Timer {
    sleep: Option<Pin<Box<Sleep>>>,
    /// Whom it wakes.
    task: Option<Waker>,
}

impl Timer {
    /// Ready when the deadline has passed.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>, deadline: Deadline) -> Poll<()> {
        let Some(deadline) = deadline else { return Poll::Pending };
        let sleep = self
            .sleep
            .get_or_insert_with(|| Box::pin(tokio::time::sleep_until(deadline)));
        if sleep.deadline() > deadline {
            sleep.as_mut().reset(deadline);
        } else if !sleep.is_elapsed() && self.task.as_ref().is_some_and(|task| task.will_wake(cx.waker())) {
            return Poll::Pending;
        }
        // A task that has used up its turn is told that it waits, and the timer does not hear of it.
        match has_budget_remaining() {
            true => waiter::register(&mut self.task, cx),
            false => self.task = None,
        }
        loop {
            if sleep.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            if sleep.deadline() >= deadline || Instant::now() >= deadline {
                return Poll::Ready(());
            }
            sleep.as_mut().reset(deadline);
        }
    }
}
