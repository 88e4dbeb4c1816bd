//! Where the engine has been: counters that its instrumented code raises, and what has been seen of them so far. Must
//! not know what is run.

use std::cell::UnsafeCell;
use std::sync::Mutex;
use std::sync::PoisonError;

/// A stretch of counters of the instrumented code, which exists as long as the process.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Region {
    start: *mut u8,
    stop: *mut u8,
}

// SAFETY: both are addresses of static memory; it is only accessed through `Coverage`, of which there is one.
unsafe impl Send for Region {}

static REGIONS: Mutex<Vec<Region>> = Mutex::new(Vec::new());

/// Called by the constructors that the compiler's pass has put into each instrumented module, before `main`.
// SAFETY: nothing else defines a symbol of that name; it is the one that the pass calls.
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_8bit_counters_init(start: *mut u8, stop: *mut u8) {
    let region = Region { start, stop };
    let mut regions = REGIONS.lock().unwrap_or_else(PoisonError::into_inner);
    // All modules of a program share one section, which each of them announces.
    if start < stop && !regions.contains(&region) {
        regions.push(region);
    }
}

/// What has been seen.
pub(crate) struct Coverage {
    regions: Vec<&'static [UnsafeCell<u8>]>,
    /// For each counter, which orders of magnitude it has had.
    seen: Vec<u8>,
    edges: usize,
}

impl Coverage {
    /// Nothing so far. There must be no other one in use.
    pub(crate) fn new() -> Self {
        let regions = REGIONS.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let regions: Vec<&[UnsafeCell<u8>]> = regions
            .into_iter()
            .map(|region| {
                let length = region.stop as usize - region.start as usize;
                // SAFETY: the pass gives the bounds of one static array of bytes, which lives as long as the process and
                // is written by instrumented code; `UnsafeCell<u8>` has the layout of `u8` and allows that.
                unsafe { std::slice::from_raw_parts(region.start.cast(), length) }
            })
            .collect();
        let counters = regions.iter().map(|region| region.len()).sum();
        Self {
            regions,
            seen: vec![0; counters],
            edges: 0,
        }
    }

    /// Edges that the engine has.
    pub(crate) fn counters(&self) -> usize {
        self.seen.len()
    }

    /// Edges that have been taken.
    pub(crate) fn edges(&self) -> usize {
        self.edges
    }

    /// Takes the counters up and sets them back. True if something new was among them.
    pub(crate) fn take(&mut self) -> bool {
        let mut is_new = false;
        let mut seen = self.seen.as_mut_slice();
        for region in &self.regions {
            let (here, rest) = seen.split_at_mut(region.len());
            seen = rest;
            for (counters, seen) in region.chunks(64).zip(here.chunks_mut(64)) {
                // SAFETY: the instrumented code runs on this thread alone, and not now.
                let counters = unsafe {
                    std::slice::from_raw_parts_mut(counters.as_ptr().cast_mut().cast::<u8>(), counters.len())
                };
                // Most of the engine is not run by a target.
                if counters.iter().fold(0, |any, count| any | *count) == 0 {
                    continue;
                }
                for (count, seen) in counters.iter_mut().zip(seen) {
                    let magnitude = magnitude(std::mem::take(count));
                    self.edges += usize::from(magnitude != 0 && *seen == 0);
                    is_new |= magnitude & !*seen != 0;
                    *seen |= magnitude;
                }
            }
        }
        is_new
    }
}

/// One bit for each order of magnitude: how often a loop runs matters only so far.
fn magnitude(count: u8) -> u8 {
    match count {
        0 => 0,
        1 => 1,
        2 => 1 << 1,
        3 => 1 << 2,
        4..=7 => 1 << 3,
        8..=15 => 1 << 4,
        16..=31 => 1 << 5,
        32..=127 => 1 << 6,
        128.. => 1 << 7,
    }
}
