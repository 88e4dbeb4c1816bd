//! A Content-Security-Policy (CSP level 3) from its settings. Knows no request.

use std::collections::BTreeMap;

use http::HeaderName;
use http::HeaderValue;
use http::header;
use serde::Deserialize;

use crate::stage::settings::header_value;
use crate::stage::settings::plain;

const FIELD: &str = "contentSecurityPolicy";

/// What helmet 8 sends.
const DEFAULTS: &[(&str, &str)] = &[
    ("default-src", "'self'"),
    ("base-uri", "'self'"),
    ("font-src", "'self' https: data:"),
    ("form-action", "'self'"),
    ("frame-ancestors", "'self'"),
    ("img-src", "'self' data:"),
    ("object-src", "'none'"),
    ("script-src", "'self'"),
    ("script-src-attr", "'none'"),
    ("style-src", "'self' https: 'unsafe-inline'"),
    ("upgrade-insecure-requests", ""),
];

/// Words that mean a host unless they are quoted.
const KEYWORDS: &[&str] = &[
    "none",
    "report-sample",
    "self",
    "strict-dynamic",
    "unsafe-eval",
    "unsafe-hashes",
    "unsafe-inline",
    "wasm-unsafe-eval",
];

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected `true`, `false`, the header's value or an object with `directives`, `useDefaults` and `reportOnly`"
)]
pub(super) enum Setting {
    Switch(bool),
    Value(String),
    Policy(Policy),
}

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Policy {
    /// By names as `imgSrc` or `img-src`. `null` or `false` takes a directive out.
    directives: BTreeMap<String, Option<Sources>>,
    /// Whether directives that are not named have helmet's values.
    use_defaults: bool,
    /// Whether browsers only report what they would have blocked.
    report_only: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            directives: BTreeMap::new(),
            use_defaults: true,
            report_only: false,
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Sources {
    Switch(bool),
    One(String),
    Many(Vec<String>),
}

/// The header, if there is to be one.
pub(super) fn header(setting: Setting) -> Result<Option<(HeaderName, HeaderValue)>, String> {
    let policy = match setting {
        Setting::Switch(false) => return Ok(None),
        Setting::Switch(true) => Policy::default(),
        Setting::Value(value) => {
            return Ok(Some((header::CONTENT_SECURITY_POLICY, header_value(FIELD, &value)?)));
        }
        Setting::Policy(policy) => policy,
    };
    let name = match policy.report_only {
        true => header::CONTENT_SECURITY_POLICY_REPORT_ONLY,
        false => header::CONTENT_SECURITY_POLICY,
    };
    let value = text(policy)?;
    Ok(Some((name, header_value(FIELD, &value)?)))
}

fn text(policy: Policy) -> Result<String, String> {
    let mut directives: Vec<(String, String)> = Vec::new();
    if policy.use_defaults {
        directives.extend(
            DEFAULTS
                .iter()
                .map(|(name, value)| (name.to_string(), value.to_string())),
        );
    }
    for (name, sources) in policy.directives {
        let name = directive(&name)?;
        let value = value(&name, sources)?;
        let place = directives.iter().position(|(known, _)| *known == name);
        match (place, value) {
            (Some(place), Some(value)) => directives[place].1 = value,
            (Some(place), None) => drop(directives.remove(place)),
            (None, Some(value)) => directives.push((name, value)),
            (None, None) => {}
        }
    }
    if directives.is_empty() {
        return Err(format!(
            "`{FIELD}` has no directive\nhint: `false` sends no such header"
        ));
    }
    let parts = directives.iter().map(|(name, value)| match &**value {
        "" => name.clone(),
        value => format!("{name} {value}"),
    });
    Ok(parts.collect::<Vec<_>>().join(";"))
}

/// A directive's value; `None` takes it out.
fn value(name: &str, sources: Option<Sources>) -> Result<Option<String>, String> {
    let sources = match sources {
        None | Some(Sources::Switch(false)) => return Ok(None),
        Some(Sources::Switch(true)) => Vec::new(),
        Some(Sources::One(source)) => vec![source],
        Some(Sources::Many(sources)) => sources,
    };
    let words = sources.iter().flat_map(|source| source.split_ascii_whitespace());
    for word in words.clone() {
        if word.contains([';', ',']) {
            return Err(format!(
                "`{FIELD}`: a source of `{name}` has neither `;` nor `,`, as `{}` does",
                plain(word)
            ));
        }
        let is_hash = ["nonce-", "sha256-", "sha384-", "sha512-"]
            .iter()
            .any(|start| word.starts_with(start));
        if KEYWORDS.contains(&word) || is_hash {
            return Err(format!(
                "`{FIELD}`: `{}` in `{name}` stands for a host\nhint: keywords have single quotes: `'{}'`",
                plain(word),
                plain(word)
            ));
        }
    }
    Ok(Some(words.collect::<Vec<_>>().join(" ")))
}

/// `imgSrc` as `img-src`.
pub(super) fn kebab(name: &str) -> String {
    let mut kebab = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
    }
    kebab
}

fn directive(name: &str) -> Result<String, String> {
    let kebab = kebab(name);
    let is_name = kebab.starts_with(|c: char| c.is_ascii_lowercase())
        && kebab.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    match is_name {
        true => Ok(kebab),
        false => Err(format!("`{FIELD}`: `{}` is not the name of a directive", plain(name))),
    }
}
