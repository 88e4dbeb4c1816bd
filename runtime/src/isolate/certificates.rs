//! Whose certificates a client trusts beside those that everybody does: the authorities of `NODE_EXTRA_CA_CERTS`, read when a
//! program first connects.

use std::io::BufReader;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use deno_error::JsErrorBox;
use deno_runtime::deno_tls::{RootCertStoreProvider, create_default_root_cert_store, load_certs};
use rustls::RootCertStore;

use crate::terminal;

/// The variables, as Node has them.
const EXTRA: &str = "NODE_EXTRA_CA_CERTS";
const REJECT: &str = "NODE_TLS_REJECT_UNAUTHORIZED";

pub(super) struct Authorities {
    extra: PathBuf,
    store: OnceLock<RootCertStore>,
}

/// Nothing where nobody asked for more than the usual authorities.
pub(super) fn authorities() -> Option<Arc<dyn RootCertStoreProvider>> {
    let extra = std::env::var_os(EXTRA).filter(|path| !path.is_empty())?;
    Some(Arc::new(Authorities {
        extra: extra.into(),
        store: OnceLock::new(),
    }))
}

/// For which hosts certificates are not checked: none of them, or (an empty list) all.
pub(super) fn unchecked_hosts() -> Option<Vec<String>> {
    std::env::var_os(REJECT)
        .is_some_and(|value| value == "0")
        .then(Vec::new)
}

impl RootCertStoreProvider for Authorities {
    fn get_or_try_init(&self) -> Result<&RootCertStore, JsErrorBox> {
        Ok(self.store.get_or_init(|| self.read()))
    }
}

impl Authorities {
    /// As in Node, a file that cannot be used is told of, and no reason to stop.
    fn read(&self) -> RootCertStore {
        let mut store = create_default_root_cert_store();
        let certificates = std::fs::File::open(&self.extra)
            .map_err(|error| error.to_string())
            .and_then(|file| load_certs(&mut BufReader::new(file)).map_err(|error| error.to_string()));
        match certificates {
            Ok(certificates) => {
                store.add_parsable_certificates(certificates);
            }
            Err(error) => {
                let path = self.extra.display();
                terminal::print(&format!(
                    "warning: Cannot use the certificates of `{path}` ({EXTRA}): {error}\n"
                ));
            }
        }
        store
    }
}
