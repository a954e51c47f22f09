//! A line of the table: one document.

use std::fmt;

/// Above the table.
pub(super) const HEADING: &str = concat!(
    "document              operations schemas  warnings   generate    peak    lines  cargo check  clippy\n",
    "                                                         ms     MiB                      s",
);

/// What became of a document.
#[derive(Default)]
pub(super) struct Row {
    /// The file's name without its ending.
    pub(super) name: String,
    /// What the generator says of itself: `--stats`.
    pub(super) stats: Option<serde_json::Value>,
    /// Seconds that `cargo check` took, with the dependencies built.
    pub(super) check: Option<f64>,
    /// What went wrong.
    pub(super) complaint: String,
}

impl Row {
    pub(super) fn is_generated(&self) -> bool {
        self.stats.is_some()
    }

    pub(super) fn is_fine(&self) -> bool {
        self.is_generated() && self.complaint.is_empty()
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<22}", self.name)?;
        let Some(stats) = &self.stats else {
            return f.write_str("not generated");
        };
        let number = |key: &str| stats[key].as_f64().unwrap_or_default();
        write!(
            f,
            "{:>10}{:>8}{:>10}{:>11.0}{:>8.0}{:>9}",
            number("operations"),
            number("schemas"),
            number("warnings"),
            number("milliseconds"),
            number("peak_kib") / 1024.0,
            number("lines"),
        )?;
        match self.check {
            Some(seconds) => write!(f, "{seconds:>13.1}")?,
            None => write!(f, "{:>13}", "-")?,
        }
        f.write_str(match self.check {
            Some(_) if self.is_fine() => "  clean",
            Some(_) => "  NOT CLEAN",
            None => "  -",
        })
    }
}
