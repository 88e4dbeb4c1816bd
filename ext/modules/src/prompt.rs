//! What the interactive prompt (`js/modules/node_repl.js`, `prompt.js`) asks of the host: how to run what was typed, and where
//! earlier lines are kept. Knows no syntax.

use std::rc::Rc;

use deno_core::serde::Serialize;
use deno_core::{OpState, op2};

/// The host's part of a prompt.
pub trait PromptHost {
    /// What is to be run for the text.
    fn read(&self, text: &str) -> Typed;

    /// The file that keeps lines from one prompt to the next, if there is a place for it.
    fn history(&self) -> Option<String>;
}

/// How a text is to be run.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(crate = "deno_core::serde", tag = "kind", rename_all = "camelCase")]
pub enum Typed {
    /// As it is, be it right or wrong.
    Plain,
    /// It is the beginning of something.
    Incomplete,
    /// As this script, which may import.
    Script {
        /// The text, or what TypeScript becomes.
        code: String,
    },
    /// As a script that gives a promise of `{ value }`, or of nothing.
    Async {
        /// A script to be run first: the names that the text declares. Empty where it declares none.
        declarations: String,
        /// The script.
        code: String,
    },
}

#[op2]
#[serde]
pub(crate) fn op_racejs_prompt_read(state: &OpState, #[string] text: &str) -> Typed {
    let host = state.try_borrow::<Rc<dyn PromptHost>>();
    host.map_or(Typed::Plain, |host| host.read(text))
}

/// The path, or an empty string.
#[op2]
#[string]
pub(crate) fn op_racejs_prompt_history(state: &OpState) -> String {
    let host = state.try_borrow::<Rc<dyn PromptHost>>();
    host.and_then(|host| host.history()).unwrap_or_default()
}
