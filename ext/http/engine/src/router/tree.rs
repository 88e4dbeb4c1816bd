//! From a method and a path to a route: a trie of path segments.
//!
//! The most specific route wins, segment by segment from the left: a literal before a parameter,
//! a parameter before a wildcard. The order of registration never matters. Where the best branch
//! ends without a route for the method, the search goes back to the next one. Knows no V8 and no sockets.

use std::borrow::Cow;
use std::collections::HashMap;

use http::Method;
use percent_encoding::percent_decode_str;

use crate::error::HttpError;
use crate::router::verb::Allowed;
use crate::router::verb::Verb;

/// Routes with a value each.
pub(crate) struct Router<T> {
    root: Node<T>,
}

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Lookup<'r, T> {
    Found(Match<'r, T>),
    /// The path is known, for other methods only.
    WrongMethod(Allowed),
    NotFound,
    /// The path is not percent-encoded UTF-8.
    BadPath,
}

/// A route and what its parameters stand for, decoded.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Match<'r, T> {
    pub(crate) value: &'r T,
    pub(crate) params: Vec<(&'r str, String)>,
}

struct Node<T> {
    literals: HashMap<Box<str>, Node<T>>,
    param: Option<Box<Node<T>>>,
    /// Routes that end here.
    here: Vec<Route<T>>,
    /// Routes with a wildcard for whatever follows, which may be nothing.
    rest: Vec<Route<T>>,
}

struct Route<T> {
    verb: Verb,
    pattern: String,
    names: Vec<String>,
    value: T,
}

#[derive(Debug, PartialEq, Eq)]
enum Part<'p> {
    Literal(&'p str),
    Param(&'p str),
    Wildcard(&'p str),
}

impl<T> Default for Router<T> {
    fn default() -> Self {
        Self { root: Node::default() }
    }
}

impl<T> Default for Node<T> {
    fn default() -> Self {
        Self {
            literals: HashMap::new(),
            param: None,
            here: Vec::new(),
            rest: Vec::new(),
        }
    }
}

impl<T> Router<T> {
    /// Adds a route. `pattern` is a path whose segments may be `:name` (one segment, not empty) and, at the
    /// end, `*` or `*name` (the rest of the path, also none of it).
    pub(crate) fn insert(&mut self, verb: Verb, pattern: &str, value: T) -> Result<(), HttpError> {
        let parts = parse(pattern).map_err(|reason| HttpError::Pattern {
            pattern: pattern.to_string(),
            reason,
        })?;
        let mut node = &mut self.root;
        let mut names: Vec<String> = Vec::new();
        let mut wildcard = false;
        for part in parts {
            match part {
                Part::Literal(text) => node = node.literals.entry(text.into()).or_default(),
                Part::Param(name) => {
                    names.push(name.to_string());
                    node = node.param.get_or_insert_default();
                }
                Part::Wildcard(name) => {
                    names.push(name.to_string());
                    wildcard = true;
                }
            }
        }
        let routes = if wildcard { &mut node.rest } else { &mut node.here };
        if let Some(taken) = routes.iter().find(|route| route.verb == verb) {
            return Err(HttpError::DuplicateRoute {
                method: verb.name().to_string(),
                pattern: pattern.to_string(),
                existing: taken.pattern.clone(),
            });
        }
        routes.push(Route {
            verb,
            pattern: pattern.to_string(),
            names,
            value,
        });
        Ok(())
    }

    /// Finds the route for a path as it stands in the request line, without its query.
    /// A slash at its end makes no difference.
    pub(crate) fn find(&self, method: &Method, path: &str) -> Lookup<'_, T> {
        let Some(segments) = split(path) else {
            return Lookup::BadPath;
        };
        let mut search = Search {
            segments: &segments,
            method,
            taken: Vec::new(),
            allowed: Allowed::default(),
        };
        match search.descend(&self.root, 0) {
            Some((route, rest)) => {
                let mut values: Vec<String> = search
                    .taken
                    .iter()
                    .map(|index| segments[*index].text.to_string())
                    .collect();
                values.extend(rest.map(|from| remainder(path, &segments, from)));
                Lookup::Found(Match {
                    value: &route.value,
                    params: route.names.iter().map(String::as_str).zip(values).collect(),
                })
            }
            None if search.allowed.is_empty() => Lookup::NotFound,
            None => Lookup::WrongMethod(search.allowed),
        }
    }
}

/// One decoded segment of a request's path.
struct Segment<'p> {
    text: Cow<'p, str>,
    /// Where it begins in the path, in bytes.
    start: usize,
}

struct Search<'s, 'p> {
    segments: &'s [Segment<'p>],
    method: &'s Method,
    /// Segments that parameters took on the way down.
    taken: Vec<usize>,
    allowed: Allowed,
}

impl Search<'_, '_> {
    /// The best route below `node` for the segments from `index` on; for a wildcard, also the
    /// segment it begins with. Each node is visited at most once, so the work is bounded by the
    /// number of registered segments.
    fn descend<'r, T>(&mut self, node: &'r Node<T>, index: usize) -> Option<(&'r Route<T>, Option<usize>)> {
        if let Some(segment) = self.segments.get(index) {
            if let Some(child) = node.literals.get(&*segment.text)
                && let Some(found) = self.descend(child, index + 1)
            {
                return Some(found);
            }
            if !segment.text.is_empty()
                && let Some(child) = &node.param
            {
                self.taken.push(index);
                if let Some(found) = self.descend(child, index + 1) {
                    return Some(found);
                }
                self.taken.pop();
            }
        } else if let Some(route) = self.choose(&node.here) {
            return Some((route, None));
        }
        self.choose(&node.rest).map(|route| (route, Some(index)))
    }

    fn choose<'r, T>(&mut self, routes: &'r [Route<T>]) -> Option<&'r Route<T>> {
        let ranked = routes
            .iter()
            .filter_map(|route| Some((route.verb.rank(self.method)?, route)));
        if let Some((_, route)) = ranked.min_by_key(|(rank, _)| *rank) {
            return Some(route);
        }
        for route in routes {
            self.allowed.add(&route.verb);
        }
        None
    }
}

/// The path's segments, decoded after they are split, so that an encoded slash stays within its segment.
fn split(path: &str) -> Option<Vec<Segment<'_>>> {
    let inner = path.strip_prefix('/')?;
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    if inner.is_empty() {
        return Some(Vec::new());
    }
    let mut start = 1;
    inner
        .split('/')
        .map(|raw| {
            let segment = Segment {
                text: decode(raw)?,
                start,
            };
            start += raw.len() + 1;
            Some(segment)
        })
        .collect()
}

/// What a wildcard stands for: the decoded path from segment `from` on, its last slash included.
fn remainder(path: &str, segments: &[Segment<'_>], from: usize) -> String {
    let start = segments.get(from).map_or(path.len(), |s| s.start);
    // Every segment has been decoded once by `split`, so this cannot fail.
    decode(&path[start..]).unwrap_or_default().into_owned()
}

/// `None` for an incomplete escape or for bytes that are no UTF-8.
fn decode(raw: &str) -> Option<Cow<'_, str>> {
    if !raw.contains('%') {
        return Some(Cow::Borrowed(raw));
    }
    let bytes = raw.as_bytes();
    let is_hex = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_hexdigit);
    let complete = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'%')
        .all(|(index, _)| is_hex(index + 1) && is_hex(index + 2));
    complete.then(|| percent_decode_str(raw).decode_utf8().ok()).flatten()
}

fn parse(pattern: &str) -> Result<Vec<Part<'_>>, String> {
    // `*` alone is the habit for "everything".
    let path = if pattern == "*" { "/*" } else { pattern };
    let inner = path.strip_prefix('/').ok_or("it must begin with `/`")?;
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    if inner.is_empty() {
        return Ok(Vec::new());
    }
    let count = inner.split('/').count();
    let mut parts = Vec::with_capacity(count);
    for (index, text) in inner.split('/').enumerate() {
        let part = parse_segment(text)?;
        if matches!(part, Part::Wildcard(_)) && index + 1 != count {
            return Err(format!("the wildcard `{text}` must be its last segment"));
        }
        if let Part::Param(name) | Part::Wildcard(name) = part
            && parts
                .iter()
                .any(|other| matches!(other, Part::Param(known) if *known == name))
        {
            return Err(format!("it names the parameter `{name}` twice"));
        }
        parts.push(part);
    }
    Ok(parts)
}

fn parse_segment(text: &str) -> Result<Part<'_>, String> {
    if text == "*" {
        return Ok(Part::Wildcard("*"));
    }
    if let Some(name) = text.strip_prefix(':') {
        return parse_name(name, text).map(Part::Param);
    }
    if let Some(name) = text.strip_prefix('*') {
        return parse_name(name, text).map(Part::Wildcard);
    }
    if text.is_empty() {
        return Err("it has an empty segment".to_string());
    }
    match text.chars().find(|c| ":*?(){}".contains(*c)) {
        Some(c) => Err(format!("`{c}` has no meaning inside the segment `{text}`")),
        None => Ok(Part::Literal(text)),
    }
}

fn parse_name<'p>(name: &'p str, segment: &str) -> Result<&'p str, String> {
    let begins_well = !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit());
    if begins_well && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        Ok(name)
    } else {
        Err(format!(
            "`{name}` in `{segment}` is no name (letters, digits and `_`, a digit not first)"
        ))
    }
}
