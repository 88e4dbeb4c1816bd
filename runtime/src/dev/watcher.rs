//! The folders in which something of the program stands, and that something happens in them. Which file it was is not asked:
//! editors write in too many ways, and a look at the files says it best.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::pulse::Pulse;

pub(super) struct Watcher {
    system: RecommendedWatcher,
    folders: HashSet<PathBuf>,
}

impl Watcher {
    /// Gives `pulse` for all that happens in the folders which it is told of.
    pub(super) fn new(pulse: Arc<Pulse>) -> notify::Result<Self> {
        let system = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| is_change(event.kind)) {
                pulse.give();
            }
        })?;
        Ok(Self {
            system,
            folders: HashSet::new(),
        })
    }

    /// Watches the folder of a file, and the one where it really stands. Of a folder that is not there, the nearest above it.
    pub(super) fn cover(&mut self, file: &Path) {
        let real = std::fs::canonicalize(file).ok();
        for path in [Some(file), real.as_deref()].into_iter().flatten() {
            if let Some(folder) = path.ancestors().skip(1).find(|folder| folder.is_dir()) {
                self.watch(folder);
            }
        }
    }

    fn watch(&mut self, folder: &Path) {
        if self.folders.contains(folder) {
            return;
        }
        match self.system.watch(folder, RecursiveMode::NonRecursive) {
            Ok(()) => drop(self.folders.insert(folder.to_path_buf())),
            Err(error) => tracing::warn!(folder = %folder.display(), %error, "changes in this folder are not seen"),
        }
    }

    /// Forgets folders that are gone: another one of the same name has to be watched anew.
    pub(super) fn forget_missing(&mut self) {
        let system = &mut self.system;
        self.folders.retain(|folder| {
            let is_there = folder.is_dir();
            if !is_there {
                // The system may have forgotten it as well.
                let _ = system.unwatch(folder);
            }
            is_there
        });
    }
}

/// Reading a file is none.
fn is_change(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}
