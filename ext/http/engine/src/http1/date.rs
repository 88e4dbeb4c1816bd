//! The `date` of an answer (RFC 9110, section 6.6.1), formatted once a second and thread.

use std::cell::Cell;
use std::time::Duration;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

/// `Sun, 06 Nov 1994 08:49:37 GMT`
pub(super) type Date = [u8; 29];

thread_local! {
    static LAST: Cell<Option<(u64, Date)>> = const { Cell::new(None) };
}

/// The date of now; `None` if the clock stands where the format has no dates.
pub(super) fn now() -> Option<Date> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    match LAST.get() {
        Some((of, date)) if of == seconds => Some(date),
        _ => {
            let date = format(seconds)?;
            LAST.set(Some((seconds, date)));
            Some(date)
        }
    }
}

fn format(seconds: u64) -> Option<Date> {
    const YEAR_10000: u64 = 253_402_300_800;
    if seconds >= YEAR_10000 {
        return None;
    }
    let date = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds));
    date.as_bytes().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::format;

    #[test]
    fn dates_have_the_one_format() {
        assert_eq!(format(784_111_777).unwrap(), *b"Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(format(u64::MAX), None);
        assert!(super::now().is_some());
    }
}
