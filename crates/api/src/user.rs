//! The user of the admin API and what hangs on them: permissions and groups.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::schema::all_required;
use crate::{Flag, LocalDateTime};

/// A user of the video-management system, with what they may do and which groups they see.
///
/// Every property is always present; those that have no value are `null`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[schemars(transform = all_required)]
pub struct User {
    /// Identifier of the user.
    #[schema(example = 87)]
    pub id: i64,

    /// Name shown to people.
    #[schema(example = "Name")]
    pub name: String,

    /// Login name; usually an e-mail address, but not promised to be one.
    #[schema(example = "user@mail.com")]
    pub login: String,

    /// When the user was created: `YYYY-MM-DD hh:mm:ss` in the server's own time zone.
    #[schema(value_type = String, example = "2022-03-24 11:26:58", format = "local-date-time")]
    pub created_at: LocalDateTime,

    /// When the user was last changed: `YYYY-MM-DD hh:mm:ss` in the server's own time zone.
    #[schema(value_type = String, example = "2022-03-30 16:48:54", format = "local-date-time")]
    pub updated_at: LocalDateTime,

    /// When the account ends, `YYYY-MM-DD hh:mm:ss` in the server's own time zone; `null` if it never does.
    #[schema(value_type = Option<String>, required, example = "2023-03-24 00:00:00", format = "local-date-time")]
    pub expired_at: Option<LocalDateTime>,

    /// Whether the licence's limit has been reached.
    #[schema(example = false)]
    pub is_licence_limit_reached: bool,

    /// What the user may do.
    pub permissions: Vec<Permission>,

    /// Priority when several users steer the same pan-tilt-zoom camera.
    #[schema(example = 10)]
    pub ptz_priority: i32,

    /// Camera groups that the user administers.
    pub admin_camera_groups: Vec<CameraGroup>,

    /// DHCP subnet groups that the user administers.
    pub dhcp_subnet_groups: Vec<DhcpSubnetGroup>,

    /// Identifier of the access token in use; a text, not a number. `null` if there is none.
    #[schema(required)]
    pub access_token_id: Option<String>,
}

/// One thing that a user may do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[schemars(transform = all_required)]
pub struct Permission {
    /// Identifier of the permission.
    #[schema(example = 72)]
    pub id: i64,

    /// Name for programs: the object and the action, such as `streams-update`. Servers add permissions over time.
    #[schema(example = "streams-update")]
    pub name: String,

    /// Name shown to people.
    #[schema(example = "Updating a video Stream")]
    pub display_name: String,

    /// Heading under which the permission is listed.
    #[schema(example = "Video streams")]
    pub group: String,
}

/// A group of cameras.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[schemars(transform = all_required)]
pub struct CameraGroup {
    /// Identifier of the group.
    #[schema(example = 97)]
    pub id: i64,

    /// Name of the group.
    #[schema(example = "Cameras")]
    pub name: String,

    /// The name with those of the groups above it; `null` if the server has not composed one.
    #[schema(required)]
    pub full_pretty: Option<String>,

    /// Whether the group stands for a house: 0 if not, 1 if so.
    #[schema(value_type = i32, example = 0, format = "flag")]
    pub is_house: Flag,

    /// How many cameras are in the group.
    #[schema(example = 27)]
    pub cameras_count: i32,

    /// Identifier of the group above; `null` at the top.
    #[schema(required)]
    pub parent_id: Option<i64>,

    /// Identifier of the group's CSA; `null` if it has none.
    #[schema(required)]
    pub csa_id: Option<i64>,

    /// How many intercoms are in the group.
    #[schema(example = 315)]
    pub intercoms_count: i32,
}

/// A group of DHCP subnets.
///
/// The list of these groups is empty in the documented answer; the properties are those that the group has
/// elsewhere in the API.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[schemars(transform = all_required)]
pub struct DhcpSubnetGroup {
    /// Identifier of the group.
    #[schema(example = 5)]
    pub id: i64,

    /// Title shown to people.
    #[schema(example = "Office network")]
    pub title: String,

    /// Users of the group. What an item looks like is not documented: it is passed on as it comes.
    pub users: Vec<Value>,
}
