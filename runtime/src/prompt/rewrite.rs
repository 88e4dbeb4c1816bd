//! Top-level `await` and imports in a script, which has neither: the text becomes the body of an async function, and what it declares
//! is declared outside, so that later lines find it. Only what must differ is changed, so that positions stay nearly true.

use std::ops::Range;

use deno_ast::swc::ast::{
    ArrowExpr, AwaitExpr, CallExpr, Callee, Class, Decl, ForHead, ForInStmt, ForOfStmt, ForStmt, Function, ImportDecl,
    ImportSpecifier, ModuleDecl, ModuleExportName, ModuleItem, ObjectPatProp, Pat, Program, Stmt, VarDecl, VarDeclKind,
    VarDeclOrExpr,
};
use deno_ast::swc::ecma_visit::{Visit, VisitWith};
use deno_ast::{ParsedSource, SourceRange, SourceRangedForSpanned};
use racejs_modules::Typed;

/// `None` for a text that can run as it is.
pub(super) fn rewrite(parsed: &ParsedSource) -> Option<Typed> {
    let program = parsed.program();
    let mut wants = Wants::default();
    program.visit_with(&mut wants);
    if wants.is_async {
        let mut body = Body::new(parsed);
        match &*program {
            Program::Module(module) => {
                for (index, item) in module.body.iter().enumerate() {
                    body.item(item, index + 1 == module.body.len());
                }
            }
            Program::Script(script) => {
                for (index, statement) in script.body.iter().enumerate() {
                    body.statement(statement, index + 1 == script.body.len());
                }
            }
        }
        return Some(body.finish());
    }
    wants.imports.then(|| Typed::Script {
        code: parsed.text().to_string(),
    })
}

/// What of the text, outside its functions, is no script's.
#[derive(Default)]
struct Wants {
    is_async: bool,
    /// `import()`, in functions too.
    imports: bool,
    depth: usize,
}

impl Wants {
    fn within(&mut self, visit: impl FnOnce(&mut Self)) {
        self.depth += 1;
        visit(self);
        self.depth -= 1;
    }
}

impl Visit for Wants {
    fn visit_import_decl(&mut self, _import: &ImportDecl) {
        self.is_async = true;
    }

    fn visit_await_expr(&mut self, expression: &AwaitExpr) {
        self.is_async |= self.depth == 0;
        expression.visit_children_with(self);
    }

    fn visit_for_of_stmt(&mut self, statement: &ForOfStmt) {
        self.is_async |= self.depth == 0 && statement.is_await;
        statement.visit_children_with(self);
    }

    fn visit_call_expr(&mut self, call: &CallExpr) {
        self.imports |= matches!(call.callee, Callee::Import(_));
        call.visit_children_with(self);
    }

    fn visit_function(&mut self, function: &Function) {
        self.within(|inner| function.visit_children_with(inner));
    }

    fn visit_arrow_expr(&mut self, function: &ArrowExpr) {
        self.within(|inner| function.visit_children_with(inner));
    }

    fn visit_class(&mut self, class: &Class) {
        class.super_class.visit_with(self);
        self.within(|inner| class.body.visit_with(inner));
    }
}

/// The text as it becomes a function's body.
struct Body<'a> {
    parsed: &'a ParsedSource,
    edits: Vec<(Range<usize>, String)>,
    /// Declared by `let`, `const`, `class` and imports.
    names: Vec<String>,
    /// Declared by `var`.
    variables: Vec<String>,
}

impl<'a> Body<'a> {
    fn new(parsed: &'a ParsedSource) -> Self {
        Self {
            parsed,
            edits: Vec::new(),
            names: Vec::new(),
            variables: Vec::new(),
        }
    }

    fn item(&mut self, item: &ModuleItem, is_last: bool) {
        match item {
            ModuleItem::ModuleDecl(ModuleDecl::Import(import)) => self.import(import),
            ModuleItem::ModuleDecl(_) => {}
            ModuleItem::Stmt(statement) => self.statement(statement, is_last),
        }
    }

    fn statement(&mut self, statement: &Stmt, is_last: bool) {
        match statement {
            Stmt::Decl(Decl::Var(variables)) => self.variables(variables, false),
            Stmt::Decl(Decl::Fn(function)) => {
                let start = self.range(function.range()).start;
                self.edit(start..start, format!("globalThis.{0} = {0}; ", function.ident.sym));
            }
            Stmt::Decl(Decl::Class(class)) => {
                let name = class.ident.sym.to_string();
                let start = self.range(class.range()).start;
                self.edit(start..start, format!("{name} = "));
                let end = self.range(class.range()).end;
                self.edit(end..end, ";".to_string());
                self.names.push(name);
            }
            Stmt::Expr(statement) if is_last => {
                let range = self.range(statement.expr.range());
                self.edit(
                    range.start..range.start,
                    "return { __proto__: null, value: (".to_string(),
                );
                // What ends in a comment would swallow it.
                self.edit(range.end..range.end, "\n) }".to_string());
            }
            statement => statement.visit_with(self),
        }
    }

    /// Assignments in place of declarations. In the head of a loop nothing may stand around them.
    fn variables(&mut self, variables: &VarDecl, is_head: bool) {
        let Some((first, last)) = variables.decls.first().zip(variables.decls.last()) else {
            return;
        };
        let (first, last) = (self.range(first.range()), self.range(last.range()));
        let opening = if is_head { "" } else { "void (" };
        self.edit(self.range(variables.range()).start..first.start, opening.to_string());
        let is_var = variables.kind == VarDeclKind::Var;
        for declarator in &variables.decls {
            let mut names = Vec::new();
            collect(&declarator.name, &mut names);
            if declarator.init.is_none() && !is_var {
                let end = self.range(declarator.range()).end;
                self.edit(end..end, " = undefined".to_string());
            }
            if is_var { &mut self.variables } else { &mut self.names }.extend(names);
            declarator.visit_with(self);
        }
        if !is_head {
            self.edit(last.end..last.end, ")".to_string());
        }
    }

    fn import(&mut self, import: &ImportDecl) {
        let (mut properties, mut whole) = (Vec::new(), None);
        for specifier in &import.specifiers {
            let (local, imported) = match specifier {
                ImportSpecifier::Namespace(all) => {
                    whole = Some(all.local.sym.to_string());
                    continue;
                }
                ImportSpecifier::Default(default) => (&default.local, "default".to_string()),
                ImportSpecifier::Named(named) => (
                    &named.local,
                    match &named.imported {
                        None => named.local.sym.to_string(),
                        Some(ModuleExportName::Ident(name)) => name.sym.to_string(),
                        Some(ModuleExportName::Str(name)) => self.text(name.range()),
                    },
                ),
            };
            properties.push(format!("{imported}: {}", local.sym));
            self.names.push(local.sym.to_string());
        }
        let options = import
            .with
            .as_ref()
            .map(|with| format!(", {{ with: {} }}", self.text(with.range())));
        let module = format!(
            "await import({}{})",
            self.text(import.src.range()),
            options.unwrap_or_default()
        );
        let module = match &whole {
            Some(name) => format!("{name} = {module}"),
            None => module,
        };
        self.names.extend(whole);
        let code = if properties.is_empty() {
            format!("void ({module});")
        } else {
            format!("void ({{ {} }} = {module});", properties.join(", "))
        };
        self.edit(self.range(import.range()), code);
    }

    fn finish(mut self) -> Typed {
        let mut code = self.parsed.text().to_string();
        // Stable: of edits in one place, the later ones belong behind.
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        for (range, text) in self.edits.into_iter().rev() {
            code.replace_range(range, &text);
        }
        let list = |keyword: &str, names: &[String]| match names {
            [] => String::new(),
            names => format!("{keyword} {};", names.join(", ")),
        };
        Typed::Async {
            declarations: format!("{}{}", list("let", &self.names), list("var", &self.variables)),
            code: format!("(async () => {{ {code}\n}})()"),
        }
    }

    fn edit(&mut self, range: Range<usize>, text: String) {
        self.edits.push((range, text));
    }

    fn range(&self, range: SourceRange) -> Range<usize> {
        range.as_byte_range(self.parsed.range().start)
    }

    fn text(&self, range: SourceRange) -> String {
        self.parsed.text()[self.range(range)].to_string()
    }
}

/// `var` in blocks and loops is the text's own; what functions declare is theirs.
impl Visit for Body<'_> {
    fn visit_var_decl(&mut self, variables: &VarDecl) {
        if variables.kind == VarDeclKind::Var {
            self.variables(variables, false);
        }
    }

    fn visit_for_stmt(&mut self, statement: &ForStmt) {
        if let Some(VarDeclOrExpr::VarDecl(variables)) = &statement.init
            && variables.kind == VarDeclKind::Var
        {
            self.variables(variables, true);
        }
        statement.body.visit_with(self);
    }

    fn visit_for_in_stmt(&mut self, statement: &ForInStmt) {
        self.head(&statement.left);
        statement.body.visit_with(self);
    }

    fn visit_for_of_stmt(&mut self, statement: &ForOfStmt) {
        self.head(&statement.left);
        statement.body.visit_with(self);
    }

    fn visit_function(&mut self, _function: &Function) {}

    fn visit_arrow_expr(&mut self, _function: &ArrowExpr) {}

    fn visit_class(&mut self, _class: &Class) {}
}

impl Body<'_> {
    fn head(&mut self, head: &ForHead) {
        if let ForHead::VarDecl(variables) = head
            && variables.kind == VarDeclKind::Var
        {
            self.variables(variables, true);
        }
    }
}

/// The names that a pattern declares.
fn collect(pattern: &Pat, names: &mut Vec<String>) {
    match pattern {
        Pat::Ident(name) => names.push(name.id.sym.to_string()),
        Pat::Array(array) => array.elems.iter().flatten().for_each(|element| collect(element, names)),
        Pat::Rest(rest) => collect(&rest.arg, names),
        Pat::Assign(assignment) => collect(&assignment.left, names),
        Pat::Object(object) => {
            for property in &object.props {
                match property {
                    ObjectPatProp::KeyValue(property) => collect(&property.value, names),
                    ObjectPatProp::Assign(property) => names.push(property.key.id.sym.to_string()),
                    ObjectPatProp::Rest(rest) => collect(&rest.arg, names),
                }
            }
        }
        Pat::Expr(_) | Pat::Invalid(_) => {}
    }
}
