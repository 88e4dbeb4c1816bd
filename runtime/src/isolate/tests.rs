//! What tests ask of the isolate they run in, and the start of a test file's process; `js/test` holds the rest.

use std::path::PathBuf;
use std::rc::Rc;

use deno_core::OpState;
use deno_core::error::JsError;
use deno_runtime::worker::MainWorker;
use racejs_test::TestHost;
use url::Url;

use super::services::Process;
use crate::errors::{self, Failure};
use crate::loader::Loader;

/// As a module it has to have a URL.
const START: &str = "racejs:test_start";

struct Host {
    loader: Rc<Loader>,
    cwd: PathBuf,
}

impl TestHost for Host {
    fn describe(&self, error: &JsError) -> String {
        errors::details(error, &self.cwd)
    }

    fn source_map(&self, module: &str) -> Option<String> {
        self.loader.source_map(module)
    }

    fn loaded(&self) -> Vec<String> {
        self.loader.own_files()
    }
}

/// To be called after bootstrap, for each isolate.
pub(super) fn connect(process: &Process, state: &mut OpState, loader: &Rc<Loader>) {
    let host = Host {
        loader: loader.clone(),
        cwd: process.launch.cwd.clone(),
    };
    let settings = process.loader.tests.clone().unwrap_or_default();
    racejs_test::connect(state, settings, Rc::new(host));
}

/// Makes the process of a test file ready for it, before the file's first module: globals, and who hears of the results.
pub(super) async fn prepare(worker: &mut MainWorker) -> Result<(), Failure> {
    let Ok(start) = Url::parse(START) else { return Ok(()) };
    let code = format!("import {:?};", racejs_test::FILE);
    let id = worker.js_runtime.load_side_es_module_from_code(&start, code).await?;
    worker.evaluate_module(id).await?;
    Ok(())
}
