//! `check`: does racejs still pass what the lists say? A sample in a minute, or everything.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use anyhow::Result;
use anyhow::ensure;

use crate::canary;
use crate::console;
use crate::counts::Counts;
use crate::journal::Record;
use crate::journal::Records;
use crate::lists;
use crate::lists::Passing;
use crate::lists::WebList;
use crate::measure;
use crate::measure::Progress;
use crate::pool::Item;
use crate::pool::Pool;
use crate::runtime::Binaries;
use crate::runtime::Kind;
use crate::runtime::Runtime;
use crate::source;
use crate::verdict::Verdict;

/// What is to be checked.
#[derive(clap::Args)]
pub(crate) struct CheckArguments {
    /// How many listed tests; one web platform test is added for ten of them
    #[arg(long, default_value_t = 150)]
    sample: usize,
    /// Which ones [default: the number of the day, so that another day looks at others]
    #[arg(long)]
    seed: Option<u64>,
    /// All tests of the package, listed or not
    #[arg(long, conflicts_with_all = ["sample", "seed"])]
    all: bool,
}

/// Checks, and gives whether nothing is wrong.
pub(crate) fn run(arguments: &CheckArguments, binaries: &Binaries, folder: &Path, jobs: usize) -> Result<bool> {
    let started = Instant::now();
    let source = source::fetch(folder)?;
    let pool = Pool {
        folder,
        source: &source,
        jobs,
    };
    let listed_suite = Counts::read()?.suite;
    if listed_suite != source.version {
        console::note(&format!(
            "The lists were made with {listed_suite} and not with {}",
            source.version
        ));
    }
    let mut runtime = Runtime::find(Kind::Racejs, binaries)?;
    canary::prove(&pool, &mut runtime)?;
    let passing = lists::read_passing()?;
    let web = lists::read_web()?;
    let items = measure::all_items(&source.root)?;
    let items = if arguments.all {
        items
    } else {
        let seed = arguments.seed.unwrap_or_else(day);
        console::note(&format!("Sample of {} tests, `--seed {seed}`", arguments.sample));
        sample(items, &passing, &web, arguments.sample, seed)
    };
    ensure!(
        !items.is_empty(),
        "There is nothing to check: the lists name no test of the package"
    );
    let count = items.len();
    let records = attempt(&pool, &runtime, items, &passing, &web)?;
    let verdict = Verdict::of_racejs(&records, &passing, &web);
    verdict.tell();
    for record in records
        .values()
        .filter(|record| verdict.lost.iter().any(|lost| is_about(lost, record)))
    {
        console::note(&format!(
            "\n{}, at attempt {}:\n{}",
            record.name,
            record.attempts,
            record.output.trim_end()
        ));
    }
    let fate = if verdict.is_fault() {
        "not all as listed"
    } else {
        "all as listed"
    };
    console::print(&format!(
        "{count} tests, {fate}, in {} s\n",
        started.elapsed().as_secs()
    ));
    Ok(!verdict.is_fault())
}

fn is_about(lost: &str, record: &Record) -> bool {
    lost.split_once(": ").is_some_and(|(name, _)| name == record.name)
}

/// Runs all; what is listed and fails is run up to two times more, alone, before that counts.
fn attempt(pool: &Pool, runtime: &Runtime, items: Vec<Item>, passing: &Passing, web: &WebList) -> Result<Records> {
    let by_name: BTreeMap<String, Item> = items
        .iter()
        .map(|item| (item.name().to_owned(), item.clone()))
        .collect();
    let mut records = Records::new();
    let mut progress = Progress::new("check", items.len(), 0);
    pool.run(runtime, items, |record| {
        progress.add(&record);
        records.insert(record.name.clone(), record);
        Ok(())
    })?;
    progress.end();
    let alone = Pool { jobs: 1, ..*pool };
    for attempts in 2..=measure::ATTEMPTS {
        let lost = Verdict::of_racejs(&records, passing, web).lost;
        let lost: Vec<Item> = lost
            .iter()
            .filter_map(|lost| by_name.get(lost.split_once(": ")?.0).cloned())
            .collect();
        if lost.is_empty() {
            break;
        }
        lost.iter()
            .for_each(|item| console::note(&format!("Once more, since it failed: {}", item.name())));
        alone.run(runtime, lost, |record| {
            records.insert(record.name.clone(), Record { attempts, ..record });
            Ok(())
        })?;
    }
    Ok(records)
}

/// Days since 1970.
fn day() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_secs() / (24 * 60 * 60)
}

/// So many of those that are listed, and a tenth of that number of web platform tests. The same seed gives the same ones.
fn sample(items: Vec<Item>, passing: &Passing, web: &WebList, count: usize, seed: u64) -> Vec<Item> {
    let (mut of_node, mut of_web) = (Vec::new(), Vec::new());
    for item in items {
        match &item {
            Item::Node(test) if passing.contains(&test.name) => of_node.push(item),
            // A few take minutes, which only those who ask for everything have.
            Item::Web(test) if !test.is_long && web.get(&test.name).is_some_and(|counts| counts.racejs > 0) => {
                of_web.push(item);
            }
            _ => {}
        }
    }
    for (items, count) in [(&mut of_node, count), (&mut of_web, count.div_ceil(10))] {
        items.sort_by_cached_key(|item| place(item.name(), seed));
        items.truncate(count);
    }
    of_node.extend(of_web);
    of_node
}

/// Where a name stands in the order of a seed: FNV-1a, then the last step of SplitMix64, without which names that differ in
/// their last letters alone would stand together.
fn place(name: &str, seed: u64) -> u64 {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = hash.wrapping_add(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
