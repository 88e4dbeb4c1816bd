//! What the layers on a request's way want done with its body and its time. Knows neither bodies nor clocks.
//!
//! The way ends at the first route that takes the request. What that route says of itself comes first; for the body,
//! the native middleware with a limit that stands nearest to the route comes next, whatever stands between them; then
//! the app's limits. Layers with a condition count only for requests that meet it, which the program alone can tell.

use std::rc::Rc;
use std::time::Duration;

use crate::app::Layer;
use crate::app::Policy;
use crate::router::Step;
use crate::stage::Stage;

/// What the layers on a way say together.
#[derive(Default)]
pub(crate) struct Wishes {
    /// The handlers begin before the body has come.
    pub(crate) streams_body: bool,
    /// Instead of the app's limit, in bytes.
    pub(crate) body_bytes: Option<usize>,
    /// Instead of every other limit; zero for none.
    pub(crate) answer_timeout: Option<Duration>,
    /// The stages whose word on the body has been weighed.
    pub(crate) stages: Vec<Rc<dyn Stage>>,
    /// How many steps the way has, its route included.
    pub(crate) end: usize,
}

/// The layers that a request passes, in their order. Routes among the first `passed` have passed it on.
pub(crate) struct Way<'l> {
    pub(crate) layers: &'l [Layer],
    pub(crate) steps: &'l [Step],
    pub(crate) passed: usize,
}

impl<'l> Way<'l> {
    fn layers(&self) -> impl Iterator<Item = (usize, &'l Layer)> {
        let layers = self.layers;
        let steps = self.steps.iter().enumerate();
        steps.filter_map(|(index, step)| Some((index, layers.get(step.layer as usize)?)))
    }

    /// What the layers want, if the program is the first to see the request and nothing about it is open.
    pub(crate) fn without_stages(&self) -> Option<Policy> {
        let first = self.layers.get(self.steps.first()?.layer as usize)?;
        if first.policy.is_native || first.has_stages() {
            return None;
        }
        let mut policy = Policy::default();
        for (_, layer) in self.layers() {
            if layer.is_conditional || !layer.limits.is_empty() {
                return None;
            }
            policy.streams_body |= layer.policy.streams_body;
            policy.answer_timeout = layer.policy.answer_timeout.or(policy.answer_timeout);
            policy.body_bytes = layer.policy.body_bytes.or(policy.body_bytes);
            if layer.policy.is_route {
                break;
            }
        }
        Some(policy)
    }

    /// Whether it depends on conditions what the layers want.
    pub(crate) fn is_open(&self) -> bool {
        let mut is_uncertain = false;
        for (index, layer) in self.layers() {
            let has_wishes = layer.has_wishes();
            is_uncertain |= layer.is_conditional && (layer.policy.is_route || has_wishes);
            if is_uncertain && has_wishes {
                return true;
            }
            if index >= self.passed && layer.is_end() {
                break;
            }
        }
        false
    }

    /// What is certain while it is open: a body is no larger than the app allows, or one of the layers.
    pub(crate) fn at_most(&self, app_bytes: usize) -> Wishes {
        let mut wishes = Wishes {
            body_bytes: Some(app_bytes),
            ..Wishes::default()
        };
        for (index, layer) in self.layers() {
            wishes.body_bytes = wishes.body_bytes.max(layer.largest_body());
            wishes.stages.extend(layer.limits.iter().cloned());
            if index >= self.passed && layer.is_end() {
                break;
            }
        }
        wishes
    }

    /// What the layers want. Of those with a condition, the ones count whose places `is_met` knows.
    pub(crate) fn wishes(&self, is_met: impl Fn(usize) -> bool) -> Wishes {
        let mut wishes = Wishes {
            end: self.steps.len(),
            ..Wishes::default()
        };
        let mut own = None;
        for (index, layer) in self.layers() {
            if layer.is_conditional && !is_met(index) {
                continue;
            }
            for stage in layer.limits.iter() {
                wishes.body_bytes = stage.body_limit().or(wishes.body_bytes);
                wishes.stages.push(stage.clone());
            }
            if index < self.passed {
                continue;
            }
            let policy = layer.policy;
            wishes.streams_body |= policy.streams_body;
            wishes.answer_timeout = policy.answer_timeout.or(wishes.answer_timeout);
            own = policy.body_bytes.or(own);
            if policy.is_route {
                wishes.end = index + 1;
                break;
            }
        }
        wishes.body_bytes = own.or(wishes.body_bytes);
        wishes
    }
}

impl Layer {
    /// Whether it matters to bodies or times that a request passes it.
    fn has_wishes(&self) -> bool {
        let policy = self.policy;
        policy.streams_body || policy.answer_timeout.is_some() || self.largest_body().is_some()
    }

    /// The most that it may allow.
    fn largest_body(&self) -> Option<usize> {
        let staged = self.limits.iter().filter_map(|stage| stage.body_limit());
        self.policy.body_bytes.into_iter().chain(staged).max()
    }

    /// Whether a way that leads here ends here.
    fn is_end(&self) -> bool {
        self.policy.is_route && !self.is_conditional
    }
}
