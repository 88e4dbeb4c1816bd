//! The list of profiles, and what each is given. A new profile is a file here and a line in `ALL`.

mod startup;

use std::path::PathBuf;

use anyhow::Result;

use crate::entry::Entry;
use crate::random::Random;
use crate::report::Group;

pub(crate) struct Profile {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) run: fn(&mut Bench) -> Result<Vec<Group>>,
}

pub(crate) const ALL: &[Profile] = &[startup::PROFILE];

/// The settings of this run of the bench.
pub(crate) struct Bench {
    pub(crate) entries: Vec<Entry>,
    /// Each is measured by itself.
    pub(crate) cpu_sets: Vec<Vec<usize>>,
    pub(crate) runs: u32,
    pub(crate) random: Random,
    /// The `HOME` of the programs; kept from one run of the bench to the next.
    pub(crate) home: PathBuf,
    /// Empty, for the profile's files, and gone at the end.
    pub(crate) scratch: PathBuf,
}
