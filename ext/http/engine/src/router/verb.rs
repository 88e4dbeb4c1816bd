//! The methods a route can be registered for. Knows nothing of paths.

use http::Method;

/// The method of a route.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    /// One method. GET answers HEAD as well.
    One(Method),
    /// Every method.
    All,
}

impl Verb {
    /// From a method's name in any case, or `all`; `None` if it is no token or one that routes cannot have (CONNECT).
    pub fn parse(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("all") {
            return Some(Self::All);
        }
        let method = Method::from_bytes(name.to_ascii_uppercase().as_bytes()).ok()?;
        (method != Method::CONNECT).then_some(Self::One(method))
    }

    /// The method, or `ALL`.
    pub fn name(&self) -> &str {
        match self {
            Self::One(method) => method.as_str(),
            Self::All => "ALL",
        }
    }

    /// How well this answers `method`: 0 best, `None` not at all.
    pub fn rank(&self, method: &Method) -> Option<u8> {
        match self {
            Self::One(own) if own == method => Some(0),
            Self::One(own) if *own == Method::GET && *method == Method::HEAD => Some(1),
            Self::All => Some(2),
            Self::One(_) => None,
        }
    }
}

/// The methods that a path answers, for an `Allow` header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed(Vec<Method>);

impl Allowed {
    /// Adds a route's method; GET brings HEAD.
    pub fn add(&mut self, verb: &Verb) {
        let Verb::One(method) = verb else { return };
        for method in [Some(method), (*method == Method::GET).then_some(&Method::HEAD)]
            .into_iter()
            .flatten()
        {
            if !self.0.contains(method) {
                self.0.push(method.clone());
            }
        }
    }

    /// Whether there is no method.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The header's value, the usual methods first. OPTIONS is always in it: the server answers that itself.
    pub fn header(&self) -> String {
        const USUAL: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
        let has = |name: &str| name == "OPTIONS" || self.0.iter().any(|method| method == name);
        let mut names: Vec<&str> = USUAL.into_iter().filter(|name| has(name)).collect();
        names.extend(self.0.iter().map(Method::as_str).filter(|name| !USUAL.contains(name)));
        names.join(", ")
    }
}
