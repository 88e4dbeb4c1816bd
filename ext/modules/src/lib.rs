//! `require` in RaceJS: the same answers as `import` gives to user files (TypeScript, path aliases, the module `racejs`).
//!
//! deno_node's `Module` is extended by `js/modules/node_module.js` when a program first comes near CommonJS; what is found
//! is decided by the host, through [`RequireResolver`]. Beside it stand other modules of Node's that need mending. Knows no file system and no resolution rules.

mod prompt;

use std::rc::Rc;

use deno_core::{OpState, op2};

pub use prompt::{PromptHost, Typed};

/// The module that opens the interactive prompt when it is evaluated.
pub const PROMPT: &str = "racejs:prompt";

/// The host's part: where a `require` in a user file leads.
pub trait RequireResolver {
    /// The absolute path of the module that the file `from` requires as `request`, or `None` to leave it to Node's rules.
    fn resolve(&self, request: &str, from: &str) -> Option<String>;

    /// Why Node's rules find no file for it, with the path that they led to.
    fn explain(&self, request: &str, from: &str) -> Option<String>;

    /// What Node calls the format of the module at `url`: `commonjs`, `module`, `json`, …, with `-typescript` where it is that.
    fn format(&self, url: &str) -> Option<String>;

    /// Whether the file is written as an ES module, whatever its name says.
    fn is_module(&self, path: &str) -> bool;
}

deno_core::extension!(
    racejs_modules,
    ops = [
        op_racejs_require_resolve,
        op_racejs_require_explain,
        op_racejs_module_format,
        op_racejs_is_module,
        prompt::op_racejs_prompt_read,
        prompt::op_racejs_prompt_history,
    ],
    lazy_loaded_js = [
        dir "../../js/modules",
        "hooks.js",
        "hooks_thread.js",
        "node_events.js",
        "node_http.js",
        "node_https.js",
        "node_module.js",
        "node_repl.js",
        "node_tls.js",
        "prompt.js",
        "register.js",
    ],
    synthetic_esm = [
        "racejs:hooks_thread" = "ext:racejs_modules/hooks_thread.js",
        "racejs:node_events" = "ext:racejs_modules/node_events.js",
        "racejs:node_http" = "ext:racejs_modules/node_http.js",
        "racejs:node_https" = "ext:racejs_modules/node_https.js",
        "racejs:node_module" = "ext:racejs_modules/node_module.js",
        "racejs:node_repl" = "ext:racejs_modules/node_repl.js",
        "racejs:node_tls" = "ext:racejs_modules/node_tls.js",
        "racejs:prompt" = "ext:racejs_modules/prompt.js",
    ],
);

/// The path, or an empty string where the host has nothing to say.
#[op2]
#[string]
fn op_racejs_require_resolve(state: &OpState, #[string] request: &str, #[string] from: &str) -> String {
    let resolver = state.try_borrow::<Rc<dyn RequireResolver>>();
    resolver
        .and_then(|resolver| resolver.resolve(request, from))
        .unwrap_or_default()
}

/// What is wrong with a `require`, or an empty string.
#[op2]
#[string]
fn op_racejs_require_explain(state: &OpState, #[string] request: &str, #[string] from: &str) -> String {
    let resolver = state.try_borrow::<Rc<dyn RequireResolver>>();
    resolver
        .and_then(|resolver| resolver.explain(request, from))
        .unwrap_or_default()
}

/// The format, or an empty string where the host does not know it.
#[op2]
#[string]
fn op_racejs_module_format(state: &OpState, #[string] url: &str) -> String {
    let resolver = state.try_borrow::<Rc<dyn RequireResolver>>();
    resolver.and_then(|resolver| resolver.format(url)).unwrap_or_default()
}

#[op2(fast)]
fn op_racejs_is_module(state: &OpState, #[string] path: &str) -> bool {
    let resolver = state.try_borrow::<Rc<dyn RequireResolver>>();
    resolver.is_some_and(|resolver| resolver.is_module(path))
}
