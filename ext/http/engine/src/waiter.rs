//! Who is to be woken. Knows nothing of what for.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::task::Context;
use std::task::Poll;
use std::task::Wake;
use std::task::Waker;

/// Remembers the task that polls, unless it is known already.
pub(crate) fn register(place: &mut Option<Waker>, cx: &Context<'_>) {
    match place {
        Some(known) if known.will_wake(cx.waker()) => {}
        place => *place = Some(cx.waker().clone()),
    }
}

/// Tasks that wait for the same thing.
#[derive(Debug, Default)]
pub(crate) struct Waiters(RefCell<Vec<Waker>>);

impl Waiters {
    /// Remembers the task that polls, unless it is among them.
    pub(crate) fn register(&self, cx: &Context<'_>) {
        let mut wakers = self.0.borrow_mut();
        if !wakers.iter().any(|known| known.will_wake(cx.waker())) {
            wakers.push(cx.waker().clone());
        }
    }

    /// Has all of them look again.
    pub(crate) fn wake(&self) {
        // Most often nobody waits.
        if !self.0.borrow().is_empty() {
            self.0.take().into_iter().for_each(Waker::wake);
        }
    }
}

/// A future that is polled only when it has asked for it, in a task that is woken for much else.
pub(crate) struct Seldom<F> {
    future: Pin<Box<F>>,
    bell: Arc<Bell>,
    /// Whom the bell wakes.
    task: Option<Waker>,
}

/// Says that the future has asked to be polled.
struct Bell {
    has_rung: AtomicBool,
    task: Mutex<Waker>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.has_rung.store(true, Ordering::Release);
        self.task.lock().unwrap_or_else(PoisonError::into_inner).wake_by_ref();
    }
}

impl<F: Future> Seldom<F> {
    pub(crate) fn new(future: F) -> Self {
        Self {
            future: Box::pin(future),
            bell: Arc::new(Bell {
                has_rung: AtomicBool::new(true),
                task: Mutex::new(Waker::noop().clone()),
            }),
            task: None,
        }
    }

    /// As a future's own. Not to be polled again after it is ready.
    pub(crate) fn poll(&mut self, cx: &Context<'_>) -> Poll<F::Output> {
        if !self.task.as_ref().is_some_and(|task| task.will_wake(cx.waker())) {
            self.task = Some(cx.waker().clone());
            *self.bell.task.lock().unwrap_or_else(PoisonError::into_inner) = cx.waker().clone();
            self.bell.has_rung.store(true, Ordering::Release);
        }
        // It is polled far more often than it rings, and to look costs less than to take.
        if !self.bell.has_rung.load(Ordering::Relaxed) || !self.bell.has_rung.swap(false, Ordering::Acquire) {
            return Poll::Pending;
        }
        let waker = Waker::from(self.bell.clone());
        self.future.as_mut().poll(&mut Context::from_waker(&waker))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::*;

    #[tokio::test]
    async fn a_future_is_polled_when_it_has_asked_for_it() {
        let (sender, mut receiver) = tokio::sync::oneshot::channel();
        let polls = Rc::new(Cell::new(0));
        let counted = polls.clone();
        let mut seldom = Seldom::new(std::future::poll_fn(move |cx| {
            counted.set(counted.get() + 1);
            Pin::new(&mut receiver).poll(cx)
        }));
        let waiting = deno_unsync::spawn(async move {
            for _ in 0..5 {
                let polled = std::future::poll_fn(|cx| Poll::Ready(seldom.poll(cx))).await;
                assert!(polled.is_pending());
            }
            sender.send(7).unwrap();
            std::future::poll_fn(|cx| seldom.poll(cx)).await
        });
        assert_eq!(waiting.await.unwrap(), Ok(7));
        assert_eq!(polls.get(), 2);
    }
}
