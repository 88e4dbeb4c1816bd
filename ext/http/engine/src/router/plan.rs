//! What a router answers: which layers a request passes through, and what it gets when none of them answers.

use std::rc::Rc;

use crate::router::verb::Allowed;

/// The program's name for a layer: an index it gave when it added it.
pub type LayerId = u32;

/// The way of one request through the layers that match it, in the order in which they run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The layers.
    pub steps: Vec<Step>,
    /// What the request gets when they have all passed it on.
    pub outcome: Outcome,
}

/// One layer that matches.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// Which layer.
    pub layer: LayerId,
    /// What its parameters stand for, from the outermost prefix inwards.
    pub params: Vec<Param>,
    /// Where in the request's path the layer's own part begins, in bytes: behind the prefixes of the routers it
    /// stands in and, for middleware, behind its own.
    pub base: usize,
}

/// A parameter's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Which part of the layer's path it stands in: 0 is the outermost prefix.
    pub depth: u8,
    /// Its name; wildcards without one are called `*`.
    pub name: Rc<str>,
    /// Its value, decoded.
    pub value: String,
}

/// Whether a route is among the steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Yes.
    Found,
    /// The path is known, for other methods only.
    WrongMethod(Allowed),
    /// No.
    #[default]
    NotFound,
    /// There is no path, or it is not percent-encoded UTF-8. No route is among the steps, and no middleware but where it
    /// was asked for.
    BadPath,
}
