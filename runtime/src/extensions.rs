//! THE list of RaceJS's extensions, in the order of the snapshot (`build.rs` gives it the same list).

use std::sync::Arc;

use deno_core::Extension;
use racejs_process::ProcessOptions;

pub(crate) fn extensions(process: &Arc<ProcessOptions>) -> Vec<Extension> {
    vec![
        racejs_modules::racejs_modules::init(),
        racejs_process::racejs_process::init(process.clone()),
        racejs_http::racejs_http::init(),
        racejs_http::racejs_express::init(),
        racejs_test::racejs_test::init(),
        racejs_hot::racejs_hot::init(),
    ]
}
