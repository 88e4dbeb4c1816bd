//! A program that is developed (`racejs dev`): its files are watched, and a change takes effect in the running program, or
//! starts it again. `graph` knows the modules and what a change reaches, `disk` and `watcher` the files, `version` the names of
//! new versions of modules, `meta` their `import.meta`; `reload` takes them into the isolate, `run` is the program's life.
//!
//! V8 keeps every module that it has seen. So each version of a changed module stays in memory, and after [`reload::MAX_VERSIONS`]
//! of them, or when the heap has grown by much, the program starts again.

mod disk;
mod graph;
mod host;
mod lines;
pub(crate) mod meta;
mod missing;
mod pulse;
mod reload;
mod restart;
mod run;
mod settings;
mod stop;
pub(crate) mod version;
mod watcher;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use deno_core::v8;
use deno_runtime::worker::MainWorker;
use racejs_http::Servers;
use url::Url;

use crate::errors::Failure;
use crate::isolate::Launch;
use crate::options::WatchOptions;
use disk::Disk;
use graph::Graph;
pub(crate) use host::{connect, prepare};
use missing::Missing;
use pulse::Pulse;
pub(crate) use restart::inherit;
pub(crate) use run::{at_exit, run, start_over, wait_after_failure};
use settings::Settings;
pub(crate) use stop::listen as listen_to_signals;
use watcher::Watcher;

/// Editors write a file in several steps, and tools several files: what comes within this time is one change.
const SETTLE: Duration = Duration::from_millis(10);
/// For how long a change may go on until it is looked at all the same.
const SETTLE_MAX: Duration = Duration::from_secs(1);

/// How long requests that have begun may take until the program starts again.
const DRAIN: Duration = Duration::from_secs(1);

/// What is known of a program under development. It belongs to the thread of its isolate.
pub(crate) struct Hot {
    options: WatchOptions,
    cwd: PathBuf,
    graph: RefCell<Graph>,
    disk: RefCell<Disk>,
    settings: RefCell<Settings>,
    watcher: RefCell<Watcher>,
    pulse: Arc<Pulse>,
    missing: RefCell<Missing>,
    /// Files that have taken a change and cannot go on with it, with what they say.
    refused: RefCell<BTreeMap<PathBuf, String>>,
    /// Those of them for which importers are being evaluated.
    refusing: RefCell<BTreeSet<PathBuf>>,
    /// What the last change was, if it could not be taken.
    failed: RefCell<Option<Tried>>,
}

/// A change that could not be taken.
#[derive(PartialEq, Eq)]
struct Tried {
    /// The files with the hashes that they had.
    files: BTreeMap<PathBuf, Option<u64>>,
    report: String,
}

/// What has changed.
enum Change {
    Nothing,
    /// What is read before the program starts.
    Settings(BTreeSet<PathBuf>),
    Modules(BTreeSet<PathBuf>),
}

impl Hot {
    pub(crate) fn new(options: &WatchOptions, launch: &Launch) -> Result<Rc<Self>, Failure> {
        let pulse = Arc::<Pulse>::default();
        let watcher = Watcher::new(pulse.clone()).map_err(|error| Failure::Host {
            message: format!("Cannot watch files: {error}"),
            properties: vec![("hint".into(), "`racejs run` starts the program without".into())],
        })?;
        let main = launch.main.to_file_path().unwrap_or_default();
        let hot = Rc::new(Self {
            options: options.clone(),
            cwd: launch.cwd.clone(),
            graph: RefCell::new(Graph::new(main)),
            disk: RefCell::default(),
            settings: RefCell::default(),
            watcher: RefCell::new(watcher),
            pulse,
            missing: RefCell::default(),
            refused: RefCell::default(),
            refusing: RefCell::default(),
            failed: RefCell::default(),
        });
        hot.add_settings(options.files.iter().cloned());
        hot.add_settings(settings::of_folder(&launch.cwd));
        Ok(hot)
    }

    /// What is loaded before the main module, in order.
    pub(crate) fn set_preloads(&self, preloads: &[Url]) {
        let paths = preloads.iter().filter_map(|url| url.to_file_path().ok());
        self.graph.borrow_mut().set_preloads(paths.collect());
    }

    /// The URL that an import gets: the version that is in place or, of what is being loaded, the new one. `referrer` is the
    /// module that imports.
    pub(crate) fn resolved(&self, url: Url, referrer: &str) -> Url {
        let Some(path) = own_path(&url) else { return url };
        let mut graph = self.graph.borrow_mut();
        if let Ok(importer) = Url::parse(referrer)
            && let (plain, version) = version::split(&importer)
            && let Some(importer) = own_path(&plain)
        {
            graph.import(&importer, version, &path);
            let wanted = graph.version_for(&importer, version, &path);
            return version::with_version(&url, wanted);
        }
        version::with_version(&url, graph.version(&path))
    }

    /// An import that leads nowhere, yet.
    pub(crate) fn unresolved(&self, specifier: &str, referrer: &str) {
        let folders = self.missing.borrow_mut().add(specifier, referrer);
        let mut watcher = self.watcher.borrow_mut();
        folders.iter().for_each(|path| watcher.cover(path));
    }

    /// A file is about to be loaded.
    pub(crate) fn load(&self, path: &Path) {
        if is_of_package(path) {
            return;
        }
        let hash = self.disk.borrow_mut().hash(path);
        self.graph.borrow_mut().load(path, hash);
        self.watcher.borrow_mut().cover(path);
        let settings = self.settings.borrow_mut().around(path);
        self.add_settings(settings);
    }

    /// `require` is about to load it.
    pub(crate) fn load_required(&self, path: &Path) {
        if !is_of_package(path) {
            self.load(path);
            self.graph.borrow_mut().mark_commonjs(path);
        }
    }

    /// Whether a module is the program's main one, whose versions are that as well.
    pub(crate) fn is_main(&self, path: &Path) -> bool {
        self.graph.borrow().main() == path
    }

    fn add_settings(&self, paths: impl IntoIterator<Item = PathBuf>) {
        for path in paths {
            let hash = self.disk.borrow_mut().hash(&path);
            self.watcher.borrow_mut().cover(&path);
            self.settings.borrow_mut().add(path, hash);
        }
    }

    /// Waits until something has happened to files, and no more is happening. Gives when it began.
    async fn settled(&self) -> Instant {
        self.pulse.taken().await;
        let begin = Instant::now();
        while begin.elapsed() < SETTLE_MAX {
            if tokio::time::timeout(SETTLE, self.pulse.taken()).await.is_err() {
                break;
            }
        }
        begin
    }

    fn change(&self) -> Change {
        self.watcher.borrow_mut().forget_missing();
        let mut disk = self.disk.borrow_mut();
        let settings = self.settings.borrow().changed(|path| disk.hash(path));
        if !settings.is_empty() {
            return Change::Settings(settings);
        }
        let mut graph = self.graph.borrow_mut();
        graph.forget_dead(|path| disk.hash(path));
        let mut changed = graph.changed(|path| disk.hash(path));
        let alive = graph.alive();
        let refused = self.refused.borrow();
        changed.extend(refused.keys().filter(|path| alive.contains(path.as_path())).cloned());
        match changed.is_empty() {
            true => Change::Nothing,
            false => Change::Modules(changed),
        }
    }

    /// The files with what they hold now.
    fn hashed(&self, files: &BTreeSet<PathBuf>) -> BTreeMap<PathBuf, Option<u64>> {
        let mut disk = self.disk.borrow_mut();
        files.iter().map(|path| (path.clone(), disk.hash(path))).collect()
    }

    /// Whether the same change has failed, and nothing has come since that it lacked.
    fn has_failed(&self, files: &BTreeMap<PathBuf, Option<u64>>) -> bool {
        let failed = self.failed.borrow();
        failed.as_ref().is_some_and(|tried| tried.files == *files) && !self.missing.borrow().has_come()
    }

    fn restart(&self, reason: &str) {
        lines::restarts(reason);
        restart::restart(&self.options, &[], &self.cwd);
    }

    /// The same from within a program that serves: what has begun is finished first, for a while. Data that it keeps may go along.
    async fn restart_serving(&self, worker: &mut MainWorker, reason: &str, keeps: bool) {
        lines::restarts(reason);
        let kept = match keeps {
            true => kept(worker).unwrap_or_default(),
            false => Vec::new(),
        };
        let servers = worker.js_runtime.op_state().borrow().borrow::<Servers>().clone();
        racejs_http::keep_connections();
        servers.leave();
        let left = async {
            tokio::select! {
                () = servers.emptied() => {}
                // Its failures concern nobody any more.
                _ = worker.run_event_loop(false) => {}
            }
        };
        let _ = tokio::time::timeout(DRAIN, left).await;
        restart::restart(&self.options, &kept, &self.cwd);
    }
}

/// What `keep()` has that can be copied (`js/http/_keep.ts`).
fn kept(worker: &mut MainWorker) -> Option<Vec<u8>> {
    let ask = deno_core::ascii_str!("globalThis[Symbol.for(\"racejs.kept\")]?.()");
    let bytes = worker.execute_script("racejs:kept", ask.into()).ok()?;
    deno_core::scope!(scope, &mut worker.js_runtime);
    let bytes = v8::Local::new(scope, bytes);
    let bytes = v8::Local::<v8::Uint8Array>::try_from(bytes).ok()?;
    let mut copy = vec![0; bytes.byte_length()];
    bytes.copy_contents(&mut copy);
    Some(copy)
}

/// The path of a module that is the program's own.
fn own_path(url: &Url) -> Option<PathBuf> {
    if url.scheme() != "file" {
        return None;
    }
    let path = url.to_file_path().ok()?;
    // What is native stays loaded for as long as the process lives.
    let is_native = matches!(path.extension().and_then(|name| name.to_str()), Some("node" | "wasm"));
    (!is_of_package(&path) && !is_native).then_some(path)
}

fn is_of_package(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "node_modules")
}
