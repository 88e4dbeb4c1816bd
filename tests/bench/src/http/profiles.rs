//! The list of profiles: what is asked, what the answer must be, how connections are used, and what racejs is to reach.
//! A new one is a line in `ALL`, and an answer in the programs of `servers/`. It must not know who answers.

use super::exchange::{self, Exchange};
use super::load::{Protocol, Shape};
use super::{CPU, FIRST, P99_HIGH, PEAK, RSS, TIMES};
use crate::report::{Against, Goal};

pub(crate) struct Profile {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) measure: Measure,
    pub(crate) protocol: Protocol,
    pub(crate) is_encrypted: bool,
    pub(crate) exchanges: fn() -> Vec<Exchange>,
    pub(crate) shape: Shape,
    /// The entry that ratios are taken of.
    pub(crate) subject: &'static str,
    pub(crate) goals: &'static [Goal],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Peak, then two fixed rates.
    Load,
    /// The same, of messages that are passed on.
    FanOut,
    /// From the fork to the first answer, then memory at rest.
    Start,
    /// One worker beside two.
    Workers,
}

const SHAPE: Shape = Shape {
    connections: 64,
    batch: 1,
    requests_per_connection: None,
};

const fn profile(
    name: &'static str,
    about: &'static str,
    exchanges: fn() -> Vec<Exchange>,
    goals: &'static [Goal],
) -> Profile {
    Profile {
        name,
        about,
        measure: Measure::Load,
        protocol: Protocol::Http1,
        is_encrypted: false,
        exchanges,
        shape: SHAPE,
        subject: crate::SUBJECT,
        goals,
    }
}

const fn goal(metric: &'static str, against: Against, ratio: f64) -> Goal {
    Goal {
        subject: crate::SUBJECT,
        metric,
        against,
        ratio,
    }
}

pub(crate) const ALL: &[Profile] = &[
    profile(
        "plaintext",
        "GET, 13 bytes of text",
        exchange::plaintext,
        &[
            goal(CPU, Against::Best, 1.0),
            goal(P99_HIGH, Against::Best, 1.0),
            goal(RSS, Against::BestOf(&["bun", "deno"]), 1.3),
        ],
    ),
    profile(
        "json",
        "GET, a JSON object that is built for each request",
        exchange::json,
        &[goal(CPU, Against::Best, 0.97), goal(P99_HIGH, Against::Best, 1.0)],
    ),
    profile(
        "params",
        "GET, a parameter of the path and two of the query, as JSON",
        exchange::params,
        &[goal(CPU, Against::Best, 0.9)],
    ),
    profile(
        "echo-json",
        "POST, JSON parsed and written again",
        exchange::echo_json,
        &[goal(CPU, Against::Best, 0.95)],
    ),
    profile("echo-64k", "POST, 64 KiB sent back", exchange::echo_64k, &[]),
    profile(
        "constant",
        "GET, an answer that never changes; who has a way to say so does",
        exchange::constant,
        &[goal(CPU, Against::BestOf(&["bun"]), 1.0)],
    ),
    profile(
        "not-found",
        "GET, no such path; each with its own page",
        exchange::not_found,
        &[],
    ),
    Profile {
        subject: "racejs-express",
        ..profile(
            "app",
            "GET, 200 routes behind 5 middleware, every tenth route asked in turn",
            exchange::app,
            &[
                Goal {
                    subject: "racejs-express",
                    ..goal(CPU, Against::BestOf(&["node-express"]), 0.4)
                },
                Goal {
                    subject: "racejs-npm-express",
                    ..goal(CPU, Against::BestOf(&["node-express"]), 0.8)
                },
            ],
        )
    },
    profile(
        "stream",
        "GET, 8 chunks of 1 KiB from an async generator",
        exchange::stream,
        &[],
    ),
    profile("file", "GET, a file of 10 KiB", exchange::file, &[]),
    profile(
        "sqlite",
        "GET, one row of a table in memory by its key, as JSON",
        exchange::sqlite,
        &[],
    ),
    Profile {
        shape: Shape { batch: 16, ..SHAPE },
        ..profile(
            "pipelined",
            "GET as plaintext, 16 requests at once on each connection",
            exchange::plaintext,
            &[
                goal(PEAK, Against::BestOf(&["bun"]), 1.5),
                goal(PEAK, Against::BestOf(&["deno"]), 2.0),
            ],
        )
    },
    Profile {
        shape: Shape {
            requests_per_connection: Some(10),
            ..SHAPE
        },
        ..profile(
            "churn",
            "GET as plaintext, 10 requests on each connection",
            exchange::plaintext,
            &[goal(PEAK, Against::Best, 1.05)],
        )
    },
    Profile {
        is_encrypted: true,
        ..profile(
            "tls",
            "GET as plaintext over TLS 1.3, connections kept",
            exchange::plaintext,
            &[],
        )
    },
    Profile {
        is_encrypted: true,
        protocol: Protocol::Http2,
        shape: Shape {
            connections: 16,
            batch: 8,
            ..SHAPE
        },
        ..profile(
            "http2",
            "GET as plaintext over TLS and HTTP/2, 8 streams at once",
            exchange::plaintext,
            &[],
        )
    },
    Profile {
        protocol: Protocol::WebSocket,
        ..profile(
            "ws-echo",
            "a WebSocket message of 64 bytes sent back",
            exchange::message,
            &[],
        )
    },
    Profile {
        measure: Measure::FanOut,
        protocol: Protocol::WebSocket,
        shape: Shape {
            connections: 1001,
            ..SHAPE
        },
        ..profile(
            "ws-fan-out",
            "a WebSocket message of 64 bytes passed on to 1000 others; a request is a message received",
            exchange::message,
            &[],
        )
    },
    Profile {
        measure: Measure::Start,
        ..profile(
            "start",
            "from the fork to the first 200, then memory after a second at rest",
            exchange::plaintext,
            &[goal(FIRST, Against::BestOf(&["bun"]), 1.0)],
        )
    },
    Profile {
        measure: Measure::Workers,
        ..profile(
            "workers",
            "plaintext at its peak, with one worker and with two",
            exchange::plaintext,
            &[goal(TIMES, Against::Itself, 1.7)],
        )
    },
];

#[cfg(test)]
mod tests {
    use super::{ALL, Measure, Protocol};

    #[test]
    fn names_are_used_once() {
        let names: std::collections::HashSet<&str> = ALL.iter().map(|profile| profile.name).collect();
        assert_eq!(names.len(), ALL.len());
    }

    /// The floor tells requests apart by their length.
    #[test]
    fn requests_of_a_profile_are_equally_long() {
        for profile in ALL
            .iter()
            .filter(|profile| profile.protocol == Protocol::Http1 && profile.measure == Measure::Load)
        {
            let exchanges = (profile.exchanges)();
            let length = exchanges[0].http1().len();
            assert!(
                exchanges.iter().all(|exchange| exchange.http1().len() == length),
                "{}",
                profile.name
            );
        }
    }
}
