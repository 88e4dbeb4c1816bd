//! `Vary`.

use http::HeaderMap;
use http::HeaderValue;

use crate::stage::vary::add;

#[test]
fn names_are_added_once() {
    for (before, after) in [
        (&[][..], &["origin"][..]),
        (&["origin"], &["origin"]),
        (&["accept, Origin"], &["accept, Origin"]),
        (&["*"], &["*"]),
        (&["accept", "Origin"], &["accept", "Origin"]),
        (&["x-origin"], &["x-origin", "origin"]),
    ] {
        let mut headers = HeaderMap::new();
        for value in before {
            headers.append("vary", HeaderValue::from_static(value));
        }
        add(&mut headers, "origin");
        let values: Vec<_> = headers.get_all("vary").iter().collect();
        assert_eq!(values, after, "{before:?}");
    }
}
