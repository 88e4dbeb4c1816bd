//! Samples to the few numbers that a table shows. Medians and percentiles only: one slow run must not move them.

use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Spread {
    pub(crate) median: f64,
    pub(crate) p10: f64,
    pub(crate) p90: f64,
    /// The standard deviation divided by the mean; 0 where the mean is.
    pub(crate) variation: f64,
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
            variation: variation(samples),
        })
    }
}

fn variation(samples: &[f64]) -> f64 {
    let count = samples.len() as f64;
    let mean = samples.iter().sum::<f64>() / count;
    let variance = samples.iter().map(|sample| (sample - mean).powi(2)).sum::<f64>() / count;
    if mean == 0.0 { 0.0 } else { variance.sqrt() / mean }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn percentiles_are_interpolated() {
        let of = |samples: &[f64]| {
            let spread = Spread::of(samples)?;
            Some((spread.median, spread.p10, spread.p90))
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[7.0]), Some((7.0, 7.0, 7.0)));
        let samples: Vec<f64> = (0..=20).rev().map(f64::from).collect();
        assert_eq!(of(&samples), Some((10.0, 2.0, 18.0)));
        assert_eq!(of(&[1.0, 2.0]), Some((1.5, 1.1, 1.9)));
    }

    #[test]
    fn variation_is_relative_to_the_mean() {
        let of = |samples: &[f64]| Spread::of(samples).map(|spread| spread.variation);
        assert_eq!(of(&[7.0, 7.0]), Some(0.0));
        assert_eq!(of(&[8.0, 12.0]), Some(0.2));
        assert_eq!(of(&[0.0]), Some(0.0));
    }
}
