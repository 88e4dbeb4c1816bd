//! Ways that were found before, of paths without parameters: most requests of most programs take one of a few.

use std::collections::HashMap;
use std::rc::Rc;

use foldhash::quality::RandomState;
use http::Method;

use crate::router::Outcome;
use crate::router::Plan;

/// How many ways are kept. Different spellings of a path count each.
const MAX_PLANS: usize = 1024;
/// Of a path that is kept, in bytes.
const MAX_PATH: usize = 128;

/// The hash has a seed of its own each time, and the map a bound: no client can make it slow.
type ByPath = HashMap<Box<str>, Rc<Plan>, RandomState>;

/// Ways by method and path. What a client can ask for fills it at most.
#[derive(Debug, Default)]
pub(crate) struct KnownPlans {
    /// Few methods are in use.
    methods: Vec<(Method, ByPath)>,
    count: usize,
}

impl KnownPlans {
    pub(crate) fn get(&self, method: &Method, path: &str) -> Option<&Rc<Plan>> {
        let (_, plans) = self.methods.iter().find(|(known, _)| known == method)?;
        plans.get(path)
    }

    /// Keeps a way that leads to a route and says nothing of the request but its path.
    pub(crate) fn keep(&mut self, method: &Method, path: &str, plan: &Rc<Plan>) {
        let is_fixed = plan.outcome == Outcome::Found && plan.steps.iter().all(|step| step.params.is_empty());
        if !is_fixed || path.len() > MAX_PATH {
            return;
        }
        if self.count == MAX_PLANS {
            self.clear();
        }
        let place = self.methods.iter().position(|(known, _)| known == method);
        let place = place.unwrap_or_else(|| {
            self.methods.push((method.clone(), ByPath::default()));
            self.methods.len() - 1
        });
        self.methods[place].1.insert(path.into(), plan.clone());
        self.count += 1;
    }

    /// The layers have changed, or there are too many.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}
