//! The pages of the API reference: which files of `js/types/` each is made of, and what the things that programs hold are
//! called in headings. It must not know how a page looks.

/// A page.
pub(super) struct Page {
    pub(super) file: &'static str,
    pub(super) title: &'static str,
    /// For the list of pages.
    pub(super) about: &'static str,
    /// Names of files, without their endings.
    pub(super) stems: &'static [&'static str],
}

pub(super) const PAGES: &[Page] = &[
    Page {
        file: "app.md",
        title: "Apps",
        about: "an app, its settings and its limits",
        stems: &["app", "startup", "options", "limits"],
    },
    Page {
        file: "routing.md",
        title: "Routing",
        about: "routers, paths, methods, handlers",
        stems: &["router", "verbs", "verbs-rare", "handlers", "paths"],
    },
    Page {
        file: "request.md",
        title: "Requests",
        about: "what a handler reads",
        stems: &[
            "request",
            "request-head",
            "request-client",
            "request-preferences",
            "request-body",
            "form-parts",
        ],
    },
    Page {
        file: "response.md",
        title: "Answers",
        about: "status, headers, cookies, bodies, streams, files",
        stems: &[
            "response",
            "response-headers",
            "cookies",
            "response-body",
            "response-streams",
            "response-files",
        ],
    },
    Page {
        file: "events.md",
        title: "Server-Sent Events",
        about: "streams of events to a client",
        stems: &["events"],
    },
    Page {
        file: "websocket.md",
        title: "WebSockets",
        about: "sockets, topics, options",
        stems: &["websocket", "socket", "topics"],
    },
    Page {
        file: "middleware.md",
        title: "Built-in middleware",
        about: "logs, limits, authentication, CORS, compression, files",
        stems: &[
            "middleware",
            "middleware-auth",
            "middleware-answers",
            "middleware-security",
            "static",
        ],
    },
    Page {
        file: "server.md",
        title: "Servers",
        about: "listening, TLS, workers",
        stems: &["server", "tls"],
    },
    Page {
        file: "development.md",
        title: "Development",
        about: "values that outlive an edit, `import.meta.hot`",
        stems: &["hot"],
    },
    Page {
        file: "errors.md",
        title: "Errors",
        about: "errors that programs answer with",
        stems: &["errors"],
    },
];

/// What programs hold, by the types that describe it: the name it has in headings, and the type that programs see.
/// Several types describe parts of one thing.
const HELD: &[(&str, &str, &str)] = &[
    ("App", "app", "App"),
    ("Router", "router", "Router"),
    ("Verbs", "router", "Router"),
    ("RareVerbs", "router", "Router"),
    ("Req", "req", "Req"),
    ("RequestHead", "req", "Req"),
    ("RequestClient", "req", "Req"),
    ("RequestPreferences", "req", "Req"),
    ("RequestBody", "req", "Req"),
    ("Part", "part", "Part"),
    ("Res", "res", "Res"),
    ("ResponseHeaders", "res", "Res"),
    ("ResponseCookies", "res", "Res"),
    ("ResponseBody", "res", "Res"),
    ("ResponseStreams", "res", "Res"),
    ("ResponseFiles", "res", "Res"),
    ("EventStream", "events", "EventStream"),
    ("Socket", "socket", "Socket"),
    ("SocketTopics", "socket", "Socket"),
    ("Server", "server", "Server"),
    ("HttpError", "error", "HttpError"),
];

/// What a program's variable of this type is called.
pub(super) fn variable(item: &str) -> Option<&'static str> {
    HELD.iter()
        .find(|(name, ..)| *name == item)
        .map(|(_, variable, _)| *variable)
}

/// The type that programs see, where this one is a part of it.
pub(super) fn whole(item: &str) -> Option<&'static str> {
    let held = HELD.iter().find(|(name, ..)| *name == item);
    held.map(|(.., whole)| *whole).filter(|whole| *whole != item)
}
