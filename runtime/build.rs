//! Makes the V8 snapshot that every isolate starts from: the JavaScript of deno_runtime and of RaceJS's own extensions,
//! evaluated once at build time. What the snapshot leaves out (modules loaded on first use) is written beside it as tables.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a build script speaks to cargo, and fails by panicking"
)]

use std::collections::HashSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use deno_runtime::deno_core::{ModuleCodeString, ModuleName, v8, wrap_lazy_ext_script};
use deno_runtime::ops::bootstrap::SnapshotOptions;
use deno_runtime::snapshot::{LazyExtensionFile, LazyExtensionFileKind, create_runtime_snapshot};
use deno_runtime::transpile::maybe_transpile_source;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let out_dir = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let options = SnapshotOptions {
        ts_version: "5.9.3".to_string(),
        v8_version: v8::VERSION_STRING,
        target: std::env::var("TARGET").expect("cargo sets TARGET"),
    };
    // The same list, in the same order, as `extensions.rs` gives to each isolate.
    let extensions = vec![
        racejs_modules::racejs_modules::init(),
        racejs_process::racejs_process::init(Default::default()),
        racejs_http::racejs_http::init(),
        racejs_http::racejs_express::init(),
        racejs_test::racejs_test::init(),
        racejs_hot::racejs_hot::init(),
    ];
    let output = create_runtime_snapshot(out_dir.join("snapshot.bin"), options, extensions);

    let consumed: HashSet<&str> = output.consumed_lazy_specifiers.iter().map(String::as_str).collect();
    let lazy: Vec<_> = output
        .lazy_extension_files
        .iter()
        .filter(|file| !consumed.contains(file.specifier.as_str()))
        .collect();
    let mut tables = String::new();
    write_table(&mut tables, &out_dir, "LAZY_SCRIPTS", &lazy, LazyExtensionFileKind::Js);
    write_table(&mut tables, &out_dir, "LAZY_MODULES", &lazy, LazyExtensionFileKind::Esm);
    fs::write(out_dir.join("lazy_sources.rs"), tables).expect("OUT_DIR is writable");
}

/// Writes `pub(crate) static NAME: &[(specifier, source)]`, sorted, as deno_core looks entries up by binary search.
fn write_table(
    tables: &mut String,
    out_dir: &Path,
    name: &str,
    files: &[&LazyExtensionFile],
    kind: LazyExtensionFileKind,
) {
    let mut files: Vec<_> = files.iter().filter(|file| file.kind == kind).collect();
    files.sort_by(|a, b| a.specifier.cmp(&b.specifier));
    let _ = writeln!(tables, "pub(crate) static {name}: &[(&str, &str)] = &[");
    for file in files {
        println!("cargo:rerun-if-changed={}", file.path.display());
        let path = emit_source(out_dir, file);
        let _ = writeln!(tables, "    ({:?}, include_str!({:?})),", file.specifier, path);
    }
    let _ = writeln!(tables, "];");
}

// Deno's own scripts take its namespace from the global object, where programs must not find it. Here they get it by the same
// name from `js/process/start.js`.

fn script_with_namespace(code: String) -> String {
    if !uses_namespace(&code) {
        return code;
    }
    // deno_core looks for this beginning.
    const START: &str = "\"use strict\"; return (";
    let expression = code
        .strip_prefix(START)
        .and_then(|code| code.strip_suffix(");"))
        .expect("deno_core wraps scripts as it did when this was written");
    let expression = without_global(expression);
    format!("{START}((Deno) => {expression})(__bootstrap.internals.racejsNamespace()));")
}

fn module_with_namespace(code: &str) -> String {
    if !uses_namespace(code) {
        return code.to_string();
    }
    let code = without_global(code);
    format!(
        "import {{ internals as racejsInternals }} from \"ext:core/mod.js\";\n\
         const Deno = racejsInternals.racejsNamespace();\n{code}"
    )
}

fn uses_namespace(code: &str) -> bool {
    code.contains("Deno.") || code.contains("Deno?")
}

fn without_global(code: &str) -> String {
    code.replace("globalThis.Deno", "Deno")
        .replace("const { Deno } = globalThis;", "")
}

/// Transpiles one source into OUT_DIR. Scripts are wrapped here, so that V8 can use the binary's own bytes at run time.
fn emit_source(out_dir: &Path, file: &LazyExtensionFile) -> PathBuf {
    let source =
        fs::read_to_string(&file.path).unwrap_or_else(|error| panic!("cannot read `{}`: {error}", file.path.display()));
    let (code, _source_map) =
        maybe_transpile_source(ModuleName::from(file.specifier.clone()), ModuleCodeString::from(source))
            .unwrap_or_else(|error| panic!("cannot transpile `{}`: {error}", file.specifier));
    let code = match file.kind {
        LazyExtensionFileKind::Js => script_with_namespace(wrap_lazy_ext_script(&code)),
        LazyExtensionFileKind::Esm => module_with_namespace(code.as_str()),
    };
    assert!(
        code.is_ascii(),
        "`{}` must be ASCII: V8 reads these sources in place as one-byte strings",
        file.specifier
    );
    let file_name: String = file
        .specifier
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    let path = out_dir.join(file_name + ".js");
    fs::write(&path, code).expect("OUT_DIR is writable");
    path
}
