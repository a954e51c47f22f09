//! The answer to a request that the server understood but will not carry out.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::schema::all_required;

/// Why the server refused the request's content: reasons by field.
///
/// A wrong login or password is reported this way too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[schemars(transform = all_required)]
pub struct ValidationFailure {
    /// A general message. It tells nothing useful; the reasons are in `errors`.
    #[schema(example = "There will be no informative message here")]
    pub message: String,

    /// The reasons, by the name of the request's field. One field can have several.
    pub errors: IndexMap<String, Vec<String>>,
}
