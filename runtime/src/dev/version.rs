//! Versions of modules, as part of their URLs: V8 keeps every module that it has seen, and knows them apart by that alone. A
//! program never sees one. Knows no files.

use std::borrow::Cow;

use url::Url;

/// The last parameter of a versioned URL's query.
const PARAMETER: &str = "racejs-version=";

/// The URL of a version; of the first one, which is 0, the URL itself.
pub(crate) fn with_version(url: &Url, version: u32) -> Url {
    let mut url = url.clone();
    if version > 0 {
        let query = match url.query() {
            Some(query) => format!("{query}&{PARAMETER}{version}"),
            None => format!("{PARAMETER}{version}"),
        };
        url.set_query(Some(&query));
    }
    url
}

/// The URL without its version, and which one it was.
pub(crate) fn split(url: &Url) -> (Cow<'_, Url>, u32) {
    let found = url.query().and_then(|query| {
        let at = query.rfind(PARAMETER)?;
        let version = query[at + PARAMETER.len()..].parse().ok()?;
        Some((at, version))
    });
    let Some((at, version)) = found else {
        return (Cow::Borrowed(url), 0);
    };
    let mut plain = url.clone();
    let rest = url.query().and_then(|query| query[..at].strip_suffix('&'));
    plain.set_query(rest);
    (Cow::Owned(plain), version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_comes_off_as_it_went_on() {
        for text in ["file:///a/b.ts", "file:///a/b.ts?x=1", "file:///a/b.ts?x=1&y#z"] {
            let url = Url::parse(text).unwrap();
            let versioned = with_version(&url, 12);
            assert_ne!(versioned, url);
            let (plain, version) = split(&versioned);
            assert_eq!((plain.as_str(), version), (text, 12));
            assert_eq!(with_version(&url, 0), url);
            assert_eq!(split(&url), (Cow::Borrowed(&url), 0));
        }
    }
}
