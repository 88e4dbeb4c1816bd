//! TypeScript's own checker over what programs see: the declarations as `racejs types` prints them and as the files that they
//! are, the programs of the documents, and a program that says what the types promise. It must not know what is declared.

use std::process::Command;

use super::example::Example;
use super::{TYPES, names_in, text_of};
use crate::harness::Runner;

pub(super) const NAME: &str = "docs/types are valid, and the programs and scripts that use them";

/// What the types promise, as a program that is only checked.
const CONSUMER: &str = "tests/types/consumer.ts";

const SETTINGS: &str = r#"{
  "compilerOptions": {
    "target": "ESNext",
    "module": "ESNext",
    "moduleResolution": "bundler",
    "moduleDetection": "force",
    "lib": ["ESNext", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    "types": [],
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "noEmit": true
  },
  "include": ["*.ts", "types/*.ts"]
}
"#;

/// The checker is run by the program under test.
pub(super) fn check(runner: &Runner, examples: &[Example]) -> Result<(), String> {
    let mut spec = String::from("The types are valid.\n");
    spec.push_str(&case(&["node_modules/typescript/bin/tsc", "-p", "."]));
    spec.push_str(&format!("-- tsconfig.json --\n{SETTINGS}"));
    spec.push_str(&format!("-- racejs.d.ts --\n{}", declarations(runner)?));
    spec.push_str(&format!("-- consumer.ts --\n{}", text_of(&runner.root.join(CONSUMER))?));
    let folder = runner.root.join(TYPES);
    for name in names_in(&folder)? {
        spec.push_str(&format!("-- types/{name} --\n{}", text_of(&folder.join(&name))?));
    }
    for (index, example) in examples.iter().enumerate() {
        let name: String = example
            .name
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        spec.push_str(&format!("-- {index}-{name}.ts --\n{}\n", example.code));
    }
    runner.check_text(&spec)?;
    let scripts = runner.root.join("js/tsconfig.json");
    let scripts = scripts.to_string_lossy();
    let spec = format!(
        "The scripts of the extension.\n{}",
        case(&["node_modules/typescript/bin/tsc", "-p", &scripts])
    );
    runner.check_text(&spec)
}

fn case(args: &[&str]) -> String {
    let settings = serde_json::json!({ "args": args, "packages": true, "timeout_s": 300 });
    format!("-- case.jsonc --\n{settings}\n")
}

fn declarations(runner: &Runner) -> Result<String, String> {
    let output = Command::new(&runner.program)
        .arg("types")
        .output()
        .map_err(|error| format!("could not start `{} types`: {error}", runner.program.display()))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(format!("`racejs types` failed: {}", output.status)),
    }
}
