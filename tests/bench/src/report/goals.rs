//! Goals: what racejs is to reach beside others, judged by the medians of a run. It must not choose them: profiles do.

use serde::Serialize;

use super::{Better, Group, Metric, Report};

/// One goal of a profile.
pub(crate) struct Goal {
    pub(crate) subject: &'static str,
    pub(crate) metric: &'static str,
    pub(crate) against: Against,
    /// The subject divided by what it is compared with: at most this where less is better, else at least.
    pub(crate) ratio: f64,
}

#[derive(Clone, Copy)]
pub(crate) enum Against {
    /// Whichever peer does best.
    Best,
    /// The best of these.
    BestOf(&'static [&'static str]),
    /// Nothing: the metric is a ratio by itself.
    Itself,
}

#[derive(Serialize)]
pub(crate) struct Outcome {
    pub(crate) profile: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) metric: &'static str,
    /// The entry that it was compared with.
    pub(crate) against: &'static str,
    pub(crate) ratio: f64,
    pub(crate) goal: f64,
    pub(crate) is_met: bool,
}

/// Goals whose entries were not measured are left out.
pub(crate) fn judge(profile: &'static str, groups: &[Group], goals: &[Goal]) -> Vec<Outcome> {
    let judge = |goal: &Goal| {
        let group = groups.iter().find(|group| {
            let row = group.row(goal.subject);
            row.is_some_and(|row| row.metric(goal.metric).is_some())
        })?;
        let ours = group.row(goal.subject)?.metric(goal.metric)?;
        let (against, ratio) = match goal.against {
            Against::Itself => ("", ours.spread.median),
            Against::Best => beside_best(group, ours, Report::is_peer)?,
            Against::BestOf(names) => beside_best(group, ours, |entry| names.contains(&entry))?,
        };
        let is_met = match ours.better {
            Better::Lower => ratio <= goal.ratio,
            Better::Higher => ratio >= goal.ratio,
            Better::Neither => return None,
        };
        Some(Outcome {
            profile,
            subject: goal.subject,
            metric: goal.metric,
            against,
            ratio,
            goal: goal.ratio,
            is_met,
        })
    };
    goals.iter().filter_map(judge).collect()
}

fn beside_best(group: &Group, ours: &Metric, is_peer: impl Fn(&str) -> bool) -> Option<(&'static str, f64)> {
    let peers = group.rows.iter().filter(|row| is_peer(row.entry));
    let metrics = peers.filter_map(|row| Some((row.entry, row.metric(ours.name)?)));
    let (entry, best) = metrics.min_by(|(_, one), (_, other)| match ours.better {
        Better::Lower | Better::Neither => one.spread.median.total_cmp(&other.spread.median),
        Better::Higher => other.spread.median.total_cmp(&one.spread.median),
    })?;
    Some((entry, ours.beside(best)?.0))
}

#[cfg(test)]
mod tests {
    use super::super::{Better, Group, Metric, Row};
    use super::{Against, Goal, judge};

    fn group(better: Better, values: &[(&'static str, f64)]) -> Group {
        let row = |(entry, value): &(&'static str, f64)| Row {
            entry,
            label: String::new(),
            metrics: Metric::of("m", better, vec![*value]).into_iter().collect(),
        };
        Group {
            title: String::new(),
            detail: String::new(),
            subject: "racejs",
            rows: values.iter().map(row).collect(),
        }
    }

    fn goal(against: Against, ratio: f64) -> Goal {
        Goal {
            subject: "racejs",
            metric: "m",
            against,
            ratio,
        }
    }

    #[test]
    fn the_best_peer_is_neither_ours_nor_the_floor() {
        let values = [
            ("racejs", 9.0),
            ("racejs-express", 1.0),
            ("floor", 1.0),
            ("bun", 10.0),
            ("node", 30.0),
        ];
        let outcomes = judge("p", &[group(Better::Lower, &values)], &[goal(Against::Best, 0.8)]);
        assert_eq!(
            (outcomes[0].against, outcomes[0].ratio, outcomes[0].is_met),
            ("bun", 0.9, false)
        );
        let outcomes = judge(
            "p",
            &[group(Better::Higher, &values)],
            &[goal(Against::BestOf(&["bun"]), 0.8)],
        );
        assert_eq!((outcomes[0].against, outcomes[0].is_met), ("bun", true));
    }

    #[test]
    fn what_was_not_measured_is_left_out() {
        let groups = [group(Better::Lower, &[("racejs", 9.0)])];
        assert!(judge("p", &groups, &[goal(Against::Best, 1.0)]).is_empty());
        assert!(judge("p", &groups, &[goal(Against::Itself, 10.0)])[0].is_met);
        assert!(judge("p", &[], &[goal(Against::Itself, 10.0)]).is_empty());
    }
}
