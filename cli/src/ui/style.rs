//! The colours of the terminal output. Everything stays readable without them.

use clap::builder::styling::{AnsiColor, Style, Styles};

pub(super) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(super) const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// A command that is about to run.
pub(crate) const COMMAND: Style = Style::new().dimmed();

/// The colours of the help pages.
pub(crate) const fn help_styles() -> Styles {
    Styles::plain()
        .header(AnsiColor::Green.on_default().bold())
        .usage(AnsiColor::Green.on_default().bold())
        .literal(AnsiColor::Cyan.on_default().bold())
        .placeholder(AnsiColor::Cyan.on_default())
}
