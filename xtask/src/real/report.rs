//! What a journey tells, as `tests/real/journey.rs` prints it, and its line of the table.

use std::fmt::Write as _;

use serde_json::Value;

/// Above the table.
pub(super) const HEADING: &str =
    "server                   calls  succeeded  refused as documented  decode failures  deviations";

/// The counts of a journey, what deviated, and what was not expected.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Report {
    calls: u64,
    succeeded: u64,
    refused: u64,
    decode: u64,
    deviations: Vec<Deviation>,
    unexpected: Vec<String>,
}

/// What is known not to be as the document says, and whose fault that is.
#[derive(Debug, PartialEq, Eq)]
struct Deviation {
    step: String,
    whose: String,
    why: String,
}

impl Report {
    /// Reads the last line of what a journey printed.
    pub(super) fn read(output: &[u8]) -> Result<Self, String> {
        let text = String::from_utf8_lossy(output);
        let line = text.lines().last().unwrap_or_default();
        let value: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let number = |name: &str| value[name].as_u64().ok_or(format!("no `{name}`"));
        let texts = |name: &str| value[name].as_array().cloned().unwrap_or_default();
        let of = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
        Ok(Self {
            calls: number("calls")?,
            succeeded: number("succeeded")?,
            refused: number("refused")?,
            decode: number("decode")?,
            deviations: texts("deviations")
                .iter()
                .map(|deviation| Deviation {
                    step: of(deviation, "step"),
                    whose: of(deviation, "whose"),
                    why: of(deviation, "why"),
                })
                .collect(),
            unexpected: texts("unexpected")
                .iter()
                .map(|text| text.as_str().unwrap_or_default().to_owned())
                .collect(),
        })
    }

    /// Takes what was not expected of a step for a deviation, where it says this; whether there was such.
    pub(super) fn explain(&mut self, step: &str, says: &str, whose: &str, why: &str) -> bool {
        let start = format!("{step}: ");
        let is_explained = |text: &String| text.starts_with(&start) && text.contains(says);
        let before = self.unexpected.len();
        self.unexpected.retain(|text| !is_explained(text));
        if self.unexpected.len() == before {
            return false;
        }
        self.deviations.push(Deviation {
            step: step.to_owned(),
            whose: whose.to_owned(),
            why: why.to_owned(),
        });
        true
    }

    /// Something else that was not expected.
    pub(super) fn surprise(&mut self, what: String) {
        self.unexpected.push(what);
    }

    /// All went as expected. A journey without a call proves nothing.
    pub(super) fn is_fine(&self) -> bool {
        self.unexpected.is_empty() && self.calls > 0
    }

    /// What was not expected, a line each.
    pub(super) fn complaints(&self) -> String {
        let mut text = String::new();
        for unexpected in &self.unexpected {
            text.extend(["      ", unexpected, "\n"]);
        }
        text
    }

    /// Its line of the table, and one for each deviation.
    pub(super) fn row(&self, name: &str) -> String {
        let Self {
            calls,
            succeeded,
            refused,
            decode,
            ..
        } = self;
        let mut text = format!(
            "{name:<24}{calls:>6}{succeeded:>11}{refused:>23}{decode:>17}{:>12}",
            self.deviations.len()
        );
        if !self.is_fine() {
            text.push_str("  NOT FINE");
        }
        for Deviation { step, whose, why } in &self.deviations {
            // Writing to a text can't fail.
            let _ = write!(text, "\n      {step}: {why} ({whose})");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Report;

    #[test]
    fn a_report_is_the_last_line() {
        let report = Report::read(
            br#"create: ok
{"calls":3,"succeeded":1,"refused":1,"decode":1,"deviations":[{"step":"read","whose":"the server","why":"null"}],"unexpected":[]}
"#,
        )
        .expect("a report");
        assert!(report.is_fine());
        assert_eq!(
            report.row("some"),
            "some                         3          1                      1                1           1\n      read: null (the server)"
        );
    }

    #[test]
    fn what_was_not_expected_is_not_fine() {
        let report = Report::read(
            br#"{"calls":1,"succeeded":0,"refused":0,"decode":0,"deviations":[],"unexpected":["read: 500"]}"#,
        )
        .expect("a report");
        assert!(!report.is_fine());
        assert_eq!(report.complaints(), "      read: 500\n");
    }

    #[test]
    fn no_report_and_no_call_are_no_success() {
        assert!(Report::read(b"Segmentation fault").is_err());
        let report = Report::read(
            br#"{"calls":0,"succeeded":0,"refused":0,"decode":0,"deviations":[],"unexpected":[]}"#,
        );
        assert!(!report.expect("a report").is_fine());
    }
}
