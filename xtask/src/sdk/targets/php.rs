//! PHP.

use super::{ANY, BETA, OPENAPI_GENERATOR};
use crate::sdk::target::{Options, Target, Version};
use crate::tools::Kit;

pub(super) const TARGETS: &[Target] = &[Target {
    language: "php",
    title: "PHP",
    generator: "openapi-generator",
    program: "php",
    pins: &[OPENAPI_GENERATOR],
    kits: &[Kit::Python, Kit::Jvm, Kit::Php],
    document: Version::V3_1,
    reads_other: true,
    install: &["pip install openapi-generator-cli=={openapi-generator-cli}"],
    generate: "openapi-generator-cli generate -g php -i {document} -o client -c openapi/generators/php.yaml",
    compile: &["find client/lib sign-in.php -name '*.php' | xargs -n 1 php -l"],
    run: "php sign-in.php",
    options: Some(Options {
        file: "php.yaml",
        text: "invokerPackage: VmsAdmin\nvariableNamingConvention: camelCase\n",
    }),
    warnings: &[BETA, ANY],
    warts: &[],
}];
