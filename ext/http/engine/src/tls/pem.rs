//! From PEM to a certificate with its key, with an error that says what is wrong. Knows nothing of names and clients.

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use rustls::InconsistentKeys;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem;
use rustls::pki_types::pem::PemObject;
use rustls::sign::CertifiedKey;

use crate::error::HttpError;
use crate::tls::Certificate;
use crate::tls::PemSource;

/// A chain of certificates has a few KiB.
const MAX_BYTES: u64 = 1024 * 1024;

const CERT_HINT: &str =
    "a certificate is a text in PEM that has `-----BEGIN CERTIFICATE-----`; the server's own comes first";
const KEY_HINT: &str = "a key is a text in PEM that has `-----BEGIN PRIVATE KEY-----`, and is not encrypted";

/// Reads and checks a pair; `index` is its place in the options.
pub(super) fn load(pair: &Certificate, index: usize) -> Result<Arc<CertifiedKey>, HttpError> {
    let cert_name = name(&pair.cert, index, "cert");
    let key_name = name(&pair.key, index, "key");
    let chain = chain(&read(&pair.cert, &cert_name, CERT_HINT)?, &cert_name)?;
    let key = key(&read(&pair.key, &key_name, KEY_HINT)?, &key_name)?;
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    let key = provider
        .key_provider
        .load_private_key(key)
        .map_err(|error| refused(&key_name, format!("the key cannot be used: {error}"), KEY_HINT))?;
    let certified = CertifiedKey::new(chain, key);
    match certified.keys_match() {
        Ok(()) => Ok(Arc::new(certified)),
        Err(rustls::Error::InconsistentKeys(InconsistentKeys::KeyMismatch)) => Err(refused(
            &key_name,
            format!("the key does not belong to the certificate `{cert_name}`"),
            "a certificate is renewed together with its key, or with the key that it was made for",
        )),
        Err(error) => Err(refused(
            &cert_name,
            format!("the certificate cannot be used: {error}"),
            CERT_HINT,
        )),
    }
}

/// What errors call it.
fn name(source: &PemSource, index: usize, part: &str) -> String {
    match source {
        PemSource::Path(path) => path.display().to_string(),
        PemSource::Text(_) => format!("certificates[{index}].{part}"),
    }
}

fn read(source: &PemSource, name: &str, hint: &'static str) -> Result<Vec<u8>, HttpError> {
    let path = match source {
        PemSource::Text(text) => return Ok(text.clone().into_bytes()),
        PemSource::Path(path) => path,
    };
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| refused(name, format!("the file cannot be read: {error}"), hint))?;
    match bytes.len() as u64 > MAX_BYTES {
        true => Err(refused(name, "the file is larger than 1 MiB".to_string(), hint)),
        false => Ok(bytes),
    }
}

fn chain(text: &[u8], name: &str) -> Result<Vec<CertificateDer<'static>>, HttpError> {
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(text).collect();
    let chain = chain.map_err(|error| not_pem(name, &error, CERT_HINT))?;
    match chain.is_empty() {
        true => Err(refused(name, "there is no certificate in it".to_string(), CERT_HINT)),
        false => Ok(chain),
    }
}

fn key(text: &[u8], name: &str) -> Result<PrivateKeyDer<'static>, HttpError> {
    match PrivateKeyDer::from_pem_slice(text) {
        Ok(key) => Ok(key),
        Err(pem::Error::NoItemsFound) => {
            let text = String::from_utf8_lossy(text);
            let is_encrypted = text.contains("ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED");
            let reason = match is_encrypted {
                true => "the key in it is encrypted",
                false => "there is no private key in it",
            };
            Err(refused(name, reason.to_string(), KEY_HINT))
        }
        Err(error) => Err(not_pem(name, &error, KEY_HINT)),
    }
}

/// The library's own words would print what it found, which may be a key.
fn not_pem(name: &str, error: &pem::Error, hint: &'static str) -> HttpError {
    let reason = match error {
        pem::Error::MissingSectionEnd { .. } => "a section in it has no end",
        pem::Error::IllegalSectionStart { .. } => "a section in it begins in a way that PEM does not allow",
        pem::Error::Base64Decode(_) => "a section in it is not valid Base64",
        _ => "it is not valid PEM",
    };
    refused(name, reason.to_string(), hint)
}

pub(super) fn refused(what: &str, reason: String, hint: &'static str) -> HttpError {
    HttpError::Tls {
        what: what.to_string(),
        reason,
        hint,
    }
}
