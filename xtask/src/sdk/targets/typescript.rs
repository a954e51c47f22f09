//! TypeScript.

use crate::sdk::target::{Pin, Target, Version};
use crate::tools::Kit;

const ACCEPT: &str = "`fetch` asks for any content type: set the header `Accept: application/json` when the client is made, or \
                      errors come as HTML.";

pub(super) const TARGETS: &[Target] = &[
    Target {
        language: "typescript",
        title: "TypeScript",
        generator: "openapi-typescript with openapi-fetch",
        program: "typescript/openapi-fetch",
        pins: &[Pin::Npm("openapi-typescript"), Pin::Npm("openapi-fetch")],
        kits: &[Kit::Npm],
        document: Version::V3_1,
        reads_other: true,
        install: &["npm install openapi-fetch@{openapi-fetch}"],
        generate: "npx openapi-typescript@{openapi-typescript} {document} --output client/vms-admin.d.ts",
        compile: &["npx tsc --project ."],
        run: "npx tsx sign-in.ts",
        options: None,
        warnings: &[],
        warts: &[ACCEPT],
    },
    Target {
        language: "typescript",
        title: "TypeScript",
        generator: "hey-api",
        program: "typescript/hey-api",
        pins: &[Pin::Npm("@hey-api/openapi-ts")],
        kits: &[Kit::Npm],
        document: Version::V3_1,
        reads_other: true,
        install: &[],
        generate: "npx @hey-api/openapi-ts@{@hey-api/openapi-ts} --input ./{document} --output client",
        compile: &["npx tsc --project ."],
        run: "npx tsx sign-in.ts",
        options: None,
        warnings: &[],
        warts: &[
            ACCEPT,
            "Its client isn't written for `exactOptionalPropertyTypes`.",
        ],
    },
];
