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
use deno_runtime::deno_tls::RootCertStoreProvider;
use deno_runtime::deno_web::{BlobStoreTrait, InMemoryBroadcastChannel};
use deno_runtime::permissions::RuntimePermissionDescriptorParser;
use racejs_modules::RequireResolver;
use sys_traits::impls::RealSys;

use super::bootstrap::Launch;
use super::certificates::authorities;
use crate::dev;
use crate::loader::{Loader, LoaderOptions, RequireLoader};
use crate::prompt::Prompt;

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
    pub(crate) authorities: Option<Arc<dyn RootCertStoreProvider>>,
}

impl Process {
    pub(crate) fn new(launch: Launch, loader: LoaderOptions) -> Arc<Self> {
        Arc::new(Self {
            authorities: authorities(&launch.process),
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
    pub(crate) fn connect_loader(&self, state: &mut OpState, loader: &Rc<Loader>) {
        super::tests::connect(self, state, loader);
        if let Some(hot) = loader.hot() {
            dev::connect(state, &hot, loader);
        }
        state.put(loader.hooks.clone());
        let cache = self.loader.cache.clone();
        state.put(Prompt { cache }.host());
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

/// Deno's namespace, for the scripts of the host itself.
pub(super) struct Namespace(v8::Global<v8::Value>);

impl Namespace {
    pub(super) fn of(runtime: &mut JsRuntime) -> Option<v8::Global<v8::Value>> {
        runtime
            .op_state()
            .borrow()
            .try_borrow::<Self>()
            .map(|namespace| namespace.0.clone())
    }
}

/// Takes `Deno` from the global object (`js/process/start.js`): programs would think that they run there.
pub(super) fn hide_namespace(runtime: &mut JsRuntime) {
    let namespace = {
        deno_core::scope!(scope, runtime);
        take_namespace(scope).map(|namespace| v8::Global::new(scope, namespace))
    };
    if let Some(namespace) = namespace {
        runtime.op_state().borrow_mut().put(Namespace(namespace));
    }
}

fn take_namespace<'s>(scope: &mut v8::PinScope<'s, '_>) -> Option<v8::Local<'s, v8::Value>> {
    let global = scope.get_current_context().global(scope);
    let deno = object_at(scope, global, "Deno")?;
    let symbol = property(scope, deno, "internal")?;
    let internals = v8::Local::<v8::Object>::try_from(deno.get(scope, symbol)?).ok()?;
    let hide = property(scope, internals, "racejsHideNamespace")?;
    v8::Local::<v8::Function>::try_from(hide)
        .ok()?
        .call(scope, internals.into(), &[])
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

/// Puts into effect what Node's flags ask for before any module runs.
pub(super) fn start(process: &Process, runtime: &mut JsRuntime) {
    if let Some(script) = process.launch.process.start_script() {
        // It fails in no engine that starts.
        let _ = runtime.execute_script("racejs:start", script);
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
