//! Takes changes into the running program: modules get new versions, which are loaded and evaluated beside the old ones, and
//! put in their place in one step. Until then, and if anything fails, the old ones go on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use deno_runtime::worker::MainWorker;
use racejs_http::Succession;
use serde::Serialize;
use url::Url;

use super::graph::{Graph, Root, Swap, Unreachable};
use super::{Change, Hot, Tried, host, lines, version};
use crate::errors::{self, Failure};
use crate::isolate::serve_default_export;
use crate::terminal;

/// Versions of modules, which V8 keeps.
pub(super) const MAX_VERSIONS: u32 = 200;
/// Bytes by which the heap may grow over what it was when the program had started.
const MAX_GROWTH: usize = 64 * 1024 * 1024;
/// How long an evaluation may take until a further change is looked at: one that waits for ever would take no other.
const PATIENCE: Duration = Duration::from_millis(500);

/// What `js/hot/hot.ts` gets to do.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Plan {
    roots: Vec<PlanRoot>,
    files: Vec<String>,
    before: Vec<String>,
    after: Vec<String>,
    /// Names of modules that `require` has loaded, which are the same in each version.
    lasting: Vec<String>,
    required: Vec<PathBuf>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlanRoot {
    url: String,
    file: String,
    taken_by: Option<String>,
}

/// Why a change was not taken.
enum Refusal {
    Failed(Failure),
    /// The next one has come meanwhile.
    Overtaken,
}

impl<E> From<E> for Refusal
where
    Failure: From<E>,
{
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Looks at the files, and does what they ask for. `begin` is when something happened to them, `heap` the size of the heap when the
/// program had started.
pub(super) async fn react(worker: &mut MainWorker, hot: &Rc<Hot>, begin: Instant, heap: usize) -> Result<(), Failure> {
    note_required(worker, hot)?;
    let changed = match hot.change() {
        Change::Settings(files) => {
            let reason = format!("{} has changed", lines::names(&files, &hot.cwd));
            hot.restart_serving(worker, &reason, false).await;
            return Ok(());
        }
        Change::Nothing => {
            if hot.failed.take().is_some() {
                lines::recovered();
            }
            return Ok(());
        }
        Change::Modules(changed) => changed,
    };
    let hashes = hot.hashed(&changed);
    if hot.has_failed(&hashes) {
        return Ok(());
    }
    let refused = std::mem::take(&mut *hot.refused.borrow_mut());
    for (file, message) in refused.iter().filter(|(_, message)| !message.is_empty()) {
        lines::refused(file, message, &hot.cwd);
    }
    let refusing: BTreeSet<PathBuf> = refused.into_keys().collect();
    let planned = hot.graph.borrow().plan(&changed, &refusing);
    let swap = match planned {
        Ok(swap) => swap,
        Err(Unreachable(file)) => {
            let file = lines::names(&BTreeSet::from([file]), &hot.cwd);
            let reason = format!("{file} has changed, and it is loaded before the program");
            hot.restart_serving(worker, &reason, false).await;
            return Ok(());
        }
    };
    if let Some(reason) = obstacle(worker, hot, &swap, heap)? {
        let reason = format!("{} has changed, and {reason}", lines::names(&changed, &hot.cwd));
        hot.restart_serving(worker, &reason, true).await;
        return Ok(());
    }
    hot.refusing.replace(refusing);
    let tried = attempt(worker, hot, &swap).await;
    hot.refusing.take();
    let asked = Asked { changed, hashes, begin };
    if let Some(reason) = conclude(worker, hot, &asked, &swap, tried) {
        hot.restart_serving(worker, reason, true).await;
    }
    Ok(())
}

/// Why the program has to start again, if it does.
fn obstacle(worker: &mut MainWorker, hot: &Hot, swap: &Swap, heap: usize) -> Result<Option<String>, Failure> {
    if hot.graph.borrow().last_version() >= MAX_VERSIONS {
        return Ok(Some(format!("{MAX_VERSIONS} versions of modules are kept in memory")));
    }
    if has_grown(worker, heap) {
        let megabytes = MAX_GROWTH / 1024 / 1024;
        return Ok(Some(format!("the heap has grown by more than {megabytes} MB")));
    }
    let before = scripts(hot, &swap.files, None);
    Ok(host::ask::<String>(worker, "obstacle", &before)?)
}

/// The program's heap, in bytes.
pub(super) fn heap_size(worker: &mut MainWorker) -> usize {
    worker.js_runtime.v8_isolate().get_heap_statistics().used_heap_size()
}

fn has_grown(worker: &mut MainWorker, heap: usize) -> bool {
    if heap_size(worker) < heap + MAX_GROWTH {
        return false;
    }
    worker.js_runtime.v8_isolate().low_memory_notification();
    heap_size(worker) >= heap + MAX_GROWTH
}

/// What CommonJS modules have required is known to `require` alone.
fn note_required(worker: &mut MainWorker, hot: &Hot) -> Result<(), Failure> {
    if hot.graph.borrow().has_commonjs() {
        let required: Option<Vec<(PathBuf, Vec<PathBuf>)>> = host::ask(worker, "required", &())?;
        hot.graph.borrow_mut().set_required(required.unwrap_or_default());
    }
    Ok(())
}

/// A change that was asked for.
struct Asked {
    changed: BTreeSet<PathBuf>,
    hashes: BTreeMap<PathBuf, Option<u64>>,
    begin: Instant,
}

/// Says what has come of a change; if it has failed, all stays as it was. Gives a reason to start the program again.
fn conclude(
    worker: &mut MainWorker,
    hot: &Hot,
    asked: &Asked,
    swap: &Swap,
    tried: Result<Option<Failure>, Refusal>,
) -> Option<&'static str> {
    let refusal = match tried {
        Ok(late) => {
            hot.failed.take();
            lines::swapped(&asked.changed, &swap.files, asked.begin.elapsed(), &hot.cwd);
            // Of those who take the new version, which is in place all the same.
            let report = late.map(|failure| errors::render(&failure, &hot.cwd));
            terminal::print(&report.unwrap_or_default());
            return None;
        }
        Err(refusal) => refusal,
    };
    hot.graph.borrow_mut().rollback();
    succession(worker).rollback();
    // It fails in no engine that runs.
    let _ = host::call(worker, "rollback", &());
    match refusal {
        Refusal::Failed(failure) if failure.has_code(LISTEN_CHANGED) => {
            return Some("a server listens with other options");
        }
        Refusal::Failed(failure) => say_failed(hot, asked, &failure),
        Refusal::Overtaken => hot.pulse.give(),
    }
    None
}

const LISTEN_CHANGED: &str = "RACE_HTTP_LISTEN_CHANGED";

fn say_failed(hot: &Hot, asked: &Asked, failure: &Failure) {
    let report = errors::render(failure, &hot.cwd);
    let tried = Tried {
        files: asked.hashes.clone(),
        report,
    };
    // Tried again only because something has come that was missing, and something else is missing still.
    let is_known = hot.failed.borrow().as_ref() == Some(&tried);
    if !is_known {
        terminal::print(&tried.report);
        lines::failed(&asked.changed, &hot.cwd);
    }
    *hot.failed.borrow_mut() = Some(tried);
}

/// Loads, evaluates and swaps. What it gives back is the failure of somebody who takes the new version.
async fn attempt(worker: &mut MainWorker, hot: &Rc<Hot>, swap: &Swap) -> Result<Option<Failure>, Refusal> {
    hot.missing.borrow_mut().clear();
    let version = hot.graph.borrow_mut().begin(swap.files.clone());
    let plan = plan(hot, swap, version);
    let mut main = None;
    for (root, planned) in swap.roots.iter().zip(&plan.roots) {
        let Ok(url) = Url::parse(&planned.url) else { continue };
        let id = worker.preload_side_module(&url).await?;
        if root.file == hot.graph.borrow().main() {
            main = Some(id);
        }
    }
    succession(worker).begin();
    evaluate(worker, hot, &plan).await?;
    if let Some(main) = main {
        serve_default_export(worker, main, &script(hot.graph.borrow().main(), version))?;
    }
    hot.graph.borrow_mut().commit();
    succession(worker).commit();
    Ok(host::call(worker, "commit", &()).err().map(Failure::from))
}

async fn evaluate(worker: &mut MainWorker, hot: &Rc<Hot>, plan: &Plan) -> Result<(), Refusal> {
    let files: BTreeSet<PathBuf> = plan
        .files
        .iter()
        .filter_map(|file| Url::parse(file).ok()?.to_file_path().ok())
        .collect();
    let (hashes, begin) = (hot.hashed(&files), Instant::now());
    let overtaken = async {
        tokio::time::sleep(PATIENCE).await;
        loop {
            hot.settled().await;
            if hot.hashed(&files) != hashes {
                return;
            }
        }
    };
    let outcome = tokio::select! {
        biased;
        done = host::run(worker, "evaluate", plan) => done.map_err(Refusal::from),
        () = overtaken => Err(Refusal::Overtaken),
    };
    if begin.elapsed() >= PATIENCE {
        // Other files may have changed meanwhile.
        hot.pulse.give();
    }
    outcome
}

fn plan(hot: &Hot, swap: &Swap, version: u32) -> Plan {
    let name = |file: &Path| Url::from_file_path(file).map(String::from).unwrap_or_default();
    let root = |root: &Root| PlanRoot {
        url: script(&root.file, version),
        file: name(&root.file),
        taken_by: root.taken_by.as_deref().map(name),
    };
    Plan {
        roots: swap.roots.iter().map(root).collect(),
        files: swap.files.iter().map(|file| name(file)).collect(),
        before: scripts(hot, &swap.files, None),
        after: scripts(hot, &swap.files, Some(version)),
        lasting: lasting(&hot.graph.borrow(), &swap.files),
        required: hot.graph.borrow().commonjs_among(&swap.files).cloned().collect(),
    }
}

/// The names that V8 has for modules of these files: in the version that is in place, or in another one.
fn scripts(hot: &Hot, files: &BTreeSet<PathBuf>, version: Option<u32>) -> Vec<String> {
    let graph = hot.graph.borrow();
    let module = |file: &PathBuf| script(file, version.unwrap_or_else(|| graph.version_in_place(file)));
    files.iter().map(module).chain(lasting(&graph, files)).collect()
}

/// What `require` has loaded goes by its path, or by its URL without a version.
fn lasting(graph: &Graph, files: &BTreeSet<PathBuf>) -> Vec<String> {
    let required = graph.commonjs_among(files);
    required
        .flat_map(|path| [path.display().to_string(), script(path, 0)])
        .collect()
}

fn script(file: &Path, version: u32) -> String {
    let url = Url::from_file_path(file);
    url.map(|url| String::from(version::with_version(&url, version)))
        .unwrap_or_default()
}

fn succession(worker: &mut MainWorker) -> Succession {
    worker.js_runtime.op_state().borrow().borrow::<Succession>().clone()
}
