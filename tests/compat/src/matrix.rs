//! All runs of a matrix, a few at a time, and what came of them. It must not know what was committed.

use std::collections::BTreeMap;

use anyhow::Result;
use futures_util::{StreamExt, TryStreamExt, stream};

use crate::catalogue::Program;
use crate::execute::execute;
use crate::folder::Folder;
use crate::judge::{Outcome, judge};
use crate::runtimes::Runtime;
use crate::say;
use crate::services::Services;

/// One program, on all runtimes that it ran on.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) package: String,
    pub(crate) version: String,
    pub(crate) tried: String,
    pub(crate) outcomes: BTreeMap<&'static str, Outcome>,
}

pub(crate) struct Matrix {
    pub(crate) rows: Vec<Row>,
}

impl Matrix {
    /// Of each runtime: its name, how many programs passed, how many ran.
    pub(crate) fn totals(&self) -> Vec<(&'static str, usize, usize)> {
        let mut totals: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
        for (name, outcome) in self.rows.iter().flat_map(|row| &row.outcomes) {
            let total = totals.entry(name).or_default();
            total.0 += usize::from(matches!(outcome, Outcome::Passed { .. }));
            total.1 += 1;
        }
        totals
            .into_iter()
            .map(|(name, (passed, all))| (name, passed, all))
            .collect()
    }
}

pub(crate) async fn run(
    programs: &[&Program],
    runtimes: &[Runtime],
    services: &Services,
    folder: &Folder,
    jobs: usize,
) -> Result<Matrix> {
    let pairs = programs
        .iter()
        .enumerate()
        .flat_map(|(index, program)| runtimes.iter().map(move |runtime| (index, *program, runtime)));
    let runs = pairs.map(|(index, program, runtime)| async move {
        let outcome = one(program, runtime, services, folder).await?;
        anyhow::Ok((index, runtime.name, outcome))
    });
    let outcomes: Vec<_> = stream::iter(runs).buffer_unordered(jobs.max(1)).try_collect().await?;
    let mut rows = Vec::new();
    for program in programs {
        rows.push(Row {
            name: program.name.clone(),
            package: program.package.clone(),
            version: folder.version(&program.package)?,
            tried: program.tried.clone(),
            outcomes: BTreeMap::new(),
        });
    }
    for (index, runtime, outcome) in outcomes {
        if let Some(row) = rows.get_mut(index) {
            row.outcomes.insert(runtime, outcome);
        }
    }
    rows.iter_mut().for_each(compare_checks);
    Ok(Matrix { rows })
}

async fn one(program: &Program, runtime: &Runtime, services: &Services, folder: &Folder) -> Result<Outcome> {
    let scratch = folder.scratch(&format!("{}-{}", program.name, runtime.name))?;
    let run_id = format!("{}_{}", std::process::id(), runtime.name);
    let run = execute(program, runtime, folder, &scratch, &run_id, &services.variables()).await?;
    // Hundreds of megabytes in all, if they were kept to the end.
    let _ = tokio::fs::remove_dir_all(&scratch).await;
    let outcome = judge(
        &run,
        &program.tried,
        program.timeout.as_secs(),
        &folder.root.to_string_lossy(),
    );
    match &outcome {
        Outcome::Passed { .. } => say(&format!("ok    {} on {}", program.name, runtime.name)),
        Outcome::Failed { error } => {
            say(&format!("FAIL  {} on {}: {error}", program.name, runtime.name));
            let lines = run.stderr.lines().take(20).map(|line| format!("      {line}"));
            say(&lines.collect::<Vec<_>>().join("\n"));
        }
    }
    Ok(outcome)
}

/// A program that checked less than on Node has not passed.
fn compare_checks(row: &mut Row) {
    let Some(Outcome::Passed { checks: expected }) = row.outcomes.get("node").cloned() else {
        return;
    };
    for outcome in row.outcomes.values_mut() {
        if let Outcome::Passed { checks } = outcome
            && *checks != expected
        {
            let error = format!("made {checks} checks where node makes {expected}");
            *outcome = Outcome::Failed { error };
        }
    }
}
