//! Node's habits of a process that deno_node leaves to whoever embeds it: `process.execArgv`, what Node's flags do to warnings
//! and rejections, and child processes that get their command line as it was written.
//!
//! The host says with [`ProcessOptions`] how the program was started; `js/process/` does the rest when a program first
//! touches `node:process`. Knows no command line and no loader.

use std::sync::Arc;

use deno_core::{OpState, op2, v8};
use serde::Serialize;

/// What becomes of a rejected promise that nobody handles: the modes of Node's `--unhandled-rejections`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnhandledRejections {
    /// The event `unhandledRejection`; without a listener an uncaught exception.
    #[default]
    Throw,
    /// An uncaught exception; if that is handled, the event too.
    Strict,
    /// The event, and a warning in any case.
    Warn,
    /// The event; without a listener a warning and the exit code 1.
    WarnWithErrorCode,
    /// The event alone.
    None,
}

/// The second element of `process.argv`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ProgramName {
    /// The path of the program.
    #[default]
    Path,
    /// `-`, where somebody typed that.
    Dash,
    /// None: what follows is the program's first argument.
    None,
}

/// What a flag did to `Object.prototype.__proto__`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisabledProto {
    /// It is not there.
    Delete,
    /// Using it throws `ERR_PROTO_ACCESS`.
    Throw,
}

/// How the program was started, as far as its `process` is concerned.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProcessOptions {
    /// `process.execArgv`: the flags before the program, as they were typed.
    pub exec_argv: Vec<String>,
    /// Node's own options that deno_node reads by itself, each as `--name` or `--name=value`.
    pub options: Vec<String>,
    /// What `process.argv` calls the program.
    pub program: ProgramName,
    /// The code of `-e`, which a fork must not run again.
    pub eval: Option<String>,
    /// `--unhandled-rejections`.
    pub unhandled_rejections: UnhandledRejections,
    /// `--no-deprecation`.
    pub no_deprecation: bool,
    /// `--throw-deprecation`.
    pub throw_deprecation: bool,
    /// `--trace-deprecation`.
    pub trace_deprecation: bool,
    /// `--trace-warnings`.
    pub trace_warnings: bool,
    /// `--disable-warning`: codes and names of warnings that are not printed.
    pub disabled_warnings: Vec<String>,
    /// `--stack-trace-limit`.
    #[serde(skip)]
    pub stack_trace_limit: Option<u32>,
    /// `--trace-event-categories`: names, with commas between them.
    #[serde(skip)]
    pub trace_event_categories: Option<String>,
    /// `--disable-proto`.
    #[serde(skip)]
    pub disabled_proto: Option<DisabledProto>,
}

impl ProcessOptions {
    /// The script that puts into effect, before any module, what does not wait for `node:process`. Usually there is nothing.
    pub fn start_script(&self) -> Option<String> {
        let mut script = String::new();
        if let Some(limit) = self.stack_trace_limit {
            script.push_str(&format!("Error.stackTraceLimit = {limit};"));
        }
        script.push_str(match self.disabled_proto {
            None => "",
            Some(DisabledProto::Delete) => "delete Object.prototype.__proto__;",
            Some(DisabledProto::Throw) => THROWING_PROTO,
        });
        if let Some(categories) = &self.trace_event_categories {
            let categories: Vec<&str> = categories.split(',').filter(|name| !name.is_empty()).collect();
            script.push_str(&format!(
                "globalThis.process.getBuiltinModule(\"node:trace_events\").createTracing({{ categories: {categories:?} }}).enable();"
            ));
        }
        if self.unhandled_rejections != UnhandledRejections::Throw {
            // Loads `node:process`, which takes the rejections.
            script.push_str("globalThis.process;");
        }
        (!script.is_empty()).then_some(script)
    }
}

const THROWING_PROTO: &str = "{
  const refuse = () => {
    const message = \"Accessing Object.prototype.__proto__ has been disallowed with --disable-proto=throw\";
    throw Object.assign(new Error(message), { code: \"ERR_PROTO_ACCESS\" });
  };
  Object.defineProperty(Object.prototype, \"__proto__\", { configurable: false, enumerable: false, get: refuse, set: refuse });
};";

deno_core::extension!(
    racejs_process,
    ops = [op_racejs_process_options],
    esm_entry_point = "ext:racejs_process/start.js",
    esm = [dir "../../js/process", "start.js"],
    lazy_loaded_js = [dir "../../js/process", "channel.js", "ops.js", "process.js", "rejections.js", "stat.js"],
    options = { process: Arc<ProcessOptions> },
    state = |state, options| state.put(options.process),
);

/// What `process.js` asks for.
#[derive(Serialize)]
struct Start {
    /// Stands in `process.versions` where Deno would name itself.
    versions: Versions,
    #[serde(flatten)]
    options: ProcessOptions,
}

#[derive(Serialize)]
struct Versions {
    racejs: &'static str,
    v8: &'static str,
}

#[op2]
#[serde]
fn op_racejs_process_options(state: &OpState) -> Start {
    Start {
        versions: Versions {
            racejs: env!("CARGO_PKG_VERSION"),
            v8: v8::VERSION_STRING,
        },
        options: ProcessOptions::clone(state.borrow::<Arc<ProcessOptions>>()),
    }
}
