//! Sizes.

use proptest::prelude::*;

use crate::stage::bytes::parse;

#[test]
fn sizes_are_read() {
    for (text, bytes) in [
        ("0", 0),
        ("1024", 1024),
        ("1b", 1),
        ("1kb", 1024),
        ("1KB", 1024),
        ("1 mb", 1 << 20),
        (" 1.5mb ", 3 << 19),
        ("2gb", 2 << 30),
        ("1tb", 1 << 40),
        ("1pb", 1 << 50),
        ("0.3", 0),
        (".5kb", 512),
    ] {
        assert_eq!(parse(text), Ok(bytes), "{text}");
    }
}

#[test]
fn what_is_no_size_is_refused() {
    let long = "1".repeat(65);
    for text in [
        "", " ", "mb", "-1", "-1mb", "1m", "1 000", "1,5mb", "1.2.3", "1e3", "9pb", "NaN", "inf", &long,
    ] {
        let reason = parse(text).unwrap_err();
        assert!(
            reason.starts_with(&format!("`{text}` is not a size\nhint: ")),
            "{reason}"
        );
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,80}") {
        let _ = parse(&text);
    }

    #[test]
    fn whole_numbers_are_themselves(bytes in 0..1_u64 << 53) {
        prop_assert_eq!(parse(&bytes.to_string()), Ok(bytes));
        prop_assert_eq!(parse(&format!("{}kb", bytes >> 10)), Ok(bytes >> 10 << 10));
    }
}
