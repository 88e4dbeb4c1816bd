//! What must be documented, and shown by a program. It must not judge what the documents say.

use super::declarations::{Declarations, Item, Kind};
use super::pages::variable;

/// Members that need no program of their own: their meaning is that of something that has one.
const SHOWN_ELSEWHERE: &[&str] = &[
    // The programs of events use it.
    "EventStream.[Symbol.dispose]",
    // Fields, shown by the programs of the parts.
    "Part.name",
    "Part.filename",
    "Part.type",
];

/// What is missing, as `name: fault`.
pub(super) fn faults(files: &[Declarations]) -> Vec<String> {
    let mut faults = Vec::new();
    for item in files
        .iter()
        .flat_map(|file| &file.items)
        .filter(|item| item.is_exported)
    {
        documented(&item.name, item, &mut faults);
        if matches!(item.kind, Kind::Function | Kind::Class | Kind::Constant) {
            shown(&item.name, item, &mut faults);
        }
        for member in &item.members {
            let name = format!("{}.{}", item.name, member.name);
            documented(&name, member, &mut faults);
            // What is only told to a function is shown by the program of that function.
            if variable(&item.name).is_some() {
                shown(&name, member, &mut faults);
            }
        }
    }
    faults
}

fn documented(name: &str, item: &Item, faults: &mut Vec<String>) {
    let is_plain = [
        "Address.address",
        "Address.port",
        "Address.family",
        "EventStream.[Symbol.dispose]",
    ];
    if item.comment.text.is_empty() && !is_plain.contains(&name) {
        faults.push(format!("{name}: no comment says what it is"));
    }
}

fn shown(name: &str, item: &Item, faults: &mut Vec<String>) {
    if item.comment.examples.is_empty() && !SHOWN_ELSEWHERE.contains(&name) {
        faults.push(format!("{name}: no `@example`"));
    }
}
