//! How the binary is linked.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // Native addons look for the N-API functions in the program that loads them.
    deno_napi::print_linker_flags("racejs");
    // At a fixed address, as Node's own binary is: 210,000 relocations at each start would cost 2 ms and 2 MB.
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo:rustc-link-arg-bin=racejs=-no-pie");
    }
}
