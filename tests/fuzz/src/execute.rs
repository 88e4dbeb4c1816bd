//! One input through one target, and what may be wrong with that: a panic, too much time, too much memory. Must not know
//! how inputs are made.

use std::cell::RefCell;
use std::panic;
use std::panic::AssertUnwindSafe;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use crate::allocated;
use crate::random::Random;
use crate::targets::Target;

/// CPU time of one input. The slowest that is in order takes a hundredth of it.
const MOST_TIME: Duration = Duration::from_millis(1000);

/// Wall time after which an input counts as one that never ends.
const MOST_WAIT: Duration = Duration::from_secs(20);

thread_local! {
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What runs now, for the watchdog.
static RUNNING: Mutex<Option<(Instant, &'static str, Vec<u8>)>> = Mutex::new(None);

/// Keeps what a panic says, in place of printing it.
pub(crate) fn keep_panics() {
    panic::set_hook(Box::new(|info| {
        let message = info.payload_as_str().unwrap_or("a panic without words");
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        PANIC.with(|slot| *slot.borrow_mut() = Some(format!("{place}: {message}")));
    }));
}

/// Calls `found` from another thread if an input does not end.
pub(crate) fn watch(found: fn(&'static str, &[u8])) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((since, target, input)) = &*running
                && since.elapsed() > MOST_WAIT
            {
                found(target, input);
            }
        }
    });
}

/// Runs a target.
///
/// # Errors
/// What is wrong.
pub(crate) fn execute(target: &'static Target, input: &[u8]) -> Result<(), String> {
    note(Some((Instant::now(), target.name, input.to_vec())));
    let mut random = Random::of(input);
    let start = cpu_time();
    let before = allocated::begin();
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| (target.run)(input, &mut random)));
    let bytes = allocated::most_since(before);
    let time = cpu_time().saturating_sub(start);
    note(None);
    if outcome.is_err() {
        let message = PANIC.with(|slot| slot.borrow_mut().take());
        return Err(message.unwrap_or_default());
    }
    let bound = target.memory + 256 * input.len();
    if bytes > bound {
        return Err(format!("it took {bytes} bytes of memory, more than {bound}"));
    }
    if time > MOST_TIME {
        return Err(format!("it took {time:?} of CPU time, more than {MOST_TIME:?}"));
    }
    Ok(())
}

fn note(running: Option<(Instant, &'static str, Vec<u8>)>) {
    *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = running;
}

/// Of this thread.
fn cpu_time() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `time` is a place that may be written to.
    let code = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    match code {
        0 => Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0)),
        _ => Duration::ZERO,
    }
}
