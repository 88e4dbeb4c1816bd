//! Media types by the ending of a file's name. Those that programs name when they negotiate, such as `json`, stand here
//! as their registrations have them today; beyond them counts what `new_mime_guess` knows, some of which is dated.

use std::borrow::Cow;

/// The media type of a file's ending (`json`, `.json`, `feed.json`), in lower or upper case.
pub fn of_extension(name: &str) -> Option<&'static str> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    named(&ending).or_else(|| match new_mime_guess::from_ext(&ending).first_raw() {
        // RFC 9239: the others are obsolete.
        Some("application/javascript") => Some("text/javascript"),
        guessed => guessed,
    })
}

/// The same for a `Content-Type`, with a charset where it is text: UTF-8, the only one a program would write today.
/// `application/octet-stream` for endings that nobody knows.
pub fn content_type(name: &str) -> Cow<'static, str> {
    match of_extension(name) {
        None => "application/octet-stream".into(),
        Some(kind) if kind.starts_with("text/") => format!("{kind}; charset=utf-8").into(),
        Some(kind) => kind.into(),
    }
}

fn named(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "atom" => "application/atom+xml",
        "gz" => "application/gzip",
        "json" | "map" => "application/json",
        "jsonld" => "application/ld+json",
        "webmanifest" => "application/manifest+json",
        "bin" => "application/octet-stream",
        "pdf" => "application/pdf",
        "rss" => "application/rss+xml",
        "rtf" => "application/rtf",
        "toml" => "application/toml",
        "wasm" => "application/wasm",
        "tar" => "application/x-tar",
        "xhtml" => "application/xhtml+xml",
        "xml" => "application/xml",
        "zip" => "application/zip",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "wav" => "audio/wav",
        "weba" => "audio/webm",
        "otf" => "font/otf",
        "ttf" => "font/ttf",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "jpeg" | "jpg" => "image/jpeg",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "ico" => "image/vnd.microsoft.icon",
        "webp" => "image/webp",
        "ics" => "text/calendar",
        "css" => "text/css",
        "csv" => "text/csv",
        "htm" | "html" => "text/html",
        "js" | "mjs" => "text/javascript",
        "markdown" | "md" => "text/markdown",
        "text" | "txt" => "text/plain",
        "vcf" => "text/x-vcard",
        "yaml" | "yml" => "text/yaml",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        _ => return None,
    })
}
