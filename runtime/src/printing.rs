//! Code from the command line whose value is printed (`racejs -p`).

use deno_ast::swc::ast::{Program, Stmt};
use deno_ast::{MediaType, ParsedSource, SourceRangedForSpanned};
use url::Url;

use crate::transpile;

/// A program that prints the value of `code`: of the expression that it is or, as in Node, of its last statement. Declarations have
/// no value; nor, other than in Node, have conditions, loops and blocks.
///
/// What was typed keeps the first line, so that errors point at it, and may end in a comment.
pub(crate) fn printing(url: &Url, code: &str) -> String {
    let parse = |code: &str| transpile::parse(url, MediaType::TypeScript, code.into()).ok();
    let parsed = parse(code);
    let is_declaration = parsed.as_ref().is_some_and(|parsed| {
        let statements = statements(parsed);
        matches!(statements.as_slice(), [Some(Stmt::Decl(_))])
    });
    let expression = code.trim_end().trim_end_matches(';');
    let whole = format!("console.log(({expression}\n));");
    if !is_declaration && parse(&whole).is_some() {
        return whole;
    }
    // What is wrong with code that is neither is said of what was typed.
    parsed.map_or_else(|| code.to_string(), |parsed| printing_last(&parsed))
}

fn printing_last(parsed: &ParsedSource) -> String {
    let code = parsed.text();
    let statements = statements(parsed);
    let mut with_value = statements
        .iter()
        .rev()
        .skip_while(|statement| matches!(statement, Some(Stmt::Empty(_) | Stmt::Decl(_))));
    let Some(Some(Stmt::Expr(last))) = with_value.next() else {
        return format!("{code}\nconsole.log(undefined);");
    };
    let value = last.expr.range().as_byte_range(parsed.text_info_lazy().range().start);
    let (before, after) = (&code[..value.start], &code[value.end..]);
    format!("{before}console.log(({}\n)){after}", &code[value])
}

/// Each statement; `None` for an import or export.
fn statements(parsed: &ParsedSource) -> Vec<Option<Stmt>> {
    match &*parsed.program() {
        Program::Module(module) => module.body.iter().map(|item| item.as_stmt().cloned()).collect(),
        Program::Script(script) => script.body.iter().cloned().map(Some).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_is_that_of_the_expression_or_of_the_last_statement() {
        let url = Url::parse("file:///[eval]").unwrap();
        let code = |code| printing(&url, code);
        assert_eq!(code("1 + 1;"), "console.log((1 + 1\n));");
        assert_eq!(code("1 // one"), "console.log((1 // one\n));");
        assert_eq!(code("{ a: 1 }"), "console.log(({ a: 1 }\n));");
        assert_eq!(code("const é = 1; é // two"), "const é = 1; console.log((é\n)) // two");
        assert_eq!(code("await 1; a as number;"), "await 1; console.log((a as number\n));");
        assert_eq!(code("1; var a;;"), "console.log((1\n)); var a;;");
        assert_eq!(code("let a = 1"), "let a = 1\nconsole.log(undefined);");
        assert_eq!(code("function f() {}"), "function f() {}\nconsole.log(undefined);");
        assert_eq!(code("1 +"), "1 +");
    }
}
