//! The host's own log, written to stderr when `RACEJS_LOG` asks for it. Knows nothing of the program's output.

use std::env::VarError;
use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

use crate::ui::Failure;

const VARIABLE: &str = "RACEJS_LOG";

/// Installs the subscriber if the variable is set; otherwise every log call stays a disabled branch.
pub(crate) fn init() -> Result<(), Failure> {
    let directives = match std::env::var(VARIABLE) {
        Ok(directives) if !directives.trim().is_empty() => directives,
        Ok(_) | Err(VarError::NotPresent) => return Ok(()),
        Err(VarError::NotUnicode(_)) => return Err(invalid("it is not UTF-8")),
    };
    let filter = parse(&directives)?;
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(color)
        .try_init()
        .map_err(|error| invalid(&error.to_string()))
}

fn parse(directives: &str) -> Result<EnvFilter, Failure> {
    EnvFilter::builder()
        .parse(directives)
        .map_err(|error| invalid(&format!("`{directives}`: {error}")))
}

fn invalid(reason: &str) -> Failure {
    Failure::usage(format!("Invalid log filter in `{VARIABLE}`: {reason}"))
        .hint(format!("an example is `{VARIABLE}=racejs=debug`"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_filter_names_a_target_and_a_level() {
        assert!(super::parse("racejs=debug,hyper=warn").is_ok());
        let failure = super::parse("racejs=loud").unwrap_err();
        assert!(failure.to_string().contains("racejs=loud"), "{failure}");
    }
}
