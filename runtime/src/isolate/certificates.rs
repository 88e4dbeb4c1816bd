//! Whose certificates a client trusts beside those that everybody does: the authorities of `NODE_EXTRA_CA_CERTS`, read when a
//! program first connects. A program that trusts all of them is warned then.

use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use deno_error::JsErrorBox;
use deno_runtime::deno_tls::{RootCertStoreProvider, create_default_root_cert_store, load_certs};
use racejs_process::ProcessOptions;
use rustls::RootCertStore;

use crate::terminal;

/// The variables, as Node has them.
const EXTRA: &str = "NODE_EXTRA_CA_CERTS";
const REJECT: &str = "NODE_TLS_REJECT_UNAUTHORIZED";
/// As deno_node is given it, be it from the command line or from `NODE_NO_WARNINGS`.
const SILENT: &str = "--no-warnings";

pub(super) struct Authorities {
    extra: Option<PathBuf>,
    /// Whether a program that checks no certificates is to be warned.
    warns: bool,
    /// Read at most once in a process, which is also how often there is a warning.
    store: OnceLock<RootCertStore>,
}

/// Nothing where nobody asked for more than the usual authorities, or for none at all.
pub(super) fn authorities(process: &ProcessOptions) -> Option<Arc<dyn RootCertStoreProvider>> {
    let extra = std::env::var_os(EXTRA).filter(|path| !path.is_empty());
    if extra.is_none() && unchecked_hosts().is_none() {
        return None;
    }
    Some(Arc::new(Authorities {
        extra: extra.map(PathBuf::from),
        warns: !process.options.iter().any(|option| option == SILENT),
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
    fn read(&self) -> RootCertStore {
        if self.warns && unchecked_hosts().is_some() {
            terminal::print(&format!(
                "warning: Certificates are not checked ({REJECT}=0): anybody in between can read and change what is sent over TLS\n"
            ));
        }
        let mut store = create_default_root_cert_store();
        if let Some(path) = &self.extra {
            add(&mut store, path);
        }
        store
    }
}

/// As in Node, a file that cannot be used is told of, and no reason to stop.
fn add(store: &mut RootCertStore, path: &Path) {
    let certificates = std::fs::File::open(path)
        .map_err(|error| error.to_string())
        .and_then(|file| load_certs(&mut BufReader::new(file)).map_err(|error| error.to_string()));
    match certificates {
        Ok(certificates) => {
            store.add_parsable_certificates(certificates);
        }
        Err(error) => {
            let path = path.display();
            terminal::print(&format!(
                "warning: Cannot use the certificates of `{path}` ({EXTRA}): {error}\n"
            ));
        }
    }
}
