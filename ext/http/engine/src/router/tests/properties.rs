//! The router against a matcher that is too simple to be wrong, and against anything.

use http::Method;
use proptest::prelude::*;

use crate::router::NewLayer;
use crate::router::Order;
use crate::router::Router;
use crate::router::Settings;
use crate::router::Verb;

/// A segment of a pattern that is made up.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    Text(&'static str),
    /// `x-:p`
    Mixed,
    /// `:p([ab]+)`
    Constrained,
    Param,
    /// `:p?`
    Optional,
    /// `*p`, at the end.
    Rest,
}

#[derive(Clone, Debug)]
struct Made {
    /// `None` for middleware.
    verb: Option<Verb>,
    pieces: Vec<Piece>,
    order: Vec<u32>,
}

impl Made {
    fn pattern(&self) -> String {
        let pieces = self.pieces.iter().enumerate();
        let pattern: String = pieces
            .map(|(index, piece)| match piece {
                Piece::Text(text) => format!("/{text}"),
                Piece::Mixed => format!("/x-:p{index}"),
                Piece::Constrained => format!("/:p{index}([ab]+)"),
                Piece::Param => format!("/:p{index}"),
                Piece::Optional => format!("/:p{index}?"),
                Piece::Rest => format!("/*p{index}"),
            })
            .collect();
        if pattern.is_empty() { "/".to_string() } else { pattern }
    }

    /// Its rank and its values, if it matches.
    fn read(&self, path: &[&str], has_slash: bool) -> Option<(Vec<u8>, Vec<String>)> {
        let mut way = Way {
            is_prefix: self.verb.is_none(),
            has_slash,
            ..Way::default()
        };
        way.go(&self.pieces, path).then_some((way.rank, way.values))
    }
}

/// Goes through pieces and segments, with optional ones present first.
#[derive(Clone, Default)]
struct Way {
    is_prefix: bool,
    /// The path ends with a slash, which a wildcard takes along.
    has_slash: bool,
    omits: bool,
    rank: Vec<u8>,
    values: Vec<String>,
}

impl Way {
    fn go(&mut self, pieces: &[Piece], path: &[&str]) -> bool {
        let Some((piece, others)) = pieces.split_first() else {
            self.rank.push(u8::from(self.omits));
            return self.is_prefix || path.is_empty();
        };
        if *piece == Piece::Rest {
            self.rank.extend([8, 9]);
            let slash = if self.has_slash && !path.is_empty() { "/" } else { "" };
            self.values.push(path.join("/") + slash);
            return true;
        }
        if let Some((segment, rest)) = path.split_first() {
            let mut way = self.clone();
            if way.take(*piece, segment) && way.go(others, rest) {
                *self = way;
                return true;
            }
        }
        self.omits = true;
        *piece == Piece::Optional && self.go(others, path)
    }

    fn take(&mut self, piece: Piece, segment: &str) -> bool {
        let (class, value) = match piece {
            Piece::Text(text) => {
                self.rank.push(2);
                return text == segment;
            }
            Piece::Mixed => (3, segment.strip_prefix("x-").unwrap_or_default()),
            Piece::Constrained if segment.contains(|c| !"ab".contains(c)) => return false,
            Piece::Constrained => (4, segment),
            Piece::Param => (5, segment),
            Piece::Optional | Piece::Rest => (6, segment),
        };
        self.rank.push(class);
        self.values.push(value.to_string());
        !value.is_empty()
    }
}

/// Scans all layers; gives the ids of those that match with their values.
fn naive(layers: &[Made], order: Order, method: &Method, path: &str) -> Vec<(u32, Vec<String>)> {
    let inner = path.strip_prefix('/').unwrap_or_default();
    let has_slash = inner.ends_with('/');
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let segments: Vec<&str> = if inner.is_empty() {
        Vec::new()
    } else {
        inner.split('/').collect()
    };
    let mut routes = Vec::new();
    let mut guards = Vec::new();
    for (id, layer) in (0..).zip(layers) {
        let Some((rank, values)) = layer.read(&segments, has_slash) else {
            continue;
        };
        let place = (layer.order.clone(), id);
        match &layer.verb {
            None => guards.push((place, values)),
            Some(verb) => {
                let Some(preference) = verb.rank(method) else { continue };
                let rank = (order == Order::Specificity).then_some((rank, preference));
                routes.push((rank, place, values));
            }
        }
    }
    routes.sort();
    guards.sort();
    let mut all = Vec::new();
    for (_, place, values) in routes {
        let later = guards
            .iter()
            .position(|(guard, _)| *guard > place)
            .unwrap_or(guards.len());
        all.extend(guards.drain(..later).map(|((_, id), values)| (id, values)));
        all.push((place.1, values));
    }
    all.extend(guards.into_iter().map(|((_, id), values)| (id, values)));
    all
}

fn layers() -> impl Strategy<Value = Made> {
    let verb = prop_oneof![
        2 => Just(None),
        3 => Just(Some("GET")),
        1 => Just(Some("HEAD")),
        1 => Just(Some("POST")),
        1 => Just(Some("ALL")),
    ];
    let piece = prop_oneof![
        3 => Just(Piece::Text("a")),
        3 => Just(Piece::Text("b")),
        1 => Just(Piece::Text("\u{20ac}")),
        1 => Just(Piece::Mixed),
        1 => Just(Piece::Constrained),
        2 => Just(Piece::Param),
        1 => Just(Piece::Optional),
    ];
    let order = prop::collection::vec(0..4_u32, 1..3);
    (verb, prop::collection::vec(piece, 0..4), any::<bool>(), order).prop_map(|(verb, mut pieces, is_wild, order)| {
        if is_wild && pieces.len() % 2 == 0 {
            pieces.push(Piece::Rest);
        }
        Made {
            verb: verb.and_then(Verb::parse),
            pieces,
            order,
        }
    })
}

fn paths() -> impl Strategy<Value = String> {
    let segment = prop_oneof![
        4 => Just("a"),
        4 => Just("b"),
        2 => Just("c"),
        2 => Just("x-a"),
        1 => Just("\u{20ac}"),
        1 => Just(""),
    ];
    prop::collection::vec(segment, 0..5).prop_map(|segments| format!("/{}", segments.join("/")))
}

/// The path with each character escaped or not, as the bits say.
fn encode(path: &str, escaped: u64) -> String {
    let mut encoded = String::new();
    for (index, c) in path.chars().enumerate() {
        if c != '/' && (escaped >> (index % 64) & 1 == 1 || !c.is_ascii()) {
            for byte in c.to_string().bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        } else {
            encoded.push(c);
        }
    }
    encoded
}

fn insert(router: &mut Router, id: u32, layer: &Made) -> bool {
    let added = router.add(NewLayer {
        id,
        verb: layer.verb.clone(),
        parts: &[layer.pattern()],
        order: &layer.order,
        is_case_sensitive: true,
        is_strict: false,
        has_condition: false,
    });
    added.is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn agrees_with_a_naive_matcher(
        made in prop::collection::vec(layers(), 0..12),
        removed in prop::collection::vec(layers(), 0..3),
        path in paths(),
        escaped in any::<u64>(),
        method in prop_oneof![Just(Method::GET), Just(Method::HEAD), Just(Method::POST), Just(Method::TRACE)],
        order in prop_oneof![Just(Order::Specificity), Just(Order::Registration)],
    ) {
        let mut router = Router::new(Settings { order });
        for layer in &removed {
            insert(&mut router, 99, layer);
        }
        router.remove(99);
        let mut kept: Vec<Made> = Vec::new();
        for layer in made {
            if insert(&mut router, kept.len() as u32, &layer) {
                kept.push(layer);
            }
        }
        let request = encode(&path, escaped);
        let plan = router.plan(&method, &request);
        let found: Vec<(u32, Vec<String>)> = plan
            .steps
            .iter()
            .map(|step| (step.layer, step.params.iter().map(|param| param.value.clone()).collect()))
            .collect();
        let expected = naive(&kept, order, &method, &path);
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_path_that_is_made_from_a_pattern_matches_it(layer in layers(), values in prop::collection::vec("[ab]{1,3}", 8)) {
        let mut values = values.into_iter();
        let mut path = String::new();
        let mut expected = Vec::new();
        for piece in &layer.pieces {
            let value = values.next().unwrap_or_default();
            path.push('/');
            match piece {
                Piece::Text(text) => path.push_str(&encode(text, 0)),
                Piece::Mixed => path.push_str(&format!("x-{value}")),
                _ => path.push_str(&value),
            }
            if !matches!(piece, Piece::Text(_)) {
                expected.push(value);
            }
        }
        if path.is_empty() {
            path.push('/');
        }
        let mut router = Router::new(Settings::default());
        prop_assert!(insert(&mut router, 0, &layer));
        let method = match &layer.verb {
            Some(Verb::One(method)) => method.clone(),
            _ => Method::GET,
        };
        let plan = router.plan(&method, &path);
        prop_assert_eq!(plan.steps.len(), 1);
        let found: Vec<String> = plan.steps[0].params.iter().map(|param| param.value.clone()).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn nothing_makes_it_panic(
        path in ".{0,60}",
        patterns in prop::collection::vec("[/a:b*{}()?+.\\\\%\"|\\[\\]-]{0,14}|/.{0,20}", 1..4),
        is_middleware in any::<bool>(),
        is_case_sensitive in any::<bool>(),
        is_strict in any::<bool>(),
    ) {
        for order in [Order::Specificity, Order::Registration] {
            let mut router = Router::new(Settings { order });
            let added = router.add(NewLayer {
                id: 1,
                verb: (!is_middleware).then_some(Verb::All),
                parts: &patterns,
                order: &[],
                is_case_sensitive,
                is_strict,
                has_condition: false,
            });
            let is_added = added.is_ok();
            for path in [path.clone(), format!("/{path}"), patterns.concat()] {
                let plan = router.plan(&Method::GET, &path);
                prop_assert!(plan.steps.iter().all(|step| path.is_char_boundary(step.base)));
            }
            prop_assert_eq!(router.layers().count(), usize::from(is_added));
            router.remove(1);
            prop_assert!(router.routes.is_empty());
        }
    }
}
