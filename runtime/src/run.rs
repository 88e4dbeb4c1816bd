//! From a command's options to an exit code: the process made ready, the program's isolate on a thread of its own, and
//! the report when it fails.

use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use deno_core::JsRuntime;
use deno_runtime::deno_web::BlobStore;
use node_resolver::ResolutionMode;
use racejs_test::FileRun;
use url::Url;

use crate::cache::DiskCache;
use crate::dev::{self, Hot};
use crate::errors::{Failure, render};
use crate::isolate::{Launch, Process, Worker, run_program};
use crate::loader::{EVAL, Inline, Loader, LoaderOptions, resolve_entry};
use crate::options::{Entry, RunOptions};
use crate::printing::printing;
use crate::production::{Mailbox, Production, run_crew};
use crate::terminal;

/// V8 may use about 1 MB of stack for JavaScript; native frames under it need room as well.
pub(crate) const STACK_BYTES: usize = 8 * 1024 * 1024;
/// How long the end of the process waits for access logs to be written: a pipe that nobody reads must not keep it.
pub(crate) const LOG_PATIENCE: Duration = Duration::from_secs(1);
/// Wrong options.
const EXIT_USAGE: i32 = 2;
/// The program failed.
const EXIT_FAILED: i32 = 1;
/// A fault of RaceJS's own.
pub(crate) const EXIT_INTERNAL: i32 = 70;

/// Runs a program to its end and gives the process's exit code. Everything there is to say has been said on stderr.
/// To be called once, from the main thread, before any other thread exists: it sets up V8 and reads the environment.
pub fn run(options: RunOptions) -> i32 {
    let cwd = match std::env::current_dir() {
        Ok(cwd) => cwd,
        // Somebody has removed it. As in Node, this concerns only those that ask for it.
        Err(_) if !is_relative(&options.entry) => PathBuf::from("/"),
        Err(error) => {
            terminal::print(&format!("error: Cannot read the working directory: {error}\n"));
            return EXIT_USAGE;
        }
    };
    // Before there is a second thread: it changes the environment.
    if options.watch.is_some() {
        dev::inherit();
    }
    let production = match &options.production {
        None => None,
        Some(production) => match Production::start(production, options.workers.get()) {
            Ok(production) => Some(production),
            Err(error) => {
                terminal::print(&format!("error: Cannot speak with the supervisor: {error}\n"));
                return EXIT_INTERNAL;
            }
        },
    };
    let (ipc, cluster) = Launch::from_parent();
    let file_run = FileRun::from_environment();
    if let Err(message) = prepare_process(&options, ipc.is_some()) {
        terminal::print(&message);
        return EXIT_USAGE;
    }
    let (loader_options, main) = match plan(&options, file_run, &cwd) {
        Ok(plan) => plan,
        Err(failure) => {
            terminal::print(&render(&failure, &cwd));
            return EXIT_FAILED;
        }
    };
    let launch = Launch {
        main,
        args: options.args.clone(),
        cwd,
        inspect: options.inspect,
        ipc,
        cluster,
        process: Arc::new(options.process.clone()),
    };
    // `process.exit()` ends the process from within an isolate, and never comes back here.
    deno_signals::before_exit(flush_logs);
    let process = Process::new(launch, loader_options);
    let code = match &production {
        Some(production) => run_crew(production, &process, &options),
        None => run_workers(&process, &options),
    };
    flush_logs();
    code
}

/// Whether the program can be found only from the working directory.
fn is_relative(entry: &Entry) -> bool {
    matches!(entry, Entry::File(typed) if Path::new(typed).is_relative())
}

fn flush_logs() {
    racejs_http::flush_logs(LOG_PATIENCE);
}

/// Runs the program once in each worker, and gives the exit code of the first one that fails: the process ends with it.
fn run_workers(process: &Arc<Process>, options: &RunOptions) -> i32 {
    let count = options.workers.get();
    let (ended, exits) = mpsc::channel();
    for index in 0..count {
        let (process, options, ended) = (process.clone(), options.clone(), ended.clone());
        let isolate = std::thread::Builder::new()
            .name(format!("isolate-{index}"))
            .stack_size(STACK_BYTES);
        let started = isolate.spawn(move || {
            // A panic is told from a program's end by the sender that goes without a word.
            let _ = ended.send(run_worker(&process, options, Worker { index, count }, None));
        });
        if let Err(error) = started {
            terminal::print(&format!("error: Cannot start a thread: {error}\n"));
            return EXIT_INTERNAL;
        }
    }
    drop(ended);
    for _ in 0..count {
        match exits.recv() {
            Ok(0) => {}
            Ok(code) => return code,
            Err(mpsc::RecvError) => return EXIT_INTERNAL,
        }
    }
    0
}

/// Runs the program in an isolate on this thread; gives its exit code.
pub(crate) fn run_worker(process: &Arc<Process>, options: RunOptions, worker: Worker, mailbox: Option<Mailbox>) -> i32 {
    let watched = options.watch.as_ref().map(|watch| Hot::new(watch, &process.launch));
    let ended = watched.transpose().and_then(|hot| {
        let loader = Loader::new(&process.loader, hot);
        let program = run_program(process.clone(), options, loader, worker, mailbox);
        deno_runtime::tokio_util::create_and_run_current_thread(program)
    });
    ended.unwrap_or_else(|failure| {
        terminal::print(&render(&failure, &process.launch.cwd));
        EXIT_FAILED
    })
}

/// What has to happen once, on the main thread, before V8 runs anywhere.
fn prepare_process(options: &RunOptions, is_child: bool) -> Result<(), String> {
    // A server needs more descriptors than the usual soft limit; Node raises it as well. Where it can't be, it can't.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    // Fails only if somebody has installed one, and there is nobody before us.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let flags = std::iter::once("racejs".to_string())
        .chain(options.v8_flags.iter().filter(|flag| !is_abort_flag(flag)).cloned())
        .collect();
    let unknown: Vec<String> = deno_core::v8_set_flags(flags).into_iter().skip(1).collect();
    if let Some(flag) = unknown.first() {
        return Err(format!(
            "error: V8 does not know the flag `{flag}`\nhint: `--v8-flags=--help` lists its flags\n"
        ));
    }
    // It is opened when the program is about to run, which is late for an address that is taken.
    if let Some(inspect) = options.inspect.filter(|_| !is_child)
        && let Err(error) = TcpListener::bind(inspect.address)
    {
        return Err(format!(
            "error: Cannot start the inspector on {}: {error}\n",
            inspect.address
        ));
    }
    JsRuntime::init_platform(None);
    Ok(())
}

/// Finds the program and what is to run before it.
fn plan(options: &RunOptions, file_run: Option<FileRun>, cwd: &Path) -> Result<(LoaderOptions, Url), Failure> {
    let mut plan = LoaderOptions {
        conditions: options.conditions.clone(),
        required: Vec::new(),
        inline: None,
        tests: file_run.map(|run| run.settings),
        blobs: Arc::new(BlobStore::default()),
        cache: Arc::new(DiskCache::from_env()),
    };
    if !options.requires.is_empty() {
        let loader = Loader::new(&plan, None);
        let resolved = options
            .requires
            .iter()
            .map(|name| loader.resolve_from(name, cwd, ResolutionMode::Require));
        plan.required = resolved.collect::<Result<_, _>>()?;
    }
    let main = match &options.entry {
        Entry::File(typed) => resolve_entry(typed, cwd)?,
        Entry::Eval(code) => inline(&mut plan, cwd, EVAL, with_name(code, options), options.is_module)?,
        Entry::Print(code) => {
            let code = printing(&inline_url(cwd, EVAL)?, code);
            inline(&mut plan, cwd, EVAL, with_name(&code, options), options.is_module)?
        }
        Entry::Tests(tests) => {
            plan.tests = serde_json::to_string(tests).ok();
            inline(
                &mut plan,
                cwd,
                "[test]",
                format!("import {:?};", racejs_test::COMMAND),
                true,
            )?
        }
        Entry::Prompt(_) => inline(
            &mut plan,
            cwd,
            "[prompt]",
            format!("import {:?};", racejs_modules::PROMPT),
            true,
        )?,
        Entry::Stdin => {
            let mut code = String::new();
            std::io::stdin()
                .read_to_string(&mut code)
                .map_err(|error| Failure::Host {
                    message: format!("Cannot read the program from stdin: {error}"),
                    properties: Vec::new(),
                })?;
            inline(&mut plan, cwd, "[stdin]", code, options.is_module)?
        }
    };
    Ok((plan, main))
}

/// Debuggers know such code by that name, and not by a file's that is not there.
fn with_name(code: &str, options: &RunOptions) -> String {
    let name = options
        .inspect
        .map_or_else(String::new, |_| format!("\n//# sourceURL={EVAL}"));
    format!("{code}{name}")
}

fn inline_url(cwd: &Path, name: &str) -> Result<Url, Failure> {
    Url::from_file_path(cwd.join(name)).map_err(|()| Failure::Host {
        message: format!("The working directory `{}` is no path for a URL", cwd.display()),
        properties: Vec::new(),
    })
}

fn inline(plan: &mut LoaderOptions, cwd: &Path, name: &str, code: String, is_module: bool) -> Result<Url, Failure> {
    let url = inline_url(cwd, name)?;
    plan.inline = Some(Inline {
        url: url.clone(),
        code,
        is_module,
    });
    Ok(url)
}

/// V8 would abort where the error is thrown, before it is reported: the program's end does so instead.
pub(crate) fn is_abort_flag(flag: &str) -> bool {
    flag.replace('_', "-") == "--abort-on-uncaught-exception"
}

/// Offers a flag to V8, to be called before [`run`]. Says whether V8 knows it; it is in force then.
pub fn take_engine_flag(flag: &str) -> bool {
    deno_core::v8_set_flags(vec!["racejs".to_string(), flag.to_string()]).len() < 2
}
