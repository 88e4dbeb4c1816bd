//! The isolate of the program, assembled: services, snapshot, limits, inspector.

use std::rc::Rc;
use std::sync::Arc;

use deno_runtime::worker::{MainWorker, WorkerOptions, WorkerServiceOptions};

use super::certificates::unchecked_hosts;
use super::services::{Process, Worker, heap_limits, hide_namespace, start};
use super::web_worker;
use crate::cache::ScriptCache;
use crate::errors;
use crate::extensions::extensions;
use crate::loader::{EsmLoader, Loader};
use crate::snapshot::{LAZY_MODULES, LAZY_SCRIPTS, SNAPSHOT};

/// A worker that has run nothing yet. Needs a tokio runtime around it.
pub(super) fn create(process: &Arc<Process>, loader: &Rc<Loader>, place: Worker) -> MainWorker {
    let mut worker = bootstrap(process, loader.clone(), place);
    let state = worker.js_runtime.op_state();
    process.connect_loader(&mut state.borrow_mut(), loader);
    let in_cluster = process.launch.cluster.unique_id.is_some();
    racejs_http::place(&mut state.borrow_mut(), place.index, place.count, in_cluster);
    hide_namespace(&mut worker.js_runtime);
    start(process, &mut worker.js_runtime);
    if place.is_first() {
        let sessions = worker.js_runtime.inspector().get_session_sender();
        process.inspector_sessions.set(sessions);
    }
    worker
}

fn bootstrap(process: &Arc<Process>, loader: Rc<Loader>, place: Worker) -> MainWorker {
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
        root_cert_store_provider: process.authorities.clone(),
        fetch_dns_resolver: Default::default(),
        shared_array_buffer_store: Some(process.shared_buffers.clone()),
        compiled_wasm_module_store: Some(process.wasm_modules.clone()),
        v8_code_cache: Some(Arc::new(ScriptCache(process.loader.cache.clone()))),
        bundle_provider: None,
    };
    let cwd = process.launch.cwd.clone();
    let options = WorkerOptions {
        bootstrap: process.launch.main_options(place.is_first()),
        extensions: extensions(&process.launch.process),
        startup_snapshot: Some(SNAPSHOT),
        residual_lazy_js_sources: LAZY_SCRIPTS,
        residual_lazy_esm_sources: LAZY_MODULES,
        skip_op_registration: true,
        create_params: heap_limits(),
        create_web_worker_cb: web_worker::creator(process.clone()),
        format_js_error_fn: Some(Arc::new(move |error| errors::render_js(error, &cwd))),
        unsafely_ignore_certificate_errors: unchecked_hosts(),
        enable_raw_imports: true,
        ..WorkerOptions::default()
    };
    MainWorker::bootstrap_from_options(&process.launch.main, services, options)
}
