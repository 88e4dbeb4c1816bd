//! One segment of a pattern against one segment of a path. Knows nothing of what stands before and behind it.

use smallvec::SmallVec;

use crate::router::constraint::Constraint;
use crate::router::expression::Expression;
use crate::router::pattern::Name;
use crate::router::plan::Param;

/// A segment of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Segment {
    /// Text, and whether upper and lower case differ; if not, the text is in lower case.
    Literal(Box<str>, bool),
    /// Anything but nothing.
    Param(Name),
    /// What an expression matches.
    Constrained(Name, Constraint),
    /// Text and parameters.
    Mixed(Mixed),
    /// Text and parameters of which some have expressions.
    Expression(Expression),
}

/// Text, then parameters that are each followed by text. All texts but the first and the last have a length.
#[derive(Clone, Debug)]
pub(super) struct Mixed {
    pub(super) lead: Box<str>,
    pub(super) params: Vec<(Name, Box<str>)>,
    pub(super) is_case_sensitive: bool,
}

impl Segment {
    /// Whether it matches `text`.
    pub(super) fn matches(&self, text: &str) -> bool {
        match self {
            Self::Literal(own, is_case_sensitive) => is_same(own, text, *is_case_sensitive),
            Self::Param(_) => !text.is_empty(),
            Self::Constrained(_, constraint) => !text.is_empty() && constraint.matches(text),
            Self::Mixed(mixed) => mixed.read(text, |_| {}),
            Self::Expression(expression) => !text.is_empty() && expression.matches(text.as_bytes()),
        }
    }

    /// What its parameters stand for in a `text` that it matches.
    pub(super) fn capture(&self, text: &str, params: &mut Vec<Param>) {
        match self {
            Self::Literal(..) => {}
            Self::Param(name) | Self::Constrained(name, _) => params.push(name.stands_for(text)),
            Self::Mixed(mixed) => {
                let mut values: SmallVec<[&str; 4]> = SmallVec::new();
                mixed.read(text, |value| values.push(value));
                let values = values.into_iter().rev();
                params.extend(
                    mixed
                        .params
                        .iter()
                        .zip(values)
                        .map(|((name, _), value)| name.stands_for(value)),
                );
            }
            Self::Expression(expression) => {
                expression.capture(text.as_bytes(), false, params);
            }
        }
    }
}

impl Name {
    pub(super) fn stands_for(&self, value: impl Into<String>) -> Param {
        Param {
            depth: self.depth,
            name: self.text.clone(),
            value: value.into(),
        }
    }
}

impl Mixed {
    /// Hands over the values from the last to the first. The first takes as much as it can, then the second, and so
    /// on, as in path-to-regexp: that is, each separator is found as far to the right as it can be.
    fn read<'t>(&self, text: &'t str, mut take: impl FnMut(&'t str)) -> bool {
        let Some((_, end)) = self.params.last() else {
            return false;
        };
        let Some(stop) = text.len().checked_sub(end.len()) else {
            return false;
        };
        let begin = self.lead.len();
        let (Some(lead), Some(mut middle), Some(tail)) = (text.get(..begin), text.get(begin..stop), text.get(stop..))
        else {
            return false;
        };
        if !is_same(&self.lead, lead, self.is_case_sensitive) || !is_same(end, tail, self.is_case_sensitive) {
            return false;
        }
        for (_, separator) in self.params.iter().rev().skip(1) {
            let Some(at) = rfind(middle, separator, self.is_case_sensitive) else {
                return false;
            };
            take(&middle[at + separator.len()..]);
            middle = &middle[..at];
        }
        take(middle);
        !middle.is_empty()
    }
}

fn is_same(own: &str, text: &str, is_case_sensitive: bool) -> bool {
    if is_case_sensitive {
        own == text
    } else {
        own.eq_ignore_ascii_case(text)
    }
}

/// The last place of `separator` that leaves something on both sides.
fn rfind(text: &str, separator: &str, is_case_sensitive: bool) -> Option<usize> {
    let last = text.len().checked_sub(separator.len() + 1)?;
    (1..=last).rev().find(|at| {
        let place = text.get(*at..at + separator.len());
        place.is_some_and(|place| is_same(separator, place, is_case_sensitive))
    })
}
