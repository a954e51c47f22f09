//! What operations share: responses that many of them give, and lists that come a page at a time.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToResponse, ToSchema};

use crate::schema::all_required;

/// A response that is said once and named by operations: `(status = 401, response = Unauthenticated)`.
pub trait SharedResponse: Serialize + DeserializeOwned + Send + 'static {
    /// The type of its body.
    type Body: ToSchema + JsonSchema;
}

/// A message without more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[schemars(transform = all_required)]
pub struct Message {
    /// What happened, for people.
    #[schema(example = "Unauthenticated.")]
    pub message: String,
}

/// Refused: the token is missing, wrong or over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToResponse)]
#[response(examples(("documented" = (
    summary = "The refusal as documented",
    value = json!({ "message": "Unauthenticated." })
))))]
#[serde(transparent)]
pub struct Unauthenticated(pub Message);

impl SharedResponse for Unauthenticated {
    type Body = Message;
}

/// Refused: nothing has this identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToResponse)]
#[response(examples(("documented" = (
    summary = "The refusal as documented",
    value = json!({ "message": "Not found." })
))))]
#[serde(transparent)]
pub struct NotFound(pub Message);

impl SharedResponse for NotFound {
    type Body = Message;
}

// In the document a page of `User` is called `UserPage`.
/// One page of a list, and where the others are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[schemars(rename = "{T}Page", transform = all_required)]
pub struct Page<T> {
    /// The items of this page.
    pub data: Vec<T>,

    /// Number of this page; the first is 1.
    #[schema(example = 1)]
    pub current_page: i32,

    /// Number of the last page.
    #[schema(example = 1)]
    pub last_page: i32,

    /// How many items a page has at most.
    #[schema(example = 15)]
    pub per_page: i32,

    /// How many items all pages have together.
    #[schema(example = 1)]
    pub total: i64,

    /// Links to the pages, as a page of the web would show them.
    pub links: Vec<PageLink>,
}

/// A link to a page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[schemars(transform = all_required)]
pub struct PageLink {
    /// The page's address; `null` where there is none.
    #[schema(required)]
    pub url: Option<String>,

    /// What the link says: a number, or `Next`.
    #[schema(example = "1")]
    pub label: String,

    /// Whether it is the page that was asked for.
    #[schema(example = true)]
    pub active: bool,
}

/// Which page of a list, and how long a page is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Number of the page; the first is 1.
    #[param(minimum = 1, default = 1, example = 1)]
    pub page: Option<i32>,

    /// How many items a page has at most.
    #[param(minimum = 1, maximum = 100, default = 15, example = 50)]
    pub per_page: Option<i32>,
}
