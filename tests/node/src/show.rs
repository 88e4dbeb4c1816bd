//! `show`: some tests under each runtime, with what they print, for whoever looks for the reason of a difference.

use std::path::Path;

use anyhow::Result;
use anyhow::ensure;

use crate::canary;
use crate::console;
use crate::measure;
use crate::pool::Item;
use crate::pool::Pool;
use crate::runtime::Binaries;
use crate::runtime::KINDS;
use crate::runtime::Kind;
use crate::runtime::Runtime;
use crate::source;

/// What is to be shown.
#[derive(clap::Args)]
pub(crate) struct ShowArguments {
    /// Tests whose name holds one of these
    #[arg(required = true)]
    names: Vec<String>,
    /// Only these runtimes
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    only: Vec<Kind>,
}

/// Runs and prints.
pub(crate) fn run(arguments: &ShowArguments, binaries: &Binaries, folder: &Path, jobs: usize) -> Result<bool> {
    let source = source::fetch(folder)?;
    let pool = Pool {
        folder,
        source: &source,
        jobs,
    };
    let mut items = measure::all_items(&source.root)?;
    items.retain(|item: &Item| arguments.names.iter().any(|name| item.name().contains(name)));
    ensure!(!items.is_empty(), "No test has such a name");
    for kind in KINDS {
        if !arguments.only.is_empty() && !arguments.only.contains(&kind) {
            continue;
        }
        let mut runtime = Runtime::find(kind, binaries)?;
        canary::prove(&pool, &mut runtime)?;
        pool.run(&runtime, items.clone(), |record| {
            let subtests = record
                .subtests
                .map(|subtests| format!(", {} of {} subtests", subtests.passed, subtests.total));
            let subtests = subtests.unwrap_or_default();
            let milliseconds = record.took.as_millis();
            console::print(&format!(
                "== {kind} {}: {}{subtests}, {milliseconds} ms\n{}\n",
                record.name,
                record.outcome,
                record.output.trim_end()
            ));
            Ok(())
        })?;
    }
    Ok(true)
}
