//! `bearerAuth`: a token with each request, in its `Authorization` header (RFC 6750). Knows its list of tokens; tokens
//! that must be looked up or verified are the program's matter.

use std::collections::BTreeMap;
use std::rc::Rc;

use http::HeaderValue;
use http::StatusCode;
use http::header;
use serde::Deserialize;

use crate::exchange::Exchange;
use crate::problem::Problem;
use crate::stage::Flow;
use crate::stage::Stage;
use crate::stage::secret::Secret;
use crate::stage::settings;

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Settings {
    tokens: Tokens,
    /// What the place is called.
    realm: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            tokens: Tokens::Plain(Vec::new()),
            realm: "Restricted".to_string(),
        }
    }
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected a list of tokens, or an object from the names of those who have them to tokens"
)]
enum Tokens {
    Plain(Vec<String>),
    Named(BTreeMap<String, String>),
}

struct BearerAuth {
    tokens: Vec<(Option<String>, Secret)>,
    missing: HeaderValue,
    malformed: HeaderValue,
    wrong: HeaderValue,
}

pub(super) fn create(settings: &str) -> Result<Rc<dyn Stage>, String> {
    let settings: Settings = settings::parse(settings)?;
    let tokens: Vec<(Option<String>, String)> = match settings.tokens {
        Tokens::Plain(tokens) => tokens.into_iter().map(|token| (None, token)).collect(),
        Tokens::Named(tokens) => tokens.into_iter().map(|(name, token)| (Some(name), token)).collect(),
    };
    if tokens.is_empty() {
        return Err("`tokens` has no token, so nobody could come in".to_string());
    }
    if !tokens.iter().all(|(_, token)| is_token(token)) {
        // A secret stays out of messages.
        return Err(
            "`tokens`: a token is made of ASCII letters, digits and `-._~+/`, with `=` at its end only".to_string(),
        );
    }
    let realm = settings::realm(&settings.realm)?;
    let challenge = |error: &str| settings::header_value("realm", &format!("Bearer {realm}{error}"));
    Ok(Rc::new(BearerAuth {
        tokens: tokens
            .into_iter()
            .map(|(name, token)| (name, Secret::new(token.as_bytes())))
            .collect(),
        missing: challenge("")?,
        malformed: challenge(", error=\"invalid_request\"")?,
        wrong: challenge(", error=\"invalid_token\"")?,
    }))
}

impl Stage for BearerAuth {
    fn name(&self) -> &'static str {
        "bearerAuth"
    }

    fn before(self: Rc<Self>, exchange: &Rc<Exchange>) -> Flow {
        let mut lines = exchange.head().fields.all("authorization");
        let line = lines.next();
        if lines.next().is_some() {
            return refuse(
                StatusCode::BAD_REQUEST,
                &self.malformed,
                "There is more than one `Authorization` header",
            );
        }
        let Some(token) = line.and_then(bearer) else {
            return refuse(StatusCode::UNAUTHORIZED, &self.missing, "A bearer token is needed here");
        };
        if !is_token(token) {
            return refuse(
                StatusCode::BAD_REQUEST,
                &self.malformed,
                "The bearer token is malformed",
            );
        }
        match self.find(token) {
            Some(name) => {
                if let Some(name) = name {
                    exchange.set_user(name);
                }
                Flow::Next
            }
            None => refuse(
                StatusCode::UNAUTHORIZED,
                &self.wrong,
                "The bearer token is not valid here",
            ),
        }
    }
}

impl BearerAuth {
    /// Whose token it is, if it is one. All are compared, whichever matches.
    fn find(&self, token: &str) -> Option<Option<&str>> {
        let shown = Secret::new(token.as_bytes());
        let mut found = None;
        for (name, secret) in &self.tokens {
            if secret.matches(&shown).into() {
                found = Some(name.as_deref());
            }
        }
        found
    }
}

fn bearer(line: &str) -> Option<&str> {
    let (scheme, token) = line.split_once(' ').unwrap_or((line, ""));
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim_matches(' '))
}

/// `b64token` of RFC 6750, section 2.1.
fn is_token(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
    !body.is_empty() && body.bytes().all(is_part)
}

fn refuse(status: StatusCode, challenge: &HeaderValue, detail: &'static str) -> Flow {
    let mut response = Problem::Refused(status, detail).into_response();
    response
        .headers_mut()
        .insert(header::WWW_AUTHENTICATE, challenge.clone());
    Flow::Answer(Box::new(response))
}
