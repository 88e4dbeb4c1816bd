//! `run`: all tests under all runtimes, judged against the committed files, which it writes anew when it is told to.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use anyhow::Result;
use anyhow::ensure;

use crate::canary;
use crate::console;
use crate::counts::Counts;
use crate::counts::Each;
use crate::differences;
use crate::journal::Journal;
use crate::journal::Record;
use crate::journal::Records;
use crate::lists;
use crate::page;
use crate::pool::Item;
use crate::pool::Pool;
use crate::runtime::Binaries;
use crate::runtime::KINDS;
use crate::runtime::Kind;
use crate::runtime::Runtime;
use crate::source;
use crate::suite;
use crate::verdict;
use crate::verdict::Verdict;
use crate::web;

/// A test that a listed result or another runtime speaks for is run so often before its failure counts.
pub(crate) const ATTEMPTS: u32 = 3;

/// What is to be run.
#[derive(clap::Args)]
pub(crate) struct RunArguments {
    /// Writes the committed files and the page: what newly passes is added to the list
    #[arg(long, conflicts_with_all = ["filter", "only"])]
    update: bool,
    /// Begins anew, where an earlier run of the same binary would be continued
    #[arg(long)]
    fresh: bool,
    /// Only tests whose name holds this
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// Only these runtimes; nothing is judged then
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    only: Vec<Kind>,
}

/// Everything that the package has, by name.
pub(crate) fn all_items(root: &Path) -> Result<Vec<Item>> {
    let mut items: Vec<Item> = suite::list(root)?.into_iter().map(Item::Node).collect();
    items.extend(web::list(root)?.into_iter().map(Item::Web));
    Ok(items)
}

/// Runs, and gives whether nothing is wrong.
pub(crate) fn run(arguments: &RunArguments, binaries: &Binaries, folder: &Path, jobs: usize) -> Result<bool> {
    let source = source::fetch(folder)?;
    let pool = Pool {
        folder,
        source: &source,
        jobs,
    };
    let mut items = all_items(&source.root)?;
    if let Some(text) = &arguments.filter {
        items.retain(|item| item.name().contains(text));
    }
    ensure!(!items.is_empty(), "No test has such a name");
    let is_chosen = |kind: Kind| arguments.only.is_empty() || arguments.only.contains(&kind);
    let mut runs = Vec::new();
    for kind in KINDS.into_iter().filter(|kind| is_chosen(*kind)) {
        let mut runtime = Runtime::find(kind, binaries)?;
        canary::prove(&pool, &mut runtime)?;
        runs.push(one_runtime(&pool, runtime, &items, arguments.fresh)?);
    }
    let [racejs, deno, node] = runs.as_mut_slice() else {
        runs.iter().for_each(|run| console::note(&run.summary(&items)));
        return Ok(true);
    };
    // Only in one of the two: each gets the same second look.
    look_again(&pool, racejs, &deno.journal.records, &items)?;
    look_again(&pool, deno, &racejs.journal.records, &items)?;
    let runs = [racejs, deno, node];
    judge(arguments, &source.version, &runs, &items)
}

/// The results of one runtime.
struct Run {
    runtime: Runtime,
    journal: Journal,
}

impl Run {
    /// Of the tests that were asked for; the file may hold more.
    fn records(&self, items: &[Item]) -> Records {
        let record = |item: &Item| self.journal.records.get(item.name()).cloned();
        items
            .iter()
            .filter_map(record)
            .map(|record| (record.name.clone(), record))
            .collect()
    }

    fn summary(&self, items: &[Item]) -> String {
        let records = self.records(items);
        let passed = records.values().filter(|record| record.outcome.is_pass()).count();
        format!("{}: {passed} of {} tests pass", self.runtime.kind, records.len())
    }
}

fn one_runtime(pool: &Pool, runtime: Runtime, items: &[Item], is_fresh: bool) -> Result<Run> {
    let path = pool.folder.join(format!("runs/{}.jsonl", runtime.kind));
    if is_fresh && path.exists() {
        std::fs::remove_file(&path).context("Could not remove an earlier run")?;
    }
    let mut journal = Journal::open(&path, runtime.identity()?, &pool.source.version)?;
    let missing = items.iter().filter(|item| !journal.records.contains_key(item.name()));
    let missing: Vec<Item> = missing.cloned().collect();
    let mut progress = Progress::new(runtime.kind.name(), items.len(), items.len() - missing.len());
    pool.run(&runtime, missing, |record| {
        progress.add(&record);
        journal.add(record)
    })?;
    progress.end();
    Ok(Run { runtime, journal })
}

/// Runs once more, and once more again, what the other runtime does better.
fn look_again(pool: &Pool, run: &mut Run, other: &Records, items: &[Item]) -> Result<()> {
    for attempt in 2..=ATTEMPTS {
        let is_worth = |item: &&Item| match (run.journal.records.get(item.name()), other.get(item.name())) {
            (Some(own), Some(other)) => own.attempts < attempt && verdict::is_better(other, own),
            _ => false,
        };
        let again: Vec<Item> = items.iter().filter(is_worth).cloned().collect();
        if again.is_empty() {
            continue;
        }
        console::note(&format!("{}: {} tests once more", run.runtime.kind, again.len()));
        let journal = &mut run.journal;
        pool.run(&run.runtime, again, |record| {
            let former = journal.records.get(&record.name).map(Record::passed_subtests);
            // Of two attempts at many subtests, the better one.
            let is_worse = record.subtests.is_some() && former > Some(record.passed_subtests());
            match journal.records.get(&record.name).filter(|_| is_worse).cloned() {
                Some(former) => journal.add(Record {
                    attempts: attempt,
                    ..former
                }),
                None => journal.add(Record {
                    attempts: attempt,
                    ..record
                }),
            }
        })?;
    }
    Ok(())
}

fn judge(arguments: &RunArguments, suite: &str, runs: &[&mut Run; 3], items: &[Item]) -> Result<bool> {
    let records: Each<Records> = [0, 1, 2].map(|index| runs[index].records(items));
    let versions: Each<String> = [0, 1, 2].map(|index| runs[index].runtime.version.clone());
    let mut passing = lists::read_passing()?;
    let differences = differences::read()?;
    let mut verdict = Verdict::of_racejs(&records[0], &passing, &lists::read_web()?);
    verdict.compare(&records, &differences);
    let counts = Counts::of(suite, versions, &records);
    let web = verdict::web_list(&records);
    console::print(&page::tables(&counts, &web));
    console::print(&page::behind(&verdict.behind, &differences));
    verdict.tell();
    if !arguments.update {
        return Ok(!verdict.is_fault());
    }
    ensure!(
        verdict.lost.is_empty(),
        "Nothing is written while listed tests fail\nhint: a line is taken from a list by hand"
    );
    passing.extend(
        verdict
            .gained
            .iter()
            .filter(|name| !name.starts_with(web::PREFIX))
            .cloned(),
    );
    lists::write_passing(&passing)?;
    lists::write_web(&web)?;
    counts.write()?;
    page::write()?;
    Ok(!verdict.is_fault())
}

/// One line that is written over where that can be done, and now and then a line where it cannot.
pub(crate) struct Progress {
    what: &'static str,
    total: usize,
    done: usize,
    passed: usize,
    is_terminal: bool,
}

impl Progress {
    pub(crate) fn new(what: &'static str, total: usize, done: usize) -> Self {
        use std::io::IsTerminal;
        Self {
            what,
            total,
            done,
            passed: 0,
            is_terminal: std::io::stderr().is_terminal(),
        }
    }

    pub(crate) fn add(&mut self, record: &Record) {
        self.done += 1;
        self.passed += usize::from(record.outcome.is_pass());
        if self.is_terminal {
            let _ = write!(std::io::stderr(), "\r{}", self.line());
        } else if self.done.is_multiple_of(100) {
            console::note(&self.line());
        }
    }

    pub(crate) fn end(&self) {
        if self.is_terminal {
            console::note("");
        }
    }

    fn line(&self) -> String {
        format!(
            "{}: {} of {}, {} passed in this run",
            self.what, self.done, self.total, self.passed
        )
    }
}
