//! The same bytes in other pieces, as a network may deliver them.

use crate::random::Random;

/// Cuts bytes anywhere, at every byte at the most. Every byte is in one piece.
pub(super) fn cut<'i>(input: &'i [u8], random: &mut Random) -> Vec<&'i [u8]> {
    if random.one_in(4) {
        return input.chunks(1).collect();
    }
    let mut pieces = Vec::new();
    let mut rest = input;
    let most = 1 + random.below(64.max(input.len() / 4));
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at((1 + random.below(most)).min(rest.len()));
        pieces.push(piece);
        rest = behind;
    }
    pieces
}
