//! Rust, by others than our own generator.

use super::{ANY, BETA, OPENAPI_GENERATOR};
use crate::sdk::target::{Options, Pin, Target, Version, Warning};
use crate::tools::Kit;

pub(super) const TARGETS: &[Target] = &[
    Target {
        language: "rust",
        title: "Rust",
        generator: "openapi-generator",
        program: "rust/openapi-generator",
        pins: &[OPENAPI_GENERATOR],
        kits: &[Kit::Python, Kit::Jvm, Kit::Rust],
        document: Version::V3_1,
        reads_other: true,
        install: &["pip install openapi-generator-cli=={openapi-generator-cli}"],
        generate: "openapi-generator-cli generate -g rust -i {document} -o client -c openapi/generators/rust.yaml",
        compile: &["cargo build --quiet --locked"],
        run: "cargo run --quiet --locked",
        options: Some(Options {
            file: "rust.yaml",
            text: "packageName: vms-admin\n",
        }),
        warnings: &[
            BETA,
            ANY,
            Warning {
                says: "cannot be used as a enum variant name",
                why: "it takes no names for an enum of numbers",
            },
            Warning {
                says: "cannot be used as a model name",
                why: "it names a content type, not a model",
            },
        ],
        warts: &[],
    },
    Target {
        language: "rust",
        title: "Rust",
        generator: "progenitor",
        program: "rust/progenitor",
        pins: &[Pin::Crate("progenitor", "0.15.1")],
        kits: &[Kit::Rust],
        document: Version::V3_0,
        reads_other: false,
        install: &["cargo add progenitor@{progenitor}"],
        generate: "cp {document} document.json",
        compile: &["cargo build --quiet --locked"],
        run: "cargo run --quiet --locked",
        options: None,
        warnings: &[],
        warts: &["It reads 3.0 only."],
    },
];
