//! The program's side of its apps: enters the isolate once for all requests that are ready, from a task of the
//! runtime and not from its event loop, which would first have to settle a promise for them.
//!
//! Requests that are ready together share one entry and one turn of microtasks and ticks, as far as that does not make answers
//! wait: before a handler that has been slow of late, and after some time in any case, the connections get their turn.

use std::cell::Cell;
use std::cell::RefCell;
use std::collections::HashMap;
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
use http::Version;
use racejs_http_engine::app::App;
use racejs_http_engine::exchange::Exchange;
use racejs_http_engine::exchange::Handed;
use racejs_http_engine::exchange::RequestHead;
use racejs_http_engine::exchange::end_of_program;
use racejs_http_engine::peer::Peer;
use racejs_http_engine::router::Outcome;
use smallvec::SmallVec;
use tokio::time::sleep;

use crate::exchanges;
use crate::exchanges::ExchangeId;
use crate::strings;

/// How long answers wait for handlers of other requests at most, if those behave as they have of late.
const SLICE: Duration = Duration::from_micros(250);

/// How long the event loop waits for its turn after requests that were all answered at once. Handlers may have left it
/// something (a timer), which is not worth a turn for each of them.
const REST: Duration = Duration::from_millis(1);

/// Bytes behind the collector's handles of which it need not hear at once.
const UNTOLD_BYTES: i64 = 64 * 1024;

/// Names of parameters that are kept as strings of V8.
const MAX_NAMES: usize = 1024;

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
            scratch: RefCell::default(),
            names: RefCell::default(),
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

/// The program has been terminated.
struct Terminated;

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
    scratch: RefCell<Vec<u8>>,
    /// By the addresses that they have in the router, which they keep as long as they are here.
    names: RefCell<HashMap<*const u8, (Rc<str>, v8::Global<v8::String>)>>,
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
            match self.call(scope, id, &exchange) {
                Ok(Some(request)) => served.push((id, request)),
                Ok(None) => exchanges::remove(id),
                Err(Terminated) => return Turn::Ended,
            }
            last = Some(layer);
        }
        let mut turn = self.end_turn(scope);
        // Of requests that are alone, which slow ones most often are, what their promises have done counts too.
        if let (Some(last), 1) = (last, served.len()) {
            app.note_time(last, now.elapsed());
        }
        for (id, request) in served {
            if !exchanges::release(id) {
                guard(scope, id, request);
                if turn == Turn::Rests {
                    turn = Turn::LoopIsDue;
                }
            }
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

    /// One request, up to where its handler first waits. What comes back stands for it: its memory is the request's.
    fn call<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        id: ExchangeId,
        exchange: &Exchange,
    ) -> Result<Option<v8::Local<'s, v8::Object>>, Terminated> {
        let arguments = self.arguments(scope, id, exchange);
        let serve = v8::Local::new(scope, &self.serve);
        let receiver = v8::undefined(scope).into();
        v8::tc_scope!(let scope, scope);
        let result = serve.call(scope, receiver, &arguments);
        if scope.has_terminated() {
            return Err(Terminated);
        }
        if let Some(exception) = scope.exception() {
            let text = exception.to_rust_string_lossy(scope);
            tracing::error!(target: "racejs::http", text, "a request was not dispatched");
            scope.reset();
        }
        Ok(result.and_then(|request| request.try_into().ok()))
    }

    /// Number, head and peer of a request; how many native handlers of the first step have run, and whether the server
    /// waits to be told which steps take it (times two, and one); the path's methods if there is no route for this one;
    /// then for each step that is left its layer, where its own part of the path begins, the number of its parameters,
    /// and these: depth, name, value.
    fn arguments<'s>(
        &self,
        scope: &mut v8::PinScope<'s, '_>,
        id: ExchangeId,
        exchange: &Exchange,
    ) -> SmallVec<[v8::Local<'s, v8::Value>; 16]> {
        let plan = exchange.plan();
        let allow = match &plan.outcome {
            Outcome::WrongMethod(allowed) => strings::make(scope, allowed.header().as_bytes()),
            _ => v8::String::empty(scope).into(),
        };
        let flags = exchange.done_stages() << 1 | usize::from(exchange.is_asked());
        let mut arguments = SmallVec::new();
        arguments.push(v8::Number::new(scope, id).into());
        arguments.push(self.head(scope, exchange.head()));
        arguments.push(peer(scope, exchange.peer()));
        arguments.push(number(scope, flags));
        arguments.push(allow);
        for step in plan.steps.iter().skip(exchange.taken()) {
            arguments.push(number(scope, step.layer as usize));
            arguments.push(number(scope, step.base));
            arguments.push(number(scope, step.params.len()));
            for param in &step.params {
                arguments.push(number(scope, param.depth.into()));
                arguments.push(self.name(scope, &param.name));
                arguments.push(strings::make(scope, param.value.as_bytes()));
            }
        }
        arguments
    }

    /// The name of a parameter. Names are few, and keys of objects, which V8 would have to look up anew each time.
    fn name<'s>(&self, scope: &mut v8::PinScope<'s, '_>, name: &Rc<str>) -> v8::Local<'s, v8::Value> {
        let mut names = self.names.borrow_mut();
        if let Some((_, known)) = names.get(&name.as_ptr()) {
            return v8::Local::new(scope, known).into();
        }
        let made = v8::String::new_from_utf8(scope, name.as_bytes(), v8::NewStringType::Internalized)
            .unwrap_or_else(|| v8::String::empty(scope));
        if names.len() == MAX_NAMES {
            names.clear();
        }
        names.insert(name.as_ptr(), (name.clone(), v8::Global::new(scope, made)));
        made.into()
    }

    /// Method, target and version with a space between them, a line feed, then the lines of the fields.
    fn head<'s>(&self, scope: &mut v8::PinScope<'s, '_>, head: &RequestHead) -> v8::Local<'s, v8::Value> {
        let mut scratch = self.scratch.borrow_mut();
        scratch.clear();
        scratch.extend_from_slice(head.method.as_str().as_bytes());
        scratch.push(b' ');
        scratch.extend_from_slice(head.target.as_bytes());
        scratch.extend_from_slice(match head.version {
            Version::HTTP_2 => b" HTTP/2.0\n",
            Version::HTTP_10 => b" HTTP/1.0\n",
            _ => b" HTTP/1.1\n",
        });
        scratch.extend_from_slice(head.fields.block().as_bytes());
        // Later versions must name the host; here the target alone may, and whoever reads the lines must find it.
        if head.version == Version::HTTP_10 && !head.authority.is_empty() && !head.fields.contains("host") {
            scratch.extend_from_slice(b"host: ");
            scratch.extend_from_slice(head.authority.as_bytes());
            scratch.extend_from_slice(b"\r\n");
        }
        strings::make(scope, &scratch)
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

/// The two ends of a connection, as text. Made once a connection.
fn peer<'s>(scope: &mut v8::PinScope<'s, '_>, peer: &Peer) -> v8::Local<'s, v8::Value> {
    let kept = peer.kept.get_or_init(|| {
        let text = strings::make(scope, peer.to_string().as_bytes());
        Rc::new(v8::Global::new(scope, text))
    });
    match kept.downcast_ref::<v8::Global<v8::Value>>() {
        Some(kept) => v8::Local::new(scope, kept),
        None => v8::String::empty(scope).into(),
    }
}

fn number<'s>(scope: &mut v8::PinScope<'s, '_>, value: usize) -> v8::Local<'s, v8::Value> {
    v8::Integer::new_from_unsigned(scope, value as u32).into()
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
