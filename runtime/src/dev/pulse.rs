//! That something has happened, for a task or a blocked thread to wait for. Knows not what.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

/// However often it is given before somebody waits, it is one.
#[derive(Default)]
pub(super) struct Pulse {
    task: Notify,
    is_given: Mutex<bool>,
    thread: Condvar,
}

impl Pulse {
    pub(super) fn give(&self) {
        *self.is_given.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.thread.notify_all();
        self.task.notify_one();
    }

    pub(super) async fn taken(&self) {
        self.task.notified().await;
        *self.is_given.lock().unwrap_or_else(PoisonError::into_inner) = false;
    }

    /// The same on a thread that does nothing else, for some time at most. Whether it was given.
    pub(super) fn block(&self, time: Duration) -> bool {
        let given = self.is_given.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.thread.wait_timeout_while(given, time, |is_given| !*is_given);
        let mut given = waited.unwrap_or_else(PoisonError::into_inner).0;
        std::mem::take(&mut *given)
    }
}
