//! Routes that get in each other's way, found as they are added. What is reported is decided exactly, so much stays
//! unreported: whether two regular expressions have texts in common, for example. Knows nothing of requests.

use std::collections::HashMap;

use crate::error::HttpError;
use crate::router::Order;
use crate::router::layer::Layer;
use crate::router::verb::Verb;

/// The slots of all routes by method and by the outlines of their variants.
#[derive(Default)]
pub(super) struct Conflicts {
    by_outline: HashMap<(Verb, String), Vec<u32>>,
}

impl Conflicts {
    /// What is wrong with adding `layer`. `lookup` gives the layer of a slot.
    ///
    /// # Errors
    /// `RACE_HTTP_DUPLICATE_ROUTE`, where the most specific route wins and another one is the same but for its names.
    pub(super) fn check<'l>(
        &self,
        layer: &Layer,
        order: Order,
        lookup: impl Fn(u32) -> Option<&'l Layer>,
    ) -> Result<Vec<String>, HttpError> {
        let Some(verb) = &layer.verb else { return Ok(Vec::new()) };
        let mut warnings = Vec::new();
        for other in self.slots(verb, &layer.outlines).into_iter().filter_map(lookup) {
            let is_same = other.shape == layer.shape;
            let (first, second) = if other.place() < layer.place() {
                (other, layer)
            } else {
                (layer, other)
            };
            match (order, is_same) {
                (Order::Specificity, true) => {
                    return Err(HttpError::DuplicateRoute {
                        method: verb.name().to_string(),
                        pattern: layer.pattern.clone(),
                        existing: other.pattern.clone(),
                    });
                }
                (Order::Specificity, false) => warnings.push(format!(
                    "Routes `{}` and `{}` match some paths in common and neither is more specific, so the first one, which was registered earlier, runs first",
                    first.title(),
                    second.title(),
                )),
                // One is enough, however many there are.
                (Order::Registration, true) => {
                    warnings.push(format!(
                        "Route `{}` matches the same paths as `{}`, which was registered earlier, so it runs only after a call of `next()`",
                        second.title(),
                        first.title(),
                    ));
                    break;
                }
                (Order::Registration, false) => {}
            }
        }
        Ok(warnings)
    }

    /// Remembers a layer.
    pub(super) fn insert(&mut self, slot: u32, layer: &Layer) {
        let Some(verb) = &layer.verb else { return };
        for outline in &layer.outlines {
            let slots = self.by_outline.entry((verb.clone(), outline.clone())).or_default();
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
    }

    /// Forgets a layer.
    pub(super) fn remove(&mut self, slot: u32, layer: &Layer) {
        let Some(verb) = &layer.verb else { return };
        for outline in &layer.outlines {
            let key = (verb.clone(), outline.clone());
            let Some(slots) = self.by_outline.get_mut(&key) else {
                continue;
            };
            slots.retain(|other| *other != slot);
            if slots.is_empty() {
                self.by_outline.remove(&key);
            }
        }
    }

    fn slots(&self, verb: &Verb, outlines: &[String]) -> Vec<u32> {
        let keys = outlines.iter().map(|outline| (verb.clone(), outline.clone()));
        let mut slots: Vec<u32> = keys
            .filter_map(|key| self.by_outline.get(&key))
            .flatten()
            .copied()
            .collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    }
}
