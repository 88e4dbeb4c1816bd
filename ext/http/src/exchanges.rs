//! The exchanges that the program of this thread has, by the numbers that JavaScript knows them by. An exchange leaves
//! when both sides are done with it, so that one whose handler has answered at once costs the garbage collector nothing.
//!
//! A number is never given twice: whatever a program keeps of an old request cannot reach a new one.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::rc::Rc;

use racejs_http_engine::exchange::Exchange;
use racejs_http_engine::exchange::Handed;

/// Bits of a number for the place, below those for its turn. Together they are as many as an integer of JavaScript has.
const PLACE_BITS: u32 = 22;
const LAST_TURN: u64 = (1 << (53 - PLACE_BITS)) - 1;

/// An exchange's number, which is an integer.
pub(crate) type ExchangeId = f64;

#[derive(Default)]
struct Place {
    /// How many exchanges have been here.
    turn: u64,
    exchange: Option<Handed>,
}

#[derive(Default)]
struct Exchanges {
    places: Vec<Place>,
    /// Places that are free.
    free: Vec<usize>,
}

thread_local! {
    /// Never dropped with the thread: a process that exits leaves no request to its handler's fault.
    static EXCHANGES: ManuallyDrop<RefCell<Exchanges>> = ManuallyDrop::default();
}

impl Exchanges {
    fn insert(&mut self, exchange: Handed) -> ExchangeId {
        let index = self.free.pop().unwrap_or_else(|| {
            self.places.push(Place::default());
            self.places.len() - 1
        });
        let place = &mut self.places[index];
        place.exchange = Some(exchange);
        (place.turn << PLACE_BITS | index as u64) as ExchangeId
    }

    fn place(&mut self, id: ExchangeId) -> Option<(usize, &mut Place)> {
        let id = id as u64;
        let index = (id & ((1 << PLACE_BITS) - 1)) as usize;
        let place = self.places.get_mut(index)?;
        (place.turn == id >> PLACE_BITS).then_some((index, place))
    }

    fn remove(&mut self, id: ExchangeId) -> Option<Handed> {
        let (index, place) = self.place(id)?;
        let exchange = place.exchange.take();
        place.turn += 1;
        // A place whose turns are used up stays empty.
        if exchange.is_some() && place.turn <= LAST_TURN {
            self.free.push(index);
        }
        exchange
    }
}

/// Gives an exchange its number.
pub(crate) fn insert(exchange: Handed) -> ExchangeId {
    EXCHANGES.with(|exchanges| exchanges.borrow_mut().insert(exchange))
}

/// The exchange with that number, unless it has left.
pub(crate) fn get(id: ExchangeId) -> Option<Rc<Exchange>> {
    EXCHANGES.with(|exchanges| exchanges.borrow_mut().place(id)?.1.exchange.as_deref().cloned())
}

/// Nobody will ask for it any more. Unanswered, its client gets 500.
pub(crate) fn remove(id: ExchangeId) {
    // Dropped outside: what that wakes may look here.
    let removed = EXCHANGES.with(|exchanges| exchanges.borrow_mut().remove(id));
    drop(removed);
}

/// Removes it if there is nothing left to do. `false` if there is.
pub(crate) fn release(id: ExchangeId) -> bool {
    let is_settled = get(id).is_none_or(|exchange| exchange.is_settled());
    if is_settled {
        remove(id);
    }
    is_settled
}

/// The program of this thread has failed: clients that wait for it get 500.
pub fn abandon() {
    racejs_http_engine::exchange::end_of_program();
    clear();
}

/// The program is over.
pub(crate) fn clear() {
    let all = EXCHANGES.with(|exchanges| std::mem::take(&mut *exchanges.borrow_mut()));
    drop(all);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_an_old_exchange_finds_none() {
        let mut exchanges = Exchanges::default();
        for turn in 0..3 {
            exchanges.places.resize_with(1, Place::default);
            let id = (turn << PLACE_BITS) as ExchangeId;
            assert!(exchanges.place(id).is_some());
            exchanges.places[0].turn += 1;
            assert!(exchanges.place(id).is_none());
        }
        assert!(exchanges.place(1.0).is_none());
    }
}
