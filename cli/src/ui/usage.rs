//! Turns what the argument parser says into the voice of the other errors.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Failure;

/// What a command line that holds no program to run asks for.
#[derive(Debug)]
pub(crate) enum Usage {
    /// A page that was asked for: it goes to stdout and the command succeeds.
    Page(clap::builder::StyledStr),
    Wrong(Failure),
}

/// Sorts the parser's errors into help pages and failures.
pub(crate) fn explain(error: &clap::Error) -> Usage {
    let failure = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return Usage::Page(error.render()),
        ErrorKind::UnknownArgument => unknown_flag(error),
        ErrorKind::InvalidSubcommand => {
            let name = context(error, ContextKind::InvalidSubcommand);
            suggest(
                error,
                ContextKind::SuggestedSubcommand,
                Failure::usage(format!("Unknown command `{name}`")),
            )
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => invalid_value(error),
        ErrorKind::MissingRequiredArgument => Failure::usage(format!(
            "Missing argument `{}`",
            context(error, ContextKind::InvalidArg)
        ))
        .hint("`--help` after the command shows what it takes"),
        ErrorKind::TooManyValues => Failure::usage(format!("Flag `{}` takes no value", flag(error))),
        ErrorKind::ArgumentConflict => {
            let other = first_word(context(error, ContextKind::PriorArg));
            Failure::usage(format!("Flag `{}` cannot be used with `{other}`", flag(error)))
        }
        _ => Failure::usage(
            error
                .render()
                .to_string()
                .trim_start_matches("error: ")
                .trim_end()
                .to_owned(),
        ),
    };
    Usage::Wrong(failure)
}

fn unknown_flag(error: &clap::Error) -> Failure {
    let failure = Failure::usage(format!("Unknown flag `{}`", flag(error)));
    suggest(error, ContextKind::SuggestedArg, failure)
}

fn invalid_value(error: &clap::Error) -> Failure {
    let flag = flag(error);
    let value = context(error, ContextKind::InvalidValue);
    match error.source() {
        None if value.is_empty() => Failure::usage(format!("Flag `{flag}` needs a value")),
        None => Failure::usage(format!("Invalid value `{value}` for `{flag}`")),
        Some(reason) => Failure::usage(format!("Invalid value `{value}` for `{flag}`: {reason}")),
    }
}

fn suggest(error: &clap::Error, kind: ContextKind, failure: Failure) -> Failure {
    match first_word(context(error, kind)) {
        "" => failure.hint("`racejs --help` lists the commands and flags"),
        near => failure.hint(format!("did you mean `{near}`?")),
    }
}

/// The flag an error is about, without the value names that the parser appends.
fn flag(error: &clap::Error) -> &str {
    first_word(context(error, ContextKind::InvalidArg))
}

fn first_word(text: &str) -> &str {
    text.split([' ', '=', '[']).next().unwrap_or_default()
}

fn context(error: &clap::Error, kind: ContextKind) -> &str {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text,
        Some(ContextValue::Strings(texts)) => texts.first().map_or("", String::as_str),
        _ => "",
    }
}
