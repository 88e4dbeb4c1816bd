//! The calls from `js/hot`.

use std::rc::Rc;

use deno_core::{OpState, op2, v8};
use deno_error::JsErrorBox;

use crate::HotHost;

/// Frames that are looked through for one of the program's own.
const MAX_FRAMES: usize = 48;

fn host(state: &OpState) -> Result<Rc<dyn HotHost>, JsErrorBox> {
    let host = state.try_borrow::<Rc<dyn HotHost>>().cloned();
    host.ok_or_else(|| JsErrorBox::generic("Hot reload is not on"))
}

/// `dependency` is empty for the module itself.
#[op2]
#[string]
pub(crate) fn op_racejs_hot_accept(
    state: &OpState,
    #[string] module: &str,
    #[string] dependency: &str,
) -> Result<String, JsErrorBox> {
    host(state)?.accept(module, Some(dependency).filter(|name| !name.is_empty()))
}

#[op2(fast)]
pub(crate) fn op_racejs_hot_invalidate(
    state: &OpState,
    #[string] module: &str,
    #[string] message: &str,
) -> Result<(), JsErrorBox> {
    host(state)?.invalidate(module, message);
    Ok(())
}

/// The outermost of the program's own modules that are being called, by the name that V8 has for it; empty if there is none. It gets
/// a new version with each module that it calls, and so ends what a helper starts for it.
#[op2]
#[string]
pub(crate) fn op_racejs_hot_owner(scope: &mut v8::PinScope<'_, '_>, state: &OpState) -> String {
    let (Ok(host), Some(trace)) = (host(state), v8::StackTrace::current_stack_trace(scope, MAX_FRAMES)) else {
        return String::new();
    };
    let frames = (0..trace.get_frame_count()).filter_map(|index| trace.get_frame(scope, index));
    let names: Vec<_> = frames.collect();
    names
        .iter()
        .rev()
        .filter_map(|frame| frame.get_script_name(scope))
        .map(|name| name.to_rust_string_lossy(scope))
        .find(|name| host.is_own(name))
        .unwrap_or_default()
}
