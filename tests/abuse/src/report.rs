//! What came out, as Markdown. Must not know how it was measured.

use std::io::Write;

/// A table for each thing that was done, and the promises that were broken.
#[derive(Default)]
pub(crate) struct Report {
    text: String,
    faults: Vec<String>,
}

impl Report {
    pub(crate) fn section(&mut self, title: &str) {
        crate::say(title);
        self.text.push_str(&format!("\n### {title}\n\n"));
    }

    pub(crate) fn line(&mut self, line: &str) {
        crate::say(&format!("  {line}"));
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub(crate) fn header(&mut self, columns: &[&str]) {
        self.row(columns);
        self.text.push_str(&format!("|{}\n", " --- |".repeat(columns.len())));
    }

    pub(crate) fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
        self.line(&format!("| {} |", cells.join(" | ")));
    }

    /// A promise is broken.
    pub(crate) fn fault(&mut self, fault: String) {
        crate::say(&format!("  FAULT: {fault}"));
        self.faults.push(fault);
    }

    pub(crate) fn is_ok(&self) -> bool {
        self.faults.is_empty()
    }

    pub(crate) fn print(&self) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", self.text)?;
        match self.faults.as_slice() {
            [] => writeln!(out, "Every promise was kept."),
            faults => faults.iter().try_for_each(|fault| writeln!(out, "- broken: {fault}")),
        }
    }
}
