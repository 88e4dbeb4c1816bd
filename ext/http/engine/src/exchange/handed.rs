//! An exchange in the hands of the program. The server keeps one too, for what comes after the answer, so that only
//! this can tell that the program has let go of it.

use std::io::Write as _;
use std::ops::Deref;
use std::rc::Rc;

use crate::exchange::Exchange;

/// What a handler holds. Dropped before there is an answer, the client gets 500.
pub struct Handed(Rc<Exchange>);

impl Handed {
    /// The program has it now.
    pub fn new(exchange: Rc<Exchange>) -> Self {
        Self(exchange)
    }
}

impl Deref for Handed {
    type Target = Rc<Exchange>;

    fn deref(&self) -> &Rc<Exchange> {
        &self.0
    }
}

impl Drop for Handed {
    fn drop(&mut self) {
        if !self.0.forget() {
            return;
        }
        // The one fault that leaves no trace in the program, so it is told here. A closed stderr is no reason to fail.
        let head = self.0.head();
        let _ = writeln!(
            std::io::stderr(),
            "{} {} failed: The handler let go of the request without an answer",
            head.method,
            head.path()
        );
    }
}
