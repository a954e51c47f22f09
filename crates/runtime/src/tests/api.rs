//! An imaginary API that uses everything, in the shape of a generated crate.

use indexmap::IndexMap;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use reqwest::Method;
use uuid::Uuid;

use crate::runtime::body::multipart::parts;
use crate::runtime::body::upload::Upload;
use crate::runtime::call::Call;
use crate::runtime::call::draft::Draft;
use crate::runtime::call::operation::{empty, json, never, replies, text};
use crate::runtime::client::Client;
use crate::runtime::client::builder::ClientBuilder;
use crate::runtime::codec::base64::Base64;
use crate::runtime::codec::integers::integers;
use crate::runtime::codec::record;
use crate::runtime::codec::strings::strings;
use crate::runtime::codec::union::{tagged, union};
use crate::runtime::error::{BuildError, Never};
use crate::runtime::response::stream::{ByteStream, binary};
use crate::runtime::security::secret::Secret;
use crate::runtime::text::Text;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TokenRequest {
    pub(crate) login: String,
    pub(crate) password: Secret,
}
record! { TokenRequest: encode;
    0 login "login" required,
    1 password "password" required,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub(crate) user: User,
    pub(crate) expires_at: Text<DateTime>,
    pub(crate) access_token: Secret,
}
record! { Token: decode encode;
    0 user "user" required,
    1 expires_at "expires_at" required,
    2 access_token "access_token" required,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct User {
    pub(crate) id: i64,
    pub(crate) expired_at: Option<String>,
    pub(crate) nick: Option<String>,
    pub(crate) permissions: Vec<Permission>,
}
record! { User: decode encode;
    0 id "id" required,
    1 expired_at "expired_at" nullable,
    2 nick "nick" optional,
    3 permissions "permissions" required,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Permission {
    pub(crate) id: i64,
    pub(crate) name: String,
}
record! { Permission: decode encode;
    0 id "id" required,
    1 name "name" required,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ValidationFailure {
    pub(crate) message: String,
    pub(crate) errors: IndexMap<String, Vec<String>>,
    pub(crate) token: Option<Secret>,
}
record! { ValidationFailure: decode encode;
    0 message "message" required,
    1 errors "errors" required,
    2 token "token" optional,
}

/// Every kind of field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kinds {
    pub(crate) required: i64,
    pub(crate) nullable: Option<i64>,
    pub(crate) optional: Option<i64>,
    pub(crate) patch: Option<Option<i64>>,
    pub(crate) next: Option<Box<Self>>,
    pub(crate) rest: IndexMap<String, serde_json::Value>,
}
record! { Kinds: decode encode;
    0 "object" = "kinds",
    1 required "required" required,
    2 nullable "nullable" nullable,
    3 optional "optional" optional,
    4 patch "patch" patch,
    5 next "next" optional,
    6 "version" = 3,
    7 "final" = true,
    .. rest
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Nothing {}
record! { Nothing: decode encode; }

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Loose {
    pub(crate) value: Option<serde_json::Value>,
}
record! { Loose: decode encode;
    0 value "value" any,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Open {
    pub(crate) names: IndexMap<String, String>,
}
record! { Open: decode encode;
    .. names
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Status {
    Active,
    OnHold,
    Other(String),
}
strings! { Status { Active = "active", OnHold = "on-hold" } }

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Flag {
    No,
    Yes,
    Odd,
    Other(i64),
}
integers! { Flag { No = 0, Yes = 1, Odd = -1 } }

/// Values written as text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Texts {
    pub(crate) at: Text<Timestamp>,
    pub(crate) on: Text<Date>,
    pub(crate) local: Text<DateTime>,
    pub(crate) id: Text<Uuid>,
    pub(crate) bytes: Base64,
    pub(crate) status: Status,
    pub(crate) flag: Flag,
}
record! { Texts: decode encode;
    0 at "at" required,
    1 on "on" required,
    2 local "local" required,
    3 id "id" required,
    4 bytes "bytes" required,
    5 status "status" required,
    6 flag "flag" required,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cat {
    pub(crate) name: String,
    pub(crate) lives: Option<i64>,
}
record! { Cat: decode encode;
    0 name "name" required,
    1 lives "lives" optional,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dog {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) bark: Option<Bark>,
}
record! { Dog: decode encode;
    0 kind "kind" required,
    1 name "name" required,
    2 bark "bark" optional,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bark {
    pub(crate) volume: i64,
    pub(crate) pass: Option<Secret>,
}
record! { Bark: decode encode;
    0 volume "volume" required,
    1 pass "pass" optional,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Untagged {
    Cat(Cat),
    Dog(Box<Dog>),
    Status(Status),
    Name(String),
    Many(Vec<Self>),
    Null(()),
}
union! { Untagged: decode encode;
    Cat(Cat), Dog(Box<Dog>), Status(Status), Name(String), Many(Vec<Untagged>), Null(()),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tagged {
    Cat(Cat),
    Dog(Dog),
    Other(serde_json::Value),
}
tagged! { Tagged, "kind": decode encode; Cat(Cat) = "cat" | "kitty", Dog(Dog) = "dog" | "hound" }

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Zoo {
    pub(crate) pets: Vec<Tagged>,
    pub(crate) guests: Option<Vec<Untagged>>,
}
record! { Zoo: decode encode;
    0 pets "pets" required,
    1 guests "guests" optional,
}

/// The operation `obtainToken`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ObtainToken;
replies! { ObtainToken: "application/json";
    ok(Token) = json 200;
    err(ValidationFailure) = json 422;
}

/// The operation `getUser`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GetUser;
replies! { GetUser: "application/json";
    ok(User) = json 200;
    err(Never) = never;
}

/// The operation `export`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Export;
replies! { Export: "application/json, text/csv";
    ok(ExportSuccess) {
        0 Rows(json) = 200;
        1 Csv(text) = 200 "text/csv";
        2 Accepted = 202, 204..=206;
    }
    err(ExportFailure) {
        0 NotFound = 404;
        1 Validation(json) = 400..=499;
        2 Text(text) = 0..=999;
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ExportSuccess {
    Rows(Vec<String>),
    Csv(String),
    Accepted,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ExportFailure {
    NotFound,
    Validation(ValidationFailure),
    Text(String),
}

/// The operation `download`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Download;
replies! { Download: "application/octet-stream";
    ok(ByteStream) = binary 200;
    err(String) = text 404;
}

/// An operation that answers nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Put;
replies! { Put: "*/*";
    ok(()) = empty 200..=299;
    err(Never) = never;
}

#[derive(Debug)]
pub(crate) struct AvatarForm {
    pub(crate) avatar: Upload,
    pub(crate) more: Vec<Upload>,
    pub(crate) title: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) meta: Permission,
    pub(crate) extra: Option<Permission>,
}
parts! { AvatarForm;
    file avatar "avatar" "image/png",
    files more "more",
    text title "title",
    text tags "tags",
    json meta "meta",
    optional_json extra "extra",
}

impl Client {
    pub(crate) fn obtain_token(&self, body: &TokenRequest) -> Call<'_, ObtainToken> {
        Draft::new(self, Method::POST, "/auth/token")
            .auth(&[])
            .json(body)
            .call()
    }

    pub(crate) fn get_user(&self, id: &str) -> Call<'_, GetUser> {
        Draft::new(self, Method::GET, "/users/{id}").path(id).call()
    }

    pub(crate) fn replace_user(&self, id: &str, body: &User) -> Call<'_, GetUser> {
        Draft::new(self, Method::PUT, "/users/{id}")
            .path(id)
            .json(body)
            .call()
    }

    pub(crate) fn export(&self) -> Call<'_, Export> {
        Draft::new(self, Method::GET, "/export")
            .auth(&[&[2, 3], &[1], &[4], &[]])
            .call()
    }

    pub(crate) fn download(&self, name: &str) -> Call<'_, Download> {
        Draft::new(self, Method::GET, "/files/{name}")
            .path(name)
            .auth(&[])
            .call()
    }

    pub(crate) fn upload(&self, name: &str, body: impl Into<Upload>) -> Call<'_, Put> {
        Draft::new(self, Method::PUT, "/files/{name}")
            .path(name)
            .upload("application/octet-stream", body)
            .call()
    }

    pub(crate) fn set_avatar(&self, form: AvatarForm) -> Call<'_, Put> {
        Draft::new(self, Method::POST, "/avatar")
            .multipart(form)
            .call()
    }

    pub(crate) fn send_form(&self, body: &Kinds) -> Call<'_, Put> {
        Draft::new(self, Method::POST, "/form").form(body).call()
    }

    pub(crate) fn send_text(&self, body: &str) -> Call<'_, Put> {
        Draft::new(self, Method::POST, "/text")
            .text("text/plain", body)
            .call()
    }
}

impl Call<'_, GetUser> {
    pub(crate) fn page(self, page: i64) -> Self {
        self.draft.query("page", &page).call()
    }
}

impl ClientBuilder {
    pub(crate) fn bearer_auth(self, token: impl Into<Secret>) -> Self {
        self.credential(0, &token.into())
    }

    pub(crate) fn basic_auth(self, user: impl AsRef<str>, password: impl Into<Secret>) -> Self {
        self.credential(
            1,
            &crate::runtime::security::basic::basic(user.as_ref(), &password.into()),
        )
    }

    pub(crate) fn api_key(self, key: impl Into<Secret>) -> Self {
        self.credential(2, &key.into())
    }

    pub(crate) fn query_key(self, key: impl Into<Secret>) -> Self {
        self.credential(3, &key.into())
    }

    pub(crate) fn session(self, key: impl Into<Secret>) -> Self {
        self.credential(4, &key.into())
    }
}

impl Client {
    pub(crate) fn with_bearer_auth(&self, token: impl Into<Secret>) -> Result<Self, BuildError> {
        self.with_credential(0, &token.into())
    }
}
