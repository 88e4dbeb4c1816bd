//! Nested forms: `a[b]=1`, `a[]=1`, `a[0]=x`. What the tree looks like in each case is decided by the npm package
//! `qs` (6.x, its defaults), because programs are written against it.

use std::borrow::Cow;

use indexmap::IndexMap;

use crate::data::escape;
use crate::data::query::DEFAULT_PAIRS;
use crate::data::query::tree;
use crate::data::query::tree::Map;
use crate::data::query::tree::Node;

/// Deeper settings would let a client choose how far the merging of its keys recurses.
const MAX_DEPTH: usize = 64;

/// Names that every object of JavaScript inherits: never taken from a client.
const INHERITED: &[&str] = &[
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "prototype",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// How far nested names are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nesting {
    /// Pairs that are read; further ones are left out.
    pub pairs: usize,
    /// Brackets that are followed, at most 64; the rest of a name stays one key.
    pub depth: usize,
    /// Elements of an array. A longer one becomes an object, so that `a[999999]` costs nothing.
    pub array_length: usize,
}

impl Default for Nesting {
    fn default() -> Self {
        Self {
            pairs: DEFAULT_PAIRS,
            depth: 5,
            array_length: 20,
        }
    }
}

/// The tree of a query or form as JSON: an object of strings, arrays and objects.
pub fn nested(text: &str, nesting: &Nesting) -> String {
    let mut root = Node::Map(Map::default());
    for (name, value) in values(text, nesting) {
        if let Some(branch) = branch(&name, value, nesting) {
            root = tree::merge(root, branch, nesting.array_length);
        }
    }
    // Strings, arrays and objects cannot fail to serialize; an empty object would still be a correct value.
    serde_json::to_string(&root).unwrap_or_else(|_| "{}".to_string())
}

/// Values by name; those of one name together.
fn values(text: &str, nesting: &Nesting) -> Vec<(String, Node)> {
    let mut values: IndexMap<String, Node> = IndexMap::new();
    let text = with_brackets(text);
    for part in text.split('&').take(nesting.pairs) {
        let equals = part.find("]=").map(|at| at + 1).or_else(|| part.find('='));
        let (name, value) = match equals {
            Some(at) => (&part[..at], &part[at + 1..]),
            None => (part, ""),
        };
        if name.is_empty() {
            continue;
        }
        let value = Node::Text(component(value));
        let name = component(name);
        match values.get_mut(&name) {
            Some(known) => tree::append(known, value, nesting.array_length),
            None => {
                values.insert(name, value);
            }
        }
    }
    // Objects of JavaScript have their numeric keys first, and `qs` goes through one.
    let mut values: Vec<_> = values.into_iter().collect();
    values.sort_by_key(|(name, _)| tree::index(name).unwrap_or(usize::MAX));
    values
}

fn with_brackets(text: &str) -> Cow<'_, str> {
    if !text.contains("%5") {
        return Cow::Borrowed(text);
    }
    let text = text.replace("%5B", "[").replace("%5b", "[");
    Cow::Owned(text.replace("%5D", "]").replace("%5d", "]"))
}

fn component(text: &str) -> String {
    let spaced = text.replace('+', " ");
    match escape::decode(&spaced) {
        Some(Cow::Owned(decoded)) => decoded,
        _ => spaced,
    }
}

/// The tree that one name makes; `None` if the name is not to be used.
fn branch(name: &str, value: Node, nesting: &Nesting) -> Option<Node> {
    let mut node = value;
    for segment in segments(name, nesting.depth.min(MAX_DEPTH))?.into_iter().rev() {
        node = match segment {
            Segment::Append => tree::list(node, nesting.array_length),
            Segment::Bracket(key) => match tree::index(key) {
                Some(at) if at < nesting.array_length => Node::list_at(at, node),
                Some(at) => Node::Map(Map::overflow(key.to_string(), node, at)),
                None => Node::Map(Map::of(key.to_string(), node)),
            },
            Segment::Plain(key) => Node::Map(Map::of(key.to_string(), node)),
        };
    }
    Some(node)
}

/// A step of a name.
enum Segment<'a> {
    /// What stands before the first bracket.
    Plain(&'a str),
    /// `[]`.
    Append,
    /// `[key]`, or what is left of a name that goes too deep or does not close.
    Bracket(&'a str),
}

fn segments(name: &str, depth: usize) -> Option<Vec<Segment<'_>>> {
    let mut segments = Vec::new();
    if depth == 0 {
        let content = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        let segment = match content {
            None => Segment::Plain(name),
            Some("") => Segment::Append,
            Some(content) => Segment::Bracket(content),
        };
        return (!INHERITED.contains(&content.unwrap_or(name))).then(|| vec![segment]);
    }
    let mut open = name.find('[');
    let parent = &name[..open.unwrap_or(name.len())];
    if INHERITED.contains(&parent) {
        return None;
    }
    if !parent.is_empty() {
        segments.push(Segment::Plain(parent));
    }
    let mut followed = 0;
    while let Some(start) = open {
        let close = (followed < depth).then(|| closing(&name[start..])).flatten();
        let Some(length) = close else {
            segments.push(Segment::Bracket(&name[start..]));
            break;
        };
        let content = &name[start + 1..start + length];
        if INHERITED.contains(&content) {
            return None;
        }
        segments.push(match content {
            "" => Segment::Append,
            _ => Segment::Bracket(content),
        });
        followed += 1;
        let after = start + length + 1;
        open = name[after..].find('[').map(|at| after + at);
    }
    Some(segments)
}

/// Where the bracket that `text` begins with closes; brackets within it come in pairs.
fn closing(text: &str) -> Option<usize> {
    let mut level = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => level += 1,
            b']' if level == 1 => return Some(at),
            b']' => level -= 1,
            _ => {}
        }
    }
    None
}
