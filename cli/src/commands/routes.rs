//! `racejs routes <file>`: what a program answers, and where each route stands.

use racejs_runtime::Purpose;

use super::launch::{Start, launch};
use super::run;
use crate::args::{NodeFlags, RoutesArgs};
use crate::ui::Failure;

pub(super) fn run(routes: RoutesArgs, node: NodeFlags) -> Result<i32, Failure> {
    if routes.program.watch {
        return Err(Failure::usage("`racejs routes` does not watch").hint("`racejs dev` runs a program that changes"));
    }
    let (entry, args) = run::entry_of(routes.program.words)?;
    let start = Start {
        entry,
        purpose: Purpose::Routes { is_json: routes.json },
        args,
        is_watched: false,
        production: None,
    };
    launch(start, routes.program.flags, node)
}
