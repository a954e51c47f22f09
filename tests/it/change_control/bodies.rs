//! Changes of what is sent and received.

use xtask::diff::Verdict::{Breaking, Compatible};

use super::mutation::Edit::{Copy, Move, Remove, Set};
use super::mutation::{Mutation, change};

pub(super) const MUTATIONS: &[Mutation] = &[
    // Requests.
    change(
        "a sent property becomes optional",
        &[Remove("%/TokenRequest/required/password")],
        Compatible,
        Breaking,
    ),
    change(
        "a sent property is new and required",
        &[
            Set("%/TokenRequest/properties/code", r#"{"type":"string"}"#),
            Set("%/TokenRequest/required/-", r#""code""#),
        ],
        Breaking,
        Breaking,
    ),
    change(
        "a sent property is new and optional",
        &[Set(
            "%/TokenRequest/properties/code",
            r#"{"type":"string"}"#,
        )],
        Compatible,
        Compatible,
    ),
    change(
        "a sent property is gone",
        &[
            Remove("%/TokenRequest/properties/login"),
            Remove("%/TokenRequest/required/login"),
        ],
        Breaking,
        Breaking,
    ),
    change(
        "a sent text is shorter",
        &[Set("%/TokenRequest/properties/login/maxLength", "64")],
        Breaking,
        Compatible,
    ),
    change(
        "a sent text has a pattern",
        &[Set(
            "%/TokenRequest/properties/login/pattern",
            r#""^[^@]+@.+$""#,
        )],
        Breaking,
        Compatible,
    ),
    change(
        "a sent property has a default",
        &[Set("%/TokenRequest/properties/login/default", r#""admin""#)],
        Compatible,
        Compatible,
    ),
    change(
        "a sent property may be null",
        &[Set(
            "%/TokenRequest/properties/login/type",
            r#"["string","null"]"#,
        )],
        Compatible,
        Breaking,
    ),
    change(
        "a sent object is closed",
        &[Set("%/TokenRequest/additionalProperties", "false")],
        Breaking,
        Breaking,
    ),
    change(
        "the request has another content type",
        &[Move(
            "@/requestBody/content/application~1json",
            "@/requestBody/content/application~1xml",
        )],
        Breaking,
        Breaking,
    ),
    change(
        "the request is optional",
        &[Set("@/requestBody/required", "false")],
        Compatible,
        Breaking,
    ),
    change(
        "a password is no secret any more",
        &[Remove("%/TokenRequest/properties/password/format")],
        Compatible,
        Breaking,
    ),
    // Answers.
    change(
        "a received property is gone",
        &[
            Remove("%/User/properties/name"),
            Remove("%/User/required/name"),
        ],
        Breaking,
        Breaking,
    ),
    change(
        "a received property is new",
        &[
            Set("%/User/properties/phone", r#"{"type":"string"}"#),
            Set("%/User/required/-", r#""phone""#),
        ],
        Compatible,
        Compatible,
    ),
    change(
        "a received property may be missing",
        &[Remove("%/User/required/name")],
        Breaking,
        Breaking,
    ),
    change(
        "a received property may be null",
        &[Set("%/User/properties/name/type", r#"["string","null"]"#)],
        Breaking,
        Breaking,
    ),
    change(
        "a received property is never null",
        &[Set("%/User/properties/expired_at/type", r#""string""#)],
        Compatible,
        Breaking,
    ),
    change(
        "a received property has another type",
        &[
            Set("%/User/properties/id/type", r#""string""#),
            Remove("%/User/properties/id/format"),
        ],
        Breaking,
        Breaking,
    ),
    change(
        "a received number is wider",
        &[Set("%/User/properties/ptz_priority/format", r#""int64""#)],
        Breaking,
        Breaking,
    ),
    change(
        "a received number is narrower",
        &[Set("%/User/properties/id/format", r#""int32""#)],
        Compatible,
        Breaking,
    ),
    change(
        "a received number has no format",
        &[Remove("%/User/properties/id/format")],
        Breaking,
        Breaking,
    ),
    change(
        "a received enum has another value",
        &[Set("%/CameraGroup/properties/is_house/enum", "[0,1,2]")],
        Breaking,
        Breaking,
    ),
    change(
        "a received enum is any number",
        &[Remove("%/CameraGroup/properties/is_house/enum")],
        Breaking,
        Breaking,
    ),
    change(
        "the names of an enum change",
        &[Set(
            "%/CameraGroup/properties/is_house/x-enum-varnames",
            r#"["OFF","ON"]"#,
        )],
        Compatible,
        Breaking,
    ),
    change(
        "a date has another pattern",
        &[Set("%/User/properties/created_at/pattern", r#""^[0-9]+$""#)],
        Breaking,
        Compatible,
    ),
    change(
        "a date has no pattern",
        &[Remove("%/User/properties/created_at/pattern")],
        Breaking,
        Compatible,
    ),
    change(
        "a date is marked no more",
        &[Remove("%/User/properties/created_at/x-format")],
        Compatible,
        Breaking,
    ),
    change(
        "the items of a list have another type",
        &[Set(
            "%/User/properties/permissions/items",
            r#"{"type":"string"}"#,
        )],
        Breaking,
        Breaking,
    ),
    change(
        "the values of a map have another type",
        &[Set(
            "%/ValidationFailure/properties/errors/additionalProperties",
            r#"{"type":"string"}"#,
        )],
        Breaking,
        Breaking,
    ),
    change(
        "the values of a map may be anything",
        &[Set(
            "%/ValidationFailure/properties/errors/additionalProperties",
            "true",
        )],
        Breaking,
        Breaking,
    ),
    change(
        "a received object is closed",
        &[Set("%/User/additionalProperties", "false")],
        Compatible,
        Breaking,
    ),
    change(
        "a schema has another name",
        &[
            Move("%/User", "%/Person"),
            Set(
                "%/Token/properties/user/$ref",
                r##""#/components/schemas/Person""##,
            ),
        ],
        Compatible,
        Breaking,
    ),
    change(
        "a schema is written where it is used",
        &[Copy("%/User", "%/Token/properties/user")],
        Compatible,
        Breaking,
    ),
    change(
        "a schema is new",
        &[Set("%/Camera", r#"{"type":"object"}"#)],
        Compatible,
        Compatible,
    ),
    change(
        "the 422 is gone",
        &[Remove("@/responses/422")],
        Compatible,
        Breaking,
    ),
    change(
        "there is a 429",
        &[Copy("@/responses/422", "@/responses/429")],
        Compatible,
        Compatible,
    ),
    change(
        "there is an answer to all other statuses",
        &[Copy("@/responses/422", "@/responses/default")],
        Compatible,
        Compatible,
    ),
    change(
        "success has another status",
        &[Move("@/responses/200", "@/responses/201")],
        Breaking,
        Breaking,
    ),
    change(
        "the answer has another content type",
        &[Move(
            "@/responses/200/content/application~1json",
            "@/responses/200/content/text~1plain",
        )],
        Breaking,
        Breaking,
    ),
    change(
        "the answer has a header",
        &[Set(
            "@/responses/200/headers",
            r#"{"X-Request-Id":{"schema":{"type":"string"}}}"#,
        )],
        Compatible,
        Compatible,
    ),
];
