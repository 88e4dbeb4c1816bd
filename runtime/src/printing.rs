//! Code from the command line whose value is printed (`racejs -p`).

use deno_ast::swc::ast::{ModuleItem, Program, Stmt};
use deno_ast::{MediaType, ParsedSource, SourceRangedForSpanned};
use url::Url;

use crate::transpile;

/// A program that prints the value of `code`: of the expression that it is, or of its last statement, as in Node.
///
/// What was typed keeps the first line, so that errors point at it, and may end in a comment.
pub(crate) fn printing(url: &Url, code: &str) -> String {
    let expression = code.trim_end().trim_end_matches(';');
    let whole = format!("console.log(({expression}\n));");
    if parse(url, &whole).is_some() {
        return whole;
    }
    // What is wrong with code that is no program either is said of it as an expression.
    parse(url, code).map_or(whole, |parsed| printing_last(&parsed))
}

fn parse(url: &Url, code: &str) -> Option<ParsedSource> {
    transpile::parse(url, MediaType::TypeScript, code.into()).ok()
}

fn printing_last(parsed: &ParsedSource) -> String {
    let code = parsed.text();
    let program = parsed.program();
    let last = match &*program {
        Program::Module(module) => module.body.last().and_then(ModuleItem::as_stmt),
        Program::Script(script) => script.body.last(),
    };
    let Some(Stmt::Expr(last)) = last else {
        return format!("{code}\nconsole.log(undefined);");
    };
    let value = last.expr.range().as_byte_range(parsed.text_info_lazy().range().start);
    let (before, after) = (&code[..value.start], &code[value.end..]);
    format!("{before}console.log(({}\n));{after}", &code[value])
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
        assert_eq!(code("const é = 1; é // two"), "const é = 1; console.log((é\n)); // two");
        assert_eq!(code("await 1; a as number;"), "await 1; console.log((a as number\n));;");
        assert_eq!(code("let a = 1"), "let a = 1\nconsole.log(undefined);");
        assert_eq!(code("1 +"), "console.log((1 +\n));");
    }
}
