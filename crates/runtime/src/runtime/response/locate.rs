//! Finds the field at a position in a JSON text.
//!
//! The decoder says where it stopped by line and column. Walking the text once more up to there gives
//! the path of the field, so that decoding itself need not keep track of it.

use std::fmt::Write as _;

use crate::runtime::error::describe::escape;

/// The path, as in `user.permissions[2].id`, of the value at a line and column (from 1).
pub(crate) fn locate(text: &[u8], line: usize, column: usize) -> String {
    let mut path: Vec<Step> = Vec::new();
    let mut scanner = Scanner {
        text,
        position: 0,
        end: offset(text, line, column),
    };
    scanner.walk(&mut path);
    let mut out = String::new();
    for (position, step) in path.iter().enumerate() {
        // Of a deeply nested place, its ends tell enough.
        if path.len() > 2 * END_STEPS && (END_STEPS..path.len() - END_STEPS).contains(&position) {
            if position == END_STEPS {
                out.push('…');
            }
            continue;
        }
        match step {
            Step::Index(index) => {
                let _ = write!(out, "[{index}]");
            }
            Step::Key(key) => push_key(&mut out, key),
        }
    }
    out
}

/// How many steps of a long path are shown at either end.
const END_STEPS: usize = 8;

/// Writes a key, kept short and free of anything that could disturb a line of text.
fn push_key(out: &mut String, key: &[u8]) {
    let key = String::from_utf8_lossy(key);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@');
    if key.len() <= 64 && !key.is_empty() && key.chars().all(plain) {
        if !out.is_empty() {
            out.push('.');
        }
        out.push_str(&key);
    } else {
        out.push_str("[\"");
        escape(out, &key, 64);
        out.push_str("\"]");
    }
}

/// The decoder counts columns in bytes from 1, 0 standing for the line's end before it.
pub(crate) fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text
            .get(start..)
            .and_then(|rest| rest.iter().position(|&byte| byte == b'\n'))
        {
            Some(newline) => start += newline + 1,
            None => break,
        }
    }
    (start + column).min(text.len())
}

enum Step<'a> {
    Key(&'a [u8]),
    Index(usize),
}

struct Scanner<'a> {
    text: &'a [u8],
    position: usize,
    end: usize,
}

impl<'a> Scanner<'a> {
    /// Leaves in `path` the way to the value that contains `end`, or that ends there.
    fn walk(&mut self, path: &mut Vec<Step<'a>>) {
        // How long `path` is outside each open object and list: a step is taken into what is not empty.
        let mut open: Vec<usize> = Vec::new();
        while self.position < self.end {
            let Some(&byte) = self.text.get(self.position) else {
                return;
            };
            match byte {
                b'{' => {
                    open.push(path.len());
                    self.position += 1;
                    self.enter_key(path);
                }
                b'[' => {
                    open.push(path.len());
                    self.position += 1;
                    // The decoder may have stopped in front of the first item, having seen what it is.
                    if self.next() != Some(b']') {
                        path.push(Step::Index(0));
                    }
                }
                b'}' | b']' => {
                    path.truncate(open.pop().unwrap_or_default());
                    self.position += 1;
                }
                b',' => {
                    self.position += 1;
                    match path.pop() {
                        Some(Step::Index(index)) => path.push(Step::Index(index + 1)),
                        Some(Step::Key(_)) => self.enter_key(path),
                        None => {}
                    }
                }
                b'"' => {
                    self.string();
                }
                _ => self.position += 1,
            }
        }
    }

    /// The next byte that is no white space.
    fn next(&mut self) -> Option<u8> {
        loop {
            match self.text.get(self.position) {
                Some(byte) if byte.is_ascii_whitespace() => self.position += 1,
                byte => return byte.copied(),
            }
        }
    }

    /// Steps into the value of the key that follows, if one does before the end.
    fn enter_key(&mut self, path: &mut Vec<Step<'a>>) {
        if self.next() == Some(b'"') && self.position < self.end {
            path.push(Step::Key(self.string()));
        }
    }

    /// Passes over a string and gives what stands between the quotes.
    fn string(&mut self) -> &'a [u8] {
        self.position += 1;
        let start = self.position;
        while let Some(&byte) = self.text.get(self.position) {
            match byte {
                b'"' => break,
                b'\\' => self.position += 2,
                _ => self.position += 1,
            }
        }
        let end = self.position.min(self.text.len());
        self.position += 1;
        self.text.get(start..end).unwrap_or_default()
    }
}
