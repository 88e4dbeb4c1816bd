//! Reads the files of `js/types/`: what is declared, and what the comments say of it. It reads the layout that these files
//! keep to (a member a statement, two spaces deep), and must not try to be a parser of TypeScript.

use super::comment::Comment;

/// A file.
#[derive(Debug)]
pub(super) struct Declarations {
    /// The file's name, without its ending.
    pub(super) stem: String,
    pub(super) items: Vec<Item>,
}

/// What a declaration declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Function,
    Interface,
    Class,
    Type,
    Constant,
    Method,
    Property,
    Constructor,
    /// What makes an object callable.
    Call,
}

/// A declaration, or a member of one.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) comment: Comment,
    /// One, and a further one for each overload.
    pub(super) signatures: Vec<Signature>,
    /// Those of an interface, a class, or a constant that is an object.
    pub(super) members: Vec<Item>,
    pub(super) is_exported: bool,
}

#[derive(Debug)]
pub(super) struct Signature {
    pub(super) text: String,
    /// The comment of an overload behind the first.
    pub(super) remark: String,
}

impl Declarations {
    pub(super) fn parse(stem: &str, source: &str) -> Result<Self, String> {
        let mut parser = Parser {
            lines: source.lines().collect(),
            at: 0,
        };
        // What the file says of itself is for whoever changes it.
        parser.comment();
        let items = parser
            .items(0)
            .map_err(|line| format!("{stem}.d.ts:{line}: cannot be read"))?;
        Ok(Self {
            stem: stem.to_owned(),
            items,
        })
    }
}

impl Item {
    pub(super) fn is_callable(&self) -> bool {
        matches!(self.kind, Kind::Function | Kind::Method)
    }
}

struct Parser<'s> {
    lines: Vec<&'s str>,
    at: usize,
}

impl Parser<'_> {
    /// Up to the end, or to the line that closes the members at this depth. The error is a line's number.
    fn items(&mut self, depth: usize) -> Result<Vec<Item>, usize> {
        let mut items: Vec<Item> = Vec::new();
        let mut comment = String::new();
        while let Some(line) = self.lines.get(self.at).map(|line| line.trim()) {
            if line.is_empty() {
                self.at += 1;
            } else if depth == 0 && line == "declare global {" {
                // What it says of others' types is told with its own.
                let end = self.lines[self.at..].iter().position(|line| *line == "}");
                self.at += end.ok_or(self.at + 1)? + 1;
            } else if let Some(text) = self.comment() {
                comment = text;
            } else if line.starts_with('}') && depth > 0 {
                self.at += 1;
                return Ok(items);
            } else {
                let comment = Comment::parse(&std::mem::take(&mut comment));
                self.item(depth, comment, &mut items)?;
            }
        }
        if depth == 0 { Ok(items) } else { Err(self.at) }
    }

    fn comment(&mut self) -> Option<String> {
        let start = self.at;
        if !self.lines.get(start)?.trim().starts_with("/**") {
            return None;
        }
        while let Some(line) = self.lines.get(self.at) {
            self.at += 1;
            if line.trim_end().ends_with("*/") {
                break;
            }
        }
        Some(self.lines[start..self.at].join("\n"))
    }

    fn item(&mut self, depth: usize, comment: Comment, items: &mut Vec<Item>) -> Result<(), usize> {
        let start = self.at;
        let mut text = String::new();
        let has_members = loop {
            let line = self.lines.get(self.at).ok_or(start + 1)?;
            self.at += 1;
            text.push_str(line.strip_prefix(&*"  ".repeat(depth)).unwrap_or(line));
            let open = open_brackets(&text);
            if open == 1 && text.ends_with('{') && may_have_members(&text) {
                break true;
            }
            if open == 0 && text.ends_with(';') {
                break false;
            }
            text.push('\n');
        };
        if text.starts_with("import ") {
            return Ok(());
        }
        let members = if has_members {
            self.items(depth + 1)?
        } else {
            Vec::new()
        };
        // What is called has no members to tell of: it is shown as a whole.
        let is_whole = members.iter().any(|member| member.kind == Kind::Call);
        if is_whole {
            text = self.lines[start..self.at].join("\n");
        }
        let text = text.trim_end_matches(['{', ' ', ';']).to_owned();
        let (name, kind) = name_and_kind(&text, depth).ok_or(start + 1)?;
        let signature = |text, remark| Signature { text, remark };
        match items.last_mut() {
            Some(last) if last.name == name && last.kind == kind => {
                last.signatures.push(signature(text, comment.text));
            }
            _ => items.push(Item {
                name,
                kind,
                is_exported: text.starts_with("export "),
                signatures: vec![signature(text, String::new())],
                comment,
                members: if is_whole { Vec::new() } else { members },
            }),
        }
        Ok(())
    }
}

fn may_have_members(text: &str) -> bool {
    let words = text.trim_start_matches("export ").trim_start_matches("declare ");
    ["interface ", "class ", "const "]
        .iter()
        .any(|start| words.starts_with(start))
}

fn name_and_kind(text: &str, depth: usize) -> Option<(String, Kind)> {
    let mut words = text;
    for word in ["export ", "declare ", "readonly "] {
        words = words.strip_prefix(word).unwrap_or(words);
    }
    if depth > 0 {
        return Some(member(words));
    }
    let kinds = [
        ("function ", Kind::Function),
        ("interface ", Kind::Interface),
        ("class ", Kind::Class),
        ("type ", Kind::Type),
        ("const ", Kind::Constant),
    ];
    let (rest, kind) = kinds
        .iter()
        .find_map(|(word, kind)| Some((words.strip_prefix(word)?, *kind)))?;
    let end = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    Some((rest[..end].to_owned(), kind))
}

fn member(words: &str) -> (String, Kind) {
    if words.starts_with(['(', '<']) || words.starts_with("new (") {
        return ("()".to_owned(), Kind::Call);
    }
    // Such a name may hold the signs that end others.
    let closing = match words.chars().next() {
        Some('[') => Some(']'),
        Some('"') => Some('"'),
        _ => None,
    };
    let end = match closing {
        Some(closing) => words[1..].find(closing).map(|at| at + 2),
        None => words.find(['(', '?', ':', '<']),
    };
    let end = end.unwrap_or(words.len());
    let (name, rest) = words.split_at(end);
    let kind = match rest.trim_start_matches('?').chars().next() {
        _ if name == "constructor" => Kind::Constructor,
        Some('(' | '<') => Kind::Method,
        _ => Kind::Property,
    };
    (name.trim_matches('"').to_owned(), kind)
}

/// How many brackets are open at the end of a text. Those in texts and comments do not count.
fn open_brackets(text: &str) -> i32 {
    let mut open = 0;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        let skipped = match c {
            '"' | '\'' | '`' => text[at + 1..].find(c).map(|length| length + 1),
            '/' if text[at..].starts_with("/*") => text[at..].find("*/").map(|length| length + 1),
            '/' if text[at..].starts_with("//") => Some(text[at..].find('\n').unwrap_or(text.len() - at) - 1),
            '(' | '[' | '{' => {
                open += 1;
                None
            }
            ')' | ']' | '}' => {
                open -= 1;
                None
            }
            _ => None,
        };
        if let Some(bytes) = skipped {
            let end = at + bytes;
            while chars.clone().next().is_some_and(|(next, _)| next <= end) {
                chars.next();
            }
        }
    }
    open
}
