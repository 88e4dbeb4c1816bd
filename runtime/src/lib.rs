//! The runtime: from a file name to a running program. [`run`] is all that a command needs.
//!
//! `loader` finds and reads modules, `transpile` turns TypeScript into JavaScript, `cache` keeps what that took,
//! `isolate` runs it on V8 with deno_runtime's globals and RaceJS's own `extensions`, `errors` says what went wrong,
//! `dev` takes changes into a program that is developed, `production` keeps one alive that serves.

mod cache;
mod dev;
mod errors;
mod extensions;
mod hoist;
mod implicit_globals;
mod isolate;
mod loader;
mod options;
mod printing;
mod production;
mod prompt;
mod run;
mod signals;
mod snapshot;
mod terminal;
mod transpile;

pub use options::{Entry, Inspect, InspectMode, ProductionOptions, Purpose, RunOptions, TestOptions, WatchOptions};
pub use racejs_process::{DisabledProto, ProcessOptions, ProgramName, UnhandledRejections};
pub use run::{run, take_engine_flag};
