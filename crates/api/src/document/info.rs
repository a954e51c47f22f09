//! The parts of the document that belong to no operation.

use utoipa::openapi::info::{ContactBuilder, InfoBuilder, LicenseBuilder};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::server::{Server, ServerBuilder, ServerVariableBuilder};
use utoipa::openapi::tag::{Tag, TagBuilder};
use utoipa::openapi::{ComponentsBuilder, Info, OpenApi, OpenApiBuilder};

/// Name of the security scheme in the document.
const BEARER: &str = "bearerAuth";

/// A document with everything but operations and schemas.
#[must_use]
pub fn frame() -> OpenApi {
    OpenApiBuilder::new()
        .info(info())
        .servers(Some([server()]))
        .security(Some([SecurityRequirement::new::<_, [&str; 0], _>(
            BEARER,
            [],
        )]))
        .tags(Some(tags()))
        .components(Some(
            ComponentsBuilder::new()
                .security_scheme(BEARER, bearer())
                .build(),
        ))
        .build()
}

fn info() -> Info {
    InfoBuilder::new()
        .title("VMS Admin API")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The admin API of a video-management system (VMS).\n\n\
             Sign in with `obtainToken`, then send the token with every other request.\n\n\
             - Send `Accept: application/json` with every request: without it errors come as an HTML page.\n\
             - Dates are `YYYY-MM-DD hh:mm:ss` in the server's own time zone, which the API doesn't tell. \
             Servers have been seen to send an empty text in place of a date.\n\
             - A property without a value is `null`, not absent.\n\
             - Servers add properties over time: ignore those you don't know.\n\
             - Servers stand on their owners' premises, often with a self-signed certificate: add it to the \
             certificates that you trust rather than switch verification off.",
        ))
        .contact(Some(ContactBuilder::new().name(Some("The maintainers of vms-admin-api")).build()))
        .license(Some(
            LicenseBuilder::new()
                // Generators copy the name into manifests, which want an SPDX expression.
                .name(env!("CARGO_PKG_LICENSE"))
                .identifier(Some(env!("CARGO_PKG_LICENSE")))
                .build(),
        ))
        .build()
}

fn server() -> Server {
    ServerBuilder::new()
        .url("https://{domain}")
        .description(Some("The VMS server on its owner's premises."))
        .parameter(
            "domain",
            ServerVariableBuilder::new()
                .default_value("vms.example.org")
                .description(Some(
                    "Host name of the server, with the port if it isn't 443.",
                )),
        )
        .build()
}

fn tags() -> Vec<Tag> {
    vec![
        TagBuilder::new()
            .name("Authentication")
            .description(Some("Signing in: a token for a login and a password."))
            .build(),
    ]
}

fn bearer() -> SecurityScheme {
    SecurityScheme::Http(
        HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "The token that `obtainToken` returned, as `Authorization: Bearer …`. \
                 A missing or wrong token is answered with 401.",
            ))
            .build(),
    )
}
