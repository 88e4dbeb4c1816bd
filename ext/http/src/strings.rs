//! Text as V8 keeps it. ASCII needs no decoding, and most of what a server sees is.

use deno_core::v8;

/// A string of V8 from UTF-8; none where it is longer than any can be (some 500 million characters).
pub(crate) fn try_make<'s>(scope: &mut v8::PinScope<'s, '_>, utf8: &[u8]) -> Option<v8::Local<'s, v8::Value>> {
    let made = match utf8.is_ascii() {
        true => v8::String::new_from_one_byte(scope, utf8, v8::NewStringType::Normal),
        false => v8::String::new_from_utf8(scope, utf8, v8::NewStringType::Normal),
    };
    made.map(Into::into)
}

/// The same for what is bounded far below that.
pub(crate) fn make<'s>(scope: &mut v8::PinScope<'s, '_>, utf8: &[u8]) -> v8::Local<'s, v8::Value> {
    try_make(scope, utf8).unwrap_or_else(|| v8::String::empty(scope).into())
}
