//! The router against its rules: its grammar, its orders, a matcher that is too simple to be wrong, and requests that
//! mean harm.

mod grammar;
mod hostile;
mod layers;
mod orders;
mod properties;
mod refusals;

use http::Method;

use crate::error::HttpError;
use crate::router::NewLayer;
use crate::router::Order;
use crate::router::Outcome;
use crate::router::Plan;
use crate::router::Router;
use crate::router::Settings;
use crate::router::Verb;

/// How the layers of a table are registered.
#[derive(Clone, Copy)]
struct Manner {
    order: Order,
    is_case_sensitive: bool,
    is_strict: bool,
}

/// As `createApp()` does.
const APP: Manner = Manner {
    order: Order::Specificity,
    is_case_sensitive: true,
    is_strict: false,
};

/// As Express does.
const EXPRESS: Manner = Manner {
    order: Order::Registration,
    is_case_sensitive: false,
    is_strict: false,
};

/// Adds `GET /users/:id`, or `USE /prefix` for middleware; spaces stand between the parts of a path.
fn add(router: &mut Router, manner: Manner, id: u32, layer: &str) -> Result<Vec<String>, HttpError> {
    let (verb, path) = layer.split_once(' ').unwrap_or((layer, ""));
    let parts: Vec<String> = path.split(' ').map(String::from).collect();
    router.add(NewLayer {
        id,
        verb: (verb != "USE").then(|| Verb::parse(verb).unwrap()),
        parts: &parts,
        order: &[id],
        is_case_sensitive: manner.is_case_sensitive,
        is_strict: manner.is_strict,
        has_condition: false,
    })
}

fn router(manner: Manner, layers: &[&str]) -> Router {
    let mut router = Router::new(Settings { order: manner.order });
    for (id, layer) in (0..).zip(layers) {
        add(&mut router, manner, id, layer).unwrap();
    }
    router
}

/// The layers of a plan with their parameters, then what is left when they have all passed on.
fn show(plan: &Plan) -> String {
    let steps = plan.steps.iter().map(|step| {
        let params = step.params.iter();
        let params: Vec<_> = params.map(|param| format!("{}={}", param.name, param.value)).collect();
        format!("{} {}", step.layer, params.join("&")).trim().to_string()
    });
    let end = match &plan.outcome {
        Outcome::Found => None,
        Outcome::NotFound => Some("404".to_string()),
        Outcome::WrongMethod(allowed) => Some(format!("405 {}", allowed.header())),
        Outcome::BadPath => Some("400".to_string()),
    };
    steps.chain(end).collect::<Vec<_>>().join(", ")
}

fn plan(router: &Router, request: &str) -> String {
    let (method, path) = request.split_once(' ').unwrap();
    show(&router.plan(&Method::from_bytes(method.as_bytes()).unwrap(), path))
}

/// What a lone GET route makes of a path: its parameters, `-` without any, `404` or `400`.
fn values(manner: Manner, pattern: &str, path: &str) -> String {
    let shown = plan(&router(manner, &[&format!("GET {pattern}")]), &format!("GET {path}"));
    match shown.strip_prefix('0') {
        Some("") => "-".to_string(),
        Some(params) => params.trim_start().to_string(),
        None => shown,
    }
}
