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
    // Asked at run time: clones may share a target directory, and with it this program.
    let here = std::env::current_dir().unwrap_or_default();
    let list = here.join("startup-symbols.txt");
    let mut arguments = vec![
        format!("--symbol-ordering-file={}", list.display()),
        // The list names what some build had; a symbol that is gone since is no reason to stop.
        "--no-warn-symbol-ordering".to_string(),
        // Identical functions once, where nothing can tell.
        "--icf=safe".to_string(),
    ];
    // A fixed address (`-no-pie`, as Node's own binary has) would start 2 ms sooner and give up the random layout that
    // makes a server harder to attack. Packed, the 213,000 relocations of a start cost less instead.
    if glibc_minor().is_some_and(|minor| minor >= 36) {
        arguments.extend(["-z".to_string(), "pack-relative-relocs".to_string()]);
    }
    for argument in arguments {
        println!("cargo:rustc-link-arg-bin=racejs=-Wl,{argument}");
    }
}

/// The minor version of this machine's glibc 2, as `getconf` tells it: older loaders don't know packed relocations.
fn glibc_minor() -> Option<u32> {
    let output = std::process::Command::new("getconf")
        .arg("GNU_LIBC_VERSION")
        .output()
        .ok()?;
    let version = String::from_utf8(output.stdout).ok()?;
    version.trim().strip_prefix("glibc 2.")?.split('.').next()?.parse().ok()
}
