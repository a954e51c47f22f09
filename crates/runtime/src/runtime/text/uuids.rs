//! UUIDs as text.

use uuid::Uuid;

use crate::runtime::text::Textual;

/// `67e55044-10b1-426f-9247-bb680e5fe0c8`.
impl Textual for Uuid {
    const NAME: &'static str = "a UUID, as in 67e55044-10b1-426f-9247-bb680e5fe0c8";

    fn read(text: &str) -> Option<Self> {
        Self::try_parse(text).ok()
    }

    fn write(&self) -> String {
        self.to_string()
    }
}
