//! The certificates that clients of TLS trust: Mozilla's, and those of a file that `NODE_EXTRA_CA_CERTS` names, for networks with
//! an authority of their own. It must not know who connects.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use deno_error::JsErrorBox;
use deno_runtime::deno_tls::rustls::RootCertStore;
use deno_runtime::deno_tls::{RootCertStoreProvider, create_default_root_cert_store, load_certs};

use crate::terminal;

const VARIABLE: &str = "NODE_EXTRA_CA_CERTS";

/// What `fetch`, `node:tls` and `node:https` trust; `None` for what they do without being told.
pub(crate) fn from_env() -> Option<Arc<dyn RootCertStoreProvider>> {
    let path = std::env::var_os(VARIABLE).filter(|path| !path.is_empty())?;
    Some(Arc::new(Extra {
        path: path.into(),
        store: OnceLock::new(),
    }))
}

struct Extra {
    path: PathBuf,
    /// Made when the first connection asks for it: few programs do.
    store: OnceLock<RootCertStore>,
}

impl RootCertStoreProvider for Extra {
    fn get_or_try_init(&self) -> Result<&RootCertStore, JsErrorBox> {
        Ok(self.store.get_or_init(|| {
            let mut store = create_default_root_cert_store();
            if let Err(error) = add(&mut store, &self.path) {
                // As in Node, the others still count.
                let path = self.path.display();
                terminal::print(&format!(
                    "Warning: Ignoring extra certs from `{path}`, load failed: {error}\nhint: `{VARIABLE}` names a file of certificates in PEM form\n"
                ));
            }
            store
        }))
    }
}

fn add(store: &mut RootCertStore, path: &Path) -> Result<(), String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let certificates = load_certs(&mut BufReader::new(file)).map_err(|error| error.to_string())?;
    for certificate in certificates {
        store.add(certificate).map_err(|error| error.to_string())?;
    }
    Ok(())
}
