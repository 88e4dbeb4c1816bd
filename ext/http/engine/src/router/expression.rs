//! Stretches of a pattern that only a regular expression can match: parameters with expressions beside others, and
//! wildcards that something follows. Knows nothing of trees and orders.

use std::fmt::Write as _;

use regex::bytes::Regex;

use crate::router::constraint::Constraint;
use crate::router::constraint::compile;
use crate::router::path::SEPARATOR;
use crate::router::pattern::Capture;
use crate::router::pattern::Kind;
use crate::router::pattern::Name;
use crate::router::plan::Param;

/// A compiled stretch. It matches bytes: decoded segments, each behind a [`SEPARATOR`] where there are several.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    regex: Regex,
    /// Its captures' groups and names, in order.
    names: Vec<(usize, Name)>,
    /// The group that marks where the layer's own part begins.
    mark: Option<usize>,
    /// Whether the last of them is a wildcard at the end of the pattern.
    ends_with_wildcard: bool,
}

/// Puts an expression together from left to right.
pub(super) struct Builder {
    source: String,
    names: Vec<Name>,
    is_case_sensitive: bool,
    has_mark: bool,
    ends_with_wildcard: bool,
}

const SEPARATED: &str = "(?-u:\\xFF)";
const MARK: &str = "__own";
/// Any character of a segment.
const WITHIN: &str = "(?s:.)";
/// Any byte, separators too.
const ANYTHING: &str = "(?s-u:.)";

impl Builder {
    pub(super) fn new(is_case_sensitive: bool) -> Self {
        Self {
            source: "\\A".to_string(),
            names: Vec::new(),
            is_case_sensitive,
            has_mark: false,
            ends_with_wildcard: false,
        }
    }

    /// A segment begins.
    pub(super) fn separator(&mut self) {
        self.source.push_str(SEPARATED);
    }

    /// The layer's own part begins.
    pub(super) fn mark(&mut self) {
        if !self.has_mark {
            self.has_mark = true;
            let _ = write!(self.source, "(?P<{MARK}>)");
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_alphabetic() && !self.is_case_sensitive {
                let _ = write!(self.source, "[{}{}]", c.to_ascii_lowercase(), c.to_ascii_uppercase());
            } else {
                self.source.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
            }
        }
    }

    /// A parameter, or a wildcard in the middle.
    pub(super) fn capture(&mut self, capture: &Capture) {
        let item = |constraint: &Option<_>| match constraint {
            Some(constraint) => self.constraint(constraint),
            None => format!("{WITHIN}+"),
        };
        let inner = match &capture.kind {
            Kind::One(constraint) => item(constraint),
            Kind::Many(constraint) => {
                let item = item(constraint);
                format!("{item}(?:{SEPARATED}{item})*")
            }
            Kind::Rest { .. } => format!("{ANYTHING}+"),
        };
        self.group(&capture.name, &inner);
    }

    /// A wildcard that ends the pattern; where it is a segment of its own, its separator may be missing as well.
    pub(super) fn last_wildcard(&mut self, name: &Name, takes_something: bool, is_segment: bool) {
        self.ends_with_wildcard = true;
        let amount = if takes_something { '+' } else { '*' };
        if is_segment {
            self.source.push_str("(?:");
            self.separator();
        }
        self.group(name, &format!("{ANYTHING}{amount}"));
        if is_segment {
            self.source.push_str(if takes_something { ")" } else { ")?" });
        }
    }

    /// # Errors
    /// Why it cannot be compiled.
    pub(super) fn finish(mut self, is_prefix: bool) -> Result<Expression, String> {
        if is_prefix {
            self.mark();
            let _ = write!(self.source, "(?:{SEPARATED}|\\z)");
        } else {
            self.source.push_str("\\z");
        }
        let regex = compile(&self.source, true)?;
        let group_of = |wanted: &str| regex.capture_names().position(|name| name == Some(wanted));
        let names = self.names.into_iter().enumerate();
        let names = names.filter_map(|(index, name)| Some((group_of(&group_name(index))?, name)));
        let names = names.collect();
        let mark = group_of(MARK);
        Ok(Expression {
            regex,
            names,
            mark,
            ends_with_wildcard: self.ends_with_wildcard,
        })
    }

    fn group(&mut self, name: &Name, inner: &str) {
        let _ = write!(self.source, "(?P<{}>{inner})", group_name(self.names.len()));
        self.names.push(name.clone());
    }

    fn constraint(&self, constraint: &Constraint) -> String {
        let flag = if self.is_case_sensitive { "" } else { "i" };
        format!("(?{flag}:{})", constraint.translated)
    }
}

impl Expression {
    /// Whether it matches.
    pub(super) fn matches(&self, text: &[u8]) -> bool {
        self.regex.is_match(text)
    }

    /// What its captures stand for, if it matches, and how many segments there are before the mark. `has_slash`:
    /// whether the path ends with a slash, which a wildcard at the end takes along.
    pub(super) fn capture(&self, text: &[u8], has_slash: bool, params: &mut Vec<Param>) -> usize {
        let Some(captures) = self.regex.captures(text) else {
            return 0;
        };
        for (group, name) in &self.names {
            let taken = captures.get(*group);
            let mut value = taken.map_or_else(String::new, |taken| readable(taken.as_bytes()));
            let is_last = self.ends_with_wildcard && self.names.last().is_some_and(|(last, _)| last == group);
            if is_last && has_slash && taken.is_some() {
                value.push('/');
            }
            params.push(name.stands_for(value));
        }
        let mark = self.mark.and_then(|mark| captures.get(mark));
        let before = mark.and_then(|mark| text.get(..mark.start())).unwrap_or(text);
        before.iter().filter(|byte| **byte == SEPARATOR).count()
    }
}

fn group_name(index: usize) -> String {
    format!("__{index}")
}

/// Segments with slashes between them. Captures begin and end at characters, so nothing is lost.
fn readable(bytes: &[u8]) -> String {
    let segments = bytes.split(|byte| *byte == SEPARATOR);
    let segments: Vec<_> = segments.map(String::from_utf8_lossy).collect();
    segments.join("/")
}
