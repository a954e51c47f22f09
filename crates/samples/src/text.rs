//! A program's text, line by line.

/// Gathers lines.
#[derive(Default)]
pub(crate) struct Text(String);

impl Text {
    /// Adds lines: the text as it is, and a line's end.
    pub(crate) fn line(&mut self, text: impl AsRef<str>) -> &mut Self {
        self.0.push_str(text.as_ref());
        self.0.push('\n');
        self
    }

    /// Adds lines where it is so.
    pub(crate) fn line_if(&mut self, is_so: bool, text: impl AsRef<str>) -> &mut Self {
        if is_so {
            self.line(text);
        }
        self
    }

    pub(crate) fn done(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}

/// `A`, `A and B`, `A, B and C`.
pub(crate) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
