//! Which signs of a text belong together: backticks around code, brackets around what they hold.
//!
//! Each is found in one pass, and looked up afterwards: however many signs an author leaves open, a text takes no
//! longer than its length demands.

use indexmap::IndexMap;

/// The backticks of a text.
#[derive(Debug, Default)]
pub(super) struct Ticks {
    /// Where runs of backticks begin, by their length.
    runs: IndexMap<usize, Vec<usize>>,
    /// Where paragraphs end: no code goes on after that.
    ends: Vec<usize>,
}

impl Ticks {
    pub(super) fn of(text: &str) -> Self {
        let mut ticks = Self::default();
        let mut at = 0;
        while let Some(next) = text.get(at..).and_then(|rest| rest.find('`')) {
            let start = at + next;
            let length = run(text, start);
            ticks.runs.entry(length).or_default().push(start);
            at = start + length;
        }
        if !ticks.runs.is_empty() {
            ticks.ends = text.match_indices("\n\n").map(|(at, _)| at).collect();
        }
        ticks
    }

    /// Where the code span ends that this many backticks open here; nothing where they have no partner.
    pub(super) fn span_end(&self, at: usize, length: usize) -> Option<usize> {
        let starts = self.runs.get(&length)?;
        let next = starts.partition_point(|start| *start < at + length);
        let partner = *starts.get(next)?;
        let end = self.ends.partition_point(|end| *end < at);
        let same_paragraph = self.ends.get(end).is_none_or(|end| *end > partner);
        same_paragraph.then_some(partner + length)
    }
}

/// How many backticks stand here.
pub(super) fn run(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| **byte == b'`').count()
}

/// The longest run of backticks in a text.
pub(super) fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or_default()
}

/// The backticks and brackets of a text.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub(super) ticks: Ticks,
    /// Where each square bracket closes. Those in code don't count.
    square: IndexMap<usize, usize>,
    /// Where each round bracket closes.
    round: IndexMap<usize, usize>,
}

impl Pairs {
    pub(super) fn of(text: &str) -> Self {
        let mut pairs = Self {
            ticks: Ticks::of(text),
            ..Self::default()
        };
        if text.contains('[') {
            pairs.square = pairs.brackets(text, b'[', b']');
            pairs.round = pairs.brackets(text, b'(', b')');
        }
        pairs
    }

    fn brackets(&self, text: &str, open: u8, close: u8) -> IndexMap<usize, usize> {
        let bytes = text.as_bytes();
        let mut found = IndexMap::new();
        let mut opened = Vec::new();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                // The byte after it is no bracket that counts, whatever character it begins.
                b'\\' => at += 1,
                b'`' if open == b'[' => {
                    let length = run(text, at);
                    at = self.ticks.span_end(at, length).unwrap_or(at + length) - 1;
                }
                b'\n' if bytes.get(at + 1) == Some(&b'\n') => opened.clear(),
                sign if sign == open => opened.push(at),
                sign if sign == close => {
                    if let Some(start) = opened.pop() {
                        found.insert(start, at);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        found
    }

    /// Where the square bracket closes that opens here, within a part of the text that ends there.
    pub(super) fn square(&self, at: usize, to: usize) -> Option<usize> {
        self.square.get(&at).copied().filter(|end| *end < to)
    }

    /// The same for a round one.
    pub(super) fn round(&self, at: usize, to: usize) -> Option<usize> {
        self.round.get(&at).copied().filter(|end| *end < to)
    }
}
