//! `cors`: who may read answers from another origin (Fetch, section 3.3), with the settings of the npm package `cors`.
//! Origins that only a function can tell are the program's matter.
//!
//! A preflight is an OPTIONS request that names its origin and a method; it is answered here. Any other OPTIONS goes
//! on. An answer that says itself which origin may read it, be it through an inner stage, stays as it is.

mod origin;

use std::rc::Rc;

use http::HeaderMap;
use http::HeaderName;
use http::HeaderValue;
use http::Method;
use http::Response;
use http::StatusCode;
use http::header;
use serde::Deserialize;

use crate::body::AnswerBody;
use crate::exchange::Exchange;
use crate::stage::Flow;
use crate::stage::Stage;
use crate::stage::cors::origin::Pattern;
use crate::stage::duration::Seconds;
use crate::stage::settings;
use crate::stage::settings::List;
use crate::vary;

const REQUEST_HEADERS: &str = "access-control-request-headers";
const REQUEST_METHOD: &str = "access-control-request-method";
const REQUEST_PRIVATE_NETWORK: &str = "access-control-request-private-network";
const ALLOW_PRIVATE_NETWORK: HeaderName = HeaderName::from_static("access-control-allow-private-network");

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Settings {
    /// `*` or an origin, several of them, `true` for whichever asks, `false` for none.
    origin: OriginSetting,
    /// For preflights.
    methods: List,
    /// For preflights; those that the browser asks for, if this is not set.
    allowed_headers: Option<List>,
    /// Headers of the answer that scripts may read.
    exposed_headers: List,
    /// Whether cookies and the like come along.
    credentials: bool,
    /// How long a browser may keep the answer to a preflight: a number of seconds, or a text such as `1d`.
    max_age: Option<Seconds>,
    /// Leaves the answer to a preflight to the handlers.
    preflight_continue: bool,
    /// The status of an answer to a preflight.
    options_success_status: u16,
    /// Whether pages from the public network may ask a server in a private one.
    private_network: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            origin: OriginSetting::One("*".to_string()),
            methods: List(
                ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE"]
                    .map(str::to_string)
                    .to_vec(),
            ),
            allowed_headers: None,
            exposed_headers: List::default(),
            credentials: false,
            max_age: None,
            preflight_continue: false,
            options_success_status: 204,
            private_network: false,
        }
    }
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected `true`, `false`, `*`, an origin or a list of origins"
)]
enum OriginSetting {
    Switch(bool),
    One(String),
    Many(Vec<String>),
}

/// Whose pages may read the answers.
enum Origins {
    Nobodys,
    Everybodys,
    /// Those of whoever asks, by name.
    Askers,
    /// One's, whoever asks.
    Ones(HeaderValue),
    Listed(Vec<Pattern>),
}

struct Cors {
    origins: Origins,
    credentials: bool,
    methods: HeaderValue,
    /// `None` for those that are asked for.
    allowed_headers: Option<HeaderValue>,
    exposed_headers: Option<HeaderValue>,
    max_age: Option<HeaderValue>,
    private_network: bool,
    preflight_status: StatusCode,
    preflight_continue: bool,
}

pub(super) fn create(settings: &str) -> Result<Rc<dyn Stage>, String> {
    let settings: Settings = settings::parse(settings)?;
    let origins = origins(settings.origin)?;
    if settings.credentials {
        refuse_wildcards(&origins, settings.allowed_headers.as_ref(), &settings.exposed_headers)?;
    }
    let preflight_status = StatusCode::from_u16(settings.options_success_status)
        .ok()
        .filter(StatusCode::is_success)
        .ok_or_else(|| {
            format!(
                "`optionsSuccessStatus`: `{}` is not the status of a success (200 to 299)",
                settings.options_success_status
            )
        })?;
    let max_age = settings.max_age.map(|Seconds(age)| HeaderValue::from(age.as_secs()));
    let methods = List(
        settings
            .methods
            .0
            .iter()
            .map(|name| name.to_ascii_uppercase())
            .collect(),
    );
    let exposed = &settings.exposed_headers;
    Ok(Rc::new(Cors {
        origins,
        credentials: settings.credentials,
        methods: tokens("methods", &methods)?,
        allowed_headers: settings
            .allowed_headers
            .map(|list| tokens("allowedHeaders", &list))
            .transpose()?,
        exposed_headers: (!exposed.0.is_empty())
            .then(|| tokens("exposedHeaders", exposed))
            .transpose()?,
        max_age,
        private_network: settings.private_network,
        preflight_status,
        preflight_continue: settings.preflight_continue,
    }))
}

fn origins(setting: OriginSetting) -> Result<Origins, String> {
    let pattern = |text: &str| Pattern::parse(text).map_err(|reason| format!("`origin`: {reason}"));
    let texts = match setting {
        OriginSetting::Switch(false) => return Ok(Origins::Nobodys),
        OriginSetting::Switch(true) => return Ok(Origins::Askers),
        OriginSetting::One(text) => vec![text],
        OriginSetting::Many(texts) => texts,
    };
    if texts.iter().any(|text| text == "*") {
        return match texts.len() {
            1 => Ok(Origins::Everybodys),
            _ => Err("`origin`: `*` allows every origin, so the others in the list mean nothing".to_string()),
        };
    }
    let mut patterns = texts.iter().map(|text| pattern(text)).collect::<Result<Vec<_>, _>>()?;
    match patterns.pop() {
        None => Err("`origin` has no origin\nhint: `false` allows none".to_string()),
        Some(Pattern::Exact(origin)) if patterns.is_empty() => {
            Ok(Origins::Ones(settings::header_value("origin", &origin)?))
        }
        Some(last) => {
            patterns.push(last);
            Ok(Origins::Listed(patterns))
        }
    }
}

/// Browsers refuse `*` together with credentials, or take it for a name.
fn refuse_wildcards(origins: &Origins, allowed: Option<&List>, exposed: &List) -> Result<(), String> {
    if matches!(origins, Origins::Everybodys) {
        return Err(
            "`credentials`: browsers refuse an answer that allows credentials and every origin\n\
             hint: name the origins in `origin`, or set it to `true` if really every site may act for its visitors"
                .to_string(),
        );
    }
    for (field, list) in [("allowedHeaders", allowed), ("exposedHeaders", Some(exposed))] {
        if list.is_some_and(|list| list.0.iter().any(|name| name == "*")) {
            return Err(format!(
                "`{field}`: with `credentials`, browsers take `*` for the name of a header\nhint: name the headers"
            ));
        }
    }
    Ok(())
}

fn tokens(field: &str, list: &List) -> Result<HeaderValue, String> {
    // Methods and names of headers are both tokens of RFC 9110.
    if let Some(name) = list.0.iter().find(|name| Method::from_bytes(name.as_bytes()).is_err()) {
        return Err(format!("`{field}`: `{}` is not a name", settings::plain(name)));
    }
    settings::header_value(field, &list.0.join(","))
}

fn is_preflight(exchange: &Exchange) -> bool {
    let head = exchange.head();
    head.method == Method::OPTIONS && head.fields.contains("origin") && head.fields.contains(REQUEST_METHOD)
}

impl Stage for Cors {
    fn name(&self) -> &'static str {
        "cors"
    }

    fn before(self: Rc<Self>, exchange: &Rc<Exchange>) -> Flow {
        if matches!(self.origins, Origins::Nobodys) || self.preflight_continue || !is_preflight(exchange) {
            return Flow::Next;
        }
        let mut response = Response::new(AnswerBody::empty());
        *response.status_mut() = self.preflight_status;
        Flow::Answer(Box::new(response))
    }

    fn after(&self, exchange: &Exchange, answer: &mut Response<AnswerBody>) {
        let headers = answer.headers_mut();
        if matches!(self.origins, Origins::Askers | Origins::Ones(_) | Origins::Listed(_)) {
            vary::add(headers, "origin");
        }
        let is_preflight = is_preflight(exchange) && !matches!(self.origins, Origins::Nobodys);
        if is_preflight && self.allowed_headers.is_none() {
            vary::add(headers, REQUEST_HEADERS);
        }
        if headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN) {
            return;
        }
        let Some(origin) = self.allowed_origin(exchange.head().fields.first("origin")) else {
            return;
        };
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if self.credentials {
            let yes = HeaderValue::from_static("true");
            headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, yes);
        }
        if is_preflight {
            self.answer_preflight(exchange, headers);
        } else if let Some(exposed) = &self.exposed_headers {
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed.clone());
        }
    }
}

impl Cors {
    fn allowed_origin(&self, asker: Option<&str>) -> Option<HeaderValue> {
        match &self.origins {
            Origins::Nobodys => None,
            Origins::Everybodys => Some(HeaderValue::from_static("*")),
            Origins::Ones(origin) => Some(origin.clone()),
            Origins::Askers => echo(asker?),
            Origins::Listed(patterns) => {
                let asker = asker?;
                let is_allowed = patterns.iter().any(|pattern| pattern.matches(asker));
                is_allowed.then(|| echo(asker)).flatten()
            }
        }
    }

    fn answer_preflight(&self, exchange: &Exchange, headers: &mut HeaderMap) {
        let fields = &exchange.head().fields;
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, self.methods.clone());
        let allowed = match &self.allowed_headers {
            Some(allowed) => Some(allowed.clone()),
            None => fields.get(REQUEST_HEADERS).and_then(|asked| echo(&asked)),
        };
        if let Some(allowed) = allowed {
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed);
        }
        if let Some(age) = &self.max_age {
            headers.insert(header::ACCESS_CONTROL_MAX_AGE, age.clone());
        }
        if self.private_network && fields.first(REQUEST_PRIVATE_NETWORK) == Some("true") {
            headers.insert(ALLOW_PRIVATE_NETWORK, HeaderValue::from_static("true"));
        }
    }
}

/// What a client sent, if it is what such a header may be.
fn echo(text: &str) -> Option<HeaderValue> {
    text.is_ascii().then(|| HeaderValue::from_str(text).ok()).flatten()
}
