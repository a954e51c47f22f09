//! Go.

use super::{ANY, BETA, OPENAPI_GENERATOR};
use crate::sdk::target::{Options, Pin, Target, Version};
use crate::tools::Kit;

const VET: &[&str] = &["go vet ./..."];

pub(super) const TARGETS: &[Target] = &[
    Target {
        language: "go",
        title: "Go",
        generator: "oapi-codegen",
        program: "go/oapi-codegen",
        pins: &[Pin::Go("oapi-codegen")],
        kits: &[Kit::Go],
        document: Version::V3_1,
        reads_other: true,
        install: &[
            "go install github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@{oapi-codegen}",
        ],
        generate: "mkdir -p client && oapi-codegen -config openapi/generators/oapi-codegen.yaml {document}",
        compile: VET,
        run: "go run .",
        options: Some(Options {
            file: "oapi-codegen.yaml",
            text: "package: client\noutput: client/client.go\ngenerate:\n  client: true\n  models: true\n",
        }),
        warnings: &[],
        warts: &[
            "It asks for any content type: give the client a request editor that sets `Accept: application/json`.",
        ],
    },
    Target {
        language: "go",
        title: "Go",
        generator: "ogen",
        program: "go/ogen",
        pins: &[Pin::Go("ogen")],
        kits: &[Kit::Go],
        document: Version::V3_1,
        reads_other: true,
        install: &["go install github.com/ogen-go/ogen/cmd/ogen@{ogen}"],
        generate: "ogen --clean --target client --package client --config openapi/generators/ogen.yaml {document}",
        compile: VET,
        run: "go run .",
        options: Some(Options {
            file: "ogen.yaml",
            text: "generator:\n  features:\n    enable:\n      - paths/client\n    disable_all: true\n",
        }),
        warnings: &[],
        warts: &[],
    },
    Target {
        language: "go",
        title: "Go",
        generator: "openapi-generator",
        program: "go/openapi-generator",
        pins: &[OPENAPI_GENERATOR],
        kits: &[Kit::Python, Kit::Jvm, Kit::Go],
        document: Version::V3_1,
        reads_other: true,
        install: &["pip install openapi-generator-cli=={openapi-generator-cli}"],
        generate: "openapi-generator-cli generate -g go -i {document} -o client -c openapi/generators/go.yaml",
        compile: &["go vet . ./client"],
        run: "go run .",
        options: Some(Options {
            file: "go.yaml",
            text: "packageName: client\nwithGoMod: false\ndisallowAdditionalPropertiesIfNotPresent: false\n",
        }),
        warnings: &[BETA, ANY],
        warts: &[
            "`is_house` is an `int32`: no names for 0 and 1.",
            "Its own tests import a package that doesn't exist: leave `client/test` out.",
        ],
    },
];
