//! What stages write down about an exchange for whoever comes later. Knows no stage.

use std::cell::Cell;
use std::cell::OnceCell;
use std::net::IpAddr;
use std::time::Duration;

use http::StatusCode;
use tokio::time::Instant;

use crate::data::forwarded;
use crate::data::forwarded::ForwardedField;
use crate::data::forwarded::Origin;
use crate::exchange::Exchange;
use crate::problem::Problem;

/// How long the handlers may take to begin an answer, and what the client is told when they do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerTime {
    /// From the moment when they get the request; zero for no limit.
    pub limit: Duration,
    /// The status of the answer that the client gets instead.
    pub status: StatusCode,
}

impl AnswerTime {
    pub(crate) fn problem(self) -> Problem {
        match self.status {
            StatusCode::GATEWAY_TIMEOUT => Problem::AnswerTimeout,
            status => Problem::Refused(status, "The server did not answer in time"),
        }
    }
}

#[derive(Default)]
pub(super) struct Notes {
    origin: OnceCell<Origin>,
    user: OnceCell<Box<str>>,
    began: OnceCell<Instant>,
    answer_time: Cell<Option<AnswerTime>>,
}

impl Exchange {
    /// Who the client has proved to be.
    pub fn user(&self) -> Option<&str> {
        self.extra.get()?.notes.user.get().map(|user| &**user)
    }

    /// Says who the client has proved to be; the first one stays.
    pub fn set_user(&self, user: &str) {
        let _ = self.extra().notes.user.set(user.into());
    }

    /// Where the client is, as far as the server believes it.
    pub fn client_address(&self) -> IpAddr {
        self.origin().ip
    }

    /// Where the request comes from and what it asked for, as trusted proxies tell it.
    pub fn origin(&self) -> &Origin {
        self.extra().notes.origin.get_or_init(|| {
            let head = &self.head;
            forwarded::origin(
                &self.trust,
                ForwardedField::default(),
                &self.peer,
                &head.authority,
                &head.fields,
            )
        })
    }

    /// When this was first asked for: stages that measure time ask before the handlers run.
    pub fn began(&self) -> Instant {
        *self.extra().notes.began.get_or_init(Instant::now)
    }

    /// The time that a stage has given the handlers.
    pub fn answer_time(&self) -> Option<AnswerTime> {
        self.extra.get()?.notes.answer_time.get()
    }

    /// Gives the handlers another time, also while they run. The last one set is the innermost, and counts.
    pub fn set_answer_time(&self, time: AnswerTime) {
        self.extra().notes.answer_time.set(Some(time));
        // Whoever waits for the answer waits for another time from now on.
        self.reply.wake();
    }
}
