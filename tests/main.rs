//! The project's one integration-test binary: every spec, every tidy check and the runner's own checks are trials of it.
//! It must not hold a test of its own; `README.md` beside it says how to add one.

#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test binary talks to its terminal and may end by panic"
)]

mod docs;
mod harness;
mod tidy;

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use harness::Runner;
use libtest_mimic::{Arguments, Trial};

/// No user may see a Rust panic, or the name of another runtime whose crates are used inside.
const NEVER_IN_STDERR: &[&str] = &["panicked at", "rust_backtrace", "deno"];

fn main() -> ExitCode {
    if env::args()
        .nth(1)
        .is_some_and(|argument| argument == harness::SERVER_ARGUMENT)
    {
        return harness::serve_for_self_trials();
    }
    let mut arguments = Arguments::from_args();
    // Specs start processes that have threads of their own: more at once would only make each slower.
    arguments.test_threads = arguments.test_threads.or(Some(2));
    match trials(&arguments) {
        Ok(trials) => libtest_mimic::run(&arguments, trials).exit_code(),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn trials(arguments: &Arguments) -> Result<Vec<Trial>, String> {
    let root = repository();
    let files = spec_files(&root.join("tests/specs"));
    let chosen = |name: &str| !arguments.is_filtered_out(&Trial::test(name, || Ok(())));
    let to_run = files.iter().filter(|(name, _)| !arguments.list && chosen(name));
    let to_run: Vec<&PathBuf> = to_run.map(|(_, path)| path).collect();
    let documents = docs::Documents::read(&root);
    let programs: Vec<String> = documents
        .runs()
        .filter(|name| !arguments.list && chosen(name))
        .collect();
    let shared = Arc::new(Shared::create()?);
    let runner = Arc::new(Runner {
        // Built only where a spec will need it: the tidy checks alone take seconds.
        program: if to_run.is_empty() && programs.is_empty() {
            PathBuf::new()
        } else {
            harness::binary::locate("racejs", &root)?
        },
        env: shared.env(),
        names: vec![
            (shared.root.join("home"), "[HOME]"),
            (shared.root.join("cache"), "[CACHE]"),
        ],
        update: env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1"),
        never: NEVER_IN_STDERR,
        root: root.clone(),
    });
    if to_run.iter().any(|path| uses_packages(path)) || programs.iter().any(|name| docs::Documents::uses_packages(name))
    {
        harness::install_packages(&root.join("tests/packages"))?;
    }
    let mut trials = harness::self_trials();
    trials.extend(tidy::trials(&root));
    trials.extend(documents.trials(&runner, &shared));
    trials.extend(files.into_iter().map(|(name, path)| {
        let (runner, shared) = (Arc::clone(&runner), Arc::clone(&shared));
        Trial::test(name, move || {
            // Held here, so that the folder outlives the last spec and no longer.
            let _shared = shared;
            Ok(runner.check_file(&path)?)
        })
    }));
    Ok(trials)
}

/// What the programs of one run share, as those of one user do: a home and a cache.
struct Shared {
    // Held for its `Drop`.
    _temporary: tempfile::TempDir,
    root: PathBuf,
}

impl Shared {
    fn create() -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("no temporary folder: {error}");
        let temporary = tempfile::Builder::new()
            .prefix("specs-shared-")
            .tempdir()
            .map_err(failed)?;
        let root = temporary.path().canonicalize().map_err(failed)?;
        for name in ["home", "cache"] {
            std::fs::create_dir_all(root.join(name)).map_err(failed)?;
        }
        Ok(Shared {
            _temporary: temporary,
            root,
        })
    }

    fn env(&self) -> BTreeMap<String, String> {
        let folder = |name: &str| self.root.join(name).to_string_lossy().into_owned();
        let own = [
            ("HOME", folder("home")),
            ("RACEJS_CACHE_DIR", folder("cache")),
            ("NO_COLOR", "1".to_owned()),
        ];
        let inherited = ["PATH", "TMPDIR", "LD_LIBRARY_PATH"]
            .into_iter()
            .filter_map(|name| Some((name, env::var(name).ok()?)));
        own.into_iter()
            .chain(inherited)
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }
}

fn repository() -> PathBuf {
    // What cargo says now comes first: with a target directory that clones share, the binary may have been built in another.
    let own = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let own = Path::new(&own);
    own.parent().unwrap_or(own).to_path_buf()
}

/// Every `<area>/<case>.txt` below the folder, by that name without its ending.
fn spec_files(folder: &Path) -> Vec<(String, PathBuf)> {
    let mut files: Vec<(String, PathBuf)> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "txt"))
        .map(|entry| {
            let path = entry.into_path();
            let name = path.strip_prefix(folder).unwrap_or(&path).with_extension("");
            (name.to_string_lossy().into_owned(), path)
        })
        .collect();
    files.sort();
    files
}

fn uses_packages(path: &Path) -> bool {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    harness::Spec::parse(&text).is_ok_and(|spec| spec.uses_packages())
}
