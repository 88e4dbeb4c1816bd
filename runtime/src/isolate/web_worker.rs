//! The isolates behind `new Worker(...)` and `node:worker_threads`. deno_runtime makes the threads and asks here for what
//! runs on them.

use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use deno_core::v8;
use deno_runtime::deno_io::Stdio;
use deno_runtime::deno_node::ops::worker_threads::{DEFAULT_STACK_SIZE_MB, ResolvedResourceLimits};
use deno_runtime::ops::worker_host::{CreateWebWorkerArgs, CreateWebWorkerCb, ResourceLimits};
use deno_runtime::web_worker::{SendableWebWorkerHandle, WebWorker, WebWorkerOptions, WebWorkerServiceOptions};

use super::certificates::unchecked_hosts;
use super::services::{Process, heap_limits, hide_namespace, start};
use crate::errors;
use crate::extensions::extensions;
use crate::loader::{EsmLoader, Loader};
use crate::snapshot::{LAZY_MODULES, LAZY_SCRIPTS, SNAPSHOT};

const MB: usize = 1024 * 1024;

pub(super) fn creator(process: Arc<Process>) -> Arc<CreateWebWorkerCb> {
    Arc::new(move |args| create(&process, args))
}

fn create(process: &Arc<Process>, args: CreateWebWorkerArgs) -> (WebWorker, SendableWebWorkerHandle) {
    let loader = Loader::new(&process.loader, None);
    let services = WebWorkerServiceOptions {
        blob_store: process.blobs.clone(),
        broadcast_channel: process.broadcast.clone(),
        deno_rt_native_addon_loader: None,
        compiled_wasm_module_store: Some(process.wasm_modules.clone()),
        feature_checker: process.features.clone(),
        fs: process.fs.clone(),
        main_inspector_session_tx: process.inspector_sessions.clone(),
        node_services: Some(Process::node_services(&loader)),
        module_loader: Rc::new(EsmLoader(loader.clone())),
        npm_process_state_provider: None,
        permissions: args.permissions,
        root_cert_store_provider: process.authorities.clone(),
        shared_array_buffer_store: Some(process.shared_buffers.clone()),
        bundle_provider: None,
    };
    let (create_params, resolved_limits) = worker_limits(args.resource_limits.as_ref());
    let cwd = process.launch.cwd.clone();
    let options = WebWorkerOptions {
        name: args.name,
        bootstrap: process.launch.worker_options(&args.main_module, args.close_on_idle),
        main_module: args.main_module,
        worker_id: args.worker_id,
        extensions: extensions(&process.launch.process),
        startup_snapshot: Some(SNAPSHOT),
        residual_lazy_js_sources: LAZY_SCRIPTS,
        residual_lazy_esm_sources: LAZY_MODULES,
        unsafely_ignore_certificate_errors: unchecked_hosts(),
        create_params,
        seed: None,
        create_web_worker_cb: creator(process.clone()),
        format_js_error_fn: Some(Arc::new(move |error| errors::render_js(error, &cwd))),
        worker_type: args.worker_type,
        cache_storage_dir: None,
        stdio: Stdio::default(),
        trace_ops: None,
        close_on_idle: args.close_on_idle,
        maybe_worker_metadata: args.maybe_worker_metadata,
        maybe_main_module_blob: args.maybe_main_module_blob,
        maybe_coverage_dir: None,
        maybe_cpu_prof_config: None,
        enable_raw_imports: true,
        enable_stack_trace_arg_in_ops: false,
        wait_for_debugger_on_start: args.wait_for_debugger_on_start,
        wait_for_page_wait_for_debugger: args.wait_for_page_wait_for_debugger,
    };
    let (mut worker, handle, bootstrap) = WebWorker::from_options(services, options);
    if let Some(limits) = resolved_limits {
        // `worker.resourceLimits` reads them while it starts.
        worker.js_runtime.op_state().borrow_mut().put(limits);
        stop_at_heap_limit(&mut worker);
    }
    worker.bootstrap(&bootstrap);
    process.connect_loader(&mut worker.js_runtime.op_state().borrow_mut(), &loader);
    hide_namespace(&mut worker.js_runtime);
    start(process, &mut worker.js_runtime);
    (worker, handle)
}

/// A worker that outgrows its own limit ends alone; V8 would end the process.
fn stop_at_heap_limit(worker: &mut WebWorker) {
    let isolate = worker.js_runtime.v8_isolate().thread_safe_handle();
    let out_of_memory = worker.oom_triggered.clone();
    worker
        .js_runtime
        .add_near_heap_limit_callback(move |current, _initial| {
            out_of_memory.store(true, Ordering::SeqCst);
            isolate.terminate_execution();
            current * 2
        });
}

/// `resourceLimits` of `node:worker_threads`, in MB, on top of the machine's own limits.
fn worker_limits(limits: Option<&ResourceLimits>) -> (Option<v8::CreateParams>, Option<ResolvedResourceLimits>) {
    let defaults = heap_limits();
    let Some(limits) = limits else { return (defaults, None) };
    let mut params = defaults.unwrap_or_default();
    let given = |limit: Option<usize>| limit.filter(|mb| *mb > 0).map(|mb| mb * MB);
    if let Some(bytes) = given(limits.max_old_generation_size_mb) {
        params = params.set_max_old_generation_size_in_bytes(bytes);
    }
    if let Some(bytes) = given(limits.max_young_generation_size_mb) {
        params = params.set_max_young_generation_size_in_bytes(bytes);
    }
    if let Some(bytes) = given(limits.code_range_size_mb) {
        params = params.set_code_range_size_in_bytes(bytes);
    }
    let resolved = ResolvedResourceLimits {
        max_young_generation_size_mb: params.max_young_generation_size_in_bytes() / MB,
        max_old_generation_size_mb: params.max_old_generation_size_in_bytes() / MB,
        code_range_size_mb: params.code_range_size_in_bytes() / MB,
        stack_size_mb: limits.stack_size_mb.unwrap_or(DEFAULT_STACK_SIZE_MB),
    };
    (Some(params), Some(resolved))
}
