//! The `date` field of answers (RFC 9110, section 6.6.1). Knows no protocol.

use std::cell::RefCell;
use std::time::Duration;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use http::HeaderValue;

thread_local! {
    /// The second that was formatted last, counted from 1970, and its text: it serves every answer of that second.
    static LAST: RefCell<(u64, HeaderValue)> = const { RefCell::new((u64::MAX, HeaderValue::from_static(""))) };
}

/// The current second in the preferred form (IMF-fixdate).
pub(crate) fn now() -> HeaderValue {
    with_now(HeaderValue::clone)
}

/// The same, to be looked at.
pub(crate) fn with_now<T>(read: impl FnOnce(&HeaderValue) -> T) -> T {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH);
    // A clock that stands before 1970 is wrong by more than this.
    at(elapsed.unwrap_or_default().as_secs(), read)
}

fn at<T>(second: u64, read: impl FnOnce(&HeaderValue) -> T) -> T {
    // The last one that the form can tell: `httpdate` panics behind it.
    let second = second.min(253_402_300_799);
    LAST.with_borrow_mut(|(known, text)| {
        if *known != second {
            let date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(second));
            if let Ok(value) = HeaderValue::try_from(date) {
                *text = value;
                *known = second;
            }
        }
        read(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_has_one_form() {
        assert_eq!(at(784_111_777, HeaderValue::clone), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(at(784_111_777, HeaderValue::clone), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(at(0, HeaderValue::clone), "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(at(u64::MAX, HeaderValue::clone), "Fri, 31 Dec 9999 23:59:59 GMT");
        assert_eq!(now().len(), 29);
    }
}
