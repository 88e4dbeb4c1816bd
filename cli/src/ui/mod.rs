//! How the command talks to a person: colours, and errors with hints. Knows no command.

mod error;
mod style;
mod usage;

pub(crate) use error::Failure;
pub(crate) use style::{COMMAND, help_styles};
pub(crate) use usage::{Usage, explain};
