//! Patterns without their names: what two of them have in common. Knows nothing of requests.

use std::fmt::Write as _;

use crate::router::expand::Draft;
use crate::router::expand::DraftSegment;
use crate::router::expand::Piece;
use crate::router::pattern::Kind;
use crate::router::specificity;
use crate::router::variant::EndSlash;
use crate::router::variant::Traits;

/// What of a pattern goes into its shape.
#[derive(Clone, Copy)]
struct Detail {
    /// Upper and lower case.
    case: bool,
    /// How an expression is written, where several ways mean the same.
    notation: bool,
}

/// Segments of one key match the same texts.
pub(super) fn key(segment: &DraftSegment, is_case_sensitive: bool) -> String {
    let mut key = String::from(if is_case_sensitive { "" } else { "i" });
    write_segment(
        &mut key,
        segment,
        Detail {
            case: is_case_sensitive,
            notation: false,
        },
    );
    key
}

/// Layers of one shape match the same paths and differ in nothing but names.
pub(super) fn shape(drafts: &[Draft], traits: Traits) -> String {
    let mut shape = String::from(if traits.is_case_sensitive { "" } else { "i" });
    let detail = Detail {
        case: traits.is_case_sensitive,
        notation: true,
    };
    for draft in drafts {
        write_draft(&mut shape, draft, traits, detail);
        shape.push('|');
    }
    shape
}

/// Variants of one outline match some paths in common, and are equally specific.
pub(super) fn outline(draft: &Draft, traits: Traits) -> String {
    let mut outline = String::new();
    let detail = Detail {
        case: traits.is_case_sensitive,
        notation: false,
    };
    write_draft(&mut outline, draft, traits, detail);
    outline
}

fn write_draft(shape: &mut String, draft: &Draft, traits: Traits, detail: Detail) {
    for segment in &draft.segments {
        let _ = write!(shape, "/{}", specificity::class(segment));
        write_segment(shape, segment, detail);
    }
    if draft.omits {
        shape.push('-');
    }
    match EndSlash::of(draft, traits) {
        EndSlash::Either => {}
        EndSlash::Needed => shape.push('/'),
        EndSlash::Refused => shape.push('!'),
    }
}

/// Texts are quoted, so nothing in them can be taken for a piece.
fn write_segment(shape: &mut String, segment: &DraftSegment, detail: Detail) {
    for piece in &segment.pieces {
        let capture = match piece {
            Piece::Text(text) if detail.case => {
                let _ = write!(shape, "{text:?}");
                continue;
            }
            Piece::Text(text) => {
                let _ = write!(shape, "{:?}", text.to_ascii_lowercase());
                continue;
            }
            Piece::Capture(capture, _) => capture,
        };
        let (sign, constraint) = match &capture.kind {
            Kind::One(constraint) => (":", constraint.as_ref()),
            Kind::Many(constraint) => ("+", constraint.as_ref()),
            Kind::Rest { takes_something: false } => ("*", None),
            Kind::Rest { takes_something: true } => ("**", None),
        };
        shape.push_str(sign);
        if let Some(constraint) = constraint {
            let expression = if detail.notation {
                &constraint.source
            } else {
                &constraint.translated
            };
            let _ = write!(shape, "({expression:?})");
        }
    }
}
