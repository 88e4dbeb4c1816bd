//! What only the program can tell of a request, and has to before its body is read: which layers with a condition take it.

use std::cell::RefCell;
use std::future::Future;

use tokio::sync::oneshot;

use crate::exchange::Exchange;

/// What the program tells.
pub(crate) struct Told {
    /// Which steps of the plan are met.
    pub(crate) met: Vec<usize>,
    /// The handlers may begin.
    pub(crate) go_on: oneshot::Sender<()>,
}

/// A question that is open, or none.
#[derive(Default)]
pub(super) struct Question(RefCell<Option<oneshot::Sender<Told>>>);

impl Exchange {
    /// Asks the program which of the steps with a condition take the request, up to the first route that does.
    pub(crate) fn ask(&self) -> oneshot::Receiver<Told> {
        let (sender, told) = oneshot::channel();
        self.extra().question.0.replace(Some(sender));
        told
    }

    /// Whether the server waits for [`Self::tell`] before it reads the body.
    pub fn is_asked(&self) -> bool {
        self.extra
            .get()
            .is_some_and(|extra| extra.question.0.borrow().is_some())
    }

    /// Tells which steps take the request, as places in its plan. Resolves with `true` when its handlers may begin, and
    /// with `false` if there is nothing for them to do: it has been refused, or its client has left.
    pub fn tell(&self, met: Vec<usize>) -> impl Future<Output = bool> + use<> {
        let (go_on, gone_on) = oneshot::channel();
        if let Some(question) = self.extra().question.0.take() {
            // Nobody listens if the client has left.
            let _ = question.send(Told { met, go_on });
        }
        async move { gone_on.await.is_ok() }
    }
}
