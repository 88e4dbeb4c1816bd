//! Media types of files, by their names.

use http::HeaderValue;

/// The content type for a file of that name, with a charset where it is text: UTF-8, the only one a program would
/// write today. `application/octet-stream` for endings that nobody knows.
pub fn of_name(name: &str) -> HeaderValue {
    let known = new_mime_guess::from_path(name).first_raw();
    let kind = match known {
        None => "application/octet-stream",
        // RFC 9239: the others are obsolete.
        Some("application/javascript") => "text/javascript",
        Some(kind) => kind,
    };
    match kind.starts_with("text/") {
        // Names of the registry always fit in a header.
        true => {
            HeaderValue::try_from(format!("{kind}; charset=utf-8")).unwrap_or(HeaderValue::from_static("text/plain"))
        }
        false => HeaderValue::from_static(kind),
    }
}
