//! `require` in RaceJS: the same answers as `import` gives to user files (TypeScript, path aliases, the module `racejs`).
//!
//! deno_node's `Module` is extended by `js/modules/node_module.js` when a program first comes near CommonJS; what is found
//! is decided by the host, through [`RequireResolver`]. Knows no file system and no resolution rules.

use std::rc::Rc;

use deno_core::{OpState, op2};

/// The host's part: where a `require` in a user file leads.
pub trait RequireResolver {
    /// The absolute path of the module that the file `from` requires as `request`, or `None` to leave it to Node's rules.
    fn resolve(&self, request: &str, from: &str) -> Option<String>;

    /// Why Node's rules find no file for it, with the path that they led to.
    fn explain(&self, request: &str, from: &str) -> Option<String>;
}

deno_core::extension!(
    racejs_modules,
    ops = [op_racejs_require_resolve, op_racejs_require_explain],
    lazy_loaded_js = [dir "../../js/modules", "node_module.js"],
    synthetic_esm = ["racejs:node_module" = "ext:racejs_modules/node_module.js"],
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
