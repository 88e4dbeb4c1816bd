//! Cookies, read and written.

use racejs_http_engine::data::cookie;
use racejs_http_engine::data::cookie::CookieOptions;
use racejs_http_engine::data::cookie::Priority;
use racejs_http_engine::data::cookie::SameSite;

use super::Target;
use crate::random::Random;

/// A `Cookie` field.
pub(super) const COOKIE: Target = Target {
    name: "cookie",
    about: "a `Cookie` field: bounds, each name once, values that come back as they were encoded",
    run: read,
    seeds: &[
        b"a=b; c=\"d\"; a=e",
        b"a=%20%zz; =x; b",
        b"a=b;\tc = d ;;",
        b"\xc3\xa9=\"\"",
    ],
    words: &[
        "a",
        "=",
        ";",
        "; ",
        "\"",
        "%",
        "%20",
        "%zz",
        "\t",
        " ",
        "\u{e9}",
        "__Host-a=",
        "%F0%9F%98%80",
    ],
    max_length: 4096,
    memory: 256 * 1024,
};

/// Name, value, domain and path of a cookie, with zeros between them.
pub(super) const SET_COOKIE: Target = Target {
    name: "set_cookie",
    about: "`Set-Cookie`: no attribute and no line but those that were asked for",
    run: write,
    seeds: &[
        b"a\0b\0example.com\0/",
        b"__Host-a\0%20\0\0/",
        b"a\0x; Secure\0.a.b\0/a; HttpOnly",
        b"a\0b",
    ],
    words: &[
        "\0",
        "; ",
        "Domain=",
        "Secure",
        "\r\n",
        "Set-Cookie: ",
        "__Host-",
        "__Secure-",
        "a.b",
        ".",
        "/",
        "=",
        "\u{e9}",
    ],
    max_length: 6000,
    memory: 256 * 1024,
};

fn read(input: &[u8], _: &mut Random) {
    let text = String::from_utf8_lossy(input);
    let cookies = cookie::parse(&text);
    assert!(cookies.len() <= 180);
    for (at, (name, _)) in cookies.iter().enumerate() {
        assert!(
            cookies[..at].iter().all(|(known, _)| known != name),
            "`{name}` is there twice"
        );
        assert!(!name.contains([';', '=']), "{name:?}");
    }
    let encoded = cookie::encode(&text);
    assert!(
        encoded
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b";,\"\\".contains(&byte)),
        "{encoded:?}"
    );
    assert_eq!(cookie::decode(&encoded), text, "it does not come back");
    let field = format!("x=y; name={encoded}; z=");
    let read = cookie::parse(&field);
    assert_eq!(read[1].0, "name");
    assert_eq!(read[1].1, text, "it does not come back in a field");
}

fn write(input: &[u8], random: &mut Random) {
    let text = String::from_utf8_lossy(input);
    let mut parts = text.split('\0');
    let name = parts.next().unwrap_or_default();
    let value = parts.next().unwrap_or_default();
    let options = options(parts.next(), parts.next(), random);
    let Ok(field) = cookie::set_cookie(name, value, &options) else {
        return;
    };
    assert!(
        field.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()),
        "{field:?}"
    );
    let mut attributes = field.split(';');
    assert_eq!(
        attributes.next().and_then(|pair| pair.split_once('=')),
        Some((name, value))
    );
    let is_set = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
    let expected = [
        (options.max_age.is_some(), " Max-Age="),
        (is_set(&options.domain), " Domain="),
        (is_set(&options.path), " Path="),
        (options.expires.is_some(), " Expires="),
        (options.http_only, " HttpOnly"),
        (options.secure, " Secure"),
        (options.partitioned, " Partitioned"),
        (options.priority.is_some(), " Priority="),
        (options.same_site.is_some(), " SameSite="),
    ];
    let expected = expected
        .iter()
        .filter(|(is_asked, _)| *is_asked)
        .map(|(_, start)| *start);
    let expected: Vec<&str> = expected.collect();
    let attributes: Vec<&str> = attributes.collect();
    assert_eq!(attributes.len(), expected.len(), "{field:?}");
    for (attribute, start) in attributes.iter().zip(expected) {
        assert!(attribute.starts_with(start), "{attribute:?} is not {start:?}");
    }
}

fn options(domain: Option<&str>, path: Option<&str>, random: &mut Random) -> CookieOptions {
    let number = |random: &mut Random| {
        let number = random.next() >> random.below(64);
        random.one_in(3).then_some(number as i64)
    };
    CookieOptions {
        max_age: number(random),
        expires: number(random),
        domain: domain.map(ToString::to_string),
        path: path.map(ToString::to_string),
        secure: random.one_in(2),
        http_only: random.one_in(2),
        same_site: random
            .pick(&[None, Some(SameSite::None), Some(SameSite::Lax), Some(SameSite::Strict)])
            .copied()
            .flatten(),
        partitioned: random.one_in(4),
        priority: random
            .pick(&[None, Some(Priority::Low), Some(Priority::High)])
            .copied()
            .flatten(),
    }
}
