//! Changes of calls, of everything around them, and of words.

use xtask::diff::Verdict::{Breaking, Compatible, Documentation};

use super::mutation::Edit::{Move, Remove, Set};
use super::mutation::{Mutation, change};

pub(super) const MUTATIONS: &[Mutation] = &[
    // Operations.
    change(
        "the operation has another path",
        &[Move(
            "/paths/~1api~1admin~1v1~1auth~1token",
            "/paths/~1api~1admin~1v2~1token",
        )],
        Breaking,
        Breaking,
    ),
    change(
        "the operation has another method",
        &[Move("@", "/paths/~1api~1admin~1v1~1auth~1token/put")],
        Breaking,
        Breaking,
    ),
    change(
        "there is another operation",
        &[Set(
            "/paths/~1ping",
            r#"{"get":{"operationId":"ping","responses":{"204":{"description":"Here."}}}}"#,
        )],
        Compatible,
        Compatible,
    ),
    change(
        "the operation has another name",
        &[Set("@/operationId", r#""signIn""#)],
        Compatible,
        Breaking,
    ),
    change(
        "the operation has another tag",
        &[Set("@/tags", r#"["Session"]"#)],
        Compatible,
        Breaking,
    ),
    change(
        "the operation is deprecated",
        &[Set("@/deprecated", "true")],
        Compatible,
        Compatible,
    ),
    change(
        "the operation asks for a token",
        &[Remove("@/security")],
        Breaking,
        Compatible,
    ),
    change(
        "a header is required",
        &[Set(
            "@/parameters",
            r#"[{"name":"X-Tenant","in":"header","required":true,"schema":{"type":"string"}}]"#,
        )],
        Breaking,
        Breaking,
    ),
    change(
        "a header is possible",
        &[Set(
            "@/parameters",
            r#"[{"name":"X-Tenant","in":"header","schema":{"type":"string"}}]"#,
        )],
        Compatible,
        Breaking,
    ),
    change(
        "the server calls back",
        &[Set(
            "@/callbacks",
            r#"{"ended":{"{$request.body#/login}":{"post":{"responses":{"204":{"description":"Heard."}}}}}}"#,
        )],
        Breaking,
        Breaking,
    ),
    // Everything.
    change(
        "the server has another address",
        &[Set("/servers/0/url", r#""https://{domain}/vms""#)],
        Breaking,
        Breaking,
    ),
    change(
        "the server is another by default",
        &[Set(
            "/servers/0/variables/domain/default",
            r#""vms.example.com""#,
        )],
        Breaking,
        Compatible,
    ),
    change(
        "there is another server",
        &[Set("/servers/-", r#"{"url":"https://test.example.org"}"#)],
        Compatible,
        Compatible,
    ),
    change(
        "the token is presented otherwise",
        &[Set(
            "/components/securitySchemes/bearerAuth/scheme",
            r#""basic""#,
        )],
        Breaking,
        Compatible,
    ),
    change(
        "the version of OpenAPI is another",
        &[Set("/openapi", r#""3.1.1""#)],
        Breaking,
        Breaking,
    ),
    change(
        "a keyword nobody knows",
        &[Set("%/User/properties/id/x-unit", r#""metres""#)],
        Breaking,
        Breaking,
    ),
    // Words.
    change(
        "a schema is described otherwise",
        &[Set("%/User/description", r#""Someone.""#)],
        Documentation,
        Documentation,
    ),
    change(
        "a schema has another title",
        &[Set("%/User/title", r#""Person""#)],
        Documentation,
        Documentation,
    ),
    change(
        "an example is another",
        &[Set("%/User/properties/name/examples", r#"["Anna"]"#)],
        Documentation,
        Documentation,
    ),
    change(
        "the operation is summed up otherwise",
        &[Set("@/summary", r#""Sign in""#)],
        Documentation,
        Documentation,
    ),
    change(
        "the licence is another",
        &[Set("/info/license/name", r#""MIT""#)],
        Documentation,
        Documentation,
    ),
    change(
        "a tag is described otherwise",
        &[Set("/tags/0/description", r#""Signing in.""#)],
        Documentation,
        Documentation,
    ),
];
