//! What the runtime takes from the document: here that of the imaginary API which it is tested with.

use crate::runtime::security::credentials::Scheme;

/// The `User-Agent` header.
pub(crate) const USER_AGENT: &str = "imaginary/1.2.3";

/// The security schemes.
pub(crate) const SCHEMES: &[Scheme] = &[
    Scheme::Bearer,
    Scheme::Basic,
    Scheme::Header("x-api-key"),
    Scheme::Query("key"),
    Scheme::Cookie("session"),
];

/// What most operations need.
pub(crate) const SECURITY: &[&[usize]] = &[&[0]];
