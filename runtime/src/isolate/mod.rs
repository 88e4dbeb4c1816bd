//! An isolate: a V8 heap with its own event loop, loader and globals, on a thread of its own. The main one runs the
//! program; the others are its `Worker`s.

mod bootstrap;
mod certificates;
mod default_export;
mod inspector;
mod main_worker;
mod program;
mod routes;
mod services;
mod tests;
mod web_worker;

pub(crate) use bootstrap::Launch;
pub(crate) use default_export::serve as serve_default_export;
pub(crate) use program::{Exit, finish, run_program, stopped};
pub(crate) use services::{Process, Worker};
