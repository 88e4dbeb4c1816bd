//! Which of the layers that match a request comes first. Knows nothing of patterns.

use std::cmp::Ordering;
use std::iter::Peekable;

use smallvec::SmallVec;

use crate::router::Order;
use crate::router::Step;
use crate::router::layer::Layer;
use crate::router::path::RequestPath;
use crate::router::variant::Variant;

/// A layer that matches.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'l> {
    pub(super) layer: &'l Layer,
    /// The way in which it matches.
    pub(super) variant: &'l Variant,
    /// How well a route's method fits; 0 best.
    pub(super) verb_rank: u8,
}

impl Candidate<'_> {
    /// As a plan has it.
    pub(super) fn step(&self, path: &RequestPath<'_>) -> Step {
        let (params, base) = self.variant.read(path);
        Step {
            layer: self.layer.id,
            params,
            base,
        }
    }
}

/// The layers that match.
pub(super) type Candidates<'l> = SmallVec<[Candidate<'l>; 8]>;

/// Puts routes in the order in which they run.
pub(super) fn sort(routes: &mut Candidates<'_>, order: Order) {
    if routes.len() < 2 {
        return;
    }
    routes.sort_unstable_by(|one, other| match order {
        Order::Registration => registration(one, other),
        Order::Specificity => (&one.variant.rank, one.verb_rank)
            .cmp(&(&other.variant.rank, other.verb_rank))
            .then_with(|| registration(one, other)),
    });
}

/// Routes and middleware as one sequence. Middleware, which comes in the order of registration, runs before the first
/// route that was registered after it: so it guards no less than where the order of registration decides everything.
pub(super) fn merge<'l>(
    routes: Candidates<'l>,
    middleware: impl Iterator<Item = Candidate<'l>>,
) -> impl Iterator<Item = Candidate<'l>> {
    let mut routes = routes.into_iter().peekable();
    let mut middleware = middleware.peekable();
    std::iter::from_fn(move || next(&mut routes, &mut middleware))
}

fn next<'l>(
    routes: &mut Peekable<impl Iterator<Item = Candidate<'l>>>,
    middleware: &mut Peekable<impl Iterator<Item = Candidate<'l>>>,
) -> Option<Candidate<'l>> {
    match (routes.peek(), middleware.peek()) {
        (Some(route), Some(other)) if registration(other, route) == Ordering::Less => middleware.next(),
        (Some(_), _) => routes.next(),
        (None, _) => middleware.next(),
    }
}

fn registration(one: &Candidate<'_>, other: &Candidate<'_>) -> Ordering {
    one.layer.place().cmp(&other.layer.place())
}
