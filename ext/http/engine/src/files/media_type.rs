//! Media types of files, by their names.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::Path;

use http::HeaderValue;

use crate::data::media_type;

/// The content type for a file of that name; `application/octet-stream` for endings that nobody knows, and for none.
pub fn of_name(name: &str) -> HeaderValue {
    let ending = Path::new(name).extension().and_then(OsStr::to_str);
    match media_type::content_type(ending.unwrap_or_default()) {
        Cow::Borrowed(kind) => HeaderValue::from_static(kind),
        // Names of the registry always fit in a header.
        Cow::Owned(kind) => HeaderValue::try_from(kind).unwrap_or(HeaderValue::from_static("text/plain")),
    }
}
