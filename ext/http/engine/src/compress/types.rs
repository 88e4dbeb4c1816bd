//! Which media types shrink.

/// Types whose content is text in one way or another, and those binary ones that are not packed already.
pub const DEFAULT_TYPES: &[&str] = &[
    "text/*",
    "*+json",
    "*+xml",
    "*+text",
    "application/json",
    "application/x-ndjson",
    "application/jsonl",
    "application/javascript",
    "application/x-javascript",
    "application/ecmascript",
    "application/xml",
    "application/graphql",
    "application/x-www-form-urlencoded",
    "application/yaml",
    "application/toml",
    "application/rtf",
    "application/wasm",
    "application/vnd.ms-fontobject",
    "font/ttf",
    "font/otf",
    "font/collection",
    "image/bmp",
    "image/x-icon",
    "image/vnd.microsoft.icon",
];

/// Its events must arrive when they happen, and many a client in the middle waits for more of a compressed stream.
const EVENT_STREAM: &str = "text/event-stream";

/// Whether one of the patterns fits a content type, whatever its parameters.
pub(super) fn matches(patterns: &[String], content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    let is_event_stream = kind.eq_ignore_ascii_case(EVENT_STREAM);
    patterns
        .iter()
        .any(|pattern| match (pattern.strip_suffix('*'), pattern.strip_prefix('*')) {
            _ if pattern.eq_ignore_ascii_case(kind) => true,
            _ if is_event_stream => false,
            (Some(start), _) => kind
                .get(..start.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(start)),
            (_, Some(end)) => {
                let from = kind.len().saturating_sub(end.len());
                kind.get(from..).is_some_and(|own| own.eq_ignore_ascii_case(end))
            }
            _ => false,
        })
}
