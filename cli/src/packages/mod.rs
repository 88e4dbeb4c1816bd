//! A project as package managers see it: its package.json, the manager it is kept with, its scripts and its tools. Installs
//! nothing itself, and knows no command line of RaceJS's own.

mod manager;
mod manifest;
mod request;
#[cfg(test)]
mod tests;

pub(crate) use manager::{Manager, find_program, of_project};
pub(crate) use manifest::Project;
pub(crate) use request::{Kind, Request};
