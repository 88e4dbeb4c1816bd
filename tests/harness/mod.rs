//! The spec runner: reads a spec, plays it against a program, and says where the two differ. It must not know what RaceJS is;
//! the program under test is a path and the sections of a spec are all that it understands.

mod acts;
pub(crate) mod binary;
mod compare;
mod exchange;
mod http;
mod normalise;
mod packages;
mod process;
mod project;
mod report;
mod runner;
mod selftest;
mod selftest_server;
mod spec;
mod txtar;
mod update;

pub(crate) use packages::install as install_packages;
pub(crate) use runner::Runner;
pub(crate) use selftest::trials as self_trials;
pub(crate) use selftest_server::{SERVER_ARGUMENT, run as serve_for_self_trials};
pub(crate) use spec::Spec;
