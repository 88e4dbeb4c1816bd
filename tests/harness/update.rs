//! `UPDATE_EXPECT=1`: the expected sections that did not match are replaced by what the program did. It must not touch other sections;
//! exit codes and `(lacks)` sections stay, since a change of those is a decision.

use super::spec::Spec;
use super::txtar::Section;

/// One change to a spec's file.
#[derive(Debug)]
pub(crate) enum Update {
    Replace {
        index: usize,
        body: String,
    },
    /// A section that is missing, put before the section with this index.
    Insert {
        before: usize,
        name: &'static str,
        body: String,
    },
}

impl Update {
    fn position(&self) -> usize {
        match self {
            Update::Replace { index, .. } => *index,
            Update::Insert { before, .. } => *before,
        }
    }
}

/// The spec's text with the changes made.
pub(crate) fn rewrite(spec: &Spec, mut updates: Vec<Update>) -> String {
    let mut archive = spec.archive.clone();
    // From the end, so that positions stay true.
    updates.sort_by_key(|update| std::cmp::Reverse(update.position()));
    for update in updates {
        match update {
            Update::Replace { index, body } => archive.sections[index].body = body,
            Update::Insert { before, name, body } => archive.sections.insert(
                before,
                Section {
                    name: name.to_owned(),
                    body,
                    line: 0,
                },
            ),
        }
    }
    archive.write()
}
