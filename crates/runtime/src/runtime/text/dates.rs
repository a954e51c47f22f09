//! Dates and times as text.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::runtime::text::Textual;

/// RFC 3339, as in `2022-03-24T11:26:58Z`.
impl Textual for Timestamp {
    const NAME: &'static str = "a time with a zone, as in 2022-03-24T11:26:58Z";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// `2022-03-24`.
impl Textual for Date {
    const NAME: &'static str = "a date, as in 2022-03-24";

    fn read(text: &str) -> Option<Self> {
        // A date-time would be read as its date.
        text.parse().ok().filter(|_| text.len() == 10)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// `2022-03-24 11:26:58`, in the server's own zone: `parse()?.to_zoned(zone)` makes it a point in time.
impl Textual for DateTime {
    const NAME: &'static str = "a date and time, as in 2022-03-24 11:26:58";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok().filter(|_| text.len() > 10)
    }

    fn write(&self) -> String {
        self.to_string().replacen('T', " ", 1)
    }
}
