//! What a command asks of the runtime.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use racejs_process::ProcessOptions;
use racejs_supervisor::Supervised;

/// The program to run.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A file, as typed: relative to the working directory, its extension optional.
    File(String),
    /// Code from the command line.
    Eval(String),
    /// The same, and its value is printed.
    Print(String),
    /// Code from standard input.
    Stdin,
    /// No program: an interactive prompt, which runs the code first if there is some.
    Prompt(Option<String>),
    /// No program: test files are found and run, each in a process of its own.
    Tests(TestOptions),
}

/// What `racejs test` was asked for. `js/test/_settings.ts` reads it.
#[derive(Debug, Clone, Default, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TestOptions {
    /// Files, folders and patterns; all test files of the working directory if there are none.
    pub patterns: Vec<String>,
    /// Only tests whose full name matches one of these expressions.
    pub grep: Vec<String>,
    /// Only tests that are marked `only`.
    pub only: bool,
    /// Milliseconds; 0: none. Not given: 5000 for `it`, none for `node:test`.
    pub timeout: Option<u64>,
    /// Failures after which the run ends.
    pub bail: Option<u32>,
    /// Whether snapshots are written anew.
    pub update: bool,
    /// Whether no test file is no failure.
    pub pass_with_no_tests: bool,
    /// Test files that run at the same time.
    pub concurrency: Option<usize>,
    /// Whether files are run again when something changes.
    pub watch: bool,
    /// Where the coverage is written, if it is wanted.
    pub coverage: Option<String>,
    /// Names of reporters.
    pub reporters: Vec<String>,
    /// Where the reporters write; standard output where one is not named.
    pub reporter_outfiles: Vec<String>,
    /// Flags for the process of each file.
    pub program_flags: Vec<String>,
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

/// How a program is developed: its files are watched, and changes take effect while it runs.
#[derive(Debug, Clone, Default)]
pub struct WatchOptions {
    /// The command line, the binary's own name first: where a change needs that, the process starts again with it.
    pub argv: Vec<OsString>,
    /// The environment that the process was started with.
    pub env: Vec<(OsString, OsString)>,
    /// Files that were read before the program, or would have been: it starts again when one changes.
    pub files: Vec<PathBuf>,
}

/// How a program is run in production.
#[derive(Debug, Clone)]
pub struct ProductionOptions {
    /// Who has started the process: it says when the program serves, and hands over connections.
    pub supervised: Arc<Supervised>,
    /// How long the program may keep a thread before its isolate is replaced; zero for ever.
    pub hang_timeout: Duration,
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
    /// Whether it is developed.
    pub watch: Option<WatchOptions>,
    /// Whether it is in production.
    pub production: Option<ProductionOptions>,
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
