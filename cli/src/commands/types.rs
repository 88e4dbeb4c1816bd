//! `racejs types`: what an editor needs to know the modules that programs import, as one file to keep beside a program.
//! Knows how the files under `js/types/` hang together, and not what they say.

use std::io::Write as _;

/// A module that programs import. The project keeps its types as files that import from each other.
struct Module {
    name: &'static str,
    /// Further names that it has.
    aliases: &'static [&'static str],
    /// Its files by their names, without the ending. The first one says what the module is.
    files: &'static [(&'static str, &'static str)],
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../js/types/", $name, ".d.ts")))),*]
    };
}

/// For those who see that a name in the file is not known.
const HEADER: &str =
    "// Made by `racejs types`. It needs `\"lib\": [\"ESNext\", \"DOM\"]` in tsconfig.json, which is what
// `\"target\": \"ESNext\"` stands for; where there is `@types/node`, `\"ESNext\"` alone is enough.
";

/// A file belongs to one module; a file of another one that imports from it imports from that module in the end.
const MODULES: &[Module] = &[RACEJS, EXPRESS, TEST];

const RACEJS: Module = Module {
    name: "racejs",
    aliases: &["@racejs/core"],
    files: files![
        "app",
        "startup",
        "options",
        "limits",
        "router",
        "verbs",
        "verbs-rare",
        "handlers",
        "paths",
        "request",
        "request-head",
        "request-client",
        "request-preferences",
        "request-body",
        "form-parts",
        "response",
        "response-headers",
        "cookies",
        "response-body",
        "response-streams",
        "response-files",
        "events",
        "websocket",
        "socket",
        "topics",
        "server",
        "tls",
        "errors",
        "middleware",
        "middleware-auth",
        "middleware-answers",
        "middleware-security",
        "static",
        "hot",
    ],
};

const EXPRESS: Module = Module {
    name: "racejs/express",
    aliases: &["@racejs/compat"],
    files: files!["express"],
};

const TEST: Module = Module {
    name: "racejs/test",
    aliases: &[],
    files: files!["test", "test-mocks"],
};

pub(super) fn run() -> i32 {
    // A reader such as `head` may be gone already; that is no failure.
    let _ = std::io::stdout().write_all(ambient().as_bytes());
    0
}

/// Declarations of the modules by the names that programs import, which TypeScript picks up from any file that its
/// configuration includes.
fn ambient() -> String {
    let mut text = String::from(HEADER);
    for module in MODULES {
        text.push_str(&format!("\ndeclare module \"{}\" {{\n", module.name));
        let declarations = module.declarations();
        for line in declarations.lines() {
            text.push_str(if line.is_empty() { "" } else { "  " });
            text.push_str(line);
            text.push('\n');
        }
        // Otherwise what is not exported would be, too.
        text.push_str("\n  export {};\n}\n");
        for alias in module.aliases {
            text.push_str(&same_as(alias, module.name, declarations.contains("export default ")));
        }
    }
    text
}

/// A module that is another one by a further name.
fn same_as(alias: &str, name: &str, has_default: bool) -> String {
    // `*` leaves the default export out.
    let default = if has_default {
        format!("  export {{ default }} from \"{name}\";\n")
    } else {
        String::new()
    };
    format!("\ndeclare module \"{alias}\" {{\n  export * from \"{name}\";\n{default}}}\n")
}

impl Module {
    /// The files as one text.
    fn declarations(&self) -> String {
        let mut text = String::new();
        for (index, (_, source)) in self.files.iter().enumerate() {
            let (header, body) = source.split_once("*/\n").unwrap_or(("", source));
            if index == 0 {
                text.push_str(header);
                text.push_str("*/\n");
            }
            let statements = self.without_own_imports(body);
            text.push('\n');
            // Inside such a declaration everything is declared.
            let statements = statements.trim().replace("export declare ", "export ");
            text.push_str(&statements.replace("\ndeclare ", "\n"));
            text.push('\n');
        }
        text
    }

    /// Imports from its own files go; those from another module's name that module.
    fn without_own_imports(&self, source: &str) -> String {
        let mut text = String::new();
        let mut lines = source.lines();
        while let Some(line) = lines.next() {
            let mut statement = line.to_owned();
            if line.starts_with("import ") {
                while !statement.ends_with(';') {
                    let Some(line) = lines.next() else { break };
                    statement.push('\n');
                    statement.push_str(line);
                }
                match owner(&statement) {
                    Some(module) if module.name == self.name => continue,
                    Some(module) => statement = import_from(&statement, module.name),
                    None => {}
                }
            }
            text.push_str(&statement);
            text.push('\n');
        }
        text
    }
}

/// The module whose file is imported.
fn owner(import: &str) -> Option<&'static Module> {
    let (_, specifier) = import.rsplit_once(" from ")?;
    let file = specifier
        .trim_matches(['"', ';'])
        .strip_prefix("./")?
        .strip_suffix(".d.ts")?;
    MODULES
        .iter()
        .find(|module| module.files.iter().any(|(name, _)| *name == file))
}

fn import_from(import: &str, name: &str) -> String {
    let names = import.rsplit_once(" from ").map_or(import, |(names, _)| names);
    format!("{names} from \"{name}\";")
}
