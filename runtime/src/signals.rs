//! Ctrl-C and SIGTERM, for a program that serves. One that serves nothing keeps what the operating system does by default,
//! as in Node: the handlers are installed when the first server opens, since they take that default away for good.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use deno_runtime::worker::MainWorker;
use racejs_http::Servers;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::Notify;

use crate::errors::Failure;

/// A signal that asks the process to end.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Stop {
    Interrupt,
    Terminate,
}

impl Stop {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Interrupt => "SIGINT",
            Self::Terminate => "SIGTERM",
        }
    }

    /// Whether a program that ended with this code was asked to.
    pub(crate) fn is_exit_code(code: i32) -> bool {
        [Self::Interrupt, Self::Terminate]
            .iter()
            .any(|stop| stop.exit_code() == code)
    }

    /// The shell's code for a process that the signal ended.
    pub(crate) fn exit_code(self) -> i32 {
        match self {
            Self::Interrupt => 128 + 2,
            Self::Terminate => 128 + 15,
        }
    }
}

type Handlers = (Signal, Signal);

pub(crate) struct StopSignals {
    pub(crate) servers: Servers,
    installed: Rc<RefCell<Option<Handlers>>>,
    install: Rc<Notify>,
    handlers: Option<Handlers>,
}

impl StopSignals {
    pub(crate) fn new(worker: &mut MainWorker) -> Self {
        let servers = worker.js_runtime.op_state().borrow().borrow::<Servers>().clone();
        let (installed, install) = (Rc::new(RefCell::new(None)), Rc::new(Notify::new()));
        let (slot, done) = (installed.clone(), install.clone());
        servers.on_first(move || {
            *slot.borrow_mut() = handlers();
            done.notify_one();
        });
        Self {
            servers,
            installed,
            install,
            handlers: None,
        }
    }

    /// Hears signals from now on, whether the program serves or not.
    pub(crate) fn install_now(&mut self) {
        self.handlers = handlers();
    }

    /// Runs what the program does until that is done (`None`) or a signal comes. What it did is dropped then: it goes on
    /// with the next run of the event loop.
    pub(crate) async fn during<E>(&mut self, run: impl Future<Output = Result<(), E>>) -> Result<Option<Stop>, Failure>
    where
        Failure: From<E>,
    {
        tokio::select! {
            biased;
            stop = self.next() => Ok(Some(stop)),
            done = run => done.map(|()| None).map_err(Failure::from),
        }
    }

    /// The next signal, from the first server on. May be dropped and asked again.
    pub(crate) async fn next(&mut self) -> Stop {
        if self.handlers.is_none() {
            self.install.notified().await;
            self.handlers = self.installed.take();
        }
        let Some((interrupt, terminate)) = &mut self.handlers else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = interrupt.recv() => Stop::Interrupt,
            _ = terminate.recv() => Stop::Terminate,
        }
    }
}

fn handlers() -> Option<Handlers> {
    let interrupt = signal(SignalKind::interrupt()).ok()?;
    Some((interrupt, signal(SignalKind::terminate()).ok()?))
}
