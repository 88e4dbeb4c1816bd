//! What the terminal shows when a program cannot start or dies: one code frame, the stack without what is not the user's,
//! and a hint where there is one. Writes text; decides nothing.

mod exports;
mod frame;
mod hints;
mod stack;

use std::fmt::Write;
use std::path::Path;

use deno_core::error::{CoreError, CoreErrorKind, JsError};
use deno_error::JsErrorClass;

use crate::loader::error::LoadError;

/// Why a program ended without an exit code of its own.
#[derive(Debug)]
pub(crate) enum Failure {
    /// JavaScript threw and nobody caught it.
    Js(Box<JsError>),
    /// Something before or beneath JavaScript.
    Host {
        message: String,
        properties: Vec<(String, String)>,
    },
}

impl Failure {
    /// Whether it is an error with that stable code.
    pub(crate) fn has_code(&self, code: &str) -> bool {
        let properties = match self {
            Self::Js(error) => &error.additional_properties,
            Self::Host { properties, .. } => properties,
        };
        properties.iter().any(|(key, value)| key == "code" && value == code)
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        host(&error)
    }
}

impl From<CoreError> for Failure {
    fn from(error: CoreError) -> Self {
        match error.into_kind() {
            CoreErrorKind::Js(error) => Self::Js(error),
            other => host(&other),
        }
    }
}

fn host(error: &dyn JsErrorClass) -> Failure {
    let class = error.get_class();
    let message = error.get_message();
    Failure::Host {
        message: if class == "Error" {
            message.into_owned()
        } else {
            format!("{class}: {message}")
        },
        properties: error
            .get_additional_properties()
            .map(|(key, value)| (key.into_owned(), value.to_string()))
            .collect(),
    }
}

/// The report on a failure, ready for the terminal, with a newline at its end.
pub(crate) fn render(failure: &Failure, cwd: &Path) -> String {
    match failure {
        Failure::Js(error) => render_js(error, cwd) + "\n",
        Failure::Host { message, properties } => {
            let place = frame::Location::from_properties(properties);
            let mut report = frame::report(message, place.as_ref(), cwd);
            push_hints(
                &mut report,
                hints::for_error(message, properties, place.as_ref().map(|place| place.path.as_path())),
            );
            report + "\n"
        }
    }
}

/// The report on a JavaScript error, without a newline at its end.
pub(crate) fn render_js(error: &JsError, cwd: &Path) -> String {
    let place = place_of(error);
    let mut report = frame::report(&title(error), place.as_ref(), cwd);
    push_rest(&mut report, error, place.as_ref(), cwd);
    report
}

/// What the report on a JavaScript error says below its title, for those who print the title themselves: each line with
/// a newline before it.
pub(crate) fn details(error: &JsError, cwd: &Path) -> String {
    let place = place_of(error);
    let frame = frame::report("", place.as_ref(), cwd);
    let mut report = frame.find('\n').map_or(String::new(), |end| frame[end..].to_string());
    push_rest(&mut report, error, place.as_ref(), cwd);
    report
}

fn place_of(error: &JsError) -> Option<frame::Location> {
    frame::Location::from_properties(&error.additional_properties).or_else(|| frame::Location::of(error))
}

fn push_rest(report: &mut String, error: &JsError, place: Option<&frame::Location>, cwd: &Path) {
    report.push_str(&stack::render(error, cwd));
    causes(report, error, cwd);
    let file = place.map(|place| place.path.as_path());
    push_hints(
        report,
        hints::for_error(&title(error), &error.additional_properties, file),
    );
}

/// `TypeError: x is not a function`, and for an error with a code `Error [ECODE]: …` as Node writes it.
fn title(error: &JsError) -> String {
    let message = error.exception_message.trim_start_matches("Uncaught ");
    let message = message.strip_prefix("(in promise) ").unwrap_or(message);
    if error.stack_is_custom
        && let Some(first) = error.stack.as_deref().and_then(|stack| stack.lines().next())
    {
        return first.to_string();
    }
    if message.starts_with("SyntaxError: The requested module '") {
        return message.replace('\'', "`");
    }
    message.to_string()
}

fn causes(report: &mut String, error: &JsError, cwd: &Path) {
    for (index, part) in error.aggregated.iter().flatten().enumerate() {
        let _ = write!(report, "\n  {}. {}{}", index + 1, title(part), stack::render(part, cwd));
    }
    let mut cause = error.cause.as_deref();
    // The chain may be a ring; deno_core cuts it at 32 as well.
    for _ in 0..8 {
        let Some(error) = cause else { return };
        let _ = write!(report, "\nCaused by: {}{}", title(error), stack::render(error, cwd));
        cause = error.cause.as_deref();
    }
}

fn push_hints(report: &mut String, hints: Vec<String>) {
    for hint in hints {
        let _ = write!(report, "\n{}hint:{} {hint}", frame::style().hint, frame::style().reset);
    }
}

/// A path as a person in `cwd` would name it.
fn display_path(name: &str, cwd: &Path) -> String {
    let path = url::Url::parse(name)
        .ok()
        .filter(|url| url.scheme() == "file")
        .and_then(|url| url.to_file_path().ok());
    let path = path.as_deref().unwrap_or(Path::new(name));
    path.strip_prefix(cwd).unwrap_or(path).display().to_string()
}
