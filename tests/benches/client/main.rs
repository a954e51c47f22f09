//! What the generated client costs over reqwest and derived serde used by hand: `cargo xtask bench client`.
//!
//! Both sides do the same in turns, in one process, and the ratio is the median of the turns' ratios: whatever else
//! the machine does slows both.

mod answering;
mod by_hand;
mod calls;
mod codec;

fn main() -> std::io::Result<()> {
    codec::measure();
    calls::measure()
}

/// Turns of two rivals.
struct Turns {
    ours: Vec<f64>,
    theirs: Vec<f64>,
}

impl Turns {
    /// Lets both run by turns; each returns the seconds that it took. The first turn only warms up.
    fn take(count: usize, mut ours: impl FnMut() -> f64, mut theirs: impl FnMut() -> f64) -> Self {
        let mut turns = Self {
            ours: Vec::new(),
            theirs: Vec::new(),
        };
        for turn in 0..=count {
            // Who begins changes, so that neither always profits from the other's warmth.
            let (our, their) = if turn % 2 == 0 {
                let our = ours();
                (our, theirs())
            } else {
                let their = theirs();
                (ours(), their)
            };
            if turn > 0 {
                turns.ours.push(our);
                turns.theirs.push(their);
            }
        }
        turns
    }

    /// Ours by theirs.
    fn ratio(&self) -> f64 {
        let pairs = self.ours.iter().zip(&self.theirs);
        median(pairs.map(|(ours, theirs)| ours / theirs).collect())
    }

    /// The median turn of ours and of theirs.
    fn medians(&self) -> (f64, f64) {
        (median(self.ours.clone()), median(self.theirs.clone()))
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
