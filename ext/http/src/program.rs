//! The program's side of its apps: enters the isolate once for all requests that are ready, from a task of the
//! runtime and not from its event loop, which would first have to settle a promise for them.
//!
//! Requests that are ready together share one entry and one turn of microtasks and ticks, as far as that does not make answers
//! wait: before a handler that has been slow of late, and after some time in any case, the connections get their turn.

use std::cell::Cell;
use std::cell::RefCell;
use std::future::Future;
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::rc::Weak;
use std::sync::Arc;
use std::task::Poll;
use std::task::ready;
use std::time::Duration;
use std::time::Instant;

use deno_core::GarbageCollected;
use deno_core::cppgc;
use deno_core::futures::task::AtomicWaker;
use deno_core::v8;
use racejs_http_engine::app::App;
use racejs_http_engine::exchange::Exchange;
use racejs_http_engine::exchange::Handed;
use racejs_http_engine::exchange::end_of_program;
use smallvec::SmallVec;
use tokio::time::sleep;

use crate::arguments::Arguments;
use crate::exchanges;
use crate::exchanges::ExchangeId;

/// How long answers wait for handlers of other requests at most, if those behave as they have of late.
const SLICE: Duration = Duration::from_micros(250);

/// How long the event loop waits for its turn after requests that were all answered at once. Handlers may have left it
/// something (a timer), which is not worth a turn for each of them.
const REST: Duration = Duration::from_millis(1);

/// Bytes behind the collector's handles of which it need not hear at once.
const UNTOLD_BYTES: i64 = 64 * 1024;

/// The functions of an app that take its requests, for as long as they are wanted.
pub(crate) struct Program(RefCell<Option<Rc<Entry>>>);

/// All programs of an isolate. They must not outlive it.
#[derive(Default)]
pub(crate) struct Programs(Vec<Weak<Program>>);

impl Drop for Programs {
    fn drop(&mut self) {
        for program in self.0.iter().filter_map(Weak::upgrade) {
            program.0.take();
        }
        // What is open now is no handler's fault.
        end_of_program();
        exchanges::clear();
    }
}

impl Programs {
    /// Remembers functions of the isolate that `scope` is in. `waker` is its event loop's.
    pub(crate) fn add(
        &mut self,
        scope: &mut v8::PinScope<'_, '_>,
        serve: v8::Local<'_, v8::Function>,
        end_turn: v8::Local<'_, v8::Function>,
        waker: Arc<AtomicWaker>,
    ) -> Rc<Program> {
        let context = scope.get_current_context();
        let entry = Entry {
            // SAFETY: the pointer is used only while the entry is there, and `Programs` takes it away before the isolate
            // ends.
            isolate: unsafe { scope.as_raw_isolate_ptr() },
            context: v8::Global::new(scope, context),
            serve: v8::Global::new(scope, serve),
            end_turn: v8::Global::new(scope, end_turn),
            waker,
            arguments: Arguments::default(),
            untold: Cell::new(0),
        };
        let program = Rc::new(Program(RefCell::new(Some(Rc::new(entry)))));
        self.0.retain(|known| known.strong_count() > 0);
        self.0.push(Rc::downgrade(&program));
        program
    }
}

impl Program {
    /// Serves the requests of an app until none can come any more, or the isolate ends.
    pub(crate) async fn run(&self, app: &App) {
        let mut rest = pin!(sleep(REST));
        let mut is_rest_due = false;
        poll_fn(|cx| {
            loop {
                let Some(entry) = self.0.borrow().clone() else {
                    return Poll::Ready(());
                };
                if is_rest_due && rest.as_mut().poll(cx).is_ready() {
                    is_rest_due = false;
                    entry.waker.wake();
                }
                if !ready!(app.poll_ready(cx)) {
                    return Poll::Ready(());
                }
                match entry.serve(app) {
                    Turn::Ended => {
                        entry.waker.wake();
                        return Poll::Ready(());
                    }
                    Turn::LoopIsDue => entry.waker.wake(),
                    Turn::Rests if is_rest_due => {}
                    Turn::Rests => {
                        is_rest_due = true;
                        rest.as_mut().reset(tokio::time::Instant::now() + REST);
                    }
                }
                if app.next_layer().is_some() {
                    // Behind the connections that have been answered.
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
            }
        })
        .await;
        self.0.take();
    }
}

/// A request that a handler has had.
struct Served<'s> {
    /// What stands for it: its memory is the request's.
    request: v8::Local<'s, v8::Object>,
    /// If it was the last one.
    turn: Option<Turn>,
}

/// Why no handler has had it.
enum Unserved {
    /// A fault of ours.
    Failed,
    /// The program has been terminated.
    Terminated,
}

/// What a turn of the program leaves to its event loop.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// Nothing that could not wait.
    Rests,
    /// Work, at once.
    LoopIsDue,
    /// The end: the program has been terminated (`process.exit()` of a worker, no more memory). V8 forgets it when the last
    /// call returns, so that nothing may be called after it.
    Ended,
}

/// What it takes to call the program.
struct Entry {
    isolate: v8::UnsafeRawIsolatePtr,
    context: v8::Global<v8::Context>,
    /// Takes a request, up to where its handler first waits.
    serve: v8::Global<v8::Function>,
    /// Runs microtasks and ticks. `true` if there is more for the event loop to do at once.
    end_turn: v8::Global<v8::Function>,
    /// Of the event loop, which runs what else handlers leave behind: timers, calls of the system.
    waker: Arc<AtomicWaker>,
    arguments: Arguments,
    /// By how much the memory behind handles has changed since the collector was told.
    untold: Cell<i64>,
}

impl Entry {
    /// Calls the program for requests that are ready, for a slice of time.
    fn serve(&self, app: &App) -> Turn {
        // SAFETY: the isolate lives, belongs to this thread, and is not in use: tasks run between its turns.
        let mut isolate = unsafe { v8::Isolate::from_raw_isolate_ptr(self.isolate) };
        v8::scope!(let scope, &mut isolate);
        let context = v8::Local::new(scope, &self.context);
        let scope = &mut v8::ContextScope::new(scope, context);
        self.tell_of_memory(scope);
        let begin = Instant::now();
        let (mut now, mut last) = (begin, None);
        let mut served: SmallVec<[(ExchangeId, v8::Local<v8::Object>); 16]> = SmallVec::new();
        let (mut has_ended, mut is_loop_due) = (false, false);
        while let Some(layer) = app.next_layer() {
            if let Some(last) = last {
                let end = Instant::now();
                app.note_time(last, end.duration_since(now));
                now = end;
            }
            let would_wait = app.usual_time(layer) > SLICE || now.duration_since(begin) > SLICE;
            if would_wait && !served.is_empty() {
                break;
            }
            let Some(exchange) = app.take_ready() else { break };
            let id = exchanges::insert(Handed::new(exchange.clone()));
            match self.call(scope, id, &exchange, app.next_layer().is_none()) {
                Ok(Served { request, turn }) => {
                    served.push((id, request));
                    // One that the program makes itself may come behind the last one.
                    is_loop_due |= turn == Some(Turn::LoopIsDue);
                    has_ended = turn.is_some();
                }
                Err(Unserved::Failed) => {
                    exchanges::remove(id);
                    has_ended = false;
                }
                Err(Unserved::Terminated) => return Turn::Ended,
            }
            last = Some(layer);
        }
        let mut turn = match has_ended {
            true => Turn::Rests,
            false => self.end_turn(scope),
        };
        // Of requests that are alone, which slow ones most often are, what their promises have done counts too.
        if let (Some(last), 1) = (last, served.len()) {
            app.note_time(last, now.elapsed());
        }
        for (id, request) in served {
            if !exchanges::release(id) {
                guard(scope, id, request);
                is_loop_due = true;
            }
        }
        if is_loop_due && turn == Turn::Rests {
            turn = Turn::LoopIsDue;
        }
        turn
    }

    fn end_turn(&self, scope: &mut v8::PinScope<'_, '_>) -> Turn {
        let end_turn = v8::Local::new(scope, &self.end_turn);
        let receiver = v8::undefined(scope).into();
        v8::tc_scope!(let scope, scope);
        let is_loop_due = end_turn.call(scope, receiver, &[]);
        match is_loop_due {
            _ if scope.has_terminated() => Turn::Ended,
            Some(is_loop_due) if is_loop_due.is_false() => Turn::Rests,
            _ => Turn::LoopIsDue,
        }
    }

    /// One request, up to where its handler first waits; behind the last one, the turn ends as well.
    fn call<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        id: ExchangeId,
        exchange: &Exchange,
        is_last: bool,
    ) -> Result<Served<'s>, Unserved> {
        let arguments = self.arguments.make(scope, id, exchange, is_last);
        let serve = v8::Local::new(scope, &self.serve);
        let receiver = v8::undefined(scope).into();
        v8::tc_scope!(let scope, scope);
        let result = serve.call(scope, receiver, &arguments);
        if scope.has_terminated() {
            return Err(Unserved::Terminated);
        }
        if let Some(exception) = scope.exception() {
            let text = exception.to_rust_string_lossy(scope);
            tracing::error!(target: "racejs::http", text, "a request was not dispatched");
            scope.reset();
        }
        let returned: v8::Local<v8::Object> = result.and_then(|it| it.try_into().ok()).ok_or(Unserved::Failed)?;
        let turn = |turn| is_last.then_some(turn);
        if !returned.is_array() {
            let (request, turn) = (returned, turn(Turn::Rests));
            return Ok(Served { request, turn });
        }
        let first = returned.get_index(scope, 0).and_then(|it| it.try_into().ok());
        let (request, turn) = (first.ok_or(Unserved::Failed)?, turn(Turn::LoopIsDue));
        Ok(Served { request, turn })
    }

    fn tell_of_memory(&self, scope: &mut v8::PinScope<'_, '_>) {
        let untold = self.untold.get() + racejs_http_engine::take_change();
        let is_much = untold.abs() >= UNTOLD_BYTES;
        if is_much {
            scope.adjust_amount_of_external_allocated_memory(untold);
        }
        self.untold.set(if is_much { 0 } else { untold });
    }
}

/// Lets an exchange go with the object that stands for its request.
struct Guard(ExchangeId);

// SAFETY: it holds no references into the V8 heap, so there is nothing to trace.
unsafe impl GarbageCollected for Guard {
    fn trace(&self, _visitor: &mut v8::cppgc::Visitor) {}
    fn get_name(&self) -> &'static std::ffi::CStr {
        c"ExchangeGuard"
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        exchanges::remove(self.0);
    }
}

fn guard(scope: &mut v8::PinScope<'_, '_>, id: ExchangeId, request: v8::Local<'_, v8::Object>) {
    let name = v8::String::new_from_one_byte(scope, b"racejs.exchange", v8::NewStringType::Internalized);
    let key = v8::Private::for_api(scope, name);
    let guard = cppgc::make_cppgc_object(scope, Guard(id));
    request.set_private(scope, key, guard.into());
}
