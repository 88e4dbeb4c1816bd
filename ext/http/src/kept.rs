//! What `keep()` of the program before this one has left, as V8 serializes it. Knows nothing of what it is.

use std::sync::Mutex;
use std::sync::PoisonError;

use deno_core::convert::Uint8Array;
use deno_core::op2;

static KEPT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Leaves bytes for the first `keep()`.
pub fn leave_kept(bytes: Vec<u8>) {
    *KEPT.lock().unwrap_or_else(PoisonError::into_inner) = bytes;
}

#[op2]
pub(crate) fn op_racejs_take_kept() -> Uint8Array {
    std::mem::take(&mut *KEPT.lock().unwrap_or_else(PoisonError::into_inner)).into()
}
