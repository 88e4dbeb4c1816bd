//! The tree that nested names grow into, and the rules by which two branches become one.

use indexmap::IndexMap;
use serde::Serialize;
use serde::Serializer;
use serde::ser::SerializeMap;

/// A value.
pub(super) enum Node {
    Text(String),
    List(List),
    Map(Map),
}

/// An array that may still have holes.
#[derive(Default)]
pub(super) struct List {
    items: Vec<Option<Node>>,
    /// It was made because a name stands for a value and for an object; further ones of either kind are added.
    is_conflict: bool,
}

/// An object.
#[derive(Default)]
pub(super) struct Map {
    entries: IndexMap<String, Node>,
    /// It stands for an array that is too long: its largest index.
    overflow: Option<usize>,
    /// It stands for a list that was a conflict: its largest index.
    conflict: Option<usize>,
}

impl Map {
    pub(super) fn of(key: String, value: Node) -> Self {
        let mut map = Self::default();
        map.entries.insert(key, value);
        map
    }

    pub(super) fn overflow(key: String, value: Node, at: usize) -> Self {
        let mut map = Self::of(key, value);
        map.overflow = Some(at);
        map
    }

    fn set(&mut self, at: usize, value: Node) {
        self.entries.insert(at.to_string(), value);
    }
}

impl Node {
    /// An array whose only element is at `at`.
    pub(super) fn list_at(at: usize, value: Node) -> Self {
        let mut items: Vec<_> = std::iter::repeat_with(|| None).take(at).collect();
        items.push(Some(value));
        Self::list(items)
    }

    fn list(items: Vec<Option<Node>>) -> Self {
        let is_conflict = false;
        Self::List(List { items, is_conflict })
    }

    fn into_items(self) -> Vec<Option<Node>> {
        match self {
            Self::List(list) => list.items,
            node => vec![Some(node)],
        }
    }
}

impl List {
    fn is_hole(&self, at: usize) -> bool {
        self.items.get(at).is_none_or(Option::is_none)
    }

    fn count(&self) -> usize {
        self.items.iter().flatten().count()
    }

    fn into_map(self) -> Map {
        let conflict = self.is_conflict.then(|| self.items.len().saturating_sub(1));
        let items = self.items.into_iter().enumerate();
        Map {
            entries: items.filter_map(|(at, item)| Some((at.to_string(), item?))).collect(),
            overflow: None,
            conflict,
        }
    }
}

/// A key that JavaScript would take for the index of an array.
pub(super) fn index(key: &str) -> Option<usize> {
    let is_canonical = key == "0" || key.starts_with(|first: char| ('1'..='9').contains(&first));
    // Beyond 15 digits a number of JavaScript is not exact any more.
    let is_exact = key.len() <= 15 && key.bytes().all(|byte| byte.is_ascii_digit());
    (is_canonical && is_exact).then(|| key.parse().ok()).flatten()
}

/// What `[]` makes of a value: an array, unless it is there already or too long to be one.
pub(super) fn list(node: Node, limit: usize) -> Node {
    match node {
        Node::Map(map) if map.overflow.is_some() => Node::Map(map),
        node => bounded(node.into_items(), limit),
    }
}

/// One more value for a name that has some.
pub(super) fn append(known: &mut Node, value: Node, limit: usize) {
    if let Node::Map(map) = known
        && let Some(last) = map.overflow
    {
        map.set(last + 1, value);
        map.overflow = Some(last + 1);
        return;
    }
    let mut items = std::mem::replace(known, Node::list(Vec::new())).into_items();
    items.push(Some(value));
    *known = bounded(items, limit);
}

/// Two branches of one name.
pub(super) fn merge(target: Node, source: Node, limit: usize) -> Node {
    match (target, source) {
        // An empty value says nothing beside another one.
        (target, Node::Text(text)) if text.is_empty() => target,
        (Node::List(list), source @ Node::Text(_)) => push(list, source, limit),
        (Node::Map(map), source @ Node::Text(_)) => add(map, source, limit),
        (target @ Node::Text(_), source @ Node::Text(_)) => bounded(vec![Some(target), Some(source)], limit),
        (target @ Node::Text(_), Node::Map(map)) if map.overflow.is_some() => shift(target, map),
        (target @ Node::Text(_), source) => {
            let mut items = vec![Some(target)];
            items.extend(source.into_items());
            bounded(items, limit)
        }
        (Node::List(target), Node::List(source)) => zip(target, source, limit),
        (Node::List(target), Node::Map(source)) => Node::Map(join(target.into_map(), source, limit)),
        (Node::Map(target), Node::List(source)) => Node::Map(join(target, source.into_map(), limit)),
        (Node::Map(target), Node::Map(source)) => Node::Map(join(target, source, limit)),
    }
}

fn bounded(items: Vec<Option<Node>>, limit: usize) -> Node {
    if items.len() > limit {
        return overflowing(items);
    }
    Node::list(items)
}

fn overflowing(items: Vec<Option<Node>>) -> Node {
    let last = items.len().saturating_sub(1);
    let is_conflict = false;
    let mut map = List { items, is_conflict }.into_map();
    map.overflow = Some(last);
    Node::Map(map)
}

fn push(mut list: List, value: Node, limit: usize) -> Node {
    let is_full = list.count() >= limit;
    list.items.push(Some(value));
    match is_full {
        true => overflowing(list.items),
        false => Node::List(list),
    }
}

/// A text where an object stands: the two become an array, which further texts join.
fn add(mut map: Map, value: Node, limit: usize) -> Node {
    if let Some(last) = map.overflow {
        map.set(last + 1, value);
        map.overflow = Some(last + 1);
        return Node::Map(map);
    }
    if let Some(last) = map.conflict {
        map.set(last + 1, value);
        map.conflict = Some(last + 1);
        return Node::Map(map);
    }
    match bounded(vec![Some(Node::Map(map)), Some(value)], limit) {
        Node::List(list) => Node::List(List {
            is_conflict: true,
            ..list
        }),
        node => node,
    }
}

/// A text before an array that is too long: every index moves up by one.
fn shift(first: Node, map: Map) -> Node {
    let mut shifted = Map::of("0".to_string(), first);
    shifted.overflow = map.overflow.map(|last| last + 1);
    for (key, value) in map.entries {
        shifted.set(index(&key).unwrap_or_default() + 1, value);
    }
    Node::Map(shifted)
}

fn zip(mut target: List, source: List, limit: usize) -> Node {
    for (at, item) in source.items.into_iter().enumerate() {
        let Some(item) = item else { continue };
        if target.is_hole(at) {
            if target.items.len() <= at {
                target.items.resize_with(at + 1, || None);
            }
            target.items[at] = Some(item);
            continue;
        }
        match (target.items[at].take(), item) {
            (Some(known), item) if !matches!(known, Node::Text(_)) && !matches!(item, Node::Text(_)) => {
                target.items[at] = Some(merge(known, item, limit));
            }
            (known, item) => {
                target.items[at] = known;
                target.items.push(Some(item));
            }
        }
    }
    match target.count() > limit {
        true => overflowing(target.items),
        false => Node::List(target),
    }
}

fn join(mut target: Map, source: Map, limit: usize) -> Map {
    for (key, value) in source.entries {
        let number = index(&key);
        match target.entries.get_mut(&key) {
            Some(known) => {
                let before = std::mem::replace(known, Node::Text(String::new()));
                *known = merge(before, value, limit);
            }
            None => {
                target.entries.insert(key, value);
            }
        }
        if let (Some(last), None) = (source.overflow, target.overflow) {
            let largest = target.entries.keys().filter_map(|key| index(key)).max();
            target.overflow = Some(last.max(largest.unwrap_or_default()));
        }
        if let Some(number) = number {
            target.overflow = target.overflow.map(|last| last.max(number));
            target.conflict = target.conflict.map(|last| last.max(number));
        }
    }
    target
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(list) => serializer.collect_seq(list.items.iter().flatten()),
            Self::Map(map) => {
                let mut object = serializer.serialize_map(Some(map.entries.len()))?;
                for (key, value) in &map.entries {
                    object.serialize_entry(key, value)?;
                }
                object.end()
            }
        }
    }
}
