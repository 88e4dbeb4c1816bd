//! Who is to be woken. Knows nothing of what for.

use std::task::Context;
use std::task::Waker;

/// Remembers the task that polls, unless it is known already.
pub(crate) fn register(place: &mut Option<Waker>, cx: &Context<'_>) {
    match place {
        Some(known) if known.will_wake(cx.waker()) => {}
        place => *place = Some(cx.waker().clone()),
    }
}
