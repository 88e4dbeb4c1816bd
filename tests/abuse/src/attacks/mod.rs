//! What hostile clients do. An attack must not know what happens beside it.

mod floods;
mod malformed;
mod slow;

use std::cell::Cell;
use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use anyhow::Result;

pub(crate) use floods::prepare;
pub(crate) use malformed::check_refusals;

/// What an attack has come to.
#[derive(Default)]
pub(crate) struct Tally {
    /// Connections, requests or streams, as the attack has it.
    pub(crate) sent: Cell<u64>,
    /// Those that the server has refused or ended.
    pub(crate) refused: Cell<u64>,
    /// What a server must not do.
    pub(crate) faults: RefCell<Vec<String>>,
}

impl Tally {
    fn sent(&self) {
        self.sent.set(self.sent.get() + 1);
    }

    fn refused(&self) {
        self.refused.set(self.refused.get() + 1);
    }
}

type Running = Pin<Box<dyn Future<Output = Result<()>>>>;

/// What so many clients do again and again.
pub(crate) struct Attack {
    pub(crate) name: &'static str,
    pub(crate) clients: u32,
    /// One client's part; it is repeated until the attack ends.
    pub(crate) play: fn(u16, Rc<Tally>) -> Running,
}

/// Every attack.
pub(crate) const ALL: &[Attack] = &[
    Attack {
        name: "silent connections",
        clients: 600,
        play: |port, tally| Box::pin(slow::silent(port, tally)),
    },
    Attack {
        name: "slow heads (slowloris)",
        clients: 600,
        play: |port, tally| Box::pin(slow::head(port, tally)),
    },
    Attack {
        name: "slow bodies",
        clients: 300,
        play: |port, tally| Box::pin(slow::body(port, tally)),
    },
    Attack {
        name: "answers that are not read",
        clients: 100,
        play: |port, tally| Box::pin(slow::read(port, tally)),
    },
    Attack {
        name: "pipelining without reading",
        clients: 20,
        play: |port, tally| Box::pin(floods::pipeline(port, tally)),
    },
    Attack {
        name: "malformed requests",
        clients: 10,
        play: |port, tally| Box::pin(malformed::random(port, tally)),
    },
    Attack {
        name: "100,000 header lines",
        clients: 4,
        play: |port, tally| Box::pin(floods::headers(port, tally)),
    },
    Attack {
        name: "rapid reset (HTTP/2)",
        clients: 4,
        play: |port, tally| Box::pin(floods::rapid_reset(port, tally)),
    },
    Attack {
        name: "gzip bombs",
        clients: 4,
        play: |port, tally| Box::pin(floods::gzip_bomb(port, tally)),
    },
    Attack {
        name: "hash floods",
        clients: 2,
        play: |port, tally| Box::pin(floods::hash_flood(port, tally)),
    },
];
