//! How the binary is linked: the symbols that native addons need, and the layout that starts fastest.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=startup-symbols.txt");
    deno_napi::print_linker_flags("racejs");
    if std::env::var("TARGET").is_ok_and(|target| target == "x86_64-unknown-linux-gnu") {
        lay_out();
    }
}

/// lld, which rustc brings for this target, puts the functions that run at start side by side: of 80 MB of code a start
/// then touches a few, which saves page faults and resident memory. `tools/order-symbols` records the list.
fn lay_out() {
    let list = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("startup-symbols.txt");
    let arguments = [
        format!("-Wl,--symbol-ordering-file={}", list.display()),
        // The list names what some build had; a symbol that is gone since is no reason to stop.
        "-Wl,--no-warn-symbol-ordering".to_string(),
        // Identical functions once, where nothing can tell.
        "-Wl,--icf=safe".to_string(),
        // At a fixed address, as Node's own binary: 213,000 relocations at each start cost 2 to 3 ms and 700 page faults.
        "-no-pie".to_string(),
    ];
    for argument in arguments {
        println!("cargo:rustc-link-arg-bin=racejs={argument}");
    }
}
