//! Java.

use super::{ANY, BETA, OPENAPI_GENERATOR};
use crate::sdk::target::{Options, Target, Version, Warning};
use crate::tools::Kit;

pub(super) const TARGETS: &[Target] = &[Target {
    language: "java",
    title: "Java",
    generator: "openapi-generator",
    program: "java",
    pins: &[OPENAPI_GENERATOR],
    kits: &[Kit::Python, Kit::Jvm],
    document: Version::V3_1,
    reads_other: true,
    install: &["pip install openapi-generator-cli=={openapi-generator-cli}"],
    generate: "openapi-generator-cli generate -g java -i {document} -o client -c openapi/generators/java.yaml",
    compile: &[
        "javac -Xlint:all -d classes -cp 'lib/*' $(find client/src/main/java -name '*.java') SignIn.java",
    ],
    run: "java -cp 'classes:lib/*' SignIn",
    options: Some(Options {
        file: "java.yaml",
        text: "library: native\ninvokerPackage: org.vms.admin\napiPackage: org.vms.admin.api\nmodelPackage: org.vms.admin.model\n\
               openApiNullable: false\nuseJakartaEe: true\nhideGenerationTimestamp: true\n\
               disallowAdditionalPropertiesIfNotPresent: false\n",
    }),
    warnings: &[
        BETA,
        ANY,
        Warning {
            says: "erializationInclusion(Include) in ",
            why: "its own plumbing calls what Jackson has renamed",
        },
        Warning {
            says: "Ignoring complex example on request body",
            why: "of examples that are objects it shows none in its documentation",
        },
    ],
    warts: &[],
}];
