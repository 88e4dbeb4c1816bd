//! What is told of limits, and how often.

use std::fmt::Debug;
use std::fmt::Write;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::Mutex;

use tracing::Event;
use tracing::Metadata;
use tracing::Subscriber;
use tracing::field::Field;
use tracing::field::Visit;
use tracing::span;

use super::*;

/// Keeps what is told, as lines.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "racejs::http"
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

fn lines(work: impl FnOnce()) -> Vec<String> {
    let lines = Lines::default();
    tracing::subscriber::with_default(lines.clone(), work);
    let mut told = lines.0.lock().unwrap();
    std::mem::take(&mut told)
}

#[test]
fn a_line_names_the_limit_the_client_and_the_request() {
    let whom = Whom {
        client: Some(Ipv4Addr::LOCALHOST.into()),
        request: Some((Method::POST, "/upload".into())),
    };
    let told = lines(|| {
        Limit::BodySize.reached(&whom);
        Limit::DrainTimeout.reached_by(3);
    });
    assert_eq!(
        told,
        [
            "WARN message=the body of a request is too large limit=\"bodySize\" client=127.0.0.1 method=\"POST\" \
             path=\"/upload\" left_out=0",
            "WARN message=closing connections that did not drain in time limit=\"drainTimeout\" connections=3 left_out=0",
        ]
    );
}

#[test]
fn a_flood_is_told_once() {
    let told = lines(|| {
        for _ in 0..3 {
            Limit::HeadSize.reached(&Whom::default());
            Limit::HeadLines.reached(&Whom::default());
        }
    });
    let levels: Vec<_> = told.iter().map(|line| line.split_once(' ').unwrap().0).collect();
    assert_eq!(levels, ["WARN", "WARN", "DEBUG", "DEBUG", "DEBUG", "DEBUG"], "{told:?}");
}

#[test]
fn what_was_held_back_is_counted() {
    let begin = Instant::now();
    let mut throttle = Throttle::new();
    let passed = [0, 1, 9, 10, 11, 30].map(|seconds| throttle.pass(begin + Duration::from_secs(seconds)));
    assert_eq!(passed, [Some(0), None, None, Some(2), None, Some(1)]);
}

#[test]
fn clients_that_mean_well_make_no_warnings() {
    let told = lines(|| Limit::IdleTimeout.reached(&Whom::default()));
    assert!(matches!(&told[..], [line] if line.starts_with("DEBUG ")), "{told:?}");
}
