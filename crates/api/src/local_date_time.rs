//! The API's dates: `YYYY-MM-DD hh:mm:ss`, with no zone.

use std::fmt;

use jiff::ZonedDateTime;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// How the text is laid out, for jiff's `strftime`.
const LAYOUT: &str = "%Y-%m-%d %H:%M:%S";

/// What the text must match: months 01-12, days 01-31, hours 00-23, minutes and seconds 00-59, or nothing at all.
///
/// The document publishes it in place of a `format`: without a zone it is no RFC 3339 date. It adds the pattern to each
/// string that is marked with [`FORMAT`]. The empty text, which servers have been seen to send, is let through because
/// many generated clients check patterns in answers: refusing the date, they would lose the token that came along.
pub(crate) const PATTERN: &str = "^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]) \
                           ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])?$";

/// The value of `format` that marks such a date in the document, for generators that offer a type for it.
pub(crate) const FORMAT: &str = "local-date-time";

/// A date and time as the server wrote it.
///
/// The text is kept whatever it holds: servers have been seen to send an empty one, and that must not cost the
/// caller the token that came along. [`LocalDateTime::civil`] gives the parsed form, or says why there is none.
///
/// Servers write their own local time and never say which zone that is; [`LocalDateTime::in_zone`] lets the caller
/// say it.
///
/// ```
/// use vms_admin_api::LocalDateTime;
///
/// let date = LocalDateTime::from("2022-09-08 13:47:18");
/// assert_eq!(date.civil()?.hour(), 13);
/// assert_eq!(date.in_zone(&jiff::tz::TimeZone::UTC)?.timestamp().to_string(), "2022-09-08T13:47:18Z");
///
/// let empty = LocalDateTime::from("");
/// assert_eq!(empty.civil().unwrap_err().to_string(), "expected a date as `YYYY-MM-DD hh:mm:ss`, found an empty text");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LocalDateTime(String);

impl LocalDateTime {
    /// The text, as received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The parsed form.
    ///
    /// # Errors
    /// The text is not a date as `YYYY-MM-DD hh:mm:ss`, or names a day that the calendar lacks.
    pub fn civil(&self) -> Result<DateTime, InvalidDateTime> {
        let invalid = || InvalidDateTime {
            text: self.0.clone(),
        };
        let parsed = DateTime::strptime(LAYOUT, &self.0).map_err(|_| invalid())?;
        // The parser takes `2022-3-4 1:2:3` too; the contract doesn't.
        if parsed.strftime(LAYOUT).to_string() == self.0 {
            Ok(parsed)
        } else {
            Err(invalid())
        }
    }

    /// The moment it means on a server in this zone.
    ///
    /// # Errors
    /// As [`LocalDateTime::civil`]; or the moment is beyond jiff's range.
    pub fn in_zone(&self, zone: &TimeZone) -> Result<ZonedDateTime, InvalidDateTime> {
        self.civil()?
            .to_zoned_datetime(zone.clone())
            .map_err(|_| InvalidDateTime {
                text: self.0.clone(),
            })
    }
}

impl From<DateTime> for LocalDateTime {
    fn from(civil: DateTime) -> Self {
        Self(civil.strftime(LAYOUT).to_string())
    }
}

impl From<&str> for LocalDateTime {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text that is no date of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidDateTime {
    text: String,
}

impl fmt::Display for InvalidDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a date as `YYYY-MM-DD hh:mm:ss`, found ")?;
        if self.text.is_empty() {
            f.write_str("an empty text")
        } else {
            write!(f, "{:?}", self.text)
        }
    }
}

impl std::error::Error for InvalidDateTime {}

impl JsonSchema for LocalDateTime {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LocalDateTime".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": PATTERN })
    }
}

#[cfg(test)]
mod tests {
    use regex_lite::Regex;

    use super::PATTERN;

    #[test]
    fn the_pattern_takes_what_servers_send() {
        let pattern = Regex::new(PATTERN).expect("a pattern");
        for text in ["2022-09-08 13:47:18", "2024-02-29 00:00:00", ""] {
            assert!(pattern.is_match(text), "{text:?} is sent");
        }
        for text in [
            " ",
            "2022-09-08",
            "2022-9-8 1:2:3",
            "2022-13-08 13:47:18",
            "2022-09-08T13:47:18",
            "2022-09-08 24:00:00",
        ] {
            assert!(!pattern.is_match(text), "{text:?} is no date");
        }
    }
}
