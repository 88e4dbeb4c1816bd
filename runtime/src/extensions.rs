//! THE list of RaceJS's extensions, in the order of the snapshot (`build.rs` gives it the same list).

use deno_core::Extension;

pub(crate) fn extensions() -> Vec<Extension> {
    vec![
        racejs_modules::racejs_modules::init(),
        racejs_http::racejs_http::init(),
        racejs_http::racejs_express::init(),
        racejs_test::racejs_test::init(),
    ]
}
