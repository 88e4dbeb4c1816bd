//! Code from the command line. The verb is hidden: people type `-e` and `-p`, `child_process` writes `eval`.

use racejs_runtime::{Entry, Purpose};

use super::launch::launch;
use crate::args::EvalArgs;
use crate::ui::Failure;

pub(super) fn run(eval: EvalArgs) -> Result<i32, Failure> {
    let mut words = eval.words.into_iter();
    let Some(code) = words.next() else {
        return Err(Failure::usage("No code to run").hint("give it as in `racejs -e 'console.log(1)'`"));
    };
    let entry = if eval.print { printing(&code) } else { Entry::Eval(code) };
    launch(entry, Purpose::Run, words.collect(), eval.flags)
}

/// A program that prints the value of an expression.
///
/// The expression keeps the first line, so that errors point at what was typed, and may end in a comment.
pub(super) fn printing(expression: &str) -> Entry {
    let expression = expression.trim_end().trim_end_matches(';');
    Entry::Eval(format!("console.log(({expression}\n));"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_may_end_in_a_semicolon_or_a_comment() {
        let code = |expression| match printing(expression) {
            Entry::Eval(code) => code,
            Entry::File(_) | Entry::Stdin | Entry::Tests(_) => panic!("printing is always code"),
        };
        assert_eq!(code("1 + 1;"), "console.log((1 + 1\n));");
        assert_eq!(code("1 // one"), "console.log((1 // one\n));");
    }
}
