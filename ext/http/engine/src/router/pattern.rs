//! Reads patterns. The grammar is the union of what Express 4, Express 5 (path-to-regexp 8) and RaceJS programs write:
//!
//! | written               | stands for                                                              |
//! |-----------------------|-------------------------------------------------------------------------|
//! | `text`                | itself; `%41` is the same as `A`; `\:` is a `:` without a meaning       |
//! | `:name`, `:"a name"`  | a segment, or as much of one as the text around it leaves, never empty  |
//! | `:name(\\d+)`         | the same, matched by a regular expression                               |
//! | `:name(.*)`           | a wildcard, as in Express 4; `(.+)` is one that takes something         |
//! | `:name?`              | a parameter that may be missing, with the `/` or `.` before it          |
//! | `:name+`, `:name*`    | one or more segments, none or more                                      |
//! | `{…}`                 | a group that may be missing                                             |
//! | `*`, `*name`          | a wildcard: anything, slashes too; at the end of a pattern also nothing |
//!
//! Knows nothing of requests.

use std::rc::Rc;

use crate::router::constraint::Constraint;
use crate::router::path::decode;

/// Groups in groups.
const NESTING: usize = 16;

/// A part of a pattern, as it was written.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// Where a segment begins, and at which byte of the pattern.
    Slash(usize),
    Text(String),
    Capture(Capture),
    /// What may be missing.
    Group(Vec<Node>),
}

/// What takes something from the path.
#[derive(Clone, Debug)]
pub(super) struct Capture {
    pub(super) name: Name,
    pub(super) kind: Kind,
    /// Where it stands in the pattern, in bytes.
    pub(super) at: usize,
}

/// How much a capture takes.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A segment or a part of one.
    One(Option<Constraint>),
    /// One or more segments.
    Many(Option<Constraint>),
    /// Anything; at the end of the pattern also nothing, unless it must take something.
    Rest { takes_something: bool },
}

/// A parameter's name, and the part of the layer's path that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) depth: u8,
    pub(super) text: Rc<str>,
}

/// Why a pattern is not valid.
#[derive(Debug)]
pub(super) struct PatternError {
    /// The place, in bytes.
    pub(super) at: usize,
    pub(super) reason: String,
    pub(super) hint: Option<&'static str>,
}

impl PatternError {
    pub(super) fn new(at: usize, reason: impl Into<String>) -> Self {
        Self {
            at,
            reason: reason.into(),
            hint: None,
        }
    }

    pub(super) fn with_hint(self, hint: &'static str) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }
}

/// Reads one part of a layer's path: `pattern` up to its byte `end`, from `start` on.
pub(super) fn parse(
    pattern: &str,
    start: usize,
    end: usize,
    depth: u8,
    is_case_sensitive: bool,
) -> Result<Vec<Node>, PatternError> {
    let mut parser = Parser {
        source: &pattern[..end],
        at: start,
        depth,
        is_case_sensitive,
        names: Vec::new(),
    };
    let nodes = parser.sequence(0)?;
    match parser.peek() {
        None => Ok(nodes),
        Some(_) => Err(PatternError::new(parser.at, "`}` closes a group that was never opened")),
    }
}

struct Parser<'s> {
    source: &'s str,
    at: usize,
    depth: u8,
    is_case_sensitive: bool,
    names: Vec<Rc<str>>,
}

impl<'s> Parser<'s> {
    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn take_if(&mut self, wanted: char) -> bool {
        let is_there = self.peek() == Some(wanted);
        if is_there {
            self.at += wanted.len_utf8();
        }
        is_there
    }

    /// Up to the end, or to the `}` that closes the group.
    fn sequence(&mut self, nesting: usize) -> Result<Vec<Node>, PatternError> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek() {
            let at = self.at;
            match c {
                '}' => break,
                '/' => {
                    self.at += 1;
                    nodes.push(Node::Slash(at));
                }
                ':' => self.parameter(&mut nodes)?,
                '*' => self.wildcard(&mut nodes)?,
                '{' => {
                    self.at += 1;
                    if nesting == NESTING {
                        return Err(PatternError::new(
                            at,
                            format!("more than {NESTING} groups in each other"),
                        ));
                    }
                    let inner = self.sequence(nesting + 1)?;
                    if !self.take_if('}') {
                        return Err(PatternError::new(at, "`{` is never closed"));
                    }
                    nodes.push(Node::Group(inner));
                }
                _ => nodes.push(Node::Text(self.text()?)),
            }
        }
        Ok(nodes)
    }

    fn text(&mut self) -> Result<String, PatternError> {
        let mut text = String::new();
        while let Some(c) = self.peek() {
            match c {
                '/' | ':' | '*' | '{' | '}' => break,
                '(' | ')' => {
                    let error = PatternError::new(self.at, format!("`{c}` has no meaning here"));
                    return Err(error.with_hint("give an expression a name, as in `:id(\\\\d+)`"));
                }
                '?' => {
                    let error = PatternError::new(self.at, "`?` has no meaning here");
                    return Err(error.with_hint("what may be missing is written `:name?` or `{…}`"));
                }
                '\\' => {
                    let at = self.at;
                    self.at += 1;
                    let escaped = self.take();
                    text.push(escaped.ok_or_else(|| PatternError::new(at, "it ends in the middle of an escape"))?);
                }
                _ => {
                    self.at += c.len_utf8();
                    text.push(c);
                }
            }
        }
        // A `%` that begins no escape stands for itself.
        let decoded = decode(&text).map(|decoded| decoded.into_owned());
        Ok(decoded.unwrap_or(text))
    }

    fn parameter(&mut self, nodes: &mut Vec<Node>) -> Result<(), PatternError> {
        let at = self.at;
        self.at += 1;
        let Some(name) = self.name()? else {
            let reason = "`:` is not followed by a name (letters, digits, `_` and `$`, a digit not first)";
            return Err(PatternError::new(at, reason).with_hint("a colon that is meant as such is written `\\\\:`"));
        };
        let name = self.declare(name, at)?;
        let expression = self.expression(&name, at)?;
        let kind = match expression {
            Some("*" | ".*") => Kind::Rest { takes_something: false },
            Some(".+") => Kind::Rest { takes_something: true },
            Some(source) => Kind::One(Some(self.constraint(source, &name, at)?)),
            None => Kind::One(None),
        };
        let modifier = self.peek().filter(|c| "?*+".contains(*c));
        let kind = match (modifier, kind) {
            (Some('*' | '+'), Kind::One(constraint)) => Kind::Many(constraint),
            (Some(c @ ('*' | '+')), _) => {
                let reason = format!("`{c}` has no meaning after an expression that takes everything");
                return Err(PatternError::new(self.at, reason));
            }
            (_, kind) => kind,
        };
        let capture = Node::Capture(Capture { name, kind, at });
        self.at += usize::from(modifier.is_some());
        match modifier {
            Some('?' | '*') => self.push_optional(nodes, capture),
            _ => nodes.push(capture),
        }
        Ok(())
    }

    /// A parameter that is missing takes the slash or the dot before it along, if nothing follows it there.
    fn push_optional(&self, nodes: &mut Vec<Node>, capture: Node) {
        let rest = self.rest();
        let is_alone = rest.is_empty() || rest.starts_with(['/', '}']) || rest.starts_with("{/");
        let before = match &mut nodes[..] {
            [.., Node::Slash(_)] if is_alone => nodes.pop(),
            [.., Node::Capture(_), Node::Text(text)] if is_alone && text == "." => nodes.pop(),
            [.., Node::Text(text)] if is_alone && text.len() > 1 && text.ends_with('.') => {
                text.pop();
                Some(Node::Text(".".to_string()))
            }
            _ => None,
        };
        nodes.push(Node::Group(before.into_iter().chain([capture]).collect()));
    }

    fn wildcard(&mut self, nodes: &mut Vec<Node>) -> Result<(), PatternError> {
        let at = self.at;
        self.at += 1;
        let text = match self.name()? {
            Some(name) => self.declare(name, at)?,
            None => Name {
                depth: self.depth,
                text: "*".into(),
            },
        };
        nodes.push(Node::Capture(Capture {
            name: text,
            kind: Kind::Rest { takes_something: false },
            at,
        }));
        Ok(())
    }

    fn name(&mut self) -> Result<Option<String>, PatternError> {
        let at = self.at;
        if self.take_if('"') {
            return self.quoted_name(at).map(Some);
        }
        let mut name = String::new();
        while let Some(c) = self.peek() {
            let fits = c == '_' || c == '$' || c.is_alphabetic() || (c.is_alphanumeric() && !name.is_empty());
            if !fits {
                break;
            }
            self.at += c.len_utf8();
            name.push(c);
        }
        Ok((!name.is_empty()).then_some(name))
    }

    fn quoted_name(&mut self, at: usize) -> Result<String, PatternError> {
        let mut name = String::new();
        loop {
            match self.take() {
                Some('"') if name.is_empty() => return Err(PatternError::new(at, "a name is empty")),
                Some('"') => return Ok(name),
                Some('\\') => name.extend(self.take()),
                Some(c) => name.push(c),
                None => return Err(PatternError::new(at, "`\"` is never closed")),
            }
        }
    }

    fn declare(&mut self, name: String, at: usize) -> Result<Name, PatternError> {
        let text: Rc<str> = name.into();
        if self.names.contains(&text) {
            return Err(PatternError::new(at, format!("it names the parameter `{text}` twice")));
        }
        self.names.push(text.clone());
        Ok(Name {
            depth: self.depth,
            text,
        })
    }

    /// What stands in the parentheses behind a name.
    fn expression(&mut self, name: &Name, at: usize) -> Result<Option<&'s str>, PatternError> {
        if !self.take_if('(') {
            return Ok(None);
        }
        let start = self.at;
        let mut open = 1;
        let mut in_class = false;
        while let Some(c) = self.take() {
            match c {
                '\\' => {
                    self.take();
                }
                '[' => in_class = true,
                ']' => in_class = false,
                '(' if !in_class => open += 1,
                ')' if !in_class => open -= 1,
                _ => {}
            }
            if open == 0 {
                return Ok(Some(&self.source[start..self.at - 1]));
            }
        }
        let reason = format!("the expression of `:{}` is never closed", name.text);
        Err(PatternError::new(at, reason))
    }

    fn constraint(&self, source: &str, name: &Name, at: usize) -> Result<Constraint, PatternError> {
        if source.is_empty() {
            let reason = format!("the expression of `:{}` is empty", name.text);
            return Err(PatternError::new(at, reason));
        }
        Constraint::new(source, self.is_case_sensitive).map_err(|reason| {
            let reason = format!("the expression `{source}` of `:{}` cannot be used: {reason}", name.text);
            PatternError::new(at, reason)
        })
    }
}

impl Capture {
    /// Whether it has an expression.
    pub(super) fn is_constrained(&self) -> bool {
        matches!(self.kind, Kind::One(Some(_)) | Kind::Many(Some(_)))
    }
}
