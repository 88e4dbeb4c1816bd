//! Samples to the few numbers that a table shows. Medians and percentiles only: one slow run must not move them.

use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Spread {
    pub(crate) median: f64,
    pub(crate) p10: f64,
    pub(crate) p90: f64,
}

impl Spread {
    /// `None` where there is no sample.
    pub(crate) fn of(samples: &[f64]) -> Option<Self> {
        let mut sorted = samples.to_vec();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().checked_sub(1)?;
        let at = |share: f64| {
            // Between two samples the value is interpolated.
            let place = share * last as f64;
            let (low, high) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
            low + (high - low) * place.fract()
        };
        Some(Spread {
            median: at(0.5),
            p10: at(0.1),
            p90: at(0.9),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn percentiles_are_interpolated() {
        assert_eq!(Spread::of(&[]), None);
        assert_eq!(
            Spread::of(&[7.0]),
            Some(Spread {
                median: 7.0,
                p10: 7.0,
                p90: 7.0
            })
        );
        let samples: Vec<f64> = (0..=20).rev().map(f64::from).collect();
        assert_eq!(
            Spread::of(&samples),
            Some(Spread {
                median: 10.0,
                p10: 2.0,
                p90: 18.0
            })
        );
        assert_eq!(Spread::of(&[1.0, 2.0]).map(|spread| spread.median), Some(1.5));
    }
}
