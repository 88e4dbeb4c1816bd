//! From a method and a path to the layers that a request passes through. Knows no V8 and no sockets.
//!
//! A layer's path goes through `pattern` (its grammar), `expand` (its optional groups) and `variant` (what is matched).
//! Routes stand in a trie (`tree`), middleware in a list; `order` puts those that match in their places.

mod conflict;
mod constraint;
mod expand;
mod expression;
mod known;
mod layer;
mod order;
mod path;
mod pattern;
mod plan;
mod segment;
mod shape;
mod specificity;
#[cfg(test)]
mod tests;
mod tree;
mod variant;
mod verb;

use std::rc::Rc;

use http::Method;

pub(crate) use known::KnownPlans;
pub use plan::LayerId;
pub use plan::Outcome;
pub use plan::Param;
pub use plan::Plan;
pub use plan::Step;
pub use verb::Allowed;
pub use verb::Verb;

use crate::error::HttpError;
use crate::router::conflict::Conflicts;
use crate::router::layer::Layer;
use crate::router::order::Candidate;
use crate::router::order::Candidates;
use crate::router::path::RequestPath;
use crate::router::tree::Hit;
use crate::router::variant::Variant;

/// How an app's paths are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// Which of several routes that match comes first.
    pub order: Order,
}

/// Which of several routes that match comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The most specific one; middleware runs before a route if it was registered before it.
    #[default]
    Specificity,
    /// The one that was registered first, as in Express.
    Registration,
}

/// A layer to add.
#[derive(Clone, Debug)]
pub struct NewLayer<'a> {
    /// The program's name for it.
    pub id: LayerId,
    /// The method of a route; `None` for middleware, whose path is a prefix.
    pub verb: Option<Verb>,
    /// Its path: the prefixes of the routers it stands in, outermost first, then its own.
    pub parts: &'a [String],
    /// Its place in the order of registration: a number for each part.
    pub order: &'a [u32],
    /// Whether upper and lower case differ.
    pub is_case_sensitive: bool,
    /// Whether a slash at the end makes a difference.
    pub is_strict: bool,
    /// Whether the program asks more of a path before it takes a request, so that it is no other layer's double.
    pub has_condition: bool,
}

/// A layer that a router has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerInfo<'r> {
    /// The program's name for it.
    pub id: LayerId,
    /// The method of a route; `None` for middleware.
    pub verb: Option<&'r Verb>,
    /// Its whole path, as it was written.
    pub pattern: &'r str,
    /// Its place in the order of registration.
    pub order: &'r [u32],
}

/// The layers of an app.
pub struct Router {
    settings: Settings,
    /// By slots, which layers keep as long as they are here.
    layers: Vec<Option<Layer>>,
    free: Vec<u32>,
    routes: tree::Node,
    /// The slots of middleware, in the order of registration.
    middleware: Vec<u32>,
    conflicts: Conflicts,
    added: u64,
}

impl Router {
    /// Without layers.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            layers: Vec::new(),
            free: Vec::new(),
            routes: tree::Node::default(),
            middleware: Vec::new(),
            conflicts: Conflicts::default(),
            added: 0,
        }
    }

    /// Adds a layer. What it gives back are warnings for whoever wrote the program:
    ///
    /// - where the most specific route comes first: a route of the same method that matches some paths in common with
    ///   another one, neither being more specific (`/a{/b}` and `/a/b`, or one expression in two notations);
    /// - in the order of registration: a route that is the same as an earlier one but for its names.
    ///
    /// Other overlaps are not reported, since whether a route calls `next()` is not known here.
    ///
    /// # Errors
    /// `RACE_HTTP_PATTERN` for a path that is no pattern; `RACE_HTTP_DUPLICATE_ROUTE`, where the most specific route
    /// comes first, for one that is the same as another but for its names. Nothing is added then.
    pub fn add(&mut self, layer: NewLayer<'_>) -> Result<Vec<String>, HttpError> {
        let layer = Layer::new(&layer, self.added)?;
        let lookup = |slot| self.layer(slot);
        let warnings = self.conflicts.check(&layer, self.settings.order, lookup)?;
        self.added += 1;
        let slot = self.free.pop().unwrap_or(self.layers.len() as u32);
        self.conflicts.insert(slot, &layer);
        if layer.verb.is_some() {
            for (hit, variant) in hits(slot, &layer) {
                self.routes.insert(hit, variant);
            }
        } else {
            let before = |other: &u32| self.layer(*other).is_some_and(|other| other.place() < layer.place());
            let at = self.middleware.partition_point(before);
            self.middleware.insert(at, slot);
        }
        match self.layers.get_mut(slot as usize) {
            Some(place) => *place = Some(layer),
            None => self.layers.push(Some(layer)),
        }
        Ok(warnings)
    }

    /// Takes out the layers of that name, if there are any.
    pub fn remove(&mut self, id: LayerId) {
        for (slot, place) in (0..).zip(&mut self.layers) {
            let Some(layer) = place.take_if(|layer| layer.id == id) else {
                continue;
            };
            for (hit, variant) in hits(slot, &layer) {
                self.routes.remove(hit, variant);
            }
            self.middleware.retain(|other| *other != slot);
            self.conflicts.remove(slot, &layer);
            self.free.push(slot);
        }
    }

    /// Takes out all layers.
    pub fn clear(&mut self) {
        *self = Self::new(self.settings);
    }

    /// All layers, in the order of registration.
    pub fn layers(&self) -> impl Iterator<Item = LayerInfo<'_>> {
        let mut layers: Vec<&Layer> = self.layers.iter().flatten().collect();
        layers.sort_unstable_by_key(|layer| layer.place());
        layers.into_iter().map(|layer| LayerInfo {
            id: layer.id,
            verb: layer.verb.as_ref(),
            pattern: &layer.pattern,
            order: &layer.order,
        })
    }

    /// The layers that a request passes through. `path` is that of the request line, without its query.
    pub fn plan(&self, method: &Method, path: &str) -> Plan {
        let Some(path) = RequestPath::split(path) else {
            return Plan {
                steps: Vec::new(),
                outcome: Outcome::BadPath,
            };
        };
        let (mut routes, outcome) = self.matching_routes(method, &path);
        order::sort(&mut routes, self.settings.order);
        let candidates = order::merge(routes, self.matching_middleware(&path));
        Plan {
            steps: candidates.map(|candidate| candidate.step(&path)).collect(),
            outcome,
        }
    }

    /// The middleware that stands where a request would pass whose target is none that can be found. A path is taken for
    /// the one it resembles, so that what guards it guards this too; anything else passes what is there for every path.
    pub fn plan_refused(&self, target: &str) -> Plan {
        let path = RequestPath::guess(target);
        let candidates = self.matching_middleware(&path);
        Plan {
            steps: candidates.map(|candidate| candidate.step(&path)).collect(),
            outcome: Outcome::BadPath,
        }
    }

    fn matching_routes(&self, method: &Method, path: &RequestPath<'_>) -> (Candidates<'_>, Outcome) {
        let mut hits = self.routes.find(path);
        // By slots, so that of a layer that matches in several ways the first one is taken.
        hits.sort_unstable();
        hits.dedup_by_key(|hit| hit.slot);
        let mut routes = Candidates::new();
        let mut allowed = Allowed::default();
        for hit in hits {
            let Some(layer) = self.layer(hit.slot) else { continue };
            let (Some(verb), Some(variant)) = (&layer.verb, layer.variants.get(usize::from(hit.variant))) else {
                continue;
            };
            match verb.rank(method) {
                Some(verb_rank) => routes.push(Candidate {
                    layer,
                    variant,
                    verb_rank,
                }),
                None if routes.is_empty() => allowed.add(verb),
                None => {}
            }
        }
        let outcome = match (routes.is_empty(), allowed.is_empty()) {
            (false, _) => Outcome::Found,
            (true, false) => Outcome::WrongMethod(allowed),
            (true, true) => Outcome::NotFound,
        };
        (routes, outcome)
    }

    fn matching_middleware(&self, path: &RequestPath<'_>) -> impl Iterator<Item = Candidate<'_>> {
        let layers = self.middleware.iter().filter_map(|slot| self.layer(*slot));
        layers.filter_map(|layer| {
            let variant = layer.variants.iter().find(|variant| variant.matches_prefix(path))?;
            Some(Candidate {
                layer,
                variant,
                verb_rank: 0,
            })
        })
    }

    fn layer(&self, slot: u32) -> Option<&Layer> {
        self.layers.get(slot as usize)?.as_ref()
    }
}

fn hits(slot: u32, layer: &Layer) -> impl Iterator<Item = (Hit, &Rc<Variant>)> {
    let variants = layer.variants.iter().zip(0..);
    variants.map(move |(variant, index)| (Hit { slot, variant: index }, variant))
}
