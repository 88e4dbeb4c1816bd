//! The generator against the floor.

use std::net::{Ipv4Addr, TcpListener};
use std::rc::Rc;
use std::time::Duration;

use super::{Generator, Protocol, Request, Shape, Target};
use crate::http::floor;
use crate::random::Random;

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n";
const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello";
const TIME: Duration = Duration::from_millis(200);

fn generator(shape: Shape) -> Generator {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    // It ends with the process.
    std::thread::spawn(move || floor::serve(listener, REQUEST.len(), ANSWER).map(|_| ()));
    let request = Request {
        bytes: REQUEST.to_vec(),
        status: 200,
        length: 5,
    };
    let target = Target {
        address,
        protocol: Protocol::Http1,
        tls: None,
        requests: Rc::new([request]),
    };
    Generator::connect(target, shape).unwrap()
}

#[test]
fn a_closed_loop_keeps_every_connection_busy() {
    for batch in [1, 16] {
        let mut generator = generator(Shape {
            connections: 4,
            batch,
            requests_per_connection: None,
        });
        let outcome = generator.saturate(TIME).unwrap();
        assert!(outcome.answers >= 4 * batch as u64);
        assert_eq!(outcome.answers % batch as u64, 0);
        assert_eq!(outcome.answers, outcome.latency.len());
        assert_eq!(generator.opened, 4);
    }
}

#[test]
fn a_connection_is_replaced_after_its_requests() {
    let mut generator = generator(Shape {
        connections: 2,
        batch: 1,
        requests_per_connection: Some(10),
    });
    let outcome = generator.saturate(TIME).unwrap();
    let expected = outcome.answers.div_ceil(10);
    assert!(generator.opened as u64 >= expected && generator.opened as u64 <= expected + 2);
}

#[test]
fn arrivals_keep_their_rate_and_count_from_when_they_were_due() {
    let mut generator = generator(Shape {
        connections: 2,
        batch: 1,
        requests_per_connection: None,
    });
    let outcome = generator.arrive(2000.0, TIME, &mut Random::new(1)).unwrap();
    assert!((300..500).contains(&outcome.answers), "{}", outcome.answers);
    assert_eq!(outcome.answers, outcome.latency.len());
    // No answer on this machine takes less than a microsecond.
    assert!(outcome.latency.value_at_quantile(0.5) > 1000);
}
