//! How specific patterns are, compared with each other: segment by segment from the left. Knows nothing of requests.

use crate::router::expand::Draft;
use crate::router::expand::DraftSegment;
use crate::router::expand::Piece;
use crate::router::pattern::Kind;

/// The end of a pattern that matches exactly what it says.
const END: u8 = 0;
/// The end of one that was written longer: something optional is left out.
const END_WITH_OMISSION: u8 = 1;
const LITERAL: u8 = 2;
const MIXED: u8 = 3;
const CONSTRAINED: u8 = 4;
const PARAM: u8 = 5;
const OPTIONAL_OR_MANY: u8 = 6;
const WILDCARD_WITH_TEXT: u8 = 7;
const WILDCARD: u8 = 8;
/// Behind what takes several segments, more pattern says more.
const END_BEHIND_SEVERAL: u8 = 9;

/// Less is more specific, compared as sequences.
pub(super) fn rank(draft: &Draft) -> Box<[u8]> {
    let mut rank: Vec<u8> = draft.segments.iter().map(class).collect();
    rank.push(if draft.segments.iter().any(DraftSegment::spans) {
        END_BEHIND_SEVERAL
    } else if draft.omits {
        END_WITH_OMISSION
    } else {
        END
    });
    rank.into()
}

/// How specific one segment is.
pub(super) fn class(segment: &DraftSegment) -> u8 {
    match &segment.pieces[..] {
        [Piece::Text(_)] => LITERAL,
        [Piece::Capture(capture, is_optional)] => match (&capture.kind, is_optional) {
            (Kind::Rest { .. }, _) => WILDCARD,
            (Kind::Many(_), _) => OPTIONAL_OR_MANY,
            (Kind::One(Some(_)), _) => CONSTRAINED,
            (Kind::One(None), true) => OPTIONAL_OR_MANY,
            (Kind::One(None), false) => PARAM,
        },
        _ if segment.spans() => WILDCARD_WITH_TEXT,
        _ => MIXED,
    }
}
