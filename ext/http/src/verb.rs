//! The methods a route can be registered for. Knows nothing of paths.

use http::Method;

/// A method slot of a route. `All` also takes methods that have no slot of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
    All,
}

impl Verb {
    /// In the order in which `Allow` lists them.
    const NAMED: [Verb; 7] = [
        Verb::Get,
        Verb::Head,
        Verb::Post,
        Verb::Put,
        Verb::Patch,
        Verb::Delete,
        Verb::Options,
    ];

    pub(crate) fn parse(name: &str) -> Option<Verb> {
        Some(match name {
            "get" => Verb::Get,
            "head" => Verb::Head,
            "post" => Verb::Post,
            "put" => Verb::Put,
            "patch" => Verb::Patch,
            "delete" => Verb::Delete,
            "options" => Verb::Options,
            "all" => Verb::All,
            _ => return None,
        })
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Verb::Get => "GET",
            Verb::Head => "HEAD",
            Verb::Post => "POST",
            Verb::Put => "PUT",
            Verb::Patch => "PATCH",
            Verb::Delete => "DELETE",
            Verb::Options => "OPTIONS",
            Verb::All => "ALL",
        }
    }

    /// The slots that may answer `method`, best first: HEAD is answered by a GET route
    /// when it has none of its own, and every method by `All`.
    pub(crate) fn candidates(method: &Method) -> &'static [Verb] {
        match *method {
            Method::GET => &[Verb::Get, Verb::All],
            Method::HEAD => &[Verb::Head, Verb::Get, Verb::All],
            Method::POST => &[Verb::Post, Verb::All],
            Method::PUT => &[Verb::Put, Verb::All],
            Method::PATCH => &[Verb::Patch, Verb::All],
            Method::DELETE => &[Verb::Delete, Verb::All],
            Method::OPTIONS => &[Verb::Options, Verb::All],
            _ => &[Verb::All],
        }
    }
}

/// The methods that a path answers, for an `Allow` header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Allowed(u8);

impl Allowed {
    pub(crate) fn add(&mut self, verb: Verb) {
        self.0 |= 1 << verb as u8;
        if verb == Verb::Get {
            self.0 |= 1 << Verb::Head as u8;
        }
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The header's value. OPTIONS is always in it: the server answers that itself.
    pub(crate) fn header(self) -> String {
        let names: Vec<_> = Verb::NAMED
            .into_iter()
            .filter(|verb| *verb == Verb::Options || self.0 & (1 << *verb as u8) != 0)
            .map(Verb::name)
            .collect();
        names.join(", ")
    }
}
