//! Programs in documents: their code, and the lines that they say they print. It must not know how they are run.

use super::declarations::Declarations;
use super::declarations::Item;

/// A program.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// Of the trial that runs it: the item that it shows, or its place in a document.
    pub(crate) name: String,
    pub(crate) code: String,
}

impl Example {
    /// What stands behind `console.log` as a comment, line by line; then the comments that end the program.
    pub(crate) fn expected(&self) -> Vec<String> {
        let lines: Vec<&str> = self.code.lines().collect();
        let end = lines
            .iter()
            .rposition(|line| !line.starts_with("//"))
            .map_or(0, |last| last + 1);
        let printed = lines[..end].iter().filter(|line| line.contains("console.log("));
        let printed = printed.filter_map(|line| Some(line.rsplit_once(" // ")?.1));
        let last = lines[end..]
            .iter()
            .map(|line| line.trim_start_matches("//").trim_start());
        printed.chain(last).map(|line| line.trim_end().to_owned()).collect()
    }
}

/// Those of the types.
pub(super) fn of_types(files: &[Declarations]) -> Vec<Example> {
    let mut examples = Vec::new();
    for item in files.iter().flat_map(|file| &file.items) {
        add(&item.name, item, &mut examples);
        for member in &item.members {
            add(&format!("{}.{}", item.name, member.name), member, &mut examples);
        }
    }
    examples
}

fn add(name: &str, item: &Item, examples: &mut Vec<Example>) {
    for (index, code) in item.comment.examples.iter().enumerate() {
        let name = match index {
            0 => name.to_owned(),
            _ => format!("{name} {}", index + 1),
        };
        examples.push(Example {
            name,
            code: code.clone(),
        });
    }
}

/// The blocks of TypeScript in a document that say what they print; others are parts of programs.
pub(super) fn of_document(path: &str, text: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        if line != "```ts" {
            continue;
        }
        let block: Vec<&str> = lines
            .by_ref()
            .map(|(_, line)| line)
            .take_while(|line| *line != "```")
            .collect();
        let example = Example {
            name: format!("{path}:{}", index + 1),
            code: block.join("\n"),
        };
        if example.code.contains("import ") && !example.expected().is_empty() {
            examples.push(example);
        }
    }
    examples
}
