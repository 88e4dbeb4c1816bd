//! What all isolates of a process share, and the part of an isolate's assembly that is the same for each.

use std::rc::Rc;
use std::sync::Arc;

use deno_core::{CompiledWasmModuleStore, JsRuntime, OpState, SharedArrayBufferStore, v8};
use deno_resolver::npm::{DenoInNpmPackageChecker, NpmResolver};
use deno_runtime::FeatureChecker;
use deno_runtime::deno_fs::{FileSystem, RealFs};
use deno_runtime::deno_inspector_server::MainInspectorSessionChannel;
use deno_runtime::deno_node::NodeExtInitServices;
use deno_runtime::deno_permissions::PermissionsContainer;
use deno_runtime::deno_web::{BlobStoreTrait, InMemoryBroadcastChannel};
use deno_runtime::permissions::RuntimePermissionDescriptorParser;
use racejs_modules::RequireResolver;
use sys_traits::impls::RealSys;

use super::bootstrap::Launch;
use crate::loader::{Loader, LoaderOptions, RequireLoader};

pub(crate) type NodeServices = NodeExtInitServices<DenoInNpmPackageChecker, NpmResolver<RealSys>, RealSys>;

/// Which of the isolates that run the program this is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Worker {
    /// From 0.
    pub(crate) index: usize,
    /// How many there are.
    pub(crate) count: usize,
}

impl Worker {
    /// The one that speaks to a debugger and to a parent process: neither expects several.
    pub(crate) fn is_first(self) -> bool {
        self.index == 0
    }
}

/// Shared by every isolate of the process.
pub(crate) struct Process {
    pub(crate) launch: Launch,
    pub(crate) loader: LoaderOptions,
    pub(crate) blobs: Arc<dyn BlobStoreTrait>,
    pub(crate) broadcast: InMemoryBroadcastChannel,
    pub(crate) features: Arc<FeatureChecker>,
    pub(crate) fs: Arc<dyn FileSystem>,
    pub(crate) permissions: PermissionsContainer,
    pub(crate) shared_buffers: SharedArrayBufferStore,
    pub(crate) wasm_modules: CompiledWasmModuleStore,
    pub(crate) inspector_sessions: MainInspectorSessionChannel,
}

impl Process {
    pub(crate) fn new(launch: Launch, loader: LoaderOptions) -> Arc<Self> {
        Arc::new(Self {
            launch,
            blobs: loader.blobs.clone(),
            loader,
            broadcast: InMemoryBroadcastChannel::default(),
            features: Arc::new(features()),
            fs: Arc::new(RealFs),
            // A server's own code is trusted, as in Node.
            permissions: PermissionsContainer::allow_all(Arc::new(RuntimePermissionDescriptorParser::new(RealSys))),
            shared_buffers: SharedArrayBufferStore::default(),
            wasm_modules: CompiledWasmModuleStore::default(),
            inspector_sessions: MainInspectorSessionChannel::new(),
        })
    }

    /// Gives the isolate's ops what they ask the loader for. After bootstrap, before any module.
    pub(crate) fn connect_loader(state: &mut OpState, loader: &Rc<Loader>) {
        state.put(loader.hooks.clone());
        state.put::<Rc<dyn RequireResolver>>(Rc::new(RequireLoader(loader.clone())));
    }

    pub(crate) fn node_services(loader: &Rc<Loader>) -> NodeServices {
        NodeServices {
            node_require_loader: Rc::new(RequireLoader(loader.clone())),
            node_resolver: loader.packages().node_resolver.clone(),
            pkg_json_resolver: loader.packages().package_jsons.clone(),
            sys: RealSys,
        }
    }
}

/// `globalThis.Deno` has to be there for deno_node's own code; programs that list the globals need not see it, and
/// `process.versions` says RaceJS where it would say Deno.
pub(super) fn show_as_racejs(runtime: &mut JsRuntime) {
    deno_core::scope!(scope, runtime);
    let global = scope.get_current_context().global(scope);
    let Some(deno) = object_at(scope, global, "Deno") else {
        return;
    };
    let Some(name) = v8::String::new(scope, "Deno") else {
        return;
    };
    global.define_own_property(scope, name.into(), deno.into(), v8::PropertyAttribute::DONT_ENUM);
    // What `node:process` will be made from when a program first touches it.
    let internals = property(scope, deno, "internal").and_then(|symbol| deno.get(scope, symbol));
    let internals = internals.and_then(|value| v8::Local::<v8::Object>::try_from(value).ok());
    let Some(start) = internals.and_then(|internals| object_at(scope, internals, "__nodeBootstrapArgs")) else {
        return;
    };
    let versions = v8::Object::new(scope);
    for (name, version) in [("racejs", env!("CARGO_PKG_VERSION")), ("v8", v8::VERSION_STRING)] {
        set(scope, versions, name, version);
    }
    if let Some(key) = v8::String::new(scope, "denoVersion") {
        start.set(scope, key.into(), versions.into());
    }
}

fn property<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    object: v8::Local<'s, v8::Object>,
    name: &str,
) -> Option<v8::Local<'s, v8::Value>> {
    let key = v8::String::new(scope, name)?;
    object.get(scope, key.into())
}

fn object_at<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    object: v8::Local<'s, v8::Object>,
    name: &str,
) -> Option<v8::Local<'s, v8::Object>> {
    property(scope, object, name).and_then(|value| v8::Local::<v8::Object>::try_from(value).ok())
}

fn set(scope: &mut v8::PinScope, object: v8::Local<v8::Object>, name: &str, value: &str) {
    if let (Some(key), Some(value)) = (v8::String::new(scope, name), v8::String::new(scope, value)) {
        object.set(scope, key.into(), value.into());
    }
}

/// The parts of deno_runtime that it hides behind a feature and Node programs need.
const FEATURES: [&str; 3] = ["node-globals", "unsafe-proto", "worker-options"];

fn features() -> FeatureChecker {
    let mut checker = FeatureChecker::default();
    for feature in FEATURES {
        checker.enable_feature(feature);
    }
    // deno_runtime's own answer to a missing feature is to end the process; a server must not die of that.
    checker.set_exit_cb(Box::new(|feature, api| {
        tracing::warn!(feature, api, "feature is not enabled")
    }));
    checker
}

pub(super) fn feature_ids() -> Vec<i32> {
    deno_runtime::UNSTABLE_FEATURES
        .iter()
        .filter(|feature| FEATURES.contains(&feature.name))
        .map(|feature| feature.id)
        .collect()
}

/// Heap limits that follow from the machine's memory, or from the container's where it has less.
pub(super) fn heap_limits() -> Option<v8::CreateParams> {
    let machine = deno_runtime::deno_os::sys_info::mem_info()?.total;
    let memory = container_limit().map_or(machine, |limit| limit.min(machine));
    Some(v8::CreateParams::default().heap_limits_from_system_memory(memory, 0))
}

/// Bytes; cgroup v2, the one in use on every current distribution.
fn container_limit() -> Option<u64> {
    let group = std::fs::read_to_string("/proc/self/cgroup").ok()?;
    let path = group.lines().find_map(|line| line.strip_prefix("0::"))?;
    let limit = std::fs::read_to_string(format!("/sys/fs/cgroup{path}/memory.max")).ok()?;
    limit.trim().parse().ok()
}
