//! The isolate of the program: assembled, given its modules, and kept running until nothing is left to do or somebody
//! asks it to stop.

use std::rc::Rc;
use std::sync::Arc;

use deno_core::error::CoreError;
use deno_runtime::deno_inspector_server::InspectorServerUrl;
use deno_runtime::worker::{MainWorker, WorkerOptions, WorkerServiceOptions};
use node_resolver::ResolutionMode;
use url::Url;

use super::default_export;
use super::services::{Process, heap_limits, show_as_racejs};
use super::web_worker;
use crate::cache::ScriptCache;
use crate::errors::{self, Failure};
use crate::extensions::extensions;
use crate::loader::{EsmLoader, Loader};
use crate::options::{InspectMode, RunOptions};
use crate::signals;
use crate::snapshot::{LAZY_MODULES, LAZY_SCRIPTS, SNAPSHOT};
use crate::terminal;

/// The exit code of a program that failed.
const FAILED: Exit = 1;

/// The process's exit code.
pub(crate) type Exit = i32;

/// Runs the program to its end on this thread, which must be in a tokio runtime of its own.
pub(crate) async fn run_program(
    process: Arc<Process>,
    options: RunOptions,
    loader: Rc<Loader>,
) -> Result<Exit, Failure> {
    let mut worker = create(&process, loader.clone());
    Process::connect_loader(&mut worker.js_runtime.op_state().borrow_mut(), &loader);
    process
        .inspector_sessions
        .set(worker.js_runtime.inspector().get_session_sender());
    show_as_racejs(&mut worker.js_runtime);
    announce_inspector(&mut worker);
    tracing::debug!(main = %process.launch.main, "isolate ready");
    let preloads = preloads(&options, &loader, &process)?;
    match run_main(&process, &mut worker, preloads).await {
        Ok(exit) => Ok(exit),
        Err(failure) => {
            terminal::print(&errors::render(&failure, &process.launch.cwd));
            Ok(exit_after_failure(&mut worker))
        }
    }
}

async fn run_main(process: &Process, worker: &mut MainWorker, preloads: Vec<Url>) -> Result<Exit, Failure> {
    for module in preloads {
        let id = worker.preload_side_module(&module).await?;
        worker.evaluate_module(id).await?;
        worker.run_event_loop(false).await?;
    }
    let id = worker.preload_main_module(&process.launch.main).await?;
    worker.evaluate_module(id).await?;
    default_export::serve(worker, id)?;
    worker.dispatch_load_event().map_err(CoreError::from)?;
    run_to_completion(worker).await
}

/// The exit handlers run after a failure as well. They see its code and may change it, as in Node.
fn exit_after_failure(worker: &mut MainWorker) -> Exit {
    let set = deno_core::ascii_str!("process.exitCode = 1");
    let _ = worker.execute_script("racejs:exit", set.into());
    let _ = worker.dispatch_process_exit_event();
    match worker.exit_code() {
        0 => FAILED,
        code => code,
    }
}

fn create(process: &Arc<Process>, loader: Rc<Loader>) -> MainWorker {
    let services = WorkerServiceOptions {
        blob_store: process.blobs.clone(),
        broadcast_channel: process.broadcast.clone(),
        deno_rt_native_addon_loader: None,
        feature_checker: process.features.clone(),
        fs: process.fs.clone(),
        node_services: Some(Process::node_services(&loader)),
        module_loader: Rc::new(EsmLoader(loader)),
        npm_process_state_provider: None,
        permissions: process.permissions.clone(),
        root_cert_store_provider: None,
        fetch_dns_resolver: Default::default(),
        shared_array_buffer_store: Some(process.shared_buffers.clone()),
        compiled_wasm_module_store: Some(process.wasm_modules.clone()),
        v8_code_cache: Some(Arc::new(ScriptCache(process.loader.cache.clone()))),
        bundle_provider: None,
    };
    let cwd = process.launch.cwd.clone();
    let mode = process.launch.inspect.map(|inspect| inspect.mode);
    let options = WorkerOptions {
        bootstrap: process.launch.main_options(),
        extensions: extensions(),
        startup_snapshot: Some(SNAPSHOT),
        residual_lazy_js_sources: LAZY_SCRIPTS,
        residual_lazy_esm_sources: LAZY_MODULES,
        skip_op_registration: true,
        create_params: heap_limits(),
        create_web_worker_cb: web_worker::creator(process.clone()),
        format_js_error_fn: Some(Arc::new(move |error| errors::render_js(error, &cwd))),
        should_break_on_first_statement: mode == Some(InspectMode::Break),
        should_wait_for_inspector_session: mode == Some(InspectMode::Wait),
        enable_raw_imports: true,
        ..WorkerOptions::default()
    };
    MainWorker::bootstrap_from_options(&process.launch.main, services, options)
}

/// As Node says it: debuggers and editors look for this line.
fn announce_inspector(worker: &mut MainWorker) {
    let state = worker.js_runtime.op_state();
    if let Some(url) = state.borrow().try_borrow::<InspectorServerUrl>() {
        let url = &url.0;
        terminal::print(&format!(
            "Debugger listening on {url}\nOpen chrome://inspect, or attach an editor to that port\n"
        ));
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

async fn run_to_completion(worker: &mut MainWorker) -> Result<Exit, Failure> {
    loop {
        let stopped = signals::until_stop(worker).await?;
        if let Some(exit) = stopped {
            return Ok(exit);
        }
        if worker.dispatch_beforeunload_event().map_err(CoreError::from)? {
            continue;
        }
        if !worker.dispatch_process_beforeexit_event().map_err(CoreError::from)? {
            break;
        }
    }
    worker.dispatch_unload_event().map_err(CoreError::from)?;
    worker.dispatch_process_exit_event().map_err(CoreError::from)?;
    worker.run_napi_ref_finalizers();
    Ok(worker.exit_code())
}
