//! Requests that their handlers leave without an answer for seconds: while a program is developed, most often somebody
//! has forgotten to answer or to hand on. Each route is told of once. Knows no clock, and not who is told.

use std::cell::Cell;
use std::cell::RefCell;
use std::collections::HashSet;
use std::collections::VecDeque;
use std::time::Duration;

use tokio::sync::Notify;

use crate::router::LayerId;

/// What handlers may take before they are told of.
pub(crate) const SILENCE: Duration = Duration::from_secs(5);

/// A request without an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent {
    /// Its route or, if it has none, the last middleware on its way.
    pub layer: LayerId,
    /// Its method.
    pub method: String,
    /// Its path, without the query.
    pub path: String,
}

/// Those of an app that nobody has taken yet.
#[derive(Debug, Default)]
pub(crate) struct Silences {
    is_watched: Cell<bool>,
    told: RefCell<HashSet<LayerId>>,
    waiting: RefCell<VecDeque<Silent>>,
    changed: Notify,
}

impl Silences {
    /// Whether anybody wants to know.
    pub(crate) fn is_watched(&self) -> bool {
        self.is_watched.get()
    }

    /// Keeps one, unless its layer has been told of.
    pub(crate) fn add(&self, silent: Silent) {
        if self.told.borrow_mut().insert(silent.layer) {
            self.waiting.borrow_mut().push_back(silent);
            self.changed.notify_waiters();
        }
    }

    /// Whoever waits looks anew whether there can be any more.
    pub(crate) fn wake(&self) {
        self.changed.notify_waiters();
    }

    /// The next one; none once there can be no more.
    pub(crate) async fn next(&self, is_open: impl Fn() -> bool) -> Option<Silent> {
        self.is_watched.set(true);
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            let silent = self.waiting.borrow_mut().pop_front();
            if silent.is_some() || !is_open() {
                return silent;
            }
            changed.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn silent(layer: LayerId, path: &str) -> Silent {
        Silent {
            layer,
            method: "GET".to_string(),
            path: path.to_string(),
        }
    }

    #[tokio::test]
    async fn each_route_is_told_of_once() {
        let silences = Silences::default();
        assert!(!silences.is_watched());
        silences.add(silent(1, "/a"));
        silences.add(silent(1, "/b"));
        silences.add(silent(2, "/c"));
        assert_eq!(silences.next(|| true).await, Some(silent(1, "/a")));
        assert!(silences.is_watched());
        silences.add(silent(1, "/d"));
        // What is known is told, also when there can be no more.
        assert_eq!(silences.next(|| false).await, Some(silent(2, "/c")));
        assert_eq!(silences.next(|| false).await, None);
    }

    #[tokio::test]
    async fn whoever_waits_is_woken() {
        let silences = Silences::default();
        let later = async {
            tokio::task::yield_now().await;
            silences.add(silent(1, "/a"));
        };
        let (told, ()) = tokio::join!(silences.next(|| true), later);
        assert_eq!(told, Some(silent(1, "/a")));
        let is_open = Cell::new(true);
        let close = async {
            tokio::task::yield_now().await;
            is_open.set(false);
            silences.wake();
        };
        let (told, ()) = tokio::join!(silences.next(|| is_open.get()), close);
        assert_eq!(told, None);
    }
}
