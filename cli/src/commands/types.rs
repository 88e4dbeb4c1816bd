//! `racejs types`: what an editor needs to know the modules of RaceJS, as one file to keep beside a program.

use std::io::Write as _;

/// The types as the project keeps them, each with the names that programs import it by.
const MODULES: [(&str, &str, &str); 2] = [
    ("racejs", "@racejs/core", include_str!("../../../js/types/racejs.d.ts")),
    (
        "racejs/express",
        "@racejs/compat",
        include_str!("../../../js/types/express.d.ts"),
    ),
];

pub(super) fn run() -> i32 {
    // A reader such as `head` may be gone already; that is no failure.
    let _ = std::io::stdout().write_all(ambient().as_bytes());
    0
}

/// The same as declarations of the modules by the names that programs import, which TypeScript picks up from any file
/// that its configuration includes.
fn ambient() -> String {
    let mut text = String::from("// Made by `racejs types`.\n");
    for (name, alias, module) in MODULES {
        text.push_str(&format!("\ndeclare module \"{name}\" {{\n"));
        for line in module.lines() {
            // Inside such a declaration everything is declared.
            let line = line.replace("export declare ", "export ");
            let line = line.strip_prefix("declare ").unwrap_or(&line);
            text.push_str(if line.is_empty() { "" } else { "  " });
            text.push_str(line);
            text.push('\n');
        }
        text.push_str(&format!("}}\n\ndeclare module \"{alias}\" {{\n  export * from \"{name}\";\n"));
        if module.contains("export default ") {
            text.push_str(&format!("  export {{ default }} from \"{name}\";\n"));
        }
        text.push_str("}\n");
    }
    text
}
