//! Signed values, as the npm packages `cookie-signature` and `cookie-parser` write them: the value, a point, and the
//! HMAC-SHA256 of it in base64. A signature keeps a value from being changed, not from being read.

#[cfg(test)]
mod tests;

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hmac::Hmac;
use hmac::Mac;
use sha2::Sha256;

use crate::error::HttpError;

/// Secrets at a time; each one more is one more computation for every forged value.
const MAX_SECRETS: usize = 16;

/// What a signed cookie begins with.
const COOKIE_PREFIX: &str = "s:";

/// The secrets of a program: the first one signs, all of them are believed, so that a new one can be put before an old one.
#[derive(Clone)]
pub struct Secrets(Vec<Hmac<Sha256>>);

/// A cookie's value, looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieValue<'a> {
    /// It does not claim to be signed.
    Plain(&'a str),
    /// It is signed with one of the secrets; what was signed.
    Signed(&'a str),
    /// It claims to be signed, and is not.
    Forged,
}

impl Secrets {
    /// Keeps the secrets of a program.
    ///
    /// # Errors
    /// `RACE_HTTP_SECRET` if there is none, if there are more than 16, or if one is empty.
    pub fn new(secrets: &[&str]) -> Result<Self, HttpError> {
        if secrets.is_empty() || secrets.len() > MAX_SECRETS {
            return Err(HttpError::Secret("there have to be 1 to 16 of them"));
        }
        let keyed = secrets.iter().map(|secret| match secret.is_empty() {
            true => Err(HttpError::Secret("one of them is empty")),
            false => Hmac::new_from_slice(secret.as_bytes()).map_err(|_| HttpError::Secret("one of them is no key")),
        });
        keyed.collect::<Result<_, _>>().map(Self)
    }

    /// The value with its signature.
    pub fn sign(&self, value: &str) -> String {
        let mut signed = format!("{value}.");
        if let Some(first) = self.0.first() {
            let code = first.clone().chain_update(value).finalize().into_bytes();
            STANDARD_NO_PAD.encode_string(code, &mut signed);
        }
        signed
    }

    /// The value that was signed; `None` if none of the secrets has made the signature. Takes the same time for every
    /// signature of the right length.
    pub fn unsign<'a>(&self, signed: &'a str) -> Option<&'a str> {
        let (value, signature) = signed.rsplit_once('.')?;
        let code = STANDARD_NO_PAD.decode(signature).ok()?;
        let mut secrets = self.0.iter();
        let is_valid = |secret: &Hmac<Sha256>| secret.clone().chain_update(value).verify_slice(&code).is_ok();
        secrets.any(is_valid).then_some(value)
    }

    /// A cookie's value with its signature, before it is escaped.
    pub fn sign_cookie(&self, value: &str) -> String {
        format!("{COOKIE_PREFIX}{}", self.sign(value))
    }

    /// What a cookie's value is worth, once its escapes are taken back.
    pub fn unsign_cookie<'a>(&self, value: &'a str) -> CookieValue<'a> {
        match value.strip_prefix(COOKIE_PREFIX) {
            None => CookieValue::Plain(value),
            Some(signed) => self.unsign(signed).map_or(CookieValue::Forged, CookieValue::Signed),
        }
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets({})", self.0.len())
    }
}
