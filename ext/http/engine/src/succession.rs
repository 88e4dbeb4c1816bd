//! How the next version of a program takes over the servers of the one before, while it is developed: a listening socket stays
//! open, and from one request to the next another app answers. Knows neither modules nor why there is a next version.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use crate::app::App;
use crate::app::OpenApp;
use crate::error::HttpError;
use crate::listener;
use crate::listener::ListenAddress;
use crate::server::Server;
use crate::settings;

/// How long a server that was offered goes on for its old app. A program may listen only after it has connected to a database.
const GRACE: Duration = Duration::from_secs(5);

/// What an app listens with. It is the app's as long as no other has taken it over.
pub struct Listening {
    /// The socket and its connections.
    pub server: Rc<Server>,
    app: Rc<App>,
    /// As the program gave them.
    options: Rc<str>,
    address: ListenAddress,
    /// Whether no other app has listened there before.
    pub is_new: bool,
}

impl Listening {
    /// Whether it is still the app's own.
    fn is_own(&self) -> bool {
        Rc::ptr_eq(&self.server.app(), &self.app)
    }

    /// Closes the server, and resolves when that is done; at once for one that another app has taken over.
    pub async fn close(&self) {
        if self.is_own() {
            self.server.begin_drain();
            self.server.drained().await;
        }
    }
}

/// Servers that may be taken over. Cheap to clone.
#[derive(Clone, Default)]
pub struct Succession(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    /// Whether the next version is on its way, and may still fail.
    is_under_way: bool,
    offers: Vec<Offer>,
    taken: Vec<Taken>,
    /// Counts versions, those that failed as well.
    number: u64,
}

struct Offer {
    server: Rc<Server>,
    options: Rc<str>,
    address: ListenAddress,
    /// Whether it is left from a version before: the one that is in place has not listened yet.
    is_left: bool,
}

/// A server that is handed over when the next version is in place.
struct Taken {
    offer: Offer,
    app: Rc<App>,
    /// It waits for requests that will come.
    _open: OpenApp,
}

impl Succession {
    /// Listens, or takes over a server that was offered and listens in the same way.
    ///
    /// # Errors
    /// Those of [`listener::listen`], and `RACE_HTTP_LISTEN_CHANGED` for one that listens there in another way.
    pub fn listen(&self, app: &Rc<App>, options: &str) -> Result<Listening, HttpError> {
        let parsed = settings::listen_options(options)?;
        let (options, address) = (Rc::from(options), parsed.address.clone());
        let taken = self.take(app, &options, &address)?;
        let is_new = taken.is_none();
        let server = match taken {
            Some(server) => server,
            None => listener::listen(app.clone(), parsed)?,
        };
        Ok(Listening {
            is_new,
            server,
            app: app.clone(),
            options,
            address,
        })
    }

    /// The next version may have this one.
    pub fn offer(&self, listening: &Listening) {
        if listening.is_own() {
            self.0.borrow_mut().offers.push(Offer {
                server: listening.server.clone(),
                options: listening.options.clone(),
                address: listening.address.clone(),
                is_left: false,
            });
        }
    }

    /// The next version is on its way. What it takes over, it has from [`Self::commit`] on.
    pub fn begin(&self) {
        let mut state = self.0.borrow_mut();
        state.is_under_way = true;
        state.number += 1;
        state.offers.iter_mut().for_each(|offer| offer.is_left = true);
    }

    /// The next version is in place. What it has not taken over it may still take for a while; then that closes.
    pub fn commit(&self) {
        let taken = std::mem::take(&mut self.0.borrow_mut().taken);
        for Taken { offer, app, .. } in &taken {
            offer.server.hand_over(app);
        }
        self.end();
    }

    /// The next version has failed: all stays as it is.
    pub fn rollback(&self) {
        {
            let mut state = self.0.borrow_mut();
            let taken = std::mem::take(&mut state.taken);
            state.offers.extend(taken.into_iter().map(|taken| taken.offer));
            state.offers.retain(|offer| offer.is_left);
        }
        self.end();
    }

    fn end(&self) {
        let number = {
            let mut state = self.0.borrow_mut();
            state.is_under_way = false;
            if state.offers.is_empty() {
                return;
            }
            state.number
        };
        let this = self.clone();
        deno_unsync::spawn(async move {
            tokio::time::sleep(GRACE).await;
            if this.0.borrow().number == number {
                this.close_left();
            }
        });
    }

    fn close_left(&self) {
        let offers = std::mem::take(&mut self.0.borrow_mut().offers);
        for offer in offers {
            offer.server.begin_drain();
        }
    }

    fn take(&self, app: &Rc<App>, options: &str, address: &ListenAddress) -> Result<Option<Rc<Server>>, HttpError> {
        let mut state = self.0.borrow_mut();
        let same = |offer: &Offer| *offer.options == *options;
        let Some(at) = state.offers.iter().position(same) else {
            let is_changed = address.is_fixed() && state.offers.iter().any(|offer| offer.address == *address);
            return match is_changed {
                true => Err(HttpError::ListenChanged),
                false => Ok(None),
            };
        };
        let offer = state.offers.swap_remove(at);
        let server = offer.server.clone();
        if state.is_under_way {
            state.taken.push(Taken {
                offer,
                app: app.clone(),
                _open: OpenApp::new(app),
            });
        } else {
            server.hand_over(app);
        }
        Ok(Some(server))
    }
}

#[cfg(test)]
mod tests;
