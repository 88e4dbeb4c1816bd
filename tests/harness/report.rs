//! What a run of a spec found, as text for whoever has to mend it. It must not decide what is a fault.

use super::compare::block;
use super::spec::Exit;

/// The faults of one step and what the program printed.
#[derive(Debug, Default)]
pub(crate) struct StepReport {
    pub(crate) number: usize,
    pub(crate) command: String,
    pub(crate) problems: Vec<String>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl StepReport {
    pub(crate) fn render(&self) -> String {
        let mut text = format!("step {}: `{}`\n", self.number, self.command);
        for problem in &self.problems {
            text.push_str(problem.trim_end());
            text.push('\n');
        }
        // A wrong exit code or a server that never came up is explained by what the program said.
        for (name, output) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !self.problems.iter().any(|problem| problem.starts_with(name)) {
                text.push_str(&block(&format!("{name} was"), output));
            }
        }
        text
    }
}

pub(crate) fn exit_text(exit: &Exit) -> String {
    match exit {
        Exit::Code(code) => format!("exit code {code}"),
        Exit::Signal(name) => format!("death by {name}"),
    }
}
