//! `racejs routes <file>`: what a program answers, and where each route stands.

use racejs_runtime::Purpose;

use super::{launch::launch, run};
use crate::args::RoutesArgs;
use crate::ui::Failure;

pub(super) fn run(routes: RoutesArgs) -> Result<i32, Failure> {
    let purpose = Purpose::Routes { is_json: routes.json };
    let (entry, args) = run::entry_of(routes.program.words)?;
    launch(entry, purpose, args, routes.program.flags)
}
