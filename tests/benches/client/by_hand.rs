//! What one would write by hand: the client's types with derived serde.

use serde::{Deserialize, Serialize};
use vms_admin_client::{Secret, Text};

type Date = Text<jiff::civil::DateTime>;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct TokenRequest {
    pub(crate) login: String,
    pub(crate) password: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names are the API's")]
pub(crate) struct Token {
    pub(crate) user: User,
    pub(crate) expires_at: Date,
    pub(crate) token_type: String,
    pub(crate) access_token: Secret,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) login: String,
    pub(crate) created_at: Date,
    pub(crate) updated_at: Date,
    pub(crate) expired_at: Option<Date>,
    pub(crate) is_licence_limit_reached: bool,
    pub(crate) permissions: Vec<Permission>,
    pub(crate) ptz_priority: i32,
    pub(crate) admin_camera_groups: Vec<CameraGroup>,
    pub(crate) dhcp_subnet_groups: Vec<serde_json::Value>,
    pub(crate) access_token_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Permission {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) display_name: String,
    pub(crate) group: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct CameraGroup {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) full_pretty: Option<String>,
    pub(crate) is_house: i64,
    pub(crate) cameras_count: i32,
    pub(crate) parent_id: Option<i64>,
    pub(crate) csa_id: Option<i64>,
    pub(crate) intercoms_count: i32,
}
