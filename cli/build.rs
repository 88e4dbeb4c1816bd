//! Exports the N-API symbols from the binary, so that native addons find them when they are loaded.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    deno_napi::print_linker_flags("racejs");
}
