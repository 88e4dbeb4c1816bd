//! Tests for RaceJS: the few calls with which the TypeScript of `js/test` reaches its process, and the extension that
//! brings that TypeScript, with the libraries of `vendor/test-libraries`, into an isolate.
//!
//! A command (`racejs test`) starts a process for each file and gives it a [`FileRun`] in its environment; what the file's
//! tests do comes back as lines through a [`channel`]. Everything is loaded on first use: a program that imports no test
//! module pays nothing. Knows no loader and no reports on errors: the host brings them as a [`TestHost`].

mod channel;
mod ops;

use std::rc::Rc;

use deno_core::OpState;
use deno_core::error::JsError;

pub use channel::{FileRun, is_open as runs_a_file, send_failure};

/// The module that `racejs test` runs.
pub const COMMAND: &str = "racejs:test_command";
/// The module that makes a test file's process ready for it.
pub const FILE: &str = "racejs:test_file";

/// What the isolate's host knows of programs and tells their tests.
pub trait TestHost {
    /// Where an error happened: the lines of source around it, its stack, its causes. Not its message.
    fn describe(&self, error: &JsError) -> String;
    /// The code that runs for a module (its URL, or a path for CommonJS) and its source map, where there is one.
    fn source_map(&self, module: &str) -> Option<String>;
    /// The program's own files that have been loaded, as paths.
    fn loaded(&self) -> Vec<String>;
}

/// What a run of tests was asked for, as JSON; `js/test/_settings.ts` reads it.
struct Settings(String);

/// Gives the isolate's tests their settings and their host. After bootstrap, before any module.
pub fn connect(state: &mut OpState, settings: String, host: Rc<dyn TestHost>) {
    state.put(Settings(settings));
    state.put(host);
}

deno_core::extension!(
    racejs_test,
    ops = [
        ops::op_racejs_test_describe,
        ops::op_racejs_test_loaded,
        ops::op_racejs_test_send,
        ops::op_racejs_test_settings,
        ops::op_racejs_test_source_map,
    ],
    lazy_loaded_esm = [
        dir "../../js/test",
        "_assert.ts",
        "_capture.ts",
        "_context.ts",
        "_coverage.ts",
        "_coverage_report.ts",
        "_dot.ts",
        "_each.ts",
        "_failure.ts",
        "_file_run.ts",
        "_find.ts",
        "_host.ts",
        "_invoke.ts",
        "_junit.ts",
        "_lazy.ts",
        "_libraries.ts",
        "_location.ts",
        "_mock.ts",
        "_modules.ts",
        "_node.ts",
        "_node_snapshot.ts",
        "_process.ts",
        "_register.ts",
        "_report.ts",
        "_reporters.ts",
        "_run.ts",
        "_run_api.ts",
        "_runner.ts",
        "_settings.ts",
        "_snapshot.ts",
        "_spec.ts",
        "_state.ts",
        "_summary.ts",
        "_tap.ts",
        "_timers.ts",
        "_tree.ts",
        "_types.ts",
        "_under_way.ts",
        "_watch.ts",
        "command.ts",
        "expect.ts",
        "file.ts",
        "globals.ts",
        "node.ts",
        "reporters.ts",
        "vi.ts",
    ],
    lazy_loaded_js = [
        dir "../../js/test",
        "ext:racejs_test/libraries.js" = "../../vendor/test-libraries/libraries.js",
        "command_entry.js",
        "entry.js",
        "file_entry.js",
        "node_entry.js",
        "reporters_entry.js",
    ],
    synthetic_esm = [
        "racejs:test" = "ext:racejs_test/entry.js",
        "racejs:test_libraries" = "ext:racejs_test/libraries.js",
        "racejs:test_command" = "ext:racejs_test/command_entry.js",
        "racejs:test_file" = "ext:racejs_test/file_entry.js",
        "racejs:node_test" = "ext:racejs_test/node_entry.js",
        "racejs:node_test_reporters" = "ext:racejs_test/reporters_entry.js",
    ],
);
