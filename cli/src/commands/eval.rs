//! Code from the command line that prints its value.

use racejs_runtime::Entry;

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
