//! `vi.mock` and `jest.mock` in a test file: what they replace has to be replaced before it is imported. Imports are moved
//! behind them, as `await import()`; every other line stays where it is. Knows no module and no mock.

use deno_ast::swc::ast::{
    CallExpr, Callee, Decl, Expr, ImportDecl, ImportSpecifier, MemberProp, ModuleDecl, ModuleExportName, ModuleItem,
    Program, Stmt,
};
use deno_ast::{ParsedSource, SourceRangedForSpanned};

/// The objects that have such methods.
const OBJECTS: [&str; 2] = ["vi", "jest"];
/// Methods that count before the imports of their file.
const METHODS: [&str; 3] = ["mock", "unmock", "hoisted"];
/// They hold those objects, and are never replaced.
const OWN_MODULES: [&str; 5] = ["vitest", "@jest/globals", "bun:test", "racejs/test", "node:test"];

/// Whether the text is worth a look.
pub(crate) fn may_concern(text: &str) -> bool {
    OBJECTS.iter().any(|object| {
        METHODS
            .iter()
            .any(|method| text.contains(&format!("{object}.{method}(")))
    })
}

/// The text with its imports behind the last such call; `None` if there is none among its statements.
pub(crate) fn imports_behind_mocks(parsed: &ParsedSource) -> Option<String> {
    let text = parsed.text().to_string();
    let start = parsed.text_info_lazy().range().start;
    let program = parsed.program();
    let Program::Module(module) = &*program else {
        return None;
    };
    let at = |item: &ModuleItem| {
        let range = item.range();
        range.start.as_byte_index(start)..range.end.as_byte_index(start)
    };
    let mocks: Vec<_> = module.body.iter().filter(|item| is_mock(item)).map(at).collect();
    let last = mocks.last()?.end;
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let mut moved = String::new();
    for item in &module.body {
        let ModuleItem::ModuleDecl(ModuleDecl::Import(import)) = item else {
            continue;
        };
        let Some(dynamic) = dynamic_import(import, &text, start) else {
            continue;
        };
        let range = at(item);
        // Lines keep their numbers.
        let lines = "\n".repeat(text[range.clone()].matches('\n').count());
        if range.start < last {
            moved.push(' ');
            moved.push_str(&dynamic);
            edits.push((range, lines));
        } else {
            edits.push((range, format!("{dynamic}{lines}")));
        }
    }
    edits.push((last..last, moved));
    for item in module.body.iter().filter(|item| is_statement_to_wait_for(item)) {
        let start = at(item).start;
        edits.push((start..start, "await ".to_string()));
    }
    Some(edited(&text, edits))
}

fn edited(text: &str, mut edits: Vec<(std::ops::Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut result = String::with_capacity(text.len() + 64);
    let mut done = 0;
    for (range, new) in edits {
        result.push_str(&text[done..range.start]);
        result.push_str(&new);
        done = range.end;
    }
    result.push_str(&text[done..]);
    result
}

fn is_mock(item: &ModuleItem) -> bool {
    match item {
        ModuleItem::Stmt(Stmt::Expr(statement)) => method_of(&statement.expr).is_some(),
        ModuleItem::Stmt(Stmt::Decl(Decl::Var(variables))) => variables
            .decls
            .iter()
            .any(|variable| variable.init.as_deref().and_then(method_of) == Some("hoisted")),
        _ => false,
    }
}

/// A factory may be asynchronous, and the imports wait for it.
fn is_statement_to_wait_for(item: &ModuleItem) -> bool {
    let ModuleItem::Stmt(Stmt::Expr(statement)) = item else {
        return false;
    };
    !matches!(&*statement.expr, Expr::Await(_)) && method_of(&statement.expr) == Some("mock")
}

fn method_of(expression: &Expr) -> Option<&'static str> {
    match expression {
        Expr::Await(waited) => method_of(&waited.arg),
        Expr::Call(CallExpr {
            callee: Callee::Expr(callee),
            ..
        }) => {
            let member = callee.as_member()?;
            let object = member.obj.as_ident()?;
            let MemberProp::Ident(method) = &member.prop else {
                return None;
            };
            OBJECTS.iter().find(|name| **name == &*object.sym)?;
            METHODS.into_iter().find(|name| *name == &*method.sym)
        }
        _ => None,
    }
}

/// The import as a statement; `None` for one that stays: of types, or of the test module itself.
fn dynamic_import(import: &ImportDecl, text: &str, start: deno_ast::StartSourcePos) -> Option<String> {
    let source = import.src.value.to_string_lossy();
    if import.type_only || OWN_MODULES.contains(&source.as_ref()) {
        return None;
    }
    let slice = |node: &dyn Fn() -> deno_ast::SourceRange| {
        let range = node();
        text[range.start.as_byte_index(start)..range.end.as_byte_index(start)].to_string()
    };
    let specifier = slice(&|| import.src.range());
    let call = match &import.with {
        Some(attributes) => format!(
            "await import({specifier}, {{ with: {} }})",
            slice(&|| attributes.range())
        ),
        None => format!("await import({specifier})"),
    };
    let mut names = Vec::new();
    let mut namespace = None;
    for each in &import.specifiers {
        match each {
            ImportSpecifier::Default(default) => names.push(format!("default: {}", default.local.sym)),
            ImportSpecifier::Namespace(all) => namespace = Some(all.local.sym.to_string()),
            ImportSpecifier::Named(named) if named.is_type_only => {}
            ImportSpecifier::Named(named) => names.push(match &named.imported {
                Some(ModuleExportName::Ident(imported)) => format!("{}: {}", imported.sym, named.local.sym),
                Some(ModuleExportName::Str(imported)) => {
                    format!("{:?}: {}", imported.value.to_string_lossy(), named.local.sym)
                }
                None => named.local.sym.to_string(),
            }),
        }
    }
    let names = names.join(", ");
    Some(match namespace {
        Some(namespace) if names.is_empty() => format!("const {namespace} = {call};"),
        Some(namespace) => format!("const {namespace} = {call}, {{ {names} }} = {namespace};"),
        None if names.is_empty() => format!("{call};"),
        None => format!("const {{ {names} }} = {call};"),
    })
}

#[cfg(test)]
mod tests {
    use deno_ast::MediaType;
    use url::Url;

    use super::*;
    use crate::transpile::parse;

    fn hoisted(text: &str) -> Option<String> {
        let url = Url::parse("file:///x.test.ts").unwrap();
        imports_behind_mocks(&parse(&url, MediaType::TypeScript, text.into()).unwrap())
    }

    #[test]
    fn imports_are_moved_and_lines_stay() {
        let text = "import { vi } from \"vitest\";\nimport a, {\n  b as c,\n  type D,\n} from \"./a\";\nimport \"./b\";\n\
                    vi.mock(\"./a\", () => ({ b: 1 }));\nimport * as d from \"./d\";\nuse(a, c, d);\n";
        let expected = "import { vi } from \"vitest\";\n\n\n\n\n\n\
                        await vi.mock(\"./a\", () => ({ b: 1 })); const { default: a, b: c } = await import(\"./a\"); await import(\"./b\");\n\
                        const d = await import(\"./d\");\nuse(a, c, d);\n";
        assert_eq!(hoisted(text).unwrap(), expected);
    }

    #[test]
    fn a_file_without_mocks_is_left_alone() {
        assert_eq!(
            hoisted("import { a } from \"./a\";\nit(\"x\", () => { vi.mock(\"./a\"); });\n"),
            None
        );
    }
}
