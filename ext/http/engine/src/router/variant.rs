//! A pattern without optional groups, ready to be matched. Knows nothing of other layers.

use crate::router::expand::Draft;
use crate::router::expand::DraftSegment;
use crate::router::expand::Piece;
use crate::router::expression::Builder;
use crate::router::expression::Expression;
use crate::router::path::RequestPath;
use crate::router::pattern::Kind;
use crate::router::pattern::Name;
use crate::router::pattern::PatternError;
use crate::router::plan::Param;
use crate::router::segment::Mixed;
use crate::router::segment::Segment;
use crate::router::shape;
use crate::router::specificity;

/// What all variants of a layer have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Traits {
    pub(super) is_prefix: bool,
    pub(super) is_case_sensitive: bool,
    pub(super) is_strict: bool,
    /// The number of its parts.
    pub(super) parts: usize,
}

/// One way to match a layer.
#[derive(Debug)]
pub(super) struct Variant {
    /// What matches one segment each.
    pub(super) segments: Vec<Segment>,
    /// The outline of each: equal ones match the same texts.
    pub(super) keys: Vec<String>,
    /// What matches all segments behind those.
    pub(super) tail: Option<Tail>,
    /// How specific it is; less is more.
    pub(super) rank: Box<[u8]>,
    slash: EndSlash,
    base: Base,
}

/// What matches any number of segments.
#[derive(Debug)]
pub(super) enum Tail {
    /// A wildcard.
    Rest { name: Name, takes_something: bool },
    /// One segment at least, none of them empty.
    Many(Name),
    /// A stretch that a wildcard stands in the middle of.
    Expression(Expression),
}

/// Whether a path has to end with a slash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EndSlash {
    Either,
    Needed,
    Refused,
}

/// Where a layer's own part begins.
#[derive(Clone, Copy, Debug)]
enum Base {
    /// Behind so many segments.
    Segments(usize),
    /// Behind all of them.
    All,
    /// Behind those that the tail takes for a prefix.
    Tail,
}

impl Variant {
    pub(super) fn new(draft: &Draft, traits: Traits) -> Result<Self, PatternError> {
        let fixed = draft.segments.iter().take_while(|segment| !segment.spans()).count();
        let (fixed, spanning) = draft.segments.split_at(fixed);
        let segments = fixed.iter().map(|segment| segment.finish(traits.is_case_sensitive));
        let segments: Vec<_> = segments.collect::<Result<_, _>>()?;
        let keys = fixed
            .iter()
            .map(|segment| shape::key(segment, traits.is_case_sensitive));
        let keys = keys.collect();
        let tail = tail(spanning, traits)?;
        let own = traits.parts.saturating_sub(1);
        let before_own = draft.segments.iter().take_while(|segment| segment.depth < own).count();
        let base = match (&tail, traits.is_prefix) {
            (None, true) => Base::Segments(segments.len()),
            (Some(Tail::Rest { .. }), true) => Base::All,
            (Some(_), true) => Base::Tail,
            (_, false) if before_own <= segments.len() => Base::Segments(before_own),
            (Some(Tail::Expression(_)), false) => Base::Tail,
            (_, false) => Base::All,
        };
        Ok(Self {
            segments,
            keys,
            tail,
            rank: specificity::rank(draft),
            slash: EndSlash::of(draft, traits),
            base,
        })
    }

    /// Whether the path's end is as the pattern wants it.
    pub(super) fn accepts_end(&self, path: &RequestPath<'_>) -> bool {
        match self.slash {
            EndSlash::Either => true,
            EndSlash::Needed => path.has_slash(),
            EndSlash::Refused => !path.has_slash(),
        }
    }

    /// Whether the tail matches everything behind the segments that match one each.
    pub(super) fn tail_matches(&self, path: &RequestPath<'_>) -> bool {
        let from = self.segments.len();
        match &self.tail {
            None => from == path.len(),
            Some(Tail::Rest { takes_something, .. }) => !takes_something || from < path.len(),
            Some(Tail::Many(_)) => from < path.len() && path.run_length(from) == path.len() - from,
            Some(Tail::Expression(expression)) => expression.matches(path.joined(from)),
        }
    }

    /// Whether the path begins with it.
    pub(super) fn matches_prefix(&self, path: &RequestPath<'_>) -> bool {
        let from = self.segments.len();
        let mut segments = self.segments.iter().enumerate();
        from <= path.len()
            && segments.all(|(index, own)| path.segment(index).is_some_and(|text| own.matches(text)))
            && match &self.tail {
                None => true,
                Some(Tail::Rest { takes_something, .. }) => !takes_something || from < path.len(),
                Some(Tail::Many(_)) => path.run_length(from) > 0,
                Some(Tail::Expression(expression)) => expression.matches(path.joined(from)),
            }
    }

    /// What its parameters stand for in a path that it matches, and where the layer's own part begins, in bytes.
    pub(super) fn read(&self, path: &RequestPath<'_>) -> (Vec<Param>, usize) {
        let mut params = Vec::new();
        for (index, segment) in self.segments.iter().enumerate() {
            if let Some(text) = path.segment(index) {
                segment.capture(text, &mut params);
            }
        }
        let from = self.segments.len();
        let taken = match &self.tail {
            None => 0,
            Some(Tail::Rest { name, .. }) => {
                params.push(name.stands_for(path.rest(from)));
                0
            }
            Some(Tail::Many(name)) => {
                let taken = path.run_length(from);
                params.push(name.stands_for(path.join(from, taken)));
                taken
            }
            Some(Tail::Expression(expression)) => expression.capture(path.joined(from), path.has_slash(), &mut params),
        };
        let before = match self.base {
            Base::Segments(count) => count,
            Base::All => path.len(),
            Base::Tail => from + taken,
        };
        (params, path.end_of(before))
    }
}

impl DraftSegment {
    /// Whether it may match more than one segment.
    pub(super) fn spans(&self) -> bool {
        self.pieces.iter().any(|piece| match piece {
            Piece::Capture(capture, _) => !matches!(capture.kind, Kind::One(_)),
            Piece::Text(_) => false,
        })
    }

    fn finish(&self, is_case_sensitive: bool) -> Result<Segment, PatternError> {
        self.check()?;
        match &self.pieces[..] {
            [Piece::Text(text)] if is_case_sensitive => return Ok(Segment::Literal(text.as_str().into(), true)),
            [Piece::Text(text)] => return Ok(Segment::Literal(text.to_ascii_lowercase().into(), false)),
            [Piece::Capture(capture, _)] => match &capture.kind {
                Kind::One(Some(constraint)) => {
                    return Ok(Segment::Constrained(capture.name.clone(), constraint.clone()));
                }
                _ => return Ok(Segment::Param(capture.name.clone())),
            },
            _ => {}
        }
        let is_constrained = |piece: &Piece| matches!(piece, Piece::Capture(capture, _) if capture.is_constrained());
        if !self.pieces.iter().any(is_constrained) {
            return Ok(Segment::Mixed(self.mixed(is_case_sensitive)));
        }
        let mut builder = Builder::new(is_case_sensitive);
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => builder.text(text),
                Piece::Capture(capture, _) => builder.capture(capture),
            }
        }
        let expression = builder.finish(false);
        let expression = expression.map_err(|reason| PatternError::new(self.at, reason))?;
        Ok(Segment::Expression(expression))
    }

    fn mixed(&self, is_case_sensitive: bool) -> Mixed {
        let mut mixed = Mixed {
            lead: Box::default(),
            params: Vec::new(),
            is_case_sensitive,
        };
        for piece in &self.pieces {
            match (piece, mixed.params.last_mut()) {
                (Piece::Text(text), None) => mixed.lead = text.as_str().into(),
                (Piece::Text(text), Some((_, after))) => *after = text.as_str().into(),
                (Piece::Capture(capture, _), _) => mixed.params.push((capture.name.clone(), Box::default())),
            }
        }
        mixed
    }

    fn check(&self) -> Result<(), PatternError> {
        for piece in &self.pieces {
            if let Piece::Capture(capture, _) = piece
                && matches!(capture.kind, Kind::Many(_))
                && self.pieces.len() > 1
            {
                let reason = format!(
                    "`{}` takes several segments, so it must be one by itself",
                    capture.name.text
                );
                return Err(PatternError::new(capture.at, reason));
            }
        }
        for pair in self.pieces.windows(2) {
            let [Piece::Capture(one, _), Piece::Capture(other, _)] = pair else {
                continue;
            };
            if !one.is_constrained() && !other.is_constrained() {
                let (one, other) = (&one.name.text, &other.name.text);
                let reason = format!("there must be text between `{one}` and `{other}`");
                return Err(PatternError::new(self.at, reason));
            }
        }
        Ok(())
    }
}

impl EndSlash {
    pub(super) fn of(draft: &Draft, traits: Traits) -> Self {
        let last = draft.segments.last();
        let ends_with_wildcard = last.is_some_and(|segment| {
            let piece = segment.pieces.last();
            matches!(piece, Some(Piece::Capture(capture, _)) if matches!(capture.kind, Kind::Rest { .. }))
        });
        // A router that is mounted at `/api` is left with `/` for both `/api` and `/api/`.
        let own = traits.parts.saturating_sub(1);
        let is_root_of_router = own > 0 && last.is_none_or(|segment| segment.depth < own);
        if !traits.is_strict || traits.is_prefix || ends_with_wildcard || is_root_of_router {
            Self::Either
        } else if draft.has_slash && last.is_some() {
            Self::Needed
        } else {
            Self::Refused
        }
    }
}

/// What matches the segments from the first one on that may be more than one.
fn tail(segments: &[DraftSegment], traits: Traits) -> Result<Option<Tail>, PatternError> {
    let Some(first) = segments.first() else { return Ok(None) };
    if let ([segment], [Piece::Capture(capture, _)]) = (segments, &first.pieces[..]) {
        match capture.kind {
            Kind::Rest { takes_something } => {
                return Ok(Some(Tail::Rest {
                    name: capture.name.clone(),
                    takes_something,
                }));
            }
            Kind::Many(None) => return Ok(Some(Tail::Many(capture.name.clone()))),
            _ => {}
        }
        segment.check()?;
    }
    let mut builder = Builder::new(traits.is_case_sensitive);
    let own = traits.parts.saturating_sub(1);
    for (index, segment) in segments.iter().enumerate() {
        segment.check()?;
        if segment.depth == own && !traits.is_prefix {
            builder.mark();
        }
        let is_last = index + 1 == segments.len();
        segment.append_to(&mut builder, is_last);
    }
    if !traits.is_prefix {
        builder.mark();
    }
    let expression = builder.finish(traits.is_prefix);
    let expression = expression.map_err(|reason| PatternError::new(first.at, reason))?;
    Ok(Some(Tail::Expression(expression)))
}

impl DraftSegment {
    fn append_to(&self, builder: &mut Builder, is_last: bool) {
        if let [Piece::Capture(capture, _)] = &self.pieces[..]
            && let Kind::Rest { takes_something } = capture.kind
            && is_last
        {
            return builder.last_wildcard(&capture.name, takes_something, true);
        }
        builder.separator();
        for (index, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Text(text) => builder.text(text),
                Piece::Capture(capture, _) => match capture.kind {
                    Kind::Rest { takes_something } if is_last && index + 1 == self.pieces.len() => {
                        builder.last_wildcard(&capture.name, takes_something, false);
                    }
                    _ => builder.capture(capture),
                },
            }
        }
    }
}
