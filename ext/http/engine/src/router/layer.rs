//! A layer's path, from the texts that a program gives to what a request is matched against. Knows nothing of other
//! layers.

use std::rc::Rc;

use crate::error::HttpError;
use crate::router::LayerId;
use crate::router::NewLayer;
use crate::router::expand::Draft;
use crate::router::expand::expand;
use crate::router::pattern::Node;
use crate::router::pattern::PatternError;
use crate::router::pattern::parse;
use crate::router::shape;
use crate::router::variant::Traits;
use crate::router::variant::Variant;
use crate::router::verb::Verb;

/// What a pattern may be at most: its length in bytes, its segments, its parameters, and its parts.
const BYTES: usize = 2048;
const SEGMENTS: usize = 64;
const PARAMS: usize = 32;
const PARTS: usize = 64;

/// A layer that can be matched.
pub(super) struct Layer {
    pub(super) id: LayerId,
    pub(super) verb: Option<Verb>,
    /// Its parts in one.
    pub(super) pattern: String,
    pub(super) order: Box<[u32]>,
    /// Which layer was added before which, where their orders are the same.
    pub(super) serial: u64,
    /// Ways to match it, the first that matches counts.
    pub(super) variants: Vec<Rc<Variant>>,
    /// See [`shape::shape`].
    pub(super) shape: String,
    /// See [`shape::outline`]; of each variant. None if nothing can be said of which paths it takes.
    pub(super) outlines: Vec<String>,
}

impl Layer {
    /// # Errors
    /// `RACE_HTTP_PATTERN`, with the place and the reason.
    pub(super) fn new(new: &NewLayer<'_>, serial: u64) -> Result<Self, HttpError> {
        let (pattern, starts) = join(new.parts);
        let traits = Traits {
            is_prefix: new.verb.is_none(),
            is_case_sensitive: new.is_case_sensitive,
            is_strict: new.is_strict,
            parts: starts.len(),
        };
        let drafts = read(&pattern, &starts, traits).map_err(|error| describe(&pattern, error))?;
        let variants = drafts.iter().map(|draft| Variant::new(draft, traits).map(Rc::new));
        let variants = variants.collect::<Result<_, _>>();
        Ok(Self {
            id: new.id,
            verb: new.verb.clone(),
            variants: variants.map_err(|error| describe(&pattern, error))?,
            pattern,
            order: new.order.into(),
            serial,
            shape: shape::shape(&drafts, traits),
            outlines: match new.has_condition {
                true => Vec::new(),
                false => drafts.iter().map(|draft| shape::outline(draft, traits)).collect(),
            },
        })
    }

    /// Method and pattern, for messages.
    pub(super) fn title(&self) -> String {
        let verb = self.verb.as_ref().map_or("USE", Verb::name);
        format!("{verb} {}", self.pattern)
    }

    /// Its place in the order of registration.
    pub(super) fn place(&self) -> (&[u32], u64) {
        (&self.order, self.serial)
    }
}

/// The parts as one pattern, and where each of them begins in it.
fn join(parts: &[String]) -> (String, Vec<usize>) {
    let mut pattern = String::new();
    let mut starts = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        starts.push(pattern.len());
        let is_last = index + 1 == parts.len();
        match part.as_str() {
            // The habit for "everything".
            "*" => pattern.push_str("/*"),
            "/" => {}
            part if is_last => pattern.push_str(part),
            part => pattern.push_str(part.strip_suffix('/').unwrap_or(part)),
        }
    }
    if pattern.is_empty() {
        pattern.push('/');
    }
    if starts.is_empty() {
        starts.push(0);
    }
    (pattern, starts)
}

fn read(pattern: &str, starts: &[usize], traits: Traits) -> Result<Vec<Draft>, PatternError> {
    if pattern.len() > BYTES {
        return Err(PatternError::new(BYTES, format!("it is longer than {BYTES} bytes")));
    }
    if starts.len() > PARTS {
        let reason = format!("its routers stand in each other more than {PARTS} deep");
        return Err(PatternError::new(0, reason));
    }
    let ends = starts.iter().skip(1).copied().chain([pattern.len()]);
    let ranges = starts.iter().copied().zip(ends).zip(0..);
    let parts = ranges.map(|((start, end), depth)| parse(pattern, start, end, depth, traits.is_case_sensitive));
    let parts: Vec<_> = parts.collect::<Result<_, _>>()?;
    if parts.iter().map(|part| captures(part)).sum::<usize>() > PARAMS {
        return Err(PatternError::new(0, format!("it has more than {PARAMS} parameters")));
    }
    let drafts = expand(&parts, starts)?;
    let longest = drafts.iter().find(|draft| draft.segments.len() > SEGMENTS);
    match longest.and_then(|draft| draft.segments.get(SEGMENTS)) {
        Some(segment) => Err(PatternError::new(
            segment.at,
            format!("it has more than {SEGMENTS} segments"),
        )),
        None => Ok(drafts),
    }
}

fn captures(nodes: &[Node]) -> usize {
    nodes
        .iter()
        .map(|node| match node {
            Node::Capture(_) => 1,
            Node::Group(inner) => captures(inner),
            Node::Slash(_) | Node::Text(_) => 0,
        })
        .sum()
}

fn describe(pattern: &str, error: PatternError) -> HttpError {
    let before = pattern.get(..error.at).unwrap_or_default();
    let place = before.chars().count() + 1;
    let mut reason = format!("{} (character {place})", error.reason);
    if let Some(hint) = error.hint {
        reason.push_str("\nhint: ");
        reason.push_str(hint);
    }
    HttpError::Pattern {
        pattern: shortened(pattern),
        reason,
    }
}

/// A pattern that is too long is not repeated in full.
fn shortened(pattern: &str) -> String {
    if pattern.len() <= BYTES {
        return pattern.to_string();
    }
    let begin: String = pattern.chars().take(64).collect();
    format!("{begin}…")
}
