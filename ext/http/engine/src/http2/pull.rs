//! How fast the client of a connection takes its answers, all together: it opens windows for them, and may open them byte
//! by byte. A connection that is slow is shared by many answers, so that each of them may be slower than the rate. Knows no
//! frames.

use std::cell::Cell;
use std::cell::RefCell;
use std::time::Duration;

use tokio::time::Instant;

use crate::limits::Limit;
use crate::limits::Limits;
use crate::limits::Patience;
use crate::timer;
use crate::timer::Deadline;

/// Shared by the streams of a connection.
pub(super) struct Pull {
    write_timeout: Duration,
    /// With the client, while any answer waits for a window.
    patience: RefCell<Patience>,
    waiting: Cell<usize>,
}

impl Pull {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            write_timeout: limits.write_timeout,
            patience: RefCell::new(limits.write_patience()),
            waiting: Cell::default(),
        }
    }

    /// So many bytes of an answer are on their way.
    pub(super) fn note(&self, bytes: usize) {
        let mut patience = self.patience.borrow_mut();
        let is_waiting = patience.is_waiting();
        patience.pause(Instant::now);
        patience.regain(bytes);
        if is_waiting {
            patience.wait(Instant::now());
        }
    }

    /// Waits until an answer may go on, but not for longer than its client may take nothing of it, nor for a client that is
    /// too slow in all.
    ///
    /// # Errors
    /// The limit that the client has met.
    pub(super) async fn wait<T>(&self, window: impl Future<Output = T>) -> Result<T, Limit> {
        let _waiting = Waiting::begin(self);
        let silent = timer::after(self.write_timeout);
        tokio::pin!(window);
        loop {
            let end = self.patience.borrow().end();
            tokio::select! {
                biased;
                opened = &mut window => return Ok(opened),
                () = until(timer::earlier(silent, end)) => {}
            }
            let has_passed = |deadline: Deadline| deadline.is_some_and(|deadline| deadline <= Instant::now());
            if has_passed(silent) {
                return Err(Limit::WriteTimeout);
            }
            // Other answers may have moved in the meantime.
            let patience = self.patience.borrow();
            if has_passed(patience.end()) {
                return Err(Limit::of_writing(&patience));
            }
        }
    }
}

async fn until(deadline: Deadline) {
    match deadline {
        Some(deadline) => tokio::time::sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}

/// An answer that waits for a window.
struct Waiting<'a>(&'a Pull);

impl<'a> Waiting<'a> {
    fn begin(pull: &'a Pull) -> Self {
        pull.waiting.set(pull.waiting.get() + 1);
        pull.patience.borrow_mut().wait(Instant::now());
        Self(pull)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let pull = self.0;
        pull.waiting.set(pull.waiting.get() - 1);
        if pull.waiting.get() == 0 {
            pull.patience.borrow_mut().pause(Instant::now);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::rc::Rc;

    use super::*;

    const TIMEOUT: Duration = Duration::from_millis(120);

    fn pull() -> Rc<Pull> {
        Rc::new(Pull::new(&Limits {
            write_timeout: TIMEOUT,
            ..Limits::default()
        }))
    }

    #[tokio::test]
    async fn an_answer_of_which_nothing_is_taken_ends() {
        let (pull, began) = (pull(), Instant::now());
        assert_eq!(pull.wait(pending::<()>()).await, Err(Limit::WriteTimeout));
        assert!(began.elapsed() >= TIMEOUT);
    }

    #[tokio::test]
    async fn windows_of_a_byte_are_too_slow() {
        let (pull, began) = (pull(), Instant::now());
        let limit = loop {
            match pull.wait(tokio::time::sleep(TIMEOUT / 6)).await {
                Ok(()) => pull.note(1),
                Err(limit) => break limit,
            }
        };
        assert_eq!(limit, Limit::WriteRate);
        assert!(began.elapsed() >= TIMEOUT);
    }

    #[tokio::test]
    async fn answers_share_what_the_client_takes() {
        let pull = pull();
        let (other, is_done) = (pull.clone(), Rc::new(Cell::new(false)));
        let told = is_done.clone();
        let busy = deno_unsync::spawn(async move {
            while !told.get() {
                assert_eq!(other.wait(tokio::time::sleep(TIMEOUT / 12)).await, Ok(()));
                other.note(500);
            }
        });
        for _ in 0..6 {
            assert_eq!(pull.wait(tokio::time::sleep(TIMEOUT / 3)).await, Ok(()));
            pull.note(1);
        }
        is_done.set(true);
        busy.await.unwrap();
    }
}
