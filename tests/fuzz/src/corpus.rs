//! Inputs of a target that have each led somewhere new. Must not know how they were made.

use crate::random::Random;

/// Kept at most, so that an hour does not fill the memory.
const MOST: usize = 20_000;

/// The inputs that others are made from.
#[derive(Default)]
pub(crate) struct Corpus(Vec<Vec<u8>>);

impl Corpus {
    pub(crate) fn add(&mut self, input: Vec<u8>) {
        if self.0.len() < MOST {
            self.0.push(input);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// One of them: often a late one, which is where the search is at.
    pub(crate) fn pick(&self, random: &mut Random) -> &[u8] {
        let last = self.0.len().saturating_sub(32);
        let at = match random.one_in(3) {
            true => last + random.below(self.0.len() - last),
            false => random.below(self.0.len()),
        };
        self.0.get(at).map_or(&[], Vec::as_slice)
    }
}
