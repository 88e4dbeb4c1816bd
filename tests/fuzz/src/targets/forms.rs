//! Bodies and queries that hold data: urlencoded, multipart, JSON.

use std::cell::RefCell;

use bytes::Bytes;
use http_body::Frame;
use http_body_util::StreamBody;
use racejs_http_engine::body::RequestBody;
use racejs_http_engine::data::json_depth;
use racejs_http_engine::data::multipart::Multipart;
use racejs_http_engine::data::multipart::MultipartLimits;
use racejs_http_engine::data::query;
use racejs_http_engine::data::query::Nesting;
use serde_json::Value;
use tokio::runtime::Runtime;

use super::Target;
use super::pieces;
use crate::random::Random;

/// A query.
pub(super) const QUERY: Target = Target {
    name: "query",
    about: "a query, flat and nested: bounds, JSON, no inherited names, and again what was read",
    run: read_query,
    seeds: &[
        b"a=1&b=2&a=3",
        b"a[b][c]=1&a[]=x&a[0]=y&a[100]=z&a.b=c",
        b"__proto__[x]=1&constructor[prototype]=2&a[__proto__]=3",
        b"%61%5B%5D=%F0%9F%98%80+x&=&&&b",
        b"a[b][c][d][e][f][g][h]=1&a[]=1&a[b]=2",
    ],
    words: &[
        "a",
        "b",
        "=",
        "&",
        "[",
        "]",
        "[]",
        "[0]",
        "[20]",
        "[21]",
        "[b]",
        "%5B",
        "%5D",
        "+",
        "%",
        "%zz",
        "__proto__",
        "constructor",
        "toString",
        "&a[]=",
        "&a[b]=",
        "a[b]",
        "[[",
        "]]",
        "&a=",
        "%C3",
        "[999999999999]",
    ],
    max_length: 4096,
    memory: 1024 * 1024,
};

/// A form.
pub(super) const MULTIPART: Target = Target {
    name: "multipart",
    about: "a form: any split, limits, and contents that come back as they were sent",
    run: multipart,
    seeds: &[
        b"--b0\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b0--\r\n",
        b"x\r\n--b0\r\nContent-Disposition: form-data; name=f; filename=\"C:\\\\x\\\\y.txt\"; filename*=UTF-8''%e2%82%ac\r\nContent-Type: text/plain\r\n\r\n\r\n--b\r\n--b0 \t\r\n\r\n\r\n--b0--",
        b"--b0\r\nContent-Disposition:form-data;name=\"a\\\"b\"\r\nX: y\r\n\r\n\r\n--b0\r\ncontent-disposition: form-data; name=a\r\n\r\n\r\n--b0--epilogue",
    ],
    words: &[
        "--b0", "\r\n--b0\r\n", "\r\n--b0--", "--b0--\r\n", "\r\n", "\r\n\r\n", "Content-Disposition: form-data; name=\"a\"\r\n\r\n",
        "; filename=\"x\"", "; filename*=UTF-8''%41", "name=", "\"", "\\", ";", "Content-Type: text/plain\r\n", "\r\n--b", "-", "\r", "\n",
    ],
    max_length: 8192,
    memory: 1024 * 1024,
};

/// The depth of a JSON text.
pub(super) const JSON_DEPTH: Target = Target {
    name: "json_depth",
    about: "how deep JSON nests: the same as in the value that serde_json makes of it",
    run: depth,
    seeds: &[b"[[[]]]", b"{\"a\":[{\"b\":\"[\\\"[\"}]}", b"[\"\\\\\",[]]"],
    words: &["[", "]", "{", "}", "\"", "\\", "\\\"", "\"a\":", ",", "[[[[", "1"],
    max_length: 1024,
    memory: 256 * 1024,
};

/// Names that must never be taken from a client.
const NEVER: &[&str] = &[
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "prototype",
    "toString",
    "valueOf",
];

fn read_query(input: &[u8], random: &mut Random) {
    let text = String::from_utf8_lossy(input);
    let limit = if random.one_in(2) { 8 } else { 1000 };
    let flat = query::flat(&text, limit);
    assert!(flat.len() <= 2 * limit && flat.len().is_multiple_of(2));
    let pairs: Vec<(&str, &str)> = flat
        .chunks(2)
        .map(|pair| (pair[0].as_str(), pair[1].as_str()))
        .collect();
    let written = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&pairs)
        .finish();
    assert_eq!(query::flat(&written, limit), flat, "it does not come back");
    let all = query::flat(&text, usize::MAX).len() / 2;
    assert!(
        all <= limit || query::exceeds(&text, limit),
        "{all} pairs are not more than {limit}"
    );

    let nesting = Nesting {
        pairs: limit,
        depth: random.below(8),
        array_length: random.below(24),
    };
    let json = query::nested(&text, &nesting);
    assert!(
        json.len() <= 64 + 64 * text.len(),
        "{} bytes of JSON from {}",
        json.len(),
        text.len()
    );
    let value: Value = serde_json::from_str(&json).unwrap();
    assert!(value.is_object());
    // The object, the first name, the brackets and what is left of a name behind them; where two values meet, each of
    // these may be a list as well.
    check_tree(&value, 2 * (nesting.depth + 3), &nesting);
}

fn check_tree(value: &Value, depth: usize, nesting: &Nesting) {
    match value {
        Value::String(_) => {}
        Value::Array(items) => {
            assert!(depth > 0, "it nests deeper than {}", nesting.depth);
            assert!(items.len() <= nesting.array_length.max(1) + 1, "{} items", items.len());
            items.iter().for_each(|item| check_tree(item, depth - 1, nesting));
        }
        Value::Object(map) => {
            assert!(depth > 0, "it nests deeper than {}", nesting.depth);
            for (key, value) in map {
                assert!(!NEVER.contains(&key.as_str()), "`{key}` is in it");
                check_tree(value, depth - 1, nesting);
            }
        }
        other => panic!("{other} is no text"),
    }
}

thread_local! {
    static RUNTIME: RefCell<Runtime> = RefCell::new(tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap());
}

/// Waits for something that needs no more than this thread and the clock.
pub(super) fn wait<T>(future: impl Future<Output = T>) -> T {
    RUNTIME.with(|runtime| runtime.borrow().block_on(future))
}

/// A body in pieces.
pub(super) fn body(pieces: &[&[u8]]) -> RequestBody {
    let pieces: Vec<Bytes> = pieces.iter().map(|piece| Bytes::copy_from_slice(piece)).collect();
    let frames = pieces.into_iter().map(|piece| Ok(Frame::data(piece)));
    RequestBody::new(StreamBody::new(futures_util::stream::iter(frames)))
}

fn form_limits() -> MultipartLimits {
    MultipartLimits {
        fields: 6,
        files: 3,
        field_bytes: 1024,
        file_bytes: 4096,
        head_bytes: 512,
        head_lines: 5,
        name_bytes: 64,
        ..MultipartLimits::new(1 << 20)
    }
}

/// The name of a part, that of its file, and its content.
type Part = (String, Option<String>, Bytes);

/// Every part, or what is wrong behind those that were read.
fn read_form(pieces: &[&[u8]]) -> (Vec<Part>, Option<String>) {
    let mut parts = Vec::new();
    let read = async {
        let mut form = Multipart::new(body(pieces), "multipart/form-data; boundary=b0", form_limits())?;
        while let Some(part) = form.next_part().await? {
            let content = form.collect().await?;
            parts.push((part.name, part.filename, content));
        }
        Ok::<_, racejs_http_engine::data::multipart::MultipartError>(())
    };
    let error = wait(read).err().map(|error| error.to_string());
    (parts, error)
}

fn multipart(input: &[u8], random: &mut Random) {
    let limits = form_limits();
    let whole = read_form(&[input]);
    assert_eq!(whole, read_form(&pieces::cut(input, random)), "it depends on the split");
    let count = |is_file: bool| {
        whole
            .0
            .iter()
            .filter(|(_, filename, _)| filename.is_some() == is_file)
            .count()
    };
    assert!(count(true) <= limits.files && count(false) <= limits.fields);
    for (name, filename, content) in &whole.0 {
        let most = if filename.is_some() {
            limits.file_bytes
        } else {
            limits.field_bytes
        };
        assert!(content.len() as u64 <= most && name.len() <= limits.name_bytes);
        let file = filename.as_deref().unwrap_or_default();
        assert!(!file.contains(['/', '\\']), "{file:?} has a folder");
    }
    let content = &input[..input.len().min(1000)];
    let marked = [b"\r\n", content].concat();
    if marked.windows(6).any(|part| part == b"\r\n--b0") {
        return;
    }
    let form = [
        b"--b0\r\nContent-Disposition: form-data; name=x\r\n\r\n",
        content,
        b"\r\n--b0--\r\n",
    ]
    .concat();
    let (parts, error) = read_form(&pieces::cut(&form, random));
    assert_eq!(error, None);
    assert_eq!(
        parts,
        [("x".to_string(), None, Bytes::copy_from_slice(content))],
        "it does not come back"
    );
}

fn depth(input: &[u8], random: &mut Random) {
    let limit = random.below(12);
    let is_taken = json_depth::check(input, limit).is_ok();
    assert!(
        json_depth::check(input, limit + 1).is_ok() || !is_taken,
        "a higher limit takes less"
    );
    if let Ok(value) = serde_json::from_slice::<Value>(input) {
        let depth = depth_of(&value);
        assert_eq!(
            is_taken,
            depth <= limit || input.len() <= limit,
            "it nests {depth} deep"
        );
    }
}

fn depth_of(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth_of).max().unwrap_or(0),
        Value::Object(map) => 1 + map.values().map(depth_of).max().unwrap_or(0),
        _ => 0,
    }
}
