//! The calls from `js/test`.

use std::cell::RefCell;
use std::rc::Rc;

use deno_core::error::JsError;
use deno_core::{OpState, op2, v8};

use crate::{Settings, TestHost, channel};

/// What was asked for, as JSON; an empty string in a program that is run as such.
#[op2]
#[string]
pub(crate) fn op_racejs_test_settings(state: &OpState) -> String {
    state
        .try_borrow::<Settings>()
        .map(|settings| settings.0.clone())
        .unwrap_or_default()
}

/// One line to the command that started this process.
#[op2(fast)]
pub(crate) fn op_racejs_test_send(#[string] line: &str) {
    channel::send(line);
}

/// What there is to say of a thrown value beside its message.
#[op2(reentrant)]
#[string]
pub(crate) fn op_racejs_test_describe<'s>(
    scope: &mut v8::PinScope<'s, '_>,
    state: Rc<RefCell<OpState>>,
    thrown: v8::Local<'s, v8::Value>,
) -> String {
    let host = state.borrow().try_borrow::<Rc<dyn TestHost>>().cloned();
    // Reading an error may run code of the program, which may enter here again: nothing is borrowed by now.
    let error = JsError::from_v8_exception(scope, thrown);
    host.map(|host| host.describe(&error)).unwrap_or_default()
}

/// The source map of a module, JSON; empty where there is none.
#[op2]
#[string]
pub(crate) fn op_racejs_test_source_map(state: &OpState, #[string] module: &str) -> String {
    let host = state.try_borrow::<Rc<dyn TestHost>>();
    host.and_then(|host| host.source_map(module)).unwrap_or_default()
}

/// The program's own files that have been loaded.
#[op2]
pub(crate) fn op_racejs_test_loaded(state: &OpState) -> Vec<String> {
    let host = state.try_borrow::<Rc<dyn TestHost>>();
    host.map(|host| host.loaded()).unwrap_or_default()
}
