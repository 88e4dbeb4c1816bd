//! A program from its first module to its exit code.

use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;

use deno_core::PollEventLoopOptions;
use deno_core::error::CoreError;
use deno_core::futures::FutureExt as _;
use deno_runtime::worker::MainWorker;
use node_resolver::ResolutionMode;
use url::Url;

use super::services::{Process, Worker};
use super::{default_export, inspector, main_worker, routes, tests};
use crate::dev::{self, Hot};
use crate::errors::{self, Failure};
use crate::loader::Loader;
use crate::options::{InspectMode, Purpose, RunOptions};
use crate::production::{Mailbox, Told};
use crate::run::is_abort_flag;
use crate::signals::{Stop, StopSignals};
use crate::terminal;

/// The process's exit code.
pub(crate) type Exit = i32;

/// The exit code of a program that failed.
const FAILED: Exit = 1;

/// Runs the program to its end on this thread, which must be in a tokio runtime of its own.
pub(crate) async fn run_program(
    process: Arc<Process>,
    options: RunOptions,
    loader: Rc<Loader>,
    place: Worker,
    mut mailbox: Option<Mailbox>,
) -> Result<Exit, Failure> {
    let mut worker = main_worker::create(&process, &loader, place);
    tracing::debug!(main = %process.launch.main, "isolate ready");
    let preloads = preloads(&options, &loader, &process)?;
    if let Some(mailbox) = &mut mailbox {
        mailbox.open(&mut worker);
    }
    let hot = loader.hot();
    if let Some(hot) = &hot {
        hot.set_preloads(&preloads);
        dev::at_exit(&mut worker, hot);
        dev::listen_to_signals();
    }
    let run = Run {
        process: &process,
        purpose: options.purpose,
        place,
        hot: hot.as_ref(),
        mailbox: mailbox.as_mut(),
    };
    let ended = match run.modules(&mut worker, preloads).await {
        Ok(exit) => Ok(exit),
        Err(failure) => {
            let report = errors::render(&failure, &process.launch.cwd);
            if racejs_test::runs_a_file() {
                racejs_test::send_failure(&report);
            } else {
                terminal::print(&report);
            }
            if aborts(&options) {
                std::process::abort();
            }
            let exit = exit_after_failure(&mut worker);
            inspector::block_after_failure(&mut worker);
            if let Some(hot) = &hot {
                dev::wait_after_failure(&mut worker, hot).await;
            }
            if let Some(mailbox) = &mailbox {
                mailbox.part(&mut worker).await;
            }
            Ok(exit)
        }
    };
    racejs_http::end_of_program();
    ended
}

/// What a program is run with.
struct Run<'a> {
    process: &'a Process,
    purpose: Purpose,
    place: Worker,
    hot: Option<&'a Rc<Hot>>,
    mailbox: Option<&'a mut Mailbox>,
}

impl Run<'_> {
    async fn modules(self, worker: &mut MainWorker, preloads: Vec<Url>) -> Result<Exit, Failure> {
        let Self {
            process,
            purpose,
            place,
            hot,
            mailbox,
        } = self;
        if purpose != Purpose::Run {
            routes::prepare(worker)?;
        }
        let mut signals = StopSignals::new(worker);
        if hot.is_some() {
            signals.install_now();
            dev::prepare(worker).await?;
        }
        if racejs_test::runs_a_file() {
            tests::prepare(worker).await?;
        }
        let inspect = process.launch.inspect;
        let waits_for_debugger = inspect.is_some_and(|inspect| inspect.mode != InspectMode::Listen);
        if !waits_for_debugger {
            inspector::open(worker, &process.launch, place.is_first())?;
        }
        for module in preloads {
            let id = worker.preload_side_module(&module).await?;
            if let Some(stop) = signals.during(worker.evaluate_module(id)).await? {
                return stopped(stop, worker, &mut signals).await;
            }
            // Its error would come with the next turn of the event loop, which is the program's.
            worker.js_runtime.get_module_namespace(id)?;
        }
        let id = worker.preload_main_module(&process.launch.main).await?;
        if waits_for_debugger {
            inspector::open(worker, &process.launch, place.is_first())?;
        }
        // A server may run while the module still waits for something, so that a signal counts already.
        let stop = tokio::select! {
            biased;
            stop = signals.during(worker.evaluate_module(id)) => stop?,
            () = dev::start_over(hot) => None,
        };
        if let Some(stop) = stop {
            return stopped(stop, worker, &mut signals).await;
        }
        if let Purpose::Routes { is_json } = purpose {
            return routes::print(worker, id, is_json);
        }
        if racejs_test::runs_a_file() || worker.js_runtime.get_module_namespace(id).is_err() {
            // What it threw or rejected is told, perhaps to a handler, before anything that follows from it.
            turn_once(worker).await?;
        }
        default_export::serve(worker, id, process.launch.main.as_str())?;
        worker.dispatch_load_event().map_err(CoreError::from)?;
        match hot {
            Some(hot) => dev::run(worker, &mut signals, hot).await,
            None => run_to_completion(worker, &mut signals, mailbox).await,
        }
    }
}

/// One turn of the event loop, without waiting for what is not ready.
async fn turn_once(worker: &mut MainWorker) -> Result<(), CoreError> {
    std::future::poll_fn(
        |cx| match worker.js_runtime.poll_event_loop(cx, PollEventLoopOptions::default()) {
            Poll::Ready(result) => Poll::Ready(result),
            Poll::Pending => Poll::Ready(Ok(())),
        },
    )
    .await
}

async fn run_to_completion(
    worker: &mut MainWorker,
    signals: &mut StopSignals,
    mut mailbox: Option<&mut Mailbox>,
) -> Result<Exit, Failure> {
    if let Some(mailbox) = &mailbox {
        mailbox.note_loaded(worker);
    }
    loop {
        match turn(worker, signals, mailbox.as_deref_mut()).await? {
            Turn::Stopped(stop) => {
                if let Some(mailbox) = &mailbox {
                    mailbox.note_stop(stop);
                }
                return stopped(stop, worker, signals).await;
            }
            Turn::Retired => {
                if let Some(mailbox) = &mailbox {
                    mailbox.end_watch();
                }
                return retire(worker, signals).await;
            }
            Turn::Done => {}
        }
        if worker.dispatch_beforeunload_event().map_err(CoreError::from)? {
            continue;
        }
        if !worker.dispatch_process_beforeexit_event().map_err(CoreError::from)? {
            let exit = finish(worker)?;
            return inspector::wait_for_disconnect(worker, signals)
                .await
                .map(|stop| stop.map_or(exit, Stop::exit_code));
        }
    }
}

/// Why the event loop is left.
enum Turn {
    /// There is nothing left to do.
    Done,
    Stopped(Stop),
    /// Another isolate has its place.
    Retired,
}

/// Runs the event loop until it has to be left.
async fn turn(
    worker: &mut MainWorker,
    signals: &mut StopSignals,
    mailbox: Option<&mut Mailbox>,
) -> Result<Turn, Failure> {
    let done = |stop: Option<Stop>| stop.map_or(Turn::Done, Turn::Stopped);
    let Some(mailbox) = mailbox else {
        return signals.during(worker.run_event_loop(false)).await.map(done);
    };
    loop {
        let told = tokio::select! {
            biased;
            told = mailbox.next() => told,
            // What ends all JavaScript has been told before.
            ended = signals.during(worker.run_event_loop(false)) => {
                return ended.map(done).map_err(|error| mailbox.failure().unwrap_or(error));
            }
        };
        match told {
            Told::Ping => mailbox.answer_ping(worker),
            Told::Stop(stop) => {
                // It may have come here as well, and is no second one.
                let _ = signals.next().now_or_never();
                return Ok(Turn::Stopped(stop));
            }
            Told::Retire => return Ok(Turn::Retired),
            Told::Fail(failure) => return Err(failure),
        }
    }
}

/// Ends a program in whose place another isolate runs it: what is in flight finishes, connections go there.
async fn retire(worker: &mut MainWorker, signals: &mut StopSignals) -> Result<Exit, Failure> {
    let servers = signals.servers.clone();
    servers.leave();
    let emptied = async {
        servers.emptied().await;
        Ok(())
    };
    tokio::select! {
        biased;
        stop = signals.during::<CoreError>(emptied) => {
            if let Some(stop) = stop? {
                return stopped(stop, worker, signals).await;
            }
        }
        // Nothing is left to do.
        ended = worker.run_event_loop(false) => ended?,
    }
    finish(worker)
}

/// What a signal does to a program that serves: it stops accepting, finishes what was begun and exits as if by itself; a
/// second signal ends it at once. A program with a handler of its own for the signal ends when that says so.
pub(crate) async fn stopped(stop: Stop, worker: &mut MainWorker, signals: &mut StopSignals) -> Result<Exit, Failure> {
    let mut stop = stop;
    while listens(worker, stop) {
        match signals.during(worker.run_event_loop(false)).await? {
            Some(next) => stop = next,
            None => return finish(worker),
        }
    }
    let servers = signals.servers.clone();
    servers.begin_drain();
    loop {
        tokio::select! {
            biased;
            () = servers.drained() => return finish(worker),
            second = signals.next() => return Ok(second.exit_code()),
            done = worker.run_event_loop(false) => done?,
        }
        if !servers.is_open() {
            return finish(worker);
        }
    }
}

/// Whether the program listens to the signal itself (`process.on("SIGTERM", …)`).
fn listens(worker: &mut MainWorker, stop: Stop) -> bool {
    let ask = format!("process.listenerCount(\"{}\") > 0", stop.name());
    let Ok(answer) = worker.execute_script("racejs:signal", ask.into()) else {
        return false;
    };
    deno_core::scope!(scope, &mut worker.js_runtime);
    deno_core::v8::Local::new(scope, answer).is_true()
}

pub(crate) fn finish(worker: &mut MainWorker) -> Result<Exit, Failure> {
    worker.dispatch_unload_event().map_err(CoreError::from)?;
    worker.dispatch_process_exit_event().map_err(CoreError::from)?;
    worker.run_napi_ref_finalizers();
    Ok(worker.exit_code())
}

/// Whether an uncaught exception is to leave a core file. V8 looks at this flag where the exception is thrown, and there cannot
/// know of those that a promise or the event loop hands on.
fn aborts(options: &RunOptions) -> bool {
    options.v8_flags.iter().any(|flag| is_abort_flag(flag))
}

/// The exit handlers run after a failure as well. They see its code and may change it, as in Node.
fn exit_after_failure(worker: &mut MainWorker) -> Exit {
    // An error that comes while a CommonJS module is evaluated ends all execution, which is not over yet.
    worker.js_runtime.v8_isolate().cancel_terminate_execution();
    let set = deno_core::ascii_str!("process.exitCode = process[Symbol.for(\"racejs.failedHandler\")] ? 7 : 1");
    let _ = worker.execute_script("racejs:exit", set.into());
    let _ = worker.dispatch_process_exit_event();
    match worker.exit_code() {
        0 => FAILED,
        code => code,
    }
}

fn preloads(options: &RunOptions, loader: &Loader, process: &Process) -> Result<Vec<Url>, Failure> {
    let cwd = &process.launch.cwd;
    let imports = options
        .imports
        .iter()
        .map(|name| loader.resolve_from(name, cwd, ResolutionMode::Import));
    // In Node's order.
    let required = process.loader.required.iter().cloned().map(Ok);
    required.chain(imports).collect::<Result<_, _>>().map_err(Failure::from)
}
