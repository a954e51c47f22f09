//! Ruby.

use super::{ANY, BETA, OPENAPI_GENERATOR};
use crate::sdk::target::{Options, Target, Version};
use crate::tools::Kit;

pub(super) const TARGETS: &[Target] = &[Target {
    language: "ruby",
    title: "Ruby",
    generator: "openapi-generator",
    program: "ruby",
    pins: &[OPENAPI_GENERATOR],
    kits: &[Kit::Python, Kit::Jvm, Kit::Ruby],
    document: Version::V3_1,
    reads_other: true,
    install: &["pip install openapi-generator-cli=={openapi-generator-cli}"],
    generate: "openapi-generator-cli generate -g ruby -i {document} -o client -c openapi/generators/ruby.yaml",
    compile: &["find client/lib sign_in.rb -name '*.rb' | xargs -n 1 ruby -wc"],
    run: "ruby -w -I client/lib sign_in.rb",
    options: Some(Options {
        file: "ruby.yaml",
        text: "gemName: vms_admin\nmoduleName: VmsAdmin\n",
    }),
    warnings: &[BETA, ANY],
    warts: &[],
}];
