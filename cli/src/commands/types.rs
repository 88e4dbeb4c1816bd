//! `racejs types`: what an editor needs to know the module `racejs`, as one file to keep beside a program.

use std::io::Write as _;

/// The types as the project keeps them: a module of their own.
const MODULE: &str = include_str!("../../../js/types/racejs.d.ts");

pub(super) fn run() -> i32 {
    // A reader such as `head` may be gone already; that is no failure.
    let _ = std::io::stdout().write_all(ambient().as_bytes());
    0
}

/// The same as declarations of the modules by the names that programs import, which TypeScript picks up from any file
/// that its configuration includes.
fn ambient() -> String {
    let mut text = String::from("// Made by `racejs types`.\n\ndeclare module \"racejs\" {\n");
    for line in MODULE.lines() {
        // Inside such a declaration everything is declared.
        let line = line.replace("export declare ", "export ");
        text.push_str(if line.is_empty() { "" } else { "  " });
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str("}\n\ndeclare module \"@racejs/core\" {\n  export * from \"racejs\";\n}\n");
    text
}
