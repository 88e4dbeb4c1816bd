//! `basicAuth`: name and password with each request (RFC 7617). Knows its list of users; where they come from and what
//! they may do is the program's matter.

use std::collections::HashMap;
use std::rc::Rc;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::GeneralPurpose;
use base64::engine::GeneralPurposeConfig;
use http::HeaderValue;
use http::StatusCode;
use http::header;
use serde::Deserialize;
use subtle::Choice;

use crate::exchange::Exchange;
use crate::problem::Problem;
use crate::stage::Flow;
use crate::stage::Stage;
use crate::stage::secret::Secret;
use crate::stage::settings;

/// Not every client pads.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Settings {
    /// Passwords by names.
    users: HashMap<String, String>,
    /// What the browser calls the place when it asks for a name.
    realm: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            users: HashMap::new(),
            realm: "Restricted".to_string(),
        }
    }
}

struct BasicAuth {
    users: HashMap<String, Secret>,
    /// Compared when there is no such user, so that this takes no less time.
    nobody: Secret,
    challenge: HeaderValue,
}

pub(super) fn create(settings: &str) -> Result<Rc<dyn Stage>, String> {
    let settings: Settings = settings::parse(settings)?;
    if settings.users.is_empty() {
        return Err("`users` has no user, so nobody could come in".to_string());
    }
    for (name, password) in &settings.users {
        if name.contains(':') || name.contains(char::is_control) {
            return Err(format!(
                "`users`: a name has no colon and no control character, as `{}` does",
                settings::plain(name)
            ));
        }
        if password.is_empty() {
            return Err(format!("`users`: the password of `{name}` is empty"));
        }
    }
    let challenge = format!("Basic {}, charset=\"UTF-8\"", settings::realm(&settings.realm)?);
    let users = settings.users.into_iter();
    Ok(Rc::new(BasicAuth {
        users: users
            .map(|(name, password)| (name, Secret::new(password.as_bytes())))
            .collect(),
        nobody: Secret::new(b""),
        challenge: settings::header_value("realm", &challenge)?,
    }))
}

impl Stage for BasicAuth {
    fn name(&self) -> &'static str {
        "basicAuth"
    }

    fn before(self: Rc<Self>, exchange: &Rc<Exchange>) -> Flow {
        let mut lines = exchange.head().fields.all("authorization");
        let user = match (lines.next(), lines.next()) {
            (Some(line), None) => self.user(line),
            _ => None,
        };
        match user {
            Some(name) => {
                exchange.set_user(&name);
                Flow::Next
            }
            None => {
                let problem = Problem::Refused(StatusCode::UNAUTHORIZED, "A name and its password are needed here");
                let mut response = problem.into_response();
                let challenge = self.challenge.clone();
                response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
                Flow::Answer(Box::new(response))
            }
        }
    }
}

impl BasicAuth {
    /// The name in a header that has the right password.
    fn user(&self, line: &str) -> Option<String> {
        let (scheme, credentials) = line.split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("basic") {
            return None;
        }
        let decoded = String::from_utf8(BASE64.decode(credentials.trim_matches(' ')).ok()?).ok()?;
        let (name, password) = decoded.split_once(':')?;
        let known = self.users.get(name);
        let secret = known.unwrap_or(&self.nobody);
        let is_right = secret.matches(&Secret::new(password.as_bytes())) & Choice::from(u8::from(known.is_some()));
        bool::from(is_right).then(|| name.to_string())
    }
}
