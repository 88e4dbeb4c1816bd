//! Isolates that keep their thread, and isolates that are about to run out of memory. The first are interrupted where they are; the
//! second are replaced while they go on.

use std::cell::Cell;
use std::ffi::c_void;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use deno_core::error::JsError;
use deno_core::v8;
use deno_runtime::worker::MainWorker;
use racejs_supervisor::ToSupervisor;

use super::Production;
use super::mailbox::{Control, NearLimit, Told};
use crate::errors::Failure;

/// How often it looks.
const LOOK: Duration = Duration::from_millis(100);
/// How often an isolate has to show that it turns.
const PING: Duration = Duration::from_millis(500);
/// How long an isolate that was interrupted may take to end. Code that is not JavaScript cannot be interrupted.
const END_TIME: Duration = Duration::from_secs(1);

/// After how long the supervisor is asked for another server again.
const GIVE_UP_AGAIN: Duration = Duration::from_secs(5);

/// What an isolate that is near its limit gets in addition, as a part of the limit, so that it can go on until another one has its place.
const RESERVE_PART: usize = 4;
const MIN_RESERVE: usize = 16 * 1024 * 1024;

/// What is known of an isolate's turns.
#[derive(Default)]
pub(super) struct Watch {
    /// Whether it is looked at. A program that is being loaded may take its time.
    is_on: bool,
    turned: Option<Instant>,
    asked: Option<Instant>,
    /// Until when one that was interrupted may take to end.
    patience: Option<Instant>,
}

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Fine,
    Ask,
    Interrupt,
    GiveUp,
}

impl Watch {
    pub(super) fn begin(&mut self) {
        self.is_on = true;
    }

    pub(super) fn end(&mut self) {
        self.is_on = false;
    }

    /// It has shown that it turns.
    pub(super) fn turn(&mut self) {
        self.turned = Some(Instant::now());
        self.asked = None;
    }

    fn look(&mut self, now: Instant, timeout: Duration) -> Verdict {
        let since = |moment: Instant| now.saturating_duration_since(moment);
        if !self.is_on {
            return Verdict::Fine;
        }
        if let Some(patience) = self.patience {
            if now < patience {
                return Verdict::Fine;
            }
            // The supervisor may have been busy with something else.
            self.patience = Some(now + GIVE_UP_AGAIN);
            return Verdict::GiveUp;
        }
        match self.asked {
            Some(asked) if since(asked) >= timeout => {
                self.patience = Some(now + END_TIME);
                Verdict::Interrupt
            }
            Some(_) => Verdict::Fine,
            None if self.turned.is_none_or(|turned| since(turned) >= PING) => {
                self.asked = Some(now);
                Verdict::Ask
            }
            None => Verdict::Fine,
        }
    }
}

/// Looks at all isolates from now on, on a thread of its own.
pub(super) fn start(production: Arc<Production>) -> io::Result<()> {
    let thread = std::thread::Builder::new().name("watchdog".into());
    let look = move || {
        loop {
            std::thread::sleep(LOOK);
            production
                .isolates()
                .iter()
                .for_each(|isolate| look_at(&production, isolate));
        }
    };
    thread.spawn(look).map(drop)
}

fn look_at(production: &Production, isolate: &Arc<Control>) {
    // Zero is no limit: it is asked for its figures all the same.
    let timeout = match production.hang_timeout {
        Duration::ZERO => Duration::MAX,
        timeout => timeout,
    };
    let verdict = isolate.watch().look(Instant::now(), timeout);
    match verdict {
        Verdict::Fine => {}
        Verdict::Ask => isolate.tell(Told::Ping),
        Verdict::Interrupt => interrupt(isolate, timeout),
        Verdict::GiveUp => production.send(
            ToSupervisor::Replace {
                reason: format!(
                    "isolate {} is busy with code that cannot be interrupted",
                    isolate.index()
                ),
            },
            None,
        ),
    }
}

/// Where an interrupt makes its error.
struct MainContext(v8::Global<v8::Context>);

/// Makes a new isolate one that can be interrupted.
pub(super) fn prepare(worker: &mut MainWorker) -> v8::IsolateHandle {
    let context = worker.js_runtime.main_context();
    let isolate = worker.js_runtime.v8_isolate();
    isolate.set_slot(MainContext(context));
    isolate.thread_safe_handle()
}

/// What an interrupt needs to know.
struct Interruption {
    isolate: Arc<Control>,
    message: String,
}

fn interrupt(isolate: &Arc<Control>, timeout: Duration) {
    let message = format!("The program has kept its thread for {} s", timeout.as_secs_f32());
    let Some(handle) = isolate.handle() else {
        return;
    };
    let interruption = Box::new(Interruption {
        isolate: isolate.clone(),
        message,
    });
    let data = Box::into_raw(interruption).cast::<c_void>();
    if !handle.request_interrupt(on_interrupt, data) {
        // SAFETY: the isolate is gone and nobody else has got the pointer, which is of a box of that type.
        drop(unsafe { Box::from_raw(data.cast::<Interruption>()) });
    }
}

/// On the isolate's thread, in the midst of its JavaScript.
unsafe extern "C" fn on_interrupt(isolate: v8::UnsafeRawIsolatePtr, data: *mut c_void) {
    // SAFETY: `interrupt` has given this pointer away for this one call.
    let interruption = unsafe { Box::from_raw(data.cast::<Interruption>()) };
    // SAFETY: V8 calls with the isolate that it has entered on this thread.
    let mut isolate = unsafe { v8::Isolate::from_raw_isolate_ptr(isolate) };
    let error = {
        let context = isolate.get_slot::<MainContext>().map(|context| context.0.clone());
        v8::scope!(let scope, &mut isolate);
        let Some(context) = context.map(|context| v8::Local::new(scope, context)) else {
            return;
        };
        let scope = &mut v8::ContextScope::new(scope, context);
        let message = v8::String::new(scope, &interruption.message).unwrap_or_else(|| v8::String::empty(scope));
        // An error made here has the stack of what runs.
        let error = v8::Exception::error(scope, message);
        JsError::from_v8_exception(scope, error)
    };
    interruption.isolate.tell(Told::Fail(Failure::Js(error)));
    isolate.terminate_execution();
}

/// Has V8 say when the heap is nearly full, instead of ending the process. The isolate is told to a first time, and ends the second time.
pub(super) fn guard_heap(worker: &mut MainWorker, isolate: Arc<Control>, near_limit: NearLimit) {
    let is_warned = Cell::new(false);
    worker.js_runtime.add_near_heap_limit_callback(move |current, _| {
        if is_warned.replace(true) {
            isolate.tell(Told::Fail(Failure::Host {
                message: format!("The program's heap has grown beyond its limit ({} MB)", current >> 20),
                properties: Vec::new(),
            }));
            if let Some(handle) = isolate.handle() {
                handle.terminate_execution();
            }
        } else {
            near_limit(&isolate);
        }
        current + (current / RESERVE_PART).max(MIN_RESERVE)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMEOUT: Duration = Duration::from_secs(10);

    fn watch() -> Watch {
        let mut watch = Watch::default();
        watch.begin();
        watch
    }

    #[test]
    fn who_is_loading_is_not_looked_at() {
        let mut watch = Watch::default();
        assert_eq!(watch.look(Instant::now(), TIMEOUT), Verdict::Fine);
    }

    #[test]
    fn who_turns_is_asked_now_and_then() {
        let (mut watch, now) = (watch(), Instant::now());
        assert_eq!(watch.look(now, TIMEOUT), Verdict::Ask);
        assert_eq!(watch.look(now + LOOK, TIMEOUT), Verdict::Fine);
        watch.turn();
        let turned = watch.turned.unwrap();
        assert_eq!(watch.look(turned + LOOK, TIMEOUT), Verdict::Fine);
        assert_eq!(watch.look(turned + PING, TIMEOUT), Verdict::Ask);
    }

    #[test]
    fn who_does_not_is_interrupted_once_and_then_given_up() {
        let (mut watch, now) = (watch(), Instant::now());
        watch.look(now, TIMEOUT);
        assert_eq!(watch.look(now + TIMEOUT - LOOK, TIMEOUT), Verdict::Fine);
        assert_eq!(watch.look(now + TIMEOUT, TIMEOUT), Verdict::Interrupt);
        assert_eq!(watch.look(now + TIMEOUT + LOOK, TIMEOUT), Verdict::Fine);
        assert_eq!(watch.look(now + TIMEOUT + END_TIME, TIMEOUT), Verdict::GiveUp);
        assert_eq!(watch.look(now + TIMEOUT + END_TIME * 2, TIMEOUT), Verdict::Fine);
        let again = now + TIMEOUT + END_TIME + GIVE_UP_AGAIN;
        assert_eq!(watch.look(again, TIMEOUT), Verdict::GiveUp);
    }
}
