//! What a client prefers: `Accept`, `Accept-Charset`, `Accept-Encoding`, `Accept-Language` (RFC 9110, section 12.5).
//! Which offer wins is decided as the npm packages `accepts` and `negotiator` do, because Express programs expect it.

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use crate::data::media_type;
use crate::data::parameters;
use crate::data::parameters::Element;

/// Elements of a field that are considered; what a client prefers least comes last in practice.
const MAX_ELEMENTS: usize = 100;

/// What is negotiated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Media types. An offer may also be the ending of a file, such as `json`.
    Type,
    /// Charsets.
    Charset,
    /// Content codings; `identity` is always there unless it is refused.
    Encoding,
    /// Languages; a prefix such as `en` matches `en-GB` and the other way round.
    Language,
}

impl Kind {
    /// The field that says what the client prefers, in lower case.
    pub fn field(self) -> &'static str {
        match self {
            Self::Type => "accept",
            Self::Charset => "accept-charset",
            Self::Encoding => "accept-encoding",
            Self::Language => "accept-language",
        }
    }

    /// What a request without the field says.
    fn default_field(self) -> &'static str {
        match self {
            Self::Type => "*/*",
            Self::Charset | Self::Language => "*",
            Self::Encoding => "",
        }
    }
}

/// Which of the offers the client likes best: its place among them, `None` if it takes none of them. `field` is
/// the value of [`Kind::field`], if the client sent one.
pub fn best(kind: Kind, field: Option<&str>, offers: &[&str]) -> Option<usize> {
    if kind == Kind::Type {
        return best_type(field, offers);
    }
    let preferences = preferences(kind, field);
    let ranks = offers.iter().enumerate();
    let ranks = ranks.filter_map(|(place, offer)| rank(kind, &preferences, &parameters::single(offer), offer, place));
    ranks.min_by(compare).map(|rank| rank.place)
}

/// What the client would take, what it likes best first.
pub fn accepted(kind: Kind, field: Option<&str>) -> Vec<String> {
    let mut preferences = preferences(kind, field);
    preferences.retain(|preference| preference.quality > 0.0);
    preferences.sort_by(|a, b| b.quality.total_cmp(&a.quality));
    let values = preferences.iter();
    values.map(|preference| preference.element.value.to_string()).collect()
}

fn best_type(field: Option<&str>, offers: &[&str]) -> Option<usize> {
    if field.unwrap_or_default().is_empty() {
        return (!offers.is_empty()).then_some(0);
    }
    let preferences = preferences(Kind::Type, field);
    let ranks = offers.iter().enumerate().filter_map(|(place, offer)| {
        let name = if offer.contains('/') {
            offer
        } else {
            media_type::of_extension(offer)?
        };
        rank(Kind::Type, &preferences, &parameters::single(name), name, place)
    });
    ranks.min_by(compare).map(|rank| rank.place)
}

/// One element of the client's field.
struct Preference<'a> {
    element: Element<'a>,
    /// Its weight, however far it is from what RFC 9110 (section 12.4.2) allows.
    quality: f64,
    order: usize,
}

fn preferences(kind: Kind, field: Option<&str>) -> Vec<Preference<'_>> {
    let elements = parameters::list(field.unwrap_or(kind.default_field())).take(MAX_ELEMENTS);
    let mut count = 0;
    let elements = elements.enumerate().filter_map(|(order, element)| {
        count = order + 1;
        let quality = match element.parameter("q") {
            None | Some("") => 1.0,
            Some(text) => number(text),
        };
        let is_usable = match kind {
            Kind::Type => element.value.contains('/'),
            _ => !element.value.is_empty(),
        };
        is_usable.then_some(Preference {
            element,
            quality,
            order,
        })
    });
    let mut preferences: Vec<_> = elements.collect();
    if kind == Kind::Encoding {
        add_identity(&mut preferences, count);
    }
    preferences
}

/// A client that says nothing about `identity` takes it when it must.
fn add_identity(preferences: &mut Vec<Preference<'_>>, order: usize) {
    let mut known = preferences.iter().map(|preference| preference.element.value);
    if known.any(|value| value == "*" || value.eq_ignore_ascii_case("identity")) {
        return;
    }
    let qualities = preferences.iter().map(|preference| preference.quality);
    let quality = qualities.filter(|quality| *quality != 0.0).fold(1.0, f64::min);
    let element = Element {
        value: "identity",
        ..Element::default()
    };
    preferences.push(Preference {
        element,
        quality,
        order,
    });
}

/// How well an offer fits.
struct Rank {
    quality: f64,
    specificity: u8,
    /// `None` comes before all others.
    order: Option<usize>,
    place: usize,
}

/// The rank that the most specific of the preferences gives to an offer; `None` if the client does not take it.
fn rank(kind: Kind, preferences: &[Preference<'_>], offer: &Element<'_>, text: &str, place: usize) -> Option<Rank> {
    let mut best = Rank {
        quality: 0.0,
        specificity: 0,
        order: None,
        place,
    };
    for preference in preferences {
        let specificity = match kind {
            Kind::Type => type_specificity(&preference.element, offer),
            Kind::Language => language_specificity(preference.element.value, offer.value),
            Kind::Charset | Kind::Encoding => token_specificity(preference.element.value, text),
        };
        let Some(specificity) = specificity else { continue };
        let rank = Rank {
            quality: preference.quality,
            specificity,
            order: Some(preference.order),
            place,
        };
        if is_less(&best, &rank) {
            best = rank;
        }
    }
    (best.quality > 0.0).then_some(best)
}

fn is_less(a: &Rank, b: &Rank) -> bool {
    match a.specificity.cmp(&b.specificity) {
        Ordering::Equal => {}
        order => return order == Ordering::Less,
    }
    match a.quality.partial_cmp(&b.quality) {
        Some(Ordering::Equal) | None => a.order < b.order,
        Some(order) => order == Ordering::Less,
    }
}

/// The better one first.
fn compare(a: &Rank, b: &Rank) -> Ordering {
    let quality = b.quality.total_cmp(&a.quality);
    quality
        .then(b.specificity.cmp(&a.specificity))
        .then(a.order.cmp(&b.order))
        .then(a.place.cmp(&b.place))
}

fn type_specificity(preference: &Element<'_>, offer: &Element<'_>) -> Option<u8> {
    let (kind, subtype) = preference.value.split_once('/')?;
    let (offered_kind, offered_subtype) = offer.value.split_once('/')?;
    let mut specificity = 0;
    if kind.eq_ignore_ascii_case(offered_kind) {
        specificity |= 4;
    } else if kind != "*" {
        return None;
    }
    if subtype.eq_ignore_ascii_case(offered_subtype) {
        specificity |= 2;
    } else if subtype != "*" {
        return None;
    }
    let mut wanted = preference.parameters.iter().filter(|(name, _)| name != "q").peekable();
    if wanted.peek().is_some() {
        let offered = |name: &str| (name != "q").then(|| offer.parameter(name)).flatten();
        let is_met = |(name, value): &(String, String)| {
            value == "*" || value.eq_ignore_ascii_case(offered(name).unwrap_or_default())
        };
        wanted.all(is_met).then_some(())?;
        specificity |= 1;
    }
    Some(specificity)
}

fn language_specificity(preference: &str, offer: &str) -> Option<u8> {
    if offer.is_empty() {
        return None;
    }
    let prefix = |tag: &'_ str| tag.find('-').unwrap_or(tag.len());
    if preference.eq_ignore_ascii_case(offer) {
        Some(4)
    } else if preference[..prefix(preference)].eq_ignore_ascii_case(offer) {
        Some(2)
    } else if preference.eq_ignore_ascii_case(&offer[..prefix(offer)]) {
        Some(1)
    } else {
        (preference == "*").then_some(0)
    }
}

fn token_specificity(preference: &str, offer: &str) -> Option<u8> {
    if preference.eq_ignore_ascii_case(offer) {
        return Some(1);
    }
    (preference == "*").then_some(0)
}

/// The number that a text begins with, as `parseFloat` reads it; NaN if there is none.
fn number(text: &str) -> f64 {
    let text = text.trim_start();
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        bytes[from.min(bytes.len())..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let is_at = |at: usize, any: &[u8]| bytes.get(at).is_some_and(|byte| any.contains(byte));
    let sign = usize::from(is_at(0, b"+-"));
    if text[sign..].starts_with("Infinity") {
        return if text.starts_with('-') {
            f64::NEG_INFINITY
        } else {
            f64::INFINITY
        };
    }
    let mut end = sign + digits(sign);
    if is_at(end, b".") {
        end += 1 + digits(end + 1);
    }
    if is_at(end, b"eE") {
        let start = end + 1 + usize::from(is_at(end + 1, b"+-"));
        if digits(start) > 0 {
            end = start + digits(start);
        }
    }
    text[..end].parse().unwrap_or(f64::NAN)
}
