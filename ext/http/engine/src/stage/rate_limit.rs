//! `rateLimit`: so many requests of one client in a window of time, which begins with its first one. Counts in the
//! memory of one thread: several workers each count for themselves.

use std::cell::RefCell;
use std::collections::HashMap;
use std::net::IpAddr;
use std::net::Ipv6Addr;
use std::rc::Rc;
use std::time::Duration;

use http::HeaderName;
use http::HeaderValue;
use http::Response;
use http::StatusCode;
use http::header;
use serde::Deserialize;
use tokio::time::Instant;

use crate::body::AnswerBody;
use crate::exchange::Exchange;
use crate::problem::Problem;
use crate::stage::Flow;
use crate::stage::Stage;
use crate::stage::duration::Milliseconds;
use crate::stage::settings;

/// Clients that are remembered, in two generations. Beyond that the oldest are forgotten, and begin anew.
const MAX_CLIENTS: usize = 100_000;

const RATELIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATELIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Settings {
    /// A number of milliseconds, or a text such as `15m`.
    window_ms: Milliseconds,
    /// Requests of one client in a window.
    #[serde(alias = "max")]
    limit: u32,
    /// The status of a refusal.
    status_code: u16,
    /// Whether each answer tells how much is left (IETF draft "RateLimit header fields for HTTP").
    headers: bool,
    /// How many bits of an IPv6 address make a client: networks, not addresses, are given to customers.
    ipv6_subnet: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            window_ms: Milliseconds(Duration::from_secs(60)),
            limit: 60,
            status_code: 429,
            headers: true,
            ipv6_subnet: 56,
        }
    }
}

struct RateLimit {
    limit: u32,
    status: StatusCode,
    policy: Option<HeaderValue>,
    ipv6_mask: u128,
    counts: RefCell<Counts>,
}

pub(super) fn create(settings: &str) -> Result<Rc<dyn Stage>, String> {
    let settings: Settings = settings::parse(settings)?;
    let Milliseconds(window) = settings.window_ms;
    if window.is_zero() {
        return Err("`windowMs`: a window of no time counts nothing".to_string());
    }
    if settings.limit == 0 {
        return Err("`limit`: `0` lets nobody in".to_string());
    }
    if !(32..=128).contains(&settings.ipv6_subnet) {
        return Err(format!(
            "`ipv6Subnet`: `{}` is not between 32 and 128",
            settings.ipv6_subnet
        ));
    }
    let policy = format!("\"default\";q={};w={}", settings.limit, seconds(window));
    Ok(Rc::new(RateLimit {
        limit: settings.limit,
        status: settings::error_status("statusCode", settings.status_code)?,
        policy: settings
            .headers
            .then(|| settings::header_value("headers", &policy))
            .transpose()?,
        ipv6_mask: u128::MAX << (128 - u32::from(settings.ipv6_subnet)),
        counts: RefCell::new(Counts::new(window, MAX_CLIENTS)),
    }))
}

impl Stage for RateLimit {
    fn name(&self) -> &'static str {
        "rateLimit"
    }

    fn before(self: Rc<Self>, exchange: &Rc<Exchange>) -> Flow {
        let client = self.client(exchange.client_address());
        let (count, left) = self.counts.borrow_mut().count(client, Instant::now());
        let is_refused = count > self.limit;
        exchange.enlist(Rc::new(Told {
            policy: self.policy.clone(),
            remaining: self.limit.saturating_sub(count),
            reset: seconds(left),
            is_refused,
        }));
        match is_refused {
            true => Flow::Refuse(Problem::Refused(self.status, "Too many requests; try again later")),
            false => Flow::Next,
        }
    }
}

impl RateLimit {
    fn client(&self, address: IpAddr) -> IpAddr {
        match address {
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & self.ipv6_mask)),
            address => address,
        }
    }
}

/// What one answer says about its client's count.
struct Told {
    policy: Option<HeaderValue>,
    remaining: u32,
    /// Seconds until the window ends.
    reset: u64,
    is_refused: bool,
}

impl Stage for Told {
    fn name(&self) -> &'static str {
        "rateLimit"
    }

    fn after(&self, _exchange: &Exchange, answer: &mut Response<AnswerBody>) {
        let headers = answer.headers_mut();
        if self.is_refused {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(self.reset));
        }
        let Some(policy) = &self.policy else { return };
        let state = format!("\"default\";r={};t={}", self.remaining, self.reset);
        // An inner limit has spoken already, and is the one that the client meets first.
        if let Ok(state) = HeaderValue::try_from(state)
            && !headers.contains_key(RATELIMIT)
        {
            headers.insert(RATELIMIT_POLICY, policy.clone());
            headers.insert(RATELIMIT, state);
        }
    }
}

/// Whole seconds, rounded up: who waits that long is not too early.
fn seconds(time: Duration) -> u64 {
    time.as_millis().div_ceil(1000) as u64
}

#[derive(Clone, Copy)]
struct Count {
    began: Instant,
    requests: u32,
}

/// How many requests each client has made. Clients move from the older generation to the younger when they come
/// again; the older is dropped as a whole, after a window or when the younger is full. So nothing is ever searched.
pub(super) struct Counts {
    window: Duration,
    /// In one generation.
    capacity: usize,
    young: HashMap<IpAddr, Count>,
    old: HashMap<IpAddr, Count>,
    turned: Option<Instant>,
}

impl Counts {
    pub(super) fn new(window: Duration, max_clients: usize) -> Self {
        Self {
            window,
            capacity: (max_clients / 2).max(1),
            young: HashMap::new(),
            old: HashMap::new(),
            turned: None,
        }
    }

    /// Counts a request: how many there are in the client's window now, and how long it goes on.
    pub(super) fn count(&mut self, client: IpAddr, now: Instant) -> (u32, Duration) {
        self.turn(now);
        let fresh = Count {
            began: now,
            requests: 0,
        };
        let old = self.old.remove(&client);
        let count = self.young.entry(client).or_insert(old.unwrap_or(fresh));
        if now.duration_since(count.began) >= self.window {
            *count = fresh;
        }
        count.requests = count.requests.saturating_add(1);
        let left = self.window.saturating_sub(now.duration_since(count.began));
        (count.requests, left)
    }

    fn turn(&mut self, now: Instant) {
        let age = now.duration_since(*self.turned.get_or_insert(now));
        if age < self.window && self.young.len() < self.capacity {
            return;
        }
        self.old = std::mem::take(&mut self.young);
        // Nobody has come for two windows: those counts are over as well.
        if age >= self.window * 2 {
            self.old.clear();
        }
        self.turned = Some(now);
    }

    /// How many clients are remembered.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.young.len() + self.old.len()
    }
}
