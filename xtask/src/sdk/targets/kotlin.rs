//! Kotlin.

use super::{ANY, BETA, OPENAPI_GENERATOR};
use crate::sdk::target::{Options, Target, Version, Warning};
use crate::tools::Kit;

pub(super) const TARGETS: &[Target] = &[Target {
    language: "kotlin",
    title: "Kotlin",
    generator: "openapi-generator",
    program: "kotlin",
    pins: &[OPENAPI_GENERATOR],
    kits: &[Kit::Python, Kit::Jvm],
    document: Version::V3_1,
    reads_other: true,
    install: &["pip install openapi-generator-cli=={openapi-generator-cli}"],
    generate: "openapi-generator-cli generate -g kotlin -i {document} -o client -c openapi/generators/kotlin.yaml",
    compile: &[
        "java -cp 'lib/*' org.jetbrains.kotlin.cli.jvm.K2JVMCompiler -no-stdlib -no-reflect -jvm-target 17 \
         -cp \"$(echo lib/*.jar | tr ' ' ':')\" -d classes client/src/main/kotlin SignIn.kt",
    ],
    run: "java -cp 'classes:lib/*' SignInKt",
    options: Some(Options {
        file: "kotlin.yaml",
        text: "library: jvm-okhttp4\nserializationLibrary: jackson\npackageName: org.vms.admin\n\
               modelPackage: org.vms.admin.model\napiPackage: org.vms.admin.api\n",
    }),
    warnings: &[
        BETA,
        ANY,
        Warning {
            says: "elvis operator (?:) always returns the left operand",
            why: "its own plumbing, written for an older OkHttp",
        },
        Warning {
            says: "setSerializationInclusion",
            why: "its own plumbing calls what Jackson has renamed",
        },
    ],
    warts: &[],
}];
