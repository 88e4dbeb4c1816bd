//! Content codings, and which of them a client prefers (RFC 9110, section 12.5.3). Knows no codecs.

/// A content coding (RFC 9110, section 8.4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Coding {
    /// None.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 1950, in spite of its name.
    Deflate,
    /// RFC 7932.
    Brotli,
    /// RFC 8878, with the window of RFC 9659.
    Zstd,
}

impl Coding {
    /// Its name in `Content-Encoding`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Deflate => "deflate",
            Self::Brotli => "br",
            Self::Zstd => "zstd",
        }
    }

    /// The coding of that name, in whatever case.
    pub fn parse(name: &str) -> Option<Self> {
        let all = [Self::Identity, Self::Gzip, Self::Deflate, Self::Brotli, Self::Zstd];
        let is_old_gzip = name.eq_ignore_ascii_case("x-gzip");
        match is_old_gzip {
            true => Some(Self::Gzip),
            false => all.into_iter().find(|coding| coding.name().eq_ignore_ascii_case(name)),
        }
    }
}

/// Which of the codings on offer, the server's favourite first, the client likes best; `Identity` if it likes none,
/// also where it refuses that as well: an answer that it may not understand beats none.
pub(crate) fn negotiate_encoding(header: Option<&str>, offered: &[Coding]) -> Coding {
    let Some(header) = header else {
        return Coding::Identity;
    };
    let mut best = (Coding::Identity, 0);
    for coding in offered {
        let weight = weight_of(header, *coding).unwrap_or(0);
        if weight > best.1 {
            best = (*coding, weight);
        }
    }
    match explicit_weight(header, Coding::Identity.name()) {
        Some(identity) if identity > best.1 => Coding::Identity,
        _ => best.0,
    }
}

fn weight_of(header: &str, coding: Coding) -> Option<u16> {
    let alias = if coding == Coding::Gzip {
        "x-gzip"
    } else {
        coding.name()
    };
    explicit_weight(header, coding.name())
        .or_else(|| explicit_weight(header, alias))
        .or_else(|| explicit_weight(header, "*"))
}

/// The weight of the first entry of that name, in thousandths. Entries that are malformed do not count.
fn explicit_weight(header: &str, name: &str) -> Option<u16> {
    header.split(',').find_map(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let is_named = parts.next().is_some_and(|coding| coding.eq_ignore_ascii_case(name));
        if !is_named {
            return None;
        }
        match parts.next() {
            None => Some(1000),
            Some(weight) => parse_weight(weight).filter(|_| parts.next().is_none()),
        }
    })
}

/// `q=0.123` (RFC 9110, section 12.4.2).
fn parse_weight(text: &str) -> Option<u16> {
    let (name, value) = text.split_once('=')?;
    let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    let is_number = fraction.len() <= 3 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !name.trim().eq_ignore_ascii_case("q") || !is_number {
        return None;
    }
    let thousandths = format!("{fraction:0<3}").parse().ok()?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1000),
        _ => None,
    }
}
