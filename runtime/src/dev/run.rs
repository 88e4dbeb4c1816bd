//! The life of a program that is developed: it runs, takes changes, and when it has ended waits for the next one.

use std::rc::Rc;
use std::time::Duration;

use deno_core::error::CoreError;
use deno_runtime::deno_os::OpExitCallbacks;
use deno_runtime::worker::MainWorker;
use racejs_http::Servers;

use super::{Change, Hot, SETTLE, lines, reload, stop};
use crate::errors::Failure;
use crate::isolate::{Exit, finish, stopped};
use crate::signals::StopSignals;

/// How often a thread that waits for a change looks whether the process is to end.
const LOOK: Duration = Duration::from_millis(50);

/// How long sockets of the program before are kept for whoever asks for them.
const GRACE: Duration = Duration::from_secs(5);

/// Runs the program from where its main module has been evaluated.
pub(crate) async fn run(worker: &mut MainWorker, signals: &mut StopSignals, hot: &Rc<Hot>) -> Result<Exit, Failure> {
    lines::watches();
    // A program may listen only after it has connected to a database.
    deno_core::unsync::spawn(async {
        tokio::time::sleep(GRACE).await;
        racejs_http::disinherit();
    });
    let heap = reload::heap_size(worker);
    // It goes on while the program does, so that no change is lost between two turns.
    let mut settled = Box::pin(hot.settled());
    loop {
        tokio::select! {
            biased;
            stop = signals.next() => return stopped(stop, worker, signals).await,
            begin = &mut settled => {
                settled.set(hot.settled());
                let reacted = signals.during(reload::react(worker, hot, begin, heap)).await?;
                if let Some(stop) = reacted {
                    return stopped(stop, worker, signals).await;
                }
            }
            done = worker.run_event_loop(false) => {
                done?;
                if has_ended(worker)? {
                    let exit = finish(worker)?;
                    lines::waits(&format!("the program has ended with exit code {exit}"));
                    wait(hot).await;
                    return Ok(exit);
                }
            }
        }
    }
}

fn has_ended(worker: &mut MainWorker) -> Result<bool, Failure> {
    let goes_on = worker.dispatch_beforeunload_event().map_err(CoreError::from)?
        || worker.dispatch_process_beforeexit_event().map_err(CoreError::from)?;
    Ok(!goes_on)
}

/// Waits for a change and starts the program again. Comes back when the process is to end.
async fn wait(hot: &Rc<Hot>) {
    let mut settled = Box::pin(hot.settled());
    while !stop::is_asked() {
        if tokio::time::timeout(LOOK, &mut settled).await.is_ok() {
            settled.set(hot.settled());
            hot.restart_if_changed();
        }
    }
}

/// While the main module is being evaluated, which may wait for ever, a change starts the program again. Does not come back.
pub(crate) async fn start_over(hot: Option<&Rc<Hot>>) {
    let Some(hot) = hot else {
        return std::future::pending().await;
    };
    loop {
        hot.settled().await;
        hot.restart_if_changed();
    }
}

/// The program has failed, and its report has been printed.
pub(crate) async fn wait_after_failure(worker: &mut MainWorker, hot: &Rc<Hot>) {
    // Who asks must not wait for answers that cannot come.
    worker.js_runtime.op_state().borrow().borrow::<Servers>().begin_drain();
    lines::waits("the program has failed");
    wait(hot).await;
}

/// Keeps `process.exit()` from ending the process: as from any other end, a change starts it again.
pub(crate) fn at_exit(worker: &mut MainWorker, hot: &Rc<Hot>) {
    let state = worker.js_runtime.op_state();
    let mut state = state.borrow_mut();
    let mut callbacks = state.try_take::<OpExitCallbacks>().unwrap_or_default();
    let hot = hot.clone();
    callbacks.push(Box::new(move || hot.block_until_changed()));
    state.put(callbacks);
}

impl Hot {
    /// Called from within JavaScript, which cannot go on.
    fn block_until_changed(&self) {
        if !stop::is_asked() {
            // A signal that the program has heard of may be news here yet.
            std::thread::sleep(LOOK);
        }
        if stop::is_asked() {
            return;
        }
        lines::waits("the program has called `process.exit()`");
        while !stop::is_asked() {
            if self.pulse.block(LOOK) {
                std::thread::sleep(SETTLE);
                self.restart_if_changed();
            }
        }
    }

    fn restart_if_changed(&self) {
        let files = match self.change() {
            Change::Settings(files) | Change::Modules(files) => lines::names(&files, &self.cwd),
            Change::Nothing if self.missing.borrow().has_come() => "what was missing".to_string(),
            Change::Nothing => return,
        };
        self.restart(&format!("{files} has changed"));
    }
}
