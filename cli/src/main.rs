//! The `racejs` binary: the process starts and ends here. What it does is in `commands`.

mod args;
mod commands;
mod env_file;
mod logging;
mod packages;
mod ui;

fn main() {
    let code = commands::dispatch(std::env::args_os());
    std::process::exit(code);
}
