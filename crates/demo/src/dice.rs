//! Choices that fall the same way every time.

/// A row of choices that follows from its name alone.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The row of that name.
    pub fn new(name: &str) -> Self {
        // FNV-1a, 64 bit.
        let start = 0xcbf2_9ce4_8422_2325_u64;
        let mix = |state: u64, byte: u8| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(name.bytes().fold(start, mix))
    }

    /// The next number of the row (`SplitMix64`).
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `limit` − 1; 0 where the limit is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit.max(1)
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of them.
    pub fn pick<'a, T, const N: usize>(&mut self, from: &'a [T; N]) -> &'a T {
        const { assert!(N > 0, "there is nothing to pick from") };
        let index = usize::try_from(self.below(N as u64)).unwrap_or(0);
        let [first, ..] = from.as_slice() else {
            unreachable!("N is above zero")
        };
        from.get(index).unwrap_or(first)
    }

    /// The same things in another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            let other = self.below(last as u64 + 1);
            things.swap(last, usize::try_from(other).unwrap_or(0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_gives_the_same_row() {
        let row = |name: &str| {
            let mut dice = Dice::new(name);
            (0..4).map(|_| dice.roll()).collect::<Vec<_>>()
        };
        assert_eq!(row("a"), row("a"));
        assert_ne!(row("a"), row("b"));
    }

    #[test]
    fn shuffling_loses_nothing() {
        let mut things: Vec<u32> = (0..50).collect();
        Dice::new("cards").shuffle(&mut things);
        assert_ne!(things, (0..50).collect::<Vec<_>>());
        things.sort_unstable();
        assert_eq!(things, (0..50).collect::<Vec<_>>());
    }
}
