//! Fields about representations: ranges, preferences, media types, preconditions.

use std::time::Duration;
use std::time::UNIX_EPOCH;

use http::Method;
use http::Version;
use racejs_http_engine::Fields;
use racejs_http_engine::conditional;
use racejs_http_engine::conditional::Verdict;
use racejs_http_engine::data::accept;
use racejs_http_engine::data::accept::Kind;
use racejs_http_engine::data::media_type;
use racejs_http_engine::data::media_type::MediaType;
use racejs_http_engine::exchange::RequestHead;
use racejs_http_engine::range;
use racejs_http_engine::range::RangeOutcome;

use super::Target;
use crate::random::Random;

/// A `Range` field.
pub(super) const RANGE: Target = Target {
    name: "range",
    about: "a `Range` field: parts within the representation, and joined ones that cover the same",
    run: ranges,
    seeds: &[
        b"bytes=0-1",
        b"bytes=-5, 3-, 7-9",
        b"bytes = 0-0,,2-1",
        b"bytes=18446744073709551615-",
    ],
    words: &[
        "bytes=",
        "-",
        ",",
        "0-",
        "-1",
        "99999999999999999999",
        " ",
        "\t",
        "=",
        "0-18446744073709551614",
    ],
    max_length: 512,
    memory: 64 * 1024,
};

/// The `Accept` fields.
pub(super) const ACCEPT: Target = Target {
    name: "accept",
    about: "preferences: only what is offered and not refused wins, whatever the field",
    run: preferences,
    seeds: &[
        b"text/html;q=0.5, application/json;level=1, */*;q=0.1",
        b"gzip, br;q=1.0, *;q=0",
        b"en-GB, en;q=0.8",
        b"a/b;c=\"d,e;q=0\"",
    ],
    words: &[
        ",",
        ";",
        "q=",
        ";q=0",
        ";q=0.5",
        "*/*",
        "text/*",
        "text/html",
        "gzip",
        "identity",
        "*",
        "\"",
        "en",
        "-",
        "utf-8",
        ";q=NaN",
        ";q=inf",
    ],
    max_length: 2048,
    memory: 256 * 1024,
};

/// A `Content-Type` field.
pub(super) const MEDIA_TYPE: Target = Target {
    name: "media_type",
    about: "a media type: what was read is written so that it is read again",
    run: read_type,
    seeds: &[
        b"text/html; charset=utf-8",
        b"a/b;c=\"\\\"\\\\\";d=e",
        b"application/vnd.x+json ;; q = 1",
        b"multipart/form-data; boundary=x",
    ],
    words: &[
        "/", ";", "=", "\"", "\\", " ", "\t", "charset=", "utf-8", "+json", "a/b", "\u{e9}", "*",
    ],
    max_length: 1024,
    memory: 64 * 1024,
};

/// Lines of preconditions.
pub(super) const CONDITIONAL: Target = Target {
    name: "conditional",
    about: "preconditions: nothing but GET and HEAD is not modified, and a field without a match changes nothing",
    run: preconditions,
    seeds: &[
        b"if-none-match: \"a\", W/\"b\"\nif-modified-since: Thu, 01 Jan 1970 00:00:10 GMT",
        b"if-match: *\nif-unmodified-since: Thursday, 01-Jan-70 00:00:10 GMT",
        b"cache-control: no-cache\nif-none-match: W/\"x\"",
    ],
    words: &[
        "if-match: ",
        "if-none-match: ",
        "if-modified-since: ",
        "if-unmodified-since: ",
        "\n",
        "*",
        "\"a\"",
        "W/",
        ", ",
        "\"",
        "Thu, 01 Jan 1970 00:00:10 GMT",
        "cache-control: no-cache",
    ],
    max_length: 1024,
    memory: 64 * 1024,
};

fn ranges(input: &[u8], random: &mut Random) {
    let text = String::from_utf8_lossy(input);
    let size = match random.below(4) {
        0 => 0,
        1 => u64::MAX,
        2 => random.next(),
        _ => random.below(20) as u64,
    };
    let RangeOutcome::Ranges { ranges, .. } = range::parse(&text, size) else {
        return;
    };
    assert!((1..=range::MAX_RANGES).contains(&ranges.len()));
    assert!(
        ranges
            .iter()
            .all(|range| range.start <= range.end && range.end < size && range.length() > 0)
    );
    let combined = range::combine(&ranges);
    assert_eq!(range::combine(&combined), combined, "joined twice is not joined once");
    let covers = |list: &[range::ByteRange], at: u64| list.iter().any(|range| (range.start..=range.end).contains(&at));
    for edge in ranges.iter().flat_map(|range| [range.start, range.end]) {
        for at in [edge.saturating_sub(1), edge, edge.saturating_add(1)] {
            assert_eq!(covers(&ranges, at), covers(&combined, at), "{at}");
        }
    }
    for (at, one) in combined.iter().enumerate() {
        let others = combined.iter().enumerate().filter(|(other, _)| *other != at);
        assert!(
            others
                .into_iter()
                .all(|(_, other)| one.end < other.start || other.end < one.start)
        );
    }
}

fn preferences(input: &[u8], _: &mut Random) {
    let text = String::from_utf8_lossy(input);
    let offers: [(Kind, &[&str]); 4] = [
        (Kind::Type, &["json", "text/html", "text/plain;charset=utf-8"]),
        (Kind::Charset, &["utf-8", "iso-8859-1"]),
        (Kind::Encoding, &["br", "gzip", "identity"]),
        (Kind::Language, &["en", "de-AT"]),
    ];
    for (kind, offers) in offers {
        let best = accept::best(kind, Some(&text), offers);
        assert!(best.is_none_or(|place| place < offers.len()));
        assert!(accept::accepted(kind, Some(&text)).len() <= 101);
        let Some(place) = best else { continue };
        assert_eq!(
            accept::best(kind, Some(&text), &offers[place..=place]),
            Some(0),
            "the best one is not taken alone"
        );
        let refusing = format!("{}, {text}", "*;q=0,".repeat(200));
        assert!(accept::accepted(kind, Some(&refusing)).len() <= 101);
    }
}

fn read_type(input: &[u8], _: &mut Random) {
    let text = String::from_utf8_lossy(input);
    let _ = media_type::charset(&text);
    for names in [&["json"][..], &["text/*", "+json"], &[]] {
        let is = media_type::is(&text, names);
        assert!(is.is_none() || media_type::essence(&text).is_some());
    }
    if let Some(essence) = media_type::essence(&text) {
        assert_eq!(media_type::essence(&essence).as_deref(), Some(&*essence));
    }
    if let Some(read) = MediaType::parse(&text) {
        assert_eq!(
            MediaType::parse(&read.to_string()).as_ref(),
            Some(&read),
            "it does not come back"
        );
    }
}

fn preconditions(input: &[u8], random: &mut Random) {
    let text = String::from_utf8_lossy(input);
    let mut fields = Fields::default();
    for line in text.lines().take(32) {
        if let Some((name, value)) = line.split_once(": ") {
            fields.push(name, value.as_bytes());
        }
    }
    let method = random
        .pick(&[Method::GET, Method::HEAD, Method::PUT])
        .cloned()
        .unwrap_or_default();
    let head = RequestHead {
        method,
        target: "/".into(),
        version: Version::HTTP_11,
        authority: "a".into(),
        fields,
    };
    let etag = random.pick(&[None, Some("\"a\""), Some("W/\"a\"")]).copied().flatten();
    let modified = random
        .one_in(2)
        .then(|| UNIX_EPOCH + Duration::from_secs(random.below(20) as u64));
    let verdict = conditional::evaluate(&head, etag, modified);
    let reads = head.method != Method::PUT;
    assert!(reads || verdict != Verdict::NotModified);
    let is_fresh = conditional::is_fresh(&head, 200, etag, Some("Thu, 01 Jan 1970 00:00:10 GMT"));
    assert!(reads || !is_fresh);
    let has_condition = head.fields.iter().any(|(name, _)| name.starts_with("if-"));
    assert!(has_condition || (verdict == Verdict::Proceed && !is_fresh));
}
