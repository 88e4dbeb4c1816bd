//! Counts the memory behind objects that a garbage collector frees. It sees only small handles and would let
//! megabytes of requests pile up behind them; told of the bytes, it runs in time.

use std::cell::Cell;

thread_local! {
    /// An isolate has its thread to itself, so a thread's count is an isolate's.
    static CHANGE: Cell<i64> = const { Cell::new(0) };
}

/// Bytes that are allocated for as long as this lives.
pub(crate) struct Held(i64);

impl Held {
    pub(crate) fn new(bytes: usize) -> Self {
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
        CHANGE.set(CHANGE.get().saturating_add(bytes));
        Self(bytes)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // A thread that is ending has no collector left to tell.
        let _ = CHANGE.try_with(|change| change.set(change.get().saturating_sub(self.0)));
    }
}

/// How much more, or less, is held than when this was last asked.
pub fn take_change() -> i64 {
    CHANGE.take()
}
