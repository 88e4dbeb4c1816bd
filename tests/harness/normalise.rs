//! What differs from run to run gets a name, as `[DIR]` or `[PORT]`. It must not hide anything else.

use std::path::PathBuf;

/// Pairs of an actual text and its name, longest text first: a folder inside another one must be named before it.
#[derive(Debug, Default)]
pub(crate) struct Normaliser {
    names: Vec<(String, &'static str)>,
    /// A program that starts again has another one. The last one counts.
    ports: Vec<u16>,
}

impl Normaliser {
    pub(crate) fn new(paths: &[(PathBuf, &'static str)]) -> Self {
        let mut names: Vec<(String, &'static str)> = paths
            .iter()
            .map(|(path, name)| (path.to_string_lossy().into_owned(), *name))
            .collect();
        names.sort_by_key(|(path, _)| std::cmp::Reverse(path.len()));
        Normaliser {
            names,
            ports: Vec::new(),
        }
    }

    pub(crate) fn add_port(&mut self, port: u16) {
        self.ports.push(port);
    }

    /// From actual text to names.
    pub(crate) fn apply(&self, text: &str) -> String {
        let mut text = self
            .names
            .iter()
            .fold(text.to_owned(), |text, (path, name)| text.replace(path, name));
        for port in &self.ports {
            text = replace_number(&text, &port.to_string(), "[PORT]");
        }
        text
    }

    /// From names to actual text, for command lines, variables and requests.
    pub(crate) fn expand(&self, text: &str) -> String {
        let text = self
            .names
            .iter()
            .fold(text.to_owned(), |text, (path, name)| text.replace(name, path));
        match self.ports.last() {
            Some(port) => text.replace("[PORT]", &port.to_string()),
            None => text,
        }
    }
}

/// Replaces `number` where no digit stands beside it: a port must not be found inside a longer number.
fn replace_number(text: &str, number: &str, name: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(number) {
        let (before, from) = rest.split_at(start);
        let after = &from[number.len()..];
        let alone = !before.ends_with(|c: char| c.is_ascii_digit()) && !after.starts_with(|c: char| c.is_ascii_digit());
        result.push_str(before);
        result.push_str(if alone { name } else { number });
        rest = after;
    }
    result + rest
}
