//! The stack of an error: the user's frames one by one, what lies between them folded into a count.

use std::fmt::Write;
use std::path::Path;

use deno_core::error::{JsError, JsStackFrame};

use super::{display_path, frame::style};

/// Frames shown at most; a runaway recursion has thousands.
const MAX_FRAMES: usize = 20;

/// The lines below a report's code frame, each with a newline before it.
pub(super) fn render(error: &JsError, cwd: &Path) -> String {
    let mut text = String::new();
    if error.stack_is_custom {
        for line in error
            .stack
            .iter()
            .flat_map(|stack| stack.lines().skip(1))
            .take(MAX_FRAMES)
        {
            let _ = write!(text, "\n{line}");
        }
        return text;
    }
    let mut folded = Folded::default();
    let mut shown = 0;
    for frame in &error.frames {
        match owner(frame) {
            Owner::User if shown < MAX_FRAMES => {
                folded.flush(&mut text);
                let _ = write!(text, "\n    at {}", describe(frame, cwd));
                shown += 1;
            }
            Owner::User => folded.add("more"),
            Owner::Package(name) => folded.add(&name),
            Owner::Runtime => {}
        }
    }
    folded.flush(&mut text);
    text
}

enum Owner {
    User,
    Package(String),
    /// node: and ext: modules, and V8's own: nothing a user can change.
    Runtime,
}

fn owner(frame: &JsStackFrame) -> Owner {
    let Some(name) = frame.file_name.as_deref() else {
        return Owner::Runtime;
    };
    if ["node:", "ext:", "racejs:", "checkin:"]
        .iter()
        .any(|scheme| name.starts_with(scheme))
    {
        return Owner::Runtime;
    }
    match name.rsplit_once("/node_modules/") {
        Some((_, rest)) => {
            let parts = if rest.starts_with('@') { 2 } else { 1 };
            Owner::Package(rest.split('/').take(parts).collect::<Vec<_>>().join("/"))
        }
        None => Owner::User,
    }
}

#[derive(Default)]
struct Folded {
    count: usize,
    names: Vec<String>,
}

impl Folded {
    fn add(&mut self, name: &str) {
        self.count += 1;
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_string());
        }
    }

    fn flush(&mut self, text: &mut String) {
        if self.count > 0 {
            let style = style();
            let frames = if self.count == 1 { "frame" } else { "frames" };
            let names = self.names.join(", ");
            let _ = write!(
                text,
                "\n    {}... {} {frames}: {names}{}",
                style.dim, self.count, style.reset
            );
        }
        *self = Self::default();
    }
}

fn describe(frame: &JsStackFrame, cwd: &Path) -> String {
    let mut place = frame
        .file_name
        .as_deref()
        .map(|name| display_path(name, cwd))
        .unwrap_or_default();
    if let (Some(line), Some(column)) = (frame.line_number, frame.column_number) {
        let _ = write!(place, ":{line}:{column}");
    }
    let mut name = match (&frame.type_name, &frame.function_name) {
        (Some(class), Some(function))
            if !frame.is_top_level.unwrap_or(true) && !function.starts_with(class.as_str()) =>
        {
            format!("{class}.{function}")
        }
        (_, Some(function)) => function.clone(),
        _ => String::new(),
    };
    if frame.is_constructor {
        name.insert_str(0, "new ");
    }
    if frame.is_async && !name.is_empty() {
        name.insert_str(0, "async ");
    }
    if name.is_empty() {
        place
    } else {
        format!("{name} ({place})")
    }
}
