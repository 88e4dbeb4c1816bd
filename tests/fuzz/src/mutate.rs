//! From one input to another that is like it. Must not know what inputs mean, but for the words that a target gives.

use crate::random::Random;

/// Bytes at which grammars turn.
const TURNS: &[u8] = b"\0\t\n\r \"#%&()*+,-./0123456789:;<=>?@AFZ[\\]^_`afz{|}~\x7f\x80\xbf\xc0\xc3\xed\xf4\xff";

/// Numbers at which counting goes wrong.
const NUMBERS: &[&str] = &[
    "-1",
    "0",
    "00",
    "1",
    "15",
    "16",
    "17",
    "127",
    "255",
    "256",
    "65535",
    "65536",
    "2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "ffffffff",
    "FFFFFFFFFFFFFFFF",
    "1e999",
    "0.001",
    "1.0000",
];

/// Makes inputs.
pub(crate) struct Mutator<'t> {
    pub(crate) words: &'t [&'t str],
    pub(crate) max_length: usize,
}

impl Mutator<'_> {
    /// Another input like `base`; `other` is one that it may borrow from.
    pub(crate) fn mutate(&self, base: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
        let mut input = base.to_vec();
        let steps = 1 << random.below(4);
        for _ in 0..steps {
            self.step(&mut input, other, random);
        }
        input.truncate(self.max_length);
        input
    }

    fn step(&self, input: &mut Vec<u8>, other: &[u8], random: &mut Random) {
        let at = random.below(input.len() + 1);
        match random.below(14) {
            0 => change(input, random, |byte, random| *byte ^= 1 << random.below(8)),
            1 => change(input, random, |byte, random| *byte = random.next() as u8),
            2 | 3 => change(input, random, |byte, random| *byte = *random.pick(TURNS).unwrap_or(&0)),
            4 => input.insert(at, *random.pick(TURNS).unwrap_or(&0)),
            5 | 6 => {
                let word = random.pick(self.words).copied().unwrap_or_default();
                input.splice(at..at, word.bytes());
            }
            7 => {
                let word = random.pick(self.words).copied().unwrap_or_default();
                let end = (at + word.len()).min(input.len());
                input.splice(at..end, word.bytes());
            }
            8 => self.replace_number(input, random),
            9 => {
                let range = self.range(input.len(), random);
                input.drain(range);
            }
            10 => {
                let copy = input[self.range(input.len(), random)].to_vec();
                input.splice(at..at, copy);
            }
            11 => self.repeat(input, random),
            12 => {
                let part = &other[self.range(other.len(), random)];
                let end = if random.one_in(2) { at } else { input.len() };
                input.splice(at..end, part.iter().copied());
            }
            _ => input.truncate(at),
        }
        // Several steps must not make something that is too large to work with.
        input.truncate(self.max_length * 2);
    }

    /// Puts another number in place of one, or anywhere if there is none.
    fn replace_number(&self, input: &mut Vec<u8>, random: &mut Random) {
        let from = random.below(input.len() + 1);
        let is_digit = |byte: &u8| byte.is_ascii_hexdigit();
        let start = input[from..]
            .iter()
            .position(is_digit)
            .map_or(from, |found| from + found);
        let end = input[start..]
            .iter()
            .position(|byte| !is_digit(byte))
            .map_or(input.len(), |found| start + found);
        let number = random.pick(NUMBERS).copied().unwrap_or_default();
        input.splice(start..end, number.bytes());
    }

    /// A part of it many times, as whoever tries the limits would send.
    fn repeat(&self, input: &mut Vec<u8>, random: &mut Random) {
        let range = self.range(input.len(), random);
        let part = input[range.clone()].to_vec();
        let most = (self.max_length / part.len().max(1)).min(400);
        let times = 1 + random.below(most);
        let end = range.end;
        input.splice(end..end, part.repeat(times));
    }

    /// A range of so many bytes, short ones more often.
    fn range(&self, length: usize, random: &mut Random) -> std::ops::Range<usize> {
        let start = random.below(length);
        let most = if random.one_in(4) { length } else { 16 };
        let end = (start + 1 + random.below(most)).min(length);
        start..end
    }
}

fn change(input: &mut [u8], random: &mut Random, change: impl FnOnce(&mut u8, &mut Random)) {
    let at = random.below(input.len());
    if let Some(byte) = input.get_mut(at) {
        change(byte, random);
    }
}
