//! Hot reload as a program sees it: the calls from the scripts of `js/hot`, which give modules their `import.meta.hot` and know
//! what timers, listeners and servers a version of a module has made. Which modules change, and when, is the host's affair
//! ([`HotHost`]). Loaded only where a program is developed: any other pays nothing.

mod ops;

use std::rc::Rc;

use deno_core::OpState;
use deno_error::JsErrorBox;

/// The module that makes an isolate ready, to be evaluated before the program's first one.
pub const START: &str = "racejs:hot";

/// What the isolate's host knows of the program's modules.
pub trait HotHost {
    /// A module is ready to take a new version of itself or, by the specifier it imports it with, of a dependency. Gives the
    /// URL of that one, without a version.
    fn accept(&self, module: &str, dependency: Option<&str>) -> Result<String, JsErrorBox>;
    /// A module has taken a new version and cannot go on with it: its importers have to be evaluated again.
    fn invalidate(&self, module: &str, message: &str);
    /// Whether a stack frame of that script stands in the program's own code.
    fn is_own(&self, script: &str) -> bool;
}

/// Gives the isolate its host. After bootstrap, before any module.
pub fn connect(state: &mut OpState, host: Rc<dyn HotHost>) {
    state.put(host);
}

deno_core::extension!(
    racejs_hot,
    ops = [
        ops::op_racejs_hot_accept,
        ops::op_racejs_hot_invalidate,
        ops::op_racejs_hot_owner,
    ],
    lazy_loaded_esm = [
        dir "../../js/hot",
        "_context.ts",
        "_events.ts",
        "_host.ts",
        "_owned.ts",
        "_process.ts",
        "_servers.ts",
        "_timers.ts",
        "hot.ts",
    ],
    lazy_loaded_js = [dir "../../js/hot", "entry.js"],
    synthetic_esm = ["racejs:hot" = "ext:racejs_hot/entry.js"],
);
