//! From a path to the routes that match it: a trie of path segments. All that match are found, in no order. Every node
//! stands at one depth, so a request visits it at most once. Knows no methods, no V8 and no sockets.

use std::cmp::Ordering;
use std::rc::Rc;

use smallvec::SmallVec;

use crate::router::path::RequestPath;
use crate::router::segment::Segment;
use crate::router::variant::Variant;

/// Which layer, by its slot, and which of its variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) slot: u32,
    pub(super) variant: u16,
}

/// What a path has found.
pub(super) type Hits = SmallVec<[Hit; 8]>;

/// One position in patterns.
#[derive(Default)]
pub(super) struct Node {
    /// Texts whose case matters, sorted.
    exact: Vec<(Box<str>, Node)>,
    /// Texts in lower case whose case does not matter, sorted.
    folded: Vec<(Box<str>, Node)>,
    /// Segments that are neither a text nor a parameter, by their keys.
    checked: Vec<Checked>,
    param: Option<Box<Node>>,
    /// Routes that end here.
    here: Vec<Leaf>,
    /// Routes that end with what takes any number of segments.
    tails: Vec<Leaf>,
}

struct Checked {
    key: String,
    segment: Segment,
    node: Node,
}

struct Leaf {
    hit: Hit,
    variant: Rc<Variant>,
}

impl Node {
    /// Adds a route's variant.
    pub(super) fn insert(&mut self, hit: Hit, variant: &Rc<Variant>) {
        let mut node = self;
        for (segment, key) in variant.segments.iter().zip(&variant.keys) {
            node = node.child_or_new(segment, key);
        }
        let leaf = Leaf {
            hit,
            variant: variant.clone(),
        };
        match variant.tail {
            Some(_) => node.tails.push(leaf),
            None => node.here.push(leaf),
        }
    }

    /// Takes a route's variant out again, and what led to it alone.
    pub(super) fn remove(&mut self, hit: Hit, variant: &Variant) {
        self.remove_below(hit, variant, 0);
    }

    /// All variants that match.
    pub(super) fn find(&self, path: &RequestPath<'_>) -> Hits {
        let mut hits = Hits::new();
        self.descend(path, 0, &mut hits);
        hits
    }

    fn descend(&self, path: &RequestPath<'_>, index: usize, hits: &mut Hits) {
        for leaf in &self.tails {
            if leaf.variant.accepts_end(path) && leaf.variant.tail_matches(path) {
                hits.push(leaf.hit);
            }
        }
        let Some(text) = path.segment(index) else {
            let here = self.here.iter().filter(|leaf| leaf.variant.accepts_end(path));
            hits.extend(here.map(|leaf| leaf.hit));
            return;
        };
        if let Ok(at) = self.exact.binary_search_by(|(own, _)| (**own).cmp(text)) {
            self.exact[at].1.descend(path, index + 1, hits);
        }
        if let Ok(at) = self.folded.binary_search_by(|(own, _)| compare_folded(own, text)) {
            self.folded[at].1.descend(path, index + 1, hits);
        }
        for checked in &self.checked {
            if checked.segment.matches(text) {
                checked.node.descend(path, index + 1, hits);
            }
        }
        if let Some(node) = &self.param
            && !text.is_empty()
        {
            node.descend(path, index + 1, hits);
        }
    }

    fn child_or_new(&mut self, segment: &Segment, key: &str) -> &mut Self {
        match segment {
            Segment::Literal(text, is_case_sensitive) => {
                let children = self.literals(*is_case_sensitive);
                let found = children.binary_search_by(|(own, _)| own.cmp(text));
                let at = found.unwrap_or_else(|at| {
                    children.insert(at, (text.clone(), Self::default()));
                    at
                });
                &mut children[at].1
            }
            Segment::Param(_) => self.param.get_or_insert_default(),
            _ => {
                let found = self.checked.iter().position(|checked| checked.key == key);
                let at = found.unwrap_or(self.checked.len());
                if found.is_none() {
                    self.checked.push(Checked {
                        key: key.to_string(),
                        segment: segment.clone(),
                        node: Self::default(),
                    });
                }
                &mut self.checked[at].node
            }
        }
    }

    fn literals(&mut self, is_case_sensitive: bool) -> &mut Vec<(Box<str>, Self)> {
        if is_case_sensitive {
            &mut self.exact
        } else {
            &mut self.folded
        }
    }

    fn remove_below(&mut self, hit: Hit, variant: &Variant, index: usize) {
        let (Some(segment), Some(key)) = (variant.segments.get(index), variant.keys.get(index)) else {
            self.here.retain(|leaf| leaf.hit != hit);
            self.tails.retain(|leaf| leaf.hit != hit);
            return;
        };
        match segment {
            Segment::Literal(text, is_case_sensitive) => {
                let children = self.literals(*is_case_sensitive);
                if let Ok(at) = children.binary_search_by(|(own, _)| own.cmp(text)) {
                    children[at].1.remove_below(hit, variant, index + 1);
                    if children[at].1.is_empty() {
                        children.remove(at);
                    }
                }
            }
            Segment::Param(_) => {
                if let Some(node) = &mut self.param {
                    node.remove_below(hit, variant, index + 1);
                }
                self.param.take_if(|node| node.is_empty());
            }
            _ => {
                if let Some(checked) = self.checked.iter_mut().find(|checked| checked.key == *key) {
                    checked.node.remove_below(hit, variant, index + 1);
                }
                self.checked.retain(|checked| !checked.node.is_empty());
            }
        }
    }

    /// Whether no route goes through it.
    pub(super) fn is_empty(&self) -> bool {
        self.exact.is_empty()
            && self.folded.is_empty()
            && self.checked.is_empty()
            && self.param.is_none()
            && self.here.is_empty()
            && self.tails.is_empty()
    }
}

/// `own` is in lower case; `text` is compared as if it were.
fn compare_folded(own: &str, text: &str) -> Ordering {
    own.bytes().cmp(text.bytes().map(|byte| byte.to_ascii_lowercase()))
}
