//! What a command asks of the runtime.

use std::net::SocketAddr;
use std::num::NonZeroUsize;

use racejs_process::ProcessOptions;

/// The program to run.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A file, as typed: relative to the working directory, its extension optional.
    File(String),
    /// Code from the command line.
    Eval(String),
    /// Code from standard input.
    Stdin,
}

/// How a program waits for a debugger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InspectMode {
    /// It does not.
    Listen,
    /// Until one is attached.
    Wait,
    /// Until one is attached, and stops at the first statement.
    Break,
}

/// The inspector (Chrome DevTools Protocol) and where it listens.
#[derive(Debug, Clone, Copy)]
pub struct Inspect {
    /// Listening address; reachable by anyone who can reach it, so loopback unless said otherwise.
    pub address: SocketAddr,
    /// Whether the program waits.
    pub mode: InspectMode,
    /// Whether the address is printed on standard error.
    pub is_printed: bool,
    /// Whether the address can be asked for over HTTP (`/json/list`).
    pub is_listed: bool,
}

/// What is wanted of a program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Purpose {
    /// That it runs.
    #[default]
    Run,
    /// The list of its routes: it is loaded, but does not listen.
    Routes {
        /// As JSON, for tools.
        is_json: bool,
    },
}

/// Everything [`run`](crate::run) needs to know.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// The program.
    pub entry: Entry,
    /// What is wanted of it.
    pub purpose: Purpose,
    /// How many isolates run it, each on a thread of its own; they share the sockets that they listen on.
    pub workers: NonZeroUsize,
    /// `process.argv` from its third element on.
    pub args: Vec<String>,
    /// Conditions for package `exports` and `imports` beside the default ones.
    pub conditions: Vec<String>,
    /// ES modules to evaluate before the program, in order.
    pub imports: Vec<String>,
    /// CommonJS modules to `require` before the program, in order.
    pub requires: Vec<String>,
    /// The debugger, if wanted.
    pub inspect: Option<Inspect>,
    /// Whether code that stands in no file goes without the names that CommonJS gives (`require`, `module`, …).
    pub is_module: bool,
    /// What Node's flags say of the process.
    pub process: ProcessOptions,
    /// Flags for V8, without interpretation (`--max-old-space-size=4096`).
    pub v8_flags: Vec<String>,
}
