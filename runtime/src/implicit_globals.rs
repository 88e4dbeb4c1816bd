//! Names that code assigns to and declares nowhere: outside strict mode they become global. Code of the command line runs as an ES
//! module, which is strict; in Node it is a script.

use std::collections::BTreeSet;

use deno_ast::ParsedSource;
use deno_ast::swc::ast::{AssignExpr, AssignTarget, BindingIdent, ClassDecl, FnDecl, Program, SimpleAssignTarget};
use deno_ast::swc::ecma_visit::{Visit, VisitWith};

use crate::transpile::{Syntax, syntax_of};

/// A statement that makes them global; `None` where there are none, or where the code is a module in Node as well.
pub(crate) fn prelude(parsed: &ParsedSource) -> Option<String> {
    if syntax_of(parsed) == Syntax::Module {
        return None;
    }
    let mut names = Names::default();
    match &*parsed.program() {
        Program::Module(module) => module.visit_with(&mut names),
        Program::Script(script) => script.visit_with(&mut names),
    }
    let implicit: Vec<&String> = names.assigned.difference(&names.declared).collect();
    let list = serde_json::to_string(&implicit).ok().filter(|_| !implicit.is_empty())?;
    Some(format!(
        "for (const name of {list}) if (!(name in globalThis)) globalThis[name] = undefined; "
    ))
}

/// Wherever they stand: a rough reading, on the safe side.
#[derive(Default)]
struct Names {
    assigned: BTreeSet<String>,
    declared: BTreeSet<String>,
}

impl Visit for Names {
    fn visit_assign_expr(&mut self, assignment: &AssignExpr) {
        if let AssignTarget::Simple(SimpleAssignTarget::Ident(name)) = &assignment.left {
            self.assigned.insert(name.sym.to_string());
        } else {
            assignment.left.visit_with(self);
        }
        assignment.right.visit_with(self);
    }

    fn visit_binding_ident(&mut self, name: &BindingIdent) {
        self.declared.insert(name.sym.to_string());
    }

    fn visit_fn_decl(&mut self, function: &FnDecl) {
        self.declared.insert(function.ident.sym.to_string());
        function.visit_children_with(self);
    }

    fn visit_class_decl(&mut self, class: &ClassDecl) {
        self.declared.insert(class.ident.sym.to_string());
        class.visit_children_with(self);
    }
}

#[cfg(test)]
mod tests {
    use deno_ast::MediaType;
    use url::Url;

    use super::*;

    #[test]
    fn what_is_assigned_and_not_declared_is_global() {
        let url = Url::parse("file:///[eval]").unwrap();
        let names = |code: &str| {
            let parsed = crate::transpile::parse(&url, MediaType::JavaScript, code.into()).unwrap();
            prelude(&parsed).map(|line| line[line.find('[').unwrap()..=line.find(']').unwrap()].to_string())
        };
        assert_eq!(names("b = a = 1; a.c = 2; b += 1"), Some(r#"["a","b"]"#.to_string()));
        assert_eq!(
            names("let a; a = 1; function f(b) { b = 2; c = 3 } f = 4"),
            Some(r#"["c"]"#.to_string())
        );
        assert_eq!(names("const a = 1; console.log(a)"), None);
        assert_eq!(names("import './x'; a = 1"), None);
    }
}
