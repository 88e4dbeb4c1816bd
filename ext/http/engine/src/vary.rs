//! The header `Vary`: on what else of a request an answer depends (RFC 9110, section 12.5.5). Knows nobody who says it.

use http::HeaderMap;
use http::HeaderValue;
use http::header;

/// Adds a request header's name, unless it is there already.
pub(crate) fn add(headers: &mut HeaderMap, name: &'static str) {
    let is_there = headers.get_all(header::VARY).iter().any(|value| {
        let names = value.to_str().unwrap_or_default().split(',').map(str::trim);
        names
            .into_iter()
            .any(|known| known == "*" || known.eq_ignore_ascii_case(name))
    });
    if !is_there {
        headers.append(header::VARY, HeaderValue::from_static(name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
