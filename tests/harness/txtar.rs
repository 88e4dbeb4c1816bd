//! A text file that holds several: a comment, then sections that each begin with `-- name --`. It must not know what a section means.

/// One `-- name --` line and the text up to the next.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Section {
    pub(crate) name: String,
    pub(crate) body: String,
    /// The marker's line in the file, from 1, for error messages.
    pub(crate) line: usize,
}

/// A whole file: `comment` is the text above the first section.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Archive {
    pub(crate) comment: String,
    pub(crate) sections: Vec<Section>,
}

impl Archive {
    pub(crate) fn parse(text: &str) -> Self {
        let mut archive = Archive::default();
        for (index, line) in text.split_inclusive('\n').enumerate() {
            match marker(line) {
                Some(name) => archive.sections.push(Section {
                    name: name.to_owned(),
                    body: String::new(),
                    line: index + 1,
                }),
                None => match archive.sections.last_mut() {
                    Some(section) => section.body.push_str(line),
                    None => archive.comment.push_str(line),
                },
            }
        }
        archive
    }

    /// The inverse of `parse`: a body that lacks its last newline gets one, so that the next marker starts a line.
    pub(crate) fn write(&self) -> String {
        let mut text = self.comment.clone();
        for section in &self.sections {
            text.push_str(&format!("-- {} --\n{}", section.name, section.body));
            if !text.ends_with('\n') {
                text.push('\n');
            }
        }
        text
    }
}

fn marker(line: &str) -> Option<&str> {
    let name = line.trim_end().strip_prefix("-- ")?.strip_suffix(" --")?.trim();
    (!name.is_empty()).then_some(name)
}
