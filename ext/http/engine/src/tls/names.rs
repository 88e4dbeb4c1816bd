//! Which certificate a client is shown, by the name that it asks for (SNI, RFC 6066, section 3). Knows no files.

use std::collections::HashMap;
use std::sync::Arc;

use rustls::pki_types::DnsName;
use rustls::server::ClientHello;
use rustls::server::ResolvesServerCert;
use rustls::sign::CertifiedKey;
use webpki::EndEntityCert;

use crate::error::HttpError;
use crate::tls::Certificate;
use crate::tls::pem;

/// Certificates by names.
#[derive(Debug)]
pub(super) struct Certificates {
    first: Arc<CertifiedKey>,
    exact: HashMap<String, Arc<CertifiedKey>>,
    /// By what follows `*.`.
    wildcard: HashMap<String, Arc<CertifiedKey>>,
}

impl Certificates {
    /// Reads them all.
    pub(super) fn load(pairs: &[Certificate]) -> Result<Self, HttpError> {
        let mut loaded = pairs.iter().enumerate().map(|(index, pair)| {
            let key = pem::load(pair, index)?;
            let names = match pair.server_names.is_empty() {
                true => own_names(&key),
                false => checked_names(&pair.server_names, index)?,
            };
            Ok((key, names))
        });
        let first = loaded.next().unwrap_or_else(|| {
            let hint = "TLS needs at least one certificate with its key";
            Err(pem::refused("certificates", "there is none".to_string(), hint))
        })?;
        let mut certificates = Self {
            first: first.0.clone(),
            exact: HashMap::new(),
            wildcard: HashMap::new(),
        };
        certificates.add(first);
        for pair in loaded {
            certificates.add(pair?);
        }
        Ok(certificates)
    }

    /// Of two certificates with the same name the earlier one is shown.
    fn add(&mut self, (key, names): (Arc<CertifiedKey>, Vec<String>)) {
        for name in names {
            let (names, name) = match name.strip_prefix("*.") {
                Some(parent) => (&mut self.wildcard, parent.to_string()),
                None => (&mut self.exact, name),
            };
            names.entry(name).or_insert_with(|| key.clone());
        }
    }

    pub(super) fn find(&self, name: Option<&str>) -> &Arc<CertifiedKey> {
        let known = name.and_then(|name| {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            let parent = name.split_once('.').map(|(_, parent)| parent);
            self.exact
                .get(&name)
                .or_else(|| parent.and_then(|parent| self.wildcard.get(parent)))
        });
        known.unwrap_or(&self.first)
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.find(hello.server_name()).clone())
    }
}

/// The DNS names among its subject alternative names.
fn own_names(key: &CertifiedKey) -> Vec<String> {
    let cert = key.cert.first().and_then(|cert| EndEntityCert::try_from(cert).ok());
    cert.map_or_else(Vec::new, |cert| {
        cert.valid_dns_names().map(str::to_ascii_lowercase).collect()
    })
}

fn checked_names(names: &[String], index: usize) -> Result<Vec<String>, HttpError> {
    let checked = names.iter().map(|name| {
        let is_name = DnsName::try_from(name.strip_prefix("*.").unwrap_or(name)).is_ok();
        is_name.then(|| name.to_ascii_lowercase()).ok_or_else(|| {
            let hint = "a name is `example.com` or `*.example.com`; one with other letters is written in Punycode";
            let reason = format!("`{name}` is not a name that a client can ask for");
            pem::refused(&format!("certificates[{index}].server_names"), reason, hint)
        })
    });
    checked.collect()
}
