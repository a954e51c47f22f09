//! Python.

use super::{ANY, BETA, OPENAPI_GENERATOR};
use crate::sdk::target::{Options, Pin, Target, Version};
use crate::tools::Kit;

pub(super) const TARGETS: &[Target] = &[
    Target {
        language: "python",
        title: "Python",
        generator: "openapi-python-client",
        program: "python/openapi-python-client",
        pins: &[Pin::PyPi("openapi-python-client")],
        kits: &[Kit::Python],
        document: Version::V3_1,
        reads_other: true,
        install: &["pip install openapi-python-client=={openapi-python-client}"],
        generate: "openapi-python-client generate --path {document} --output-path client --meta none --overwrite \
                   --fail-on-warning",
        compile: &["mypy ."],
        run: "python sign_in.py",
        options: None,
        warnings: &[],
        warts: &[
            "httpx asks for any content type: give the client `headers={\"Accept\": \"application/json\"}`.",
            "`mypy --strict` objects to `Client.__exit__`, which hands its arguments on untyped.",
            "It shows no examples from 3.1.",
        ],
    },
    Target {
        language: "python",
        title: "Python",
        generator: "openapi-generator",
        program: "python/openapi-generator",
        pins: &[OPENAPI_GENERATOR],
        kits: &[Kit::Python, Kit::Jvm],
        document: Version::V3_1,
        reads_other: true,
        install: &[
            "pip install openapi-generator-cli=={openapi-generator-cli} urllib3 python-dateutil pydantic",
        ],
        generate: "openapi-generator-cli generate -g python -i {document} -o . -c openapi/generators/python.yaml",
        compile: &["mypy sign_in.py"],
        run: "python sign_in.py",
        options: Some(Options {
            file: "python.yaml",
            text: "packageName: vms_admin\ndisallowAdditionalPropertiesIfNotPresent: false\n",
        }),
        warnings: &[BETA, ANY],
        warts: &[
            "Its own internals carry no annotations, so they can't be checked strictly; models and methods can.",
            "`is_house` is an `int`, checked to be 0 or 1.",
        ],
    },
];
