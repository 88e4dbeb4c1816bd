//! From a pattern that has optional groups to all the patterns without any that it stands for, cut into segments.
//! Knows nothing of matching.

use crate::router::pattern::Capture;
use crate::router::pattern::Node;
use crate::router::pattern::PatternError;

/// How many patterns without groups one pattern may stand for.
pub(super) const VARIANTS: usize = 64;

/// A pattern without groups.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) segments: Vec<DraftSegment>,
    /// Whether it ends with a slash that begins no segment.
    pub(super) has_slash: bool,
    /// Whether a group is left out.
    pub(super) omits: bool,
}

/// What stands between two slashes.
#[derive(Clone, Debug)]
pub(super) struct DraftSegment {
    /// The part of the layer's path that it stands in.
    pub(super) depth: usize,
    /// Where its slash is in the pattern, in bytes.
    pub(super) at: usize,
    /// Never empty; no text follows a text.
    pub(super) pieces: Vec<Piece>,
}

/// A piece of a segment.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Text(String),
    /// A capture, and whether it stands in a group.
    Capture(Capture, bool),
}

/// What a group is made of, once it is decided which ones are left out.
#[derive(Clone)]
enum Item<'n> {
    Slash(usize),
    Text(&'n str),
    Capture(&'n Capture, bool),
    Omitted,
}

/// All variants of a path in `parts`, those with most groups first. `starts`: where each part begins in the pattern.
pub(super) fn expand(parts: &[Vec<Node>], starts: &[usize]) -> Result<Vec<Draft>, PatternError> {
    let count = parts
        .iter()
        .fold(1, |count: usize, part| count.saturating_mul(variants(part)));
    if count > VARIANTS {
        let reason = format!("its optional groups can be combined in more than {VARIANTS} ways");
        return Err(PatternError::new(0, reason));
    }
    let mut drafts = vec![Draft::default()];
    for (depth, (part, start)) in parts.iter().zip(starts).enumerate() {
        let endings: Vec<Draft> = combinations(part, false)
            .iter()
            .map(|items| cut(items, depth, *start))
            .collect::<Result<_, _>>()?;
        let joined = drafts
            .iter()
            .flat_map(|draft| endings.iter().map(move |ending| draft.followed_by(ending)));
        drafts = joined.collect();
    }
    Ok(drafts)
}

fn variants(nodes: &[Node]) -> usize {
    nodes.iter().fold(1, |count: usize, node| match node {
        Node::Group(inner) => count.saturating_mul(variants(inner).saturating_add(1)),
        _ => count,
    })
}

fn combinations(nodes: &[Node], is_optional: bool) -> Vec<Vec<Item<'_>>> {
    let mut all = vec![Vec::new()];
    for node in nodes {
        let item = match node {
            Node::Slash(at) => Item::Slash(*at),
            Node::Text(text) => Item::Text(text),
            Node::Capture(capture) => Item::Capture(capture, is_optional),
            Node::Group(inner) => {
                let mut options = combinations(inner, true);
                options.push(vec![Item::Omitted]);
                let longer = all
                    .iter()
                    .flat_map(|items| options.iter().map(move |option| [&items[..], &option[..]].concat()));
                all = longer.collect();
                continue;
            }
        };
        for items in &mut all {
            items.push(item.clone());
        }
    }
    all
}

fn cut(items: &[Item<'_>], depth: usize, start: usize) -> Result<Draft, PatternError> {
    let mut draft = Draft::default();
    for item in items {
        match item {
            Item::Omitted => draft.omits = true,
            Item::Slash(at) => {
                refuse_empty(draft.segments.last())?;
                draft.segments.push(DraftSegment {
                    depth,
                    at: *at,
                    pieces: Vec::new(),
                });
            }
            Item::Text(_) | Item::Capture(..) => {
                let Some(segment) = draft.segments.last_mut() else {
                    return Err(PatternError::new(start, "it must begin with `/`"));
                };
                match (item, segment.pieces.last_mut()) {
                    (Item::Text(text), Some(Piece::Text(before))) => before.push_str(text),
                    (Item::Text(text), _) => segment.pieces.push(Piece::Text((*text).to_string())),
                    (Item::Capture(capture, is_optional), _) => {
                        segment.pieces.push(Piece::Capture((*capture).clone(), *is_optional));
                    }
                    _ => {}
                }
            }
        }
    }
    if draft.segments.last().is_some_and(|segment| segment.pieces.is_empty()) {
        draft.segments.pop();
        draft.has_slash = true;
    }
    Ok(draft)
}

fn refuse_empty(segment: Option<&DraftSegment>) -> Result<(), PatternError> {
    match segment {
        Some(segment) if segment.pieces.is_empty() => {
            let error = PatternError::new(segment.at, "it has an empty segment");
            Err(error.with_hint("a group that is a whole segment takes its slash along, as in `/a{/b}/c`"))
        }
        _ => Ok(()),
    }
}

impl Draft {
    fn followed_by(&self, ending: &Self) -> Self {
        Self {
            segments: [&self.segments[..], &ending.segments[..]].concat(),
            has_slash: ending.has_slash,
            omits: self.omits || ending.omits,
        }
    }
}
