//! `securityHeaders`: headers that switch on what browsers can do against attacks, with the defaults of helmet 8. Each can
//! be switched off or replaced, and gives way to what the handler has set.

mod csp;

use std::rc::Rc;

use http::HeaderName;
use http::HeaderValue;
use http::Response;
use http::header;
use serde::Deserialize;

use crate::body::AnswerBody;
use crate::exchange::Exchange;
use crate::stage::Stage;
use crate::stage::duration::Seconds;
use crate::stage::settings;
use crate::stage::settings::List;

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Settings {
    content_security_policy: Option<csp::Setting>,
    cross_origin_embedder_policy: Option<Choice>,
    cross_origin_opener_policy: Option<Choice>,
    cross_origin_resource_policy: Option<Choice>,
    origin_agent_cluster: Option<Choice>,
    referrer_policy: Option<Choice>,
    #[serde(alias = "hsts")]
    strict_transport_security: Option<HstsSetting>,
    #[serde(alias = "noSniff")]
    x_content_type_options: Option<Choice>,
    #[serde(alias = "dnsPrefetchControl")]
    x_dns_prefetch_control: Option<Choice>,
    #[serde(alias = "ieNoOpen")]
    x_download_options: Option<Choice>,
    #[serde(alias = "frameguard")]
    x_frame_options: Option<Choice>,
    #[serde(alias = "permittedCrossDomainPolicies")]
    x_permitted_cross_domain_policies: Option<Choice>,
    #[serde(alias = "xssFilter")]
    x_xss_protection: Option<Choice>,
}

/// What a program says about a header whose value is one of a few words.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected `true`, `false`, the header's value or an object with `policy`"
)]
enum Choice {
    Switch(bool),
    Value(String),
    Policy(Policy),
}

/// As helmet writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Policy {
    #[serde(alias = "action", alias = "permittedPolicies")]
    policy: List,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected `true`, `false`, the header's value or an object with `maxAge`, `includeSubDomains`, `preload` and `force`"
)]
enum HstsSetting {
    Switch(bool),
    Value(String),
    Hsts(Hsts),
}

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Hsts {
    /// A number of seconds, or a text such as `365d`.
    max_age: Seconds,
    include_sub_domains: bool,
    preload: bool,
    /// Also over plain HTTP, for a server behind a proxy that speaks TLS. Browsers ignore it otherwise.
    force: bool,
}

impl Default for Hsts {
    fn default() -> Self {
        Self {
            max_age: Seconds(std::time::Duration::from_secs(365 * 24 * 60 * 60)),
            include_sub_domains: true,
            preload: false,
            force: false,
        }
    }
}

/// A header's field in the settings, which is its name in another case, and its values, the default first.
struct Known {
    field: &'static str,
    name: HeaderName,
    values: &'static [&'static str],
}

const EMBEDDER: &[&str] = &["require-corp", "credentialless", "unsafe-none"];

const OPENER: &[&str] = &[
    "same-origin",
    "same-origin-allow-popups",
    "noopener-allow-popups",
    "unsafe-none",
];

const RESOURCE: &[&str] = &["same-origin", "same-site", "cross-origin"];

const REFERRER: &[&str] = &[
    "no-referrer",
    "no-referrer-when-downgrade",
    "same-origin",
    "origin",
    "strict-origin",
    "origin-when-cross-origin",
    "strict-origin-when-cross-origin",
    "unsafe-url",
];

const CROSS_DOMAIN: &[&str] = &["none", "master-only", "by-content-type", "by-ftp-filename", "all"];

struct SecurityHeaders {
    headers: Vec<(HeaderName, HeaderValue)>,
    hsts: Option<HeaderValue>,
    force_hsts: bool,
}

pub(super) fn create(settings: &str) -> Result<Rc<dyn Stage>, String> {
    let mut settings: Settings = settings::parse(settings)?;
    let policy = settings.content_security_policy.take();
    let mut headers: Vec<_> = csp::header(policy.unwrap_or(csp::Setting::Switch(true)))?
        .into_iter()
        .collect();
    let (hsts, force_hsts) = hsts(settings.strict_transport_security.take())?;
    for (field, values, choice) in choices(settings) {
        let name = settings::header_name(field, &csp::kebab(field))?;
        let known = Known { field, name, values };
        if let Some(value) = known.value(choice)? {
            headers.push((known.name, value));
        }
    }
    Ok(Rc::new(SecurityHeaders {
        headers,
        hsts,
        force_hsts,
    }))
}

type Chosen = (&'static str, &'static [&'static str], Choice);

fn choices(s: Settings) -> [Chosen; 11] {
    let on = |choice: Option<Choice>| choice.unwrap_or(Choice::Switch(true));
    let off = |choice: Option<Choice>| choice.unwrap_or(Choice::Switch(false));
    [
        (
            "crossOriginEmbedderPolicy",
            EMBEDDER,
            off(s.cross_origin_embedder_policy),
        ),
        ("crossOriginOpenerPolicy", OPENER, on(s.cross_origin_opener_policy)),
        (
            "crossOriginResourcePolicy",
            RESOURCE,
            on(s.cross_origin_resource_policy),
        ),
        ("originAgentCluster", &["?1", "?0"], on(s.origin_agent_cluster)),
        ("referrerPolicy", REFERRER, on(s.referrer_policy)),
        ("xContentTypeOptions", &["nosniff"], on(s.x_content_type_options)),
        ("xDnsPrefetchControl", &["off", "on"], on(s.x_dns_prefetch_control)),
        ("xDownloadOptions", &["noopen"], on(s.x_download_options)),
        ("xFrameOptions", &["SAMEORIGIN", "DENY"], on(s.x_frame_options)),
        (
            "xPermittedCrossDomainPolicies",
            CROSS_DOMAIN,
            on(s.x_permitted_cross_domain_policies),
        ),
        ("xXssProtection", &["0", "1", "1; mode=block"], on(s.x_xss_protection)),
    ]
}

impl Known {
    /// The header's value, if there is to be one.
    fn value(&self, choice: Choice) -> Result<Option<HeaderValue>, String> {
        let chosen = match choice {
            Choice::Switch(false) => return Ok(None),
            Choice::Switch(true) => vec![self.values[0].to_string()],
            Choice::Policy(Policy { policy }) => policy.0,
            // A list, where the header is one: browsers take the last word that they know.
            Choice::Value(value) if self.name == header::REFERRER_POLICY => {
                value.split(',').map(|word| word.trim().to_string()).collect()
            }
            Choice::Value(value) => vec![value],
        };
        let is_list = self.name == header::REFERRER_POLICY;
        let mut words = Vec::new();
        for word in &chosen {
            let known = self.values.iter().find(|known| known.eq_ignore_ascii_case(word));
            words.push(*known.ok_or_else(|| self.unknown(word))?);
        }
        if words.is_empty() || (words.len() > 1 && !is_list) {
            return Err(self.unknown(&chosen.join(", ")));
        }
        settings::header_value(self.field, &words.join(",")).map(Some)
    }

    fn unknown(&self, word: &str) -> String {
        let values: Vec<_> = self.values.iter().map(|value| format!("`{value}`")).collect();
        format!(
            "`{}`: `{}` is not one of its values: {}",
            self.field,
            settings::plain(word),
            values.join(", ")
        )
    }
}

fn hsts(setting: Option<HstsSetting>) -> Result<(Option<HeaderValue>, bool), String> {
    let hsts = match setting {
        Some(HstsSetting::Switch(false)) => return Ok((None, false)),
        Some(HstsSetting::Value(value)) => {
            return Ok((Some(settings::header_value("strictTransportSecurity", &value)?), false));
        }
        Some(HstsSetting::Hsts(hsts)) => hsts,
        None | Some(HstsSetting::Switch(true)) => Hsts::default(),
    };
    let mut value = format!("max-age={}", hsts.max_age.0.as_secs());
    if hsts.include_sub_domains {
        value.push_str("; includeSubDomains");
    }
    if hsts.preload {
        value.push_str("; preload");
    }
    Ok((
        Some(settings::header_value("strictTransportSecurity", &value)?),
        hsts.force,
    ))
}

impl Stage for SecurityHeaders {
    fn name(&self) -> &'static str {
        "securityHeaders"
    }

    fn after(&self, exchange: &Exchange, answer: &mut Response<AnswerBody>) {
        let headers = answer.headers_mut();
        for (name, value) in &self.headers {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        if let Some(value) = &self.hsts
            && (self.force_hsts || exchange.peer().is_tls)
        {
            headers
                .entry(header::STRICT_TRANSPORT_SECURITY)
                .or_insert_with(|| value.clone());
        }
    }
}
