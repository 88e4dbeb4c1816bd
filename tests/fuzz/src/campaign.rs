//! The search: inputs from inputs, and those are kept that have led somewhere new. Must not know what a target checks.

use std::time::Duration;
use std::time::Instant;

use crate::corpus::Corpus;
use crate::coverage::Coverage;
use crate::execute::execute;
use crate::finding;
use crate::mutate::Mutator;
use crate::random::Random;
use crate::targets::Target;

/// Between two lines of progress.
const PROGRESS: Duration = Duration::from_secs(10);

/// What a search has come to.
pub(crate) struct Outcome {
    pub(crate) executions: u64,
    pub(crate) time: Duration,
    /// Inputs that were kept.
    pub(crate) kept: usize,
    /// Edges of the engine that were taken.
    pub(crate) edges: usize,
    pub(crate) has_found: bool,
}

/// Searches for so long, or up to the first fault.
pub(crate) fn run(target: &'static Target, time: Duration, seed: u64) -> Outcome {
    // What ran before this is none of its doing.
    Coverage::new().take();
    let mut search = Search {
        target,
        coverage: Coverage::new(),
        corpus: Corpus::default(),
        random: Random::new(seed ^ Random::of(target.name.as_bytes()).next()),
        executions: 0,
    };
    let start = Instant::now();
    let has_found = search.go(start, time);
    Outcome {
        executions: search.executions,
        time: start.elapsed(),
        kept: search.corpus.len(),
        edges: search.coverage.edges(),
        has_found,
    }
}

struct Search {
    target: &'static Target,
    coverage: Coverage,
    corpus: Corpus,
    random: Random,
    executions: u64,
}

impl Search {
    fn go(&mut self, start: Instant, time: Duration) -> bool {
        // An instance for what the first call makes, which is kept for later ones.
        let _ = execute(self.target, b"");
        for seed in self.target.seeds {
            if self.try_input(seed.to_vec()) {
                return true;
            }
        }
        let mutator = Mutator {
            words: self.target.words,
            max_length: self.target.max_length,
        };
        let mut told = start;
        while start.elapsed() < time {
            // The clock costs more than some inputs do.
            for _ in 0..32 {
                let base = self.corpus.pick(&mut self.random);
                let other = self.corpus.pick(&mut self.random);
                let input = mutator.mutate(base, other, &mut self.random);
                if self.try_input(input) {
                    return true;
                }
            }
            if told.elapsed() > PROGRESS {
                told = Instant::now();
                crate::say(&self.progress(start.elapsed()));
            }
        }
        false
    }

    /// True if it shows a fault.
    fn try_input(&mut self, input: Vec<u8>) -> bool {
        self.executions += 1;
        let outcome = execute(self.target, &input);
        let is_new = self.coverage.take();
        match outcome {
            Ok(()) if is_new || self.corpus.len() == 0 => self.corpus.add(input),
            Ok(()) => {}
            Err(_) => {
                let input = finding::shrink(self.target, &input);
                let what = execute(self.target, &input).err();
                let what = what.unwrap_or_else(|| "a fault that does not show again".to_string());
                finding::report(self.target.name, &input, &what);
                return true;
            }
        }
        false
    }

    fn progress(&self, time: Duration) -> String {
        let rate = self.executions as f64 / time.as_secs_f64().max(0.001);
        format!(
            "{}: {:.0} s, {} executions ({rate:.0}/s), {} inputs, {} edges",
            self.target.name,
            time.as_secs_f64(),
            self.executions,
            self.corpus.len(),
            self.coverage.edges()
        )
    }
}
